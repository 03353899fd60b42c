import { gotOf, isMapping, isNoted } from '../../engine/answer.ts';
import { suggestionFor } from '../../engine/nearest.ts';
import { BadInput, finding, type Problem } from '../../model/finding.ts';
import { jsonText } from '../../output/values.ts';
import { answerColumns, type LineReader, lineProblem, type Results, recordKeys } from './results.ts';

const keys = ['id', 'answers'];
const withoutAnswers: Problem = { code: 'missing-key', args: { key: 'answers', in: '', entry: '"answers": {...}' } };

/** The start of an object, which may be cut off. */
const objectStart = /^\s*\{\s*["}]/;

/** Decides the lines of a JSON Lines file. Throws BadInput if the first one shows that it is a file of another kind. */
export function jsonLines(name: string, results: Results): LineReader {
  const columnOf = answerColumns(results.decider, false);
  /** The keys of the line's answers, by question. */
  const keyOf: (string | null)[] = results.decider.compiled.questions.map(() => null);
  const take: LineReader['take'] = (line, number) => {
    const refuse = (problem: Problem): void => results.add('null', number, [problem]);
    const wrong = lineProblem(line);
    if (wrong) return refuse(wrong);
    if (line.trim() === '') return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (error) {
      if (results.counts.entries === 0 && !objectStart.test(line)) {
        throw new BadInput([finding('not-json-lines', { file: name, line: number, col: 1, length: 1 }, {})]);
      }
      return refuse({ code: 'json-syntax', args: { detail: error instanceof Error ? error.message : '' } });
    }
    if (!isMapping(value)) return refuse({ code: 'not-a-mapping', args: { what: 'line', got: gotOf(value) } });
    const { id = null } = value;
    if (id !== null && !['string', 'number'].includes(typeof id)) return refuse({ code: 'not-an-id', args: {} });
    results.decider.clear();
    const problems = takeLine(value, line, number);
    // `JSON.parse` rounds integers beyond the safe range.
    const isRounded = typeof id === 'number' && Math.abs(id) > Number.MAX_SAFE_INTEGER;
    results.add(isRounded ? detailsOf(line).id : jsonText(id), number, problems);
  };
  return { take, end() {} };

  function takeLine(value: Readonly<Record<string, unknown>>, line: string, number: number): Problem[] {
    const problems: Problem[] = [];
    const isQuestion = (key: string): boolean => key !== 'id' && !('code' in columnOf(key));
    if (!Object.hasOwn(value, 'answers') && Object.keys(value).some(isQuestion)) return [withoutAnswers];
    let count = 0;
    for (const key in value) {
      count++;
      if (keys.includes(key) || recordKeys.includes(key)) continue;
      problems.push({ code: 'unknown-key', args: { key, allowed: keys, ...suggestionFor(key, keys) } });
    }
    const { answers } = value;
    if (isMapping(answers)) count += takeAnswers(answers, problems);
    else if (answers !== undefined) problems.push({ code: 'not-answers', args: { got: gotOf(answers) } });
    // If a key is misspelt, reporting that is enough.
    else if (problems.length === 0) problems.push(withoutAnswers);
    // Each key has a colon, so equal counts rule out duplicate keys.
    const twice = colonsIn(line) === count ? null : detailsOf(line).twice;
    if (twice !== null) problems.unshift({ code: 'duplicate-key', args: { key: twice, line: number } });
    return problems;
  }

  /** Passes the answers to the decider and returns the number of keys. */
  function takeAnswers(answers: Readonly<Record<string, unknown>>, problems: Problem[]): number {
    keyOf.fill(null);
    let count = 0;
    for (const key in answers) {
      count++;
      const column = columnOf(key);
      if ('code' in column) {
        problems.push(column);
        continue;
      }
      const other = keyOf[column.index] ?? null;
      if (other !== null) problems.push({ code: 'answered-twice', args: { question: key, other } });
      keyOf[column.index] = key;
      const raw = answers[key];
      if (isNoted(raw)) count += Object.keys(raw).length;
      const problem = column.take(isNoted(raw) ? raw.value : raw);
      if (problem) problems.push(problem);
    }
    return count;
  }
}

function colonsIn(line: string): number {
  let count = 0;
  for (let at = line.indexOf(':'); at >= 0; at = line.indexOf(':', at + 1)) count++;
  return count;
}

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[[{}\]]/g;

/** Finds what `JSON.parse` drops from a JSON object: its first duplicate key, and the digits of `id` as written. */
function detailsOf(text: string): { readonly twice: string | null; readonly id: string } {
  /** The keys of each enclosing object, and null for each enclosing list. */
  const open: (Set<string> | null)[] = [];
  let twice: string | null = null;
  let id = 'null';
  for (const { 0: token, 1: colon, index } of text.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : null);
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const siblings = open.at(-1);
      const key: string = JSON.parse(token.slice(0, -colon.length));
      if (siblings?.has(key)) twice ??= key;
      siblings?.add(key);
      if (open.length === 1 && key === 'id') id = /[-+.\deE]+/.exec(text.slice(index + token.length))?.[0] ?? id;
    }
  }
  return { twice, id };
}
