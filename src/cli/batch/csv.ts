import { CsvError, type Info, parse } from 'csv-parse/sync';
import { BadInput } from '../../model/bad-input.ts';
import { type Finding, findingOf, type Problem } from '../../model/diagnostic.ts';
import { jsonText } from '../../output/values.ts';
import { inOrder } from '../../pack/files.ts';
import { isBroken, linesOf, MAX_LINE_LENGTH } from './json-lines.ts';
import { type AnswerColumn, answerColumns, type Results } from './results.ts';

/** What a column holds: ids, or the answers to a question. */
type Column = 'id' | AnswerColumn;

/** How many problems of a header are reported: what is no CSV at all may well have thousands of columns. */
const MAX_HEADER_FINDINGS = 20;

export interface CsvInput {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** What the input is called where a place in it is shown. */
  readonly name: string;
  readonly delimiter: string;
}

/**
 * Decides the rows of a CSV file whose first row names the columns. A quotation mark too many spoils its line, not the
 * rest of the file: lines that cannot be parsed together are parsed one by one.
 *
 * @param flush called when what has been decided so far should be written
 * @throws BadInput where the header is of no use; no row was decided then
 */
export async function decideCsv(
  { chunks, name, delimiter }: CsvInput,
  results: Results,
  flush: () => Promise<void>,
): Promise<void> {
  const options = { delimiter, relax_column_count: true, skip_empty_lines: true, info: true };
  let columns: readonly Column[] | null = null;
  let pending: string[] = [];
  let size = 0;
  let quotes = 0;
  let first = 1;
  for await (const lines of linesOf(chunks)) {
    for (const line of lines) {
      pending.push(line);
      size += line.length + 1;
      quotes += quotesIn(line);
    }
    // A field may go on behind the end of a line.
    if (quotes % 2 === 1 && size <= MAX_LINE_LENGTH) continue;
    takeLines(pending, pending.join('\n'));
    pending = [];
    size = 0;
    quotes = 0;
    await flush();
  }
  takeLines(pending, pending.join('\n'));
  if (!columns)
    throw new BadInput([findingOf({ code: 'csv-header', args: {} }, { file: name, line: 1, col: 1, length: 1 })]);

  function takeLines(lines: readonly string[], text: string): void {
    const rows = lines.some((line) => line.length > MAX_LINE_LENGTH) ? null : rowsOf(text);
    if (Array.isArray(rows)) for (const row of rows) takeRow(row, first);
    else for (let at = 0; at < lines.length; ) at += takeRowAt(lines, at);
    first += lines.length;
  }

  /** Takes the row that begins with a line. Returns the number of its lines. */
  function takeRowAt(lines: readonly string[], at: number): number {
    const line = lines[at] ?? '';
    if (line.length > MAX_LINE_LENGTH)
      return refuse(first + at, { code: 'line-too-long', args: { limit: MAX_LINE_LENGTH } });
    const alone = rowsOf(line);
    const count = Array.isArray(alone) ? 1 : closedAfter(lines, at);
    const rows = count === 1 ? alone : rowsOf(lines.slice(at, at + count).join('\n'));
    if (Array.isArray(rows)) {
      for (const row of rows) takeRow(row, first + at);
      return count;
    }
    const error = Array.isArray(alone) ? rows : alone;
    return refuse(first + at, problemOf(error));
  }

  function rowsOf(text: string): Row[] | CsvError {
    try {
      return parse(text, options) as unknown as Row[];
    } catch (error) {
      if (error instanceof CsvError) return error;
      throw error;
    }
  }

  function takeRow({ record, info }: Row, firstLine: number): void {
    // Ends of lines in the fields lead back to the row's first line.
    const line = firstLine + info.lines - 1 - record.reduce((count, field) => count + field.split('\n').length - 1, 0);
    if (record.length === 1 && record[0]?.trim() === '') return;
    if (columns === null) columns = columnsOf(record, line, { name, delimiter }, results);
    else addRow(record, line, columns, results);
  }

  function refuse(line: number, problem: Problem): number {
    if (columns === null) throw new BadInput([findingOf(problem, { file: name, line, col: 1, length: 1 })]);
    results.add('null', line, [problem]);
    return 1;
  }
}

interface Row {
  readonly record: readonly string[];
  readonly info: Pick<Info, 'lines'>;
}

function quotesIn(text: string): number {
  return text.split('"').length - 1;
}

/** After how many lines from one on all quotation marks are closed; 1 where they never are. */
function closedAfter(lines: readonly string[], at: number): number {
  let quotes = 0;
  for (let end = at; end < lines.length; end++) {
    quotes += quotesIn(lines[end] ?? '');
    if (quotes % 2 === 0) return end + 1 - at;
  }
  return 1;
}

function problemOf(error: CsvError): Problem {
  const field = typeof error['column'] === 'number' ? error['column'] + 1 : 1;
  return { code: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'csv-open-quote' : 'csv-quote', args: { field } };
}

function columnsOf(
  header: readonly string[],
  line: number,
  { name, delimiter }: Pick<CsvInput, 'name' | 'delimiter'>,
  results: Results,
): readonly Column[] {
  const known = answerColumns(results.decider, true);
  const findings: Finding[] = [];
  const columns: Column[] = [];
  const seen = new Map<string, string>();
  let col = 1;
  for (const field of header) {
    const key = field.trim();
    const report = (problem: Problem): void => {
      findings.push(findingOf(problem, { file: name, line, col, length: Math.max(1, field.length) }));
    };
    const column: Column | Problem = key === 'id' ? 'id' : known(key);
    const separator = header.length === 1 ? /[,;\t|]/.exec(key)?.[0] : undefined;
    const other = seen.get(column === 'id' || 'code' in column ? key : column.id);
    if (other === key) report({ code: 'csv-column-twice', args: { column: key } });
    else if (other !== undefined) report({ code: 'answered-twice', args: { question: key, other } });
    else if (column !== 'id' && 'code' in column) {
      report(separator === undefined ? column : { code: 'csv-separator', args: { separator } });
    } else columns.push(column);
    seen.set(column === 'id' || 'code' in column ? key : column.id, key);
    col += field.length + delimiter.length;
  }
  if (findings.length > 0) {
    const text = `${'\n'.repeat(line - 1)}${header.join(delimiter)}`;
    throw new BadInput(inOrder(findings, MAX_HEADER_FINDINGS), new Map([[name, text]]));
  }
  return columns;
}

function addRow(row: readonly string[], line: number, columns: readonly Column[], results: Results): void {
  const problems: Problem[] = [];
  if (row.some(isBroken)) problems.push({ code: 'not-utf8', args: {} });
  else if (row.length !== columns.length) {
    problems.push({ code: 'csv-fields', args: { expected: columns.length, got: row.length } });
  }
  let id = 'null';
  results.decider.clear();
  for (const [index, column] of columns.entries()) {
    const field = row[index] ?? '';
    if (column === 'id') id = field.trim() === '' ? 'null' : jsonText(field);
    else {
      const problem = column.take(field);
      if (problem) problems.push(problem);
    }
  }
  results.add(id, line, problems);
}
