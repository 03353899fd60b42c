import type { FindingMessage } from '../../model/source-location.ts';
import { cut, type MessagesByCode, type Suggestion } from '../text.ts';
import { type Got, gots } from './pack-findings.ts';
import { count, list, meant, q } from './words.ts';

/** The cause of a failure and its mitigation, by the error code of the system. */
type Reasons = Readonly<Record<string, readonly [why: string, mitigation: string]>>;

const denied = ['access is denied', 'Check the permissions of the file and of its folder.'] as const;

const either: Reasons = {
  EACCES: denied,
  EPERM: denied,
  ENOTDIR: ['a part of its path is not a folder', 'Name a path through folders.'],
};

const unchanged = 'Nothing was changed.';

/** The reasons why a file cannot be read or written. */
export const fileReasons: { readonly read: Reasons; readonly write: Reasons } = {
  read: {
    ...either,
    EFTYPE: ['it is not a regular file', 'Copy its output into a file.'],
  },
  write: {
    ...either,
    ELOCKED: ['another run holds `.tsunagi.lock` in its folder', 'Wait until it has ended.'],
    ENOENT: ['its folder does not exist', 'Create the folder first.'],
    EISDIR: ['it is a folder', 'Name a file in it.'],
    ENOSPC: ['the disk is full', `Free some space, or write somewhere else. ${unchanged}`],
    EDQUOT: ['the quota is used up', `Free some space, or write somewhere else. ${unchanged}`],
    EROFS: ['nothing can be written there', 'Write somewhere else.'],
  },
};

const syntaxMessages: ReadonlyMap<string, FindingMessage> = new Map(
  Object.entries({
    BAD_DQ_ESCAPE: ['Double quotes do not allow this escape.', "Write `\\\\` for a backslash, or use single quotes ('...')."],
    BAD_INDENT: ['The indentation does not fit the lines before.', 'Line up keys that belong together in one column.'],
    BAD_SCALAR_START: ['A text cannot start with this character.', 'Put quotes around the text.'],
    BLOCK_AS_IMPLICIT_KEY: [
      'There is a second `: ` here.',
      'Put quotes around text that contains `: `; a second key needs a separate line, or a comma before it.',
    ],
    KEY_WITHOUT_VALUE: ['A comma ends a text within `{}`.', 'Put quotes around text that contains a comma.'],
    MERGE_CONFLICT: ['This merge conflict is not resolved.', 'Keep what you need of both, and remove the lines with the marks.'],
    MISSING_CHAR: [
      'Something is missing here: a `:`, a closing quote or bracket, a comma or a space.',
      'Check this line and the one before.',
    ],
    MULTILINE_IMPLICIT_KEY: ['A key must be on one line.', 'A `:`, or the space after it, is probably missing here.'],
    TAB_AS_INDENT: ['Only plain spaces can indent YAML.', 'Replace the tab or other blank.'],
    VALUE_INDENT: [
      'A line of this value, perhaps its closing quote or bracket, is not indented further than the key.',
      'Indent it further, as YAML 1.2 requires; it was read all the same.',
    ],
    UNCLOSED_BRACKET: ['This bracket is never closed.', 'Add `]` or `}` where it ends.'],
    UNCLOSED_QUOTE: [
      'This quote is never closed.',
      'Add it where the text ends; a quote inside the text is written twice, or after a backslash.',
    ],
  }),
);

/** Problems with files, folders and YAML syntax, with answers in files, and with the lines and rows of a batch. */
export const fileFindings = {
  'file-missing': ({ path }: { path: string }) => [`There is no file ${q(path)}.`, 'Check the spelling and the current folder.'],
  'file-unreadable': ({ path, reason }: Record<'path' | 'reason', string>) => {
    const [why, mitigation] = fileReasons.read[reason] ?? [reason, 'Try again, or name another.'];
    return [`${q(path)} cannot be read: ${why}.`, mitigation];
  },
  'file-is-folder': ({ path }: { path: string }) => [`${q(path)} is a folder.`, 'Name a file.'],
  'file-too-big': ({ limit }: { limit: number }) => [`The file is larger than the limit of ${limit} MiB.`, 'Split it.'],
  'outside-folder': ({ path, folder }: Record<'path' | 'folder', string>) => [
    `${q(path)} leads out of the folder ${q(folder)}.`,
    "Move the link's target there, or name it as an argument.",
  ],
  'folder-missing': ({ path, known = [], suggestion }: { path: string; known?: readonly string[] } & Suggestion) => [
    `There is no folder ${q(path)}.`,
    meant({ suggestion }) ||
      `Check the spelling and the current folder${known.length > 0 ? `, or name a built-in pack: ${list(known)}` : ''}.`,
  ],
  'not-a-folder': ({ path }: { path: string }) => [
    `${q(path)} is not a folder.`,
    'A pack is a folder of YAML files: name the folder.',
  ],
  'folder-empty': ({ path }: { path: string }) => [
    `There is no YAML file in ${q(path)} or below.`,
    'A pack is a folder with *.yaml files; `tsunagi rules init` writes one to start from.',
  ],
  'folder-too-deep': ({ path, depth, entries }: { path: string; depth: number; entries: number | null }) => [
    `${q(path)} has folders more than ${depth} levels deep${entries === null ? '' : `, or more than ${entries} files`}.`,
    `Remove circular links, or name ${entries === null ? 'the folder with the records' : 'the folder of the pack'} alone.`,
  ],
  'not-utf8': () => [
    'The file is not valid UTF-8 from here on.',
    'Save it as UTF-8; it may be in UTF-16, Shift_JIS or another encoding.',
  ],
  'yaml-syntax': ({ reason }: Record<'reason' | 'detail', string>) =>
    syntaxMessages.get(reason) ?? [
      'This cannot be read as YAML.',
      'Check the indentation and quotes of this line and the one before.',
    ],
  'yaml-tag': (args: { tag: string } & Suggestion) => [
    `The tag ${q(args.tag)} does not fit what follows, or is not one of YAML's core tags.`,
    meant(args) || (/^![A-Z]/.test(args.tag) ? 'Templates belong in the folder `templates` of a pack.' : 'Remove it.'),
  ],
  'yaml-merge-key': () => ['Merge keys (`<<`) are not supported.', "Write the keys out, or put '<<' in quotes if it is a name."],
  'yaml-key': () => ['Only text can be a key.', 'Write a key before the `:`.'],
  'yaml-depth': ({ limit }: { limit: number }) => [
    `Lists and mappings are nested more than ${limit} deep.`,
    'Give the inner part a name and refer to it.',
  ],
  'unknown-alias': (args: { name: string } & Suggestion) => [
    `No anchor \`&${cut(args.name)}\` comes before this alias.`,
    meant(args) || 'Text that starts with `*` needs quotes.',
  ],
  'alias-loop': ({ name }: { name: string }) => [
    `The alias \`*${cut(name)}\` is inside the value that it refers to.`,
    'Write the value out.',
  ],
  'alias-limit': ({ limit }: { limit: number }) => [
    `Aliases or fragments repeat more than ${limit.toLocaleString('en')} values in all.`,
    'Write out what is needed instead of repeating it.',
  ],
  'duplicate-key': ({ key, line }: { key: string; line: number }) => [
    `The key ${q(key)} is already in line ${line}.`,
    'Remove or rename one of the two.',
  ],
  'forbidden-key': ({ key }: { key: string }) => [`${q(key)} cannot be a key.`, 'Choose another name.'],
  'not-decimal': ({ text }: { text: string }) => [
    `${q(text)} is not a finite decimal number.`,
    'Write a number such as 256 or 0.5; text, such as a title, needs quotes.',
  ],
  'control-character': ({ character }: { character: string }) => [
    `The text contains ${character}, a character that can disturb a terminal.`,
    'Remove it.',
  ],
  'more-problems': ({ count }: { count: number }) => [`${count} more problems were found.`, 'Fix those above first.'],
  'number-as-text': ({ question, value }: Record<'question' | 'value', string>) => [
    `${q(question)} takes a number, but ${q(value)} is text.`,
    'Remove the quotes around it.',
  ],
  'not-one-value': ({ question, got }: { question: string; got: Got }) => [
    `${q(question)} takes one value, but ${gots[got]}.`,
    'Give one value, or `{value: ..., note: ...}`.',
  ],
  'answered-twice': ({ question, other }: Record<'question' | 'other', string>) => [
    `${q(question)} and ${q(other)} are the same question, under its old name and its new one.`,
    'Remove one of the two.',
  ],
  'answer-outside': ({ questions, answers }: { questions: readonly string[]; answers: boolean }) => [
    questions.length === 1 ? `${list(questions)} is a question.` : `These are questions: ${list(questions)}.`,
    answers
      ? 'Put it under `answers:`, indented by two spaces.'
      : 'Add a line `answers:` above, and indent what stands below it by two spaces.',
  ],
  infrastructure: () => [
    'This is a template or a plan, not an answers file.',
    '`tsunagi scan` drafts records from it, and `tsunagi check --against` compares them with it.',
  ],
  'not-answers': ({ got }: { got: Got }) => [
    `Answers are a mapping of questions to values, but ${gots[got]}.`,
    'Write them as `question: value`.',
  ],
  'json-syntax': (_: { detail: string }) => [
    'This line is not valid JSON.',
    'Write one JSON object a line, such as `{"id": "1", "answers": {"data": "message"}}`.',
  ],
  'not-json-lines': () => [
    'This is not JSON Lines.',
    "Write one JSON object a line; `jq -c '.[]'` converts an array. CSV needs `--from csv`; `tsunagi --answers` reads YAML.",
  ],
  'not-an-id': () => ['The `id` is neither text nor a number.', 'Write one of the two.'],
  'line-too-long': ({ limit }: { limit: number }) => [
    `The line is longer than ${limit.toLocaleString('en')} characters.`,
    'Write one set of answers on each line.',
  ],
  'csv-header': () => [
    'There is no header.',
    'The first row names the columns: `id`, if there are ids, and questions such as `data,completion`.',
  ],
  'csv-column-nameless': () => ['This column has no name.', 'Name it `id` or after the question that it answers, or remove it.'],
  'csv-column-twice': ({ column }: { column: string }) => [
    `There are two columns ${q(column)}.`,
    'Remove or rename one of the two.',
  ],
  'csv-fields': ({ expected, got }: Record<'expected' | 'got', number>) => [
    `This row has ${count(got, 'field')}, and the header has ${expected}.`,
    'Put a field that contains a separator in quotes; leave a field empty where there is no answer.',
  ],
  'csv-quote': ({ field }: { field: number }) => [
    `Field ${field} has a quote where none can be, or one that is not closed.`,
    'Put the whole field in quotes, and double those in it: `"a ""b"" c"`.',
  ],
} satisfies MessagesByCode;
