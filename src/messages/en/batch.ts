import type { BatchArgs } from '../../model/arguments/batch-args.ts';
import type { DiagnosticMessage } from '../diagnostic-message.ts';
import { q } from './did-you-mean.ts';

export const batchMessages: { readonly [C in keyof BatchArgs]: (args: BatchArgs[C]) => DiagnosticMessage } = {
  'json-syntax': () => [
    'This line is not valid JSON.',
    'Write one JSON object a line, such as `{"id": "1", "answers": {"data": "message"}}`.',
  ],
  'json-depth': ({ limit }) => [`This line is nested more than ${limit} deep.`, 'A string or a number is enough for an `id`.'],
  'line-too-long': ({ limit }) => [
    `The line is longer than ${limit} bytes.`,
    'Write one set of answers on each line; in CSV, a quotation mark may not have been closed.',
  ],
  'csv-header': () => [
    'There is no header.',
    'The first row names the columns: `id`, if there are ids, and questions such as `data,completion,timing,fanout,origin`.',
  ],
  'csv-separator': ({ separator }) => [
    `The columns are separated by ${separator === '\t' ? 'tabs' : q(separator)}.`,
    'Separate them by commas; some programs call that format "CSV, comma separated".',
  ],
  'csv-column-twice': ({ column }) => [`There are two columns ${q(column)}.`, 'Remove or rename one of the two.'],
  'csv-fields': ({ expected, got }) => [
    `This row has ${got} ${got === 1 ? 'field' : 'fields'}, and the header has ${expected}.`,
    'Put a field that contains a comma in quotation marks; leave a field empty where there is no answer.',
  ],
  'csv-quote': ({ field }) => [
    `Field ${field} has a quotation mark where none can be.`,
    'Put the whole field in quotation marks, and double those in it: `"a ""b"" c"`.',
  ],
  'csv-open-quote': ({ field }) => [
    `The quotation mark at the beginning of field ${field} is never closed.`,
    'Close it, or double it and put the whole field in quotation marks: `"a ""b"" c"`.',
  ],
};
