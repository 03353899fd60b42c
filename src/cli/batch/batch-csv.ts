import type { Problem } from '../../model/diagnostic.ts';
import { type Block, longestLine } from './batch-blocks.ts';
import { type BatchJob, loadSayings, type Results, resultsOf, type Sayings, type Taken } from './batch-results.ts';
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
  const sayings: Sayings = { sentence: null };
  const results = resultsOf(job, sayings);
  let columns: readonly Column[] | null = null;
  for await (const records of csvRecords(counted(blocks, progress), isRecord)) {
    const rows = records.map((record) => ({ text: textOf(record), line: record.line })).filter(({ text }) => !isBlank(text));
    const header = columns === null ? rows.shift() : undefined;
    if (header) columns = columnsOf(header.text, header.line, name, results.decider.compiled);
    const addAll = (): Taken | null => {
      for (const { text, line } of rows) addRow(text, line, columns ?? [], results);
      return results.take();
    };
    const { output, entries, invalid } = addAll() ?? ((await loadSayings(sayings).then(addAll)) as Taken);
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

function isBlank(text: string | Problem): boolean {
  return typeof text === 'string' && text.trim() === '';
}

function isRecord(bytes: Uint8Array): boolean {
  const text = textOf({ bytes, line: 0 });
  return typeof text === 'string' && !parseCsvRecord(text).problem;
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
  const { fields, problem } = typeof text === 'string' ? parseCsvRecord(text) : { fields: [], problem: text };
  const { answers } = results.decider;
  const problems: Problem[] = [];
  if (problem) problems.push(problem);
  else if (fields.length !== columns.length) {
    problems.push({ code: 'csv-fields', args: { expected: columns.length, got: fields.length } });
  }
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
  const [first, ...others] = problems;
  if (first) results.invalid(id, line, [first, ...others]);
  else results.decided(id, line);
}
