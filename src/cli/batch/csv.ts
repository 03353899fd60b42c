import { CsvError, parse } from 'csv-parse/sync';
import { BadInput, type Finding, findingOf, type Problem } from '../../model/finding.ts';
import { jsonText } from '../../output/values.ts';
import { inOrder } from '../../pack/files.ts';
import { type AnswerColumn, answerColumns, type LineReader, lineProblem, type Results } from './results.ts';

/** Spreadsheets may write further columns at the end and further rows, with neither names nor values. */
const isUsed = (field: string): boolean => field.trim() !== '';

/** A quoted field may contain line breaks. A row of more lines has a quotation mark too many. */
const MAX_ROW_LINES = 20;

/** The answers to one question; null: the ids. */
type Column = AnswerColumn | null;

/** Decides the rows of a CSV file, with the first separator in its header. Throws BadInput if that is invalid. */
export function csvRows(name: string, results: Results): LineReader {
  let columns: readonly Column[] | null = null;
  let delimiter = '';
  /** The lines of a row that has not ended yet, and the number of the first one. */
  let lines: string[] = [];
  let first = 0;
  return {
    take,
    end() {
      while (lines.length > 0) endRow();
      if (!columns) throw refused({ code: 'csv-header', args: {} }, 1);
    },
  };

  function take(line: string, number: number): void {
    if (lines.length === 0) first = number;
    lines.push(line);
    const isQuoted = lines.join().split('"').length % 2 === 0;
    if (!isQuoted || lines.length === MAX_ROW_LINES) endRow();
  }

  /** If several lines are no row, the first one alone is wrong. */
  function endRow(): void {
    const [row, start] = [lines.join('\n'), first];
    const [line = '', ...others] = lines;
    lines = [];
    const isRow = others.length === 0 || !('code' in fieldsOf(row));
    takeRow(isRow ? row : line, start);
    if (!isRow) for (const [index, other] of others.entries()) take(other, start + 1 + index);
  }

  function takeRow(row: string, line: number): void {
    if (row.trim() === '') return;
    if (!columns) delimiter = /[,;\t]/.exec(row)?.[0] ?? ',';
    const fields = fieldsOf(row);
    if ('code' in fields) {
      if (!columns) throw refused(fields, line);
      results.add('null', line, [fields]);
    } else if (!fields.some(isUsed)) return;
    else if (columns) addRow(fields, line, columns);
    else columns = columnsOf(fields.slice(0, fields.findLastIndex(isUsed) + 1), line);
  }

  function fieldsOf(row: string): readonly string[] | Problem {
    const problem = lineProblem(row);
    if (problem) return problem;
    try {
      // By default it would end a row at a lone carriage return, and the rest would be lost.
      const [fields = []] = parse(row.replace(/\r$/, ''), { delimiter, record_delimiter: '\n' });
      return fields;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      return { code: 'csv-quote', args: { field: Number(error['column']) + 1 } };
    }
  }

  function addRow(row: readonly string[], line: number, columns: readonly Column[]): void {
    const problems: Problem[] = [];
    if (row.length < columns.length || row.slice(columns.length).some(isUsed)) {
      problems.push({ code: 'csv-fields', args: { expected: columns.length, got: row.length } });
    }
    let id = 'null';
    results.decider.clear();
    for (const [index, column] of columns.entries()) {
      const field = row[index] ?? '';
      const problem = column?.take(field);
      if (problem) problems.push(problem);
      if (column === null && isUsed(field)) id = jsonText(field);
    }
    results.add(id, line, problems);
  }

  function refused(problem: Problem, line: number): BadInput {
    return new BadInput([findingOf(problem, { file: name, line, col: 1, length: 1 })]);
  }

  function columnsOf(header: readonly string[], line: number): readonly Column[] {
    const known = answerColumns(results.decider, true);
    const findings: Finding[] = [];
    const seen = new Map<string, string>();
    let col = 1;
    const found = header.map((field): Column => {
      const key = field.trim();
      const column = key.toLowerCase() === 'id' ? null : known(key);
      const at = { file: name, line, col, length: Math.max(1, field.length) };
      col += field.length + delimiter.length;
      if (column && 'code' in column) {
        findings.push(findingOf(key === '' ? { code: 'csv-column-nameless', args: {} } : column, at));
        return null;
      }
      const id = column?.id ?? 'id';
      const other = seen.get(id);
      if (column && other !== undefined && other !== key) {
        findings.push(findingOf({ code: 'answered-twice', args: { question: key, other } }, at));
      } else if (other !== undefined) findings.push(findingOf({ code: 'csv-column-twice', args: { column: id } }, at));
      seen.set(id, key);
      return column;
    });
    if (findings.length === 0) return found;
    // Not one column is known, not even in capital letters: this is a row of answers, or it has other separators.
    const isHeader = header.some((field) => results.decider.compiled.indexOf.has(field.trim().toLowerCase()));
    if (header.length > 1 && findings.length === header.length && !isHeader) {
      throw refused({ code: 'csv-header', args: {} }, line);
    }
    const text = `${'\n'.repeat(line - 1)}${header.join(delimiter)}`;
    throw new BadInput(inOrder(findings), new Map([[name, text]]));
  }
}
