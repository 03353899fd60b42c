import type { Problem } from '../core/finding.ts';
import { type Block, longestLine } from './batch-blocks.ts';
import { type BatchJob, type Results, resultsOf } from './batch-results.ts';
import type { Progress } from './batch-run.ts';
import { type Column, columnsOf, noColumns } from './csv-columns.ts';
import { parseCsvRecord } from './csv-record.ts';
import { csvRecords, type RawRecord } from './csv-records.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Works through a CSV file whose first row names the columns, and writes what each row comes to.
 *
 * @param name what the input is called where a place in it is shown
 * @param progress is kept up to date
 * @throws BadInput where the header is of no use; nothing was written then
 */
export async function runCsv(
  blocks: AsyncIterable<Block>,
  job: BatchJob,
  name: string,
  write: (output: Uint8Array) => void,
  progress: Progress,
): Promise<void> {
  const results = resultsOf(job);
  let columns: readonly Column[] | null = null;
  for await (const records of csvRecords(counted(blocks, progress), isRecord)) {
    for (const record of records) {
      const text = textOf(record);
      if (typeof text === 'string' && text.trim() === '') continue;
      if (columns) addRow(text, record.line, columns, results);
      else columns = columnsOf(text, record.line, name, results.decider.compiled);
    }
    const { output, entries, invalid } = results.take();
    if (output.length > 0) write(output);
    progress.lines = records.at(-1)?.line ?? progress.lines;
    progress.entries += entries;
    progress.invalid += invalid;
  }
  if (!columns) throw noColumns(name);
}

async function* counted(blocks: AsyncIterable<Block>, progress: Progress): AsyncGenerator<Block> {
  for await (const block of blocks) {
    progress.bytes += block === null ? 0 : block.length;
    yield block;
  }
}

function isRecord(bytes: Uint8Array): boolean {
  const text = textOf({ bytes, line: 0 });
  return typeof text === 'string' && 'fields' in parseCsvRecord(text);
}

function textOf({ bytes, line }: RawRecord): string | Problem {
  if (bytes === null) return { code: 'line-too-long', args: { limit: longestLine } };
  try {
    const text = decoder.decode(bytes);
    // A mark of the byte order, which some programs put before everything.
    return line === 1 ? text.replace(/^\uFEFF/, '') : text;
  } catch {
    return { code: 'not-utf8', args: {} };
  }
}

function addRow(text: string | Problem, line: number, columns: readonly Column[], results: Results): void {
  const record = typeof text === 'string' ? parseCsvRecord(text) : { problem: text };
  if ('problem' in record) {
    results.invalid('null', line, [record.problem]);
    return;
  }
  const { answers } = results.decider;
  const { fields } = record;
  const problems: Problem[] = [];
  let id = 'null';
  answers.clear();
  for (const [index, column] of columns.entries()) {
    const field = fields[index] ?? '';
    if (field.trim() === '') continue;
    if (column.read === null) {
      id = JSON.stringify(field);
      continue;
    }
    const cell = column.read(field);
    if (typeof cell === 'number') answers.answer(column.question, cell);
    else problems.push(cell);
  }
  if (fields.length !== columns.length) {
    problems.unshift({ code: 'csv-fields', args: { expected: columns.length, got: fields.length } });
  }
  const [first, ...others] = problems;
  if (first) results.invalid(id, line, [first, ...others]);
  else results.decided(id, line);
}
