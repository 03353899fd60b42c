import { questionNamed, readValue } from '../../engine/answer.ts';
import { cellOf } from '../../engine/cells.ts';
import type { Compiled, CompiledQuestion } from '../../engine/compile.ts';
import { notKnown } from '../../engine/fast/given.ts';
import { type Finding, findingOf, type Problem } from '../../model/diagnostic.ts';
import { inOrder } from '../../pack/in-order.ts';
import { BadInput } from '../exit.ts';
import { parseCsvRecord } from './csv-record.ts';

/** What a column holds: ids, or answers to a question, which are read as cells. */
export type Column = { readonly read: null } | { readonly question: number; readonly read: (field: string) => number | Problem };

/** So many different fields of a column are remembered. */
const most = 1000;
/** So many things that are wrong with a header are told: what is no CSV at all may well have thousands of columns. */
const mostFindings = 20;

/**
 * Reads the header.
 *
 * @param name what the file is called
 * @throws BadInput with all that is wrong with it
 */
export function columnsOf(text: string | Problem, line: number, name: string, compiled: Compiled): readonly Column[] {
  const { fields, starts, problem } = typeof text === 'string' ? parseCsvRecord(text) : { fields: [], starts: [], problem: text };
  if (problem) throw new BadInput([findingOf(problem, { file: name, line, col: 1, length: 1 })]);
  const findings: Finding[] = [];
  const tell = (index: number, problem: Problem): void => {
    const length = Math.max(1, (starts[index + 1] ?? (text as string).length + 1) - 1 - (starts[index] as number));
    findings.push(findingOf(problem, { file: name, line, col: (starts[index] as number) + 1, length }));
  };
  const names = fields.map((field) => field.trim());
  const first = new Map(names.map((column, index) => [column, index] as const).reverse());
  const columns = names.flatMap((column, index): Column[] => {
    if (first.get(column) !== index) tell(index, { code: 'csv-column-twice', args: { column } });
    if (column === 'id') return [{ read: null }];
    const found = questionNamed(compiled.pack, column);
    if ('problem' in found) {
      const separator = names.length === 1 ? /[;\t|]/.exec(column)?.[0] : undefined;
      tell(index, separator === undefined ? found.problem : { code: 'csv-separator', args: { separator } });
      return [];
    }
    const other = names.find((earlier, at) => at < index && earlier !== column && isNamed(compiled, earlier, found.question.id));
    if (other !== undefined) tell(index, { code: 'answered-twice', args: { question: column, other } });
    const question = compiled.indexOf.get(found.question.id) as number;
    return [{ question, read: readerOf(compiled.questions[question] as CompiledQuestion) }];
  });
  if (findings.length > 0)
    throw new BadInput(inOrder(findings, mostFindings), new Map([[name, `${'\n'.repeat(line - 1)}${text}`]]));
  return columns;
}

/** Said of a file in which there is no header, and nothing else. */
export function noColumns(name: string): BadInput {
  return new BadInput([findingOf({ code: 'csv-header', args: {} }, { file: name, line: 1, col: 1, length: 1 })]);
}

function isNamed({ pack }: Compiled, name: string, id: string): boolean {
  const found = questionNamed(pack, name);
  return 'question' in found && found.question.id === id;
}

function readerOf({ question, cells }: CompiledQuestion): (field: string) => number | Problem {
  const known = new Map<string, number | Problem>();
  return (field) => {
    let cell = known.get(field);
    if (cell === undefined) {
      const reading = readValue(question, field, { text: true });
      cell = 'problem' in reading ? reading.problem : reading.value === null ? notKnown : cellOf(cells, reading.value);
      if (known.size >= most) known.clear();
      known.set(field, cell);
    }
    return cell;
  };
}
