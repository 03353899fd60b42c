import { isEmpty, questionNamed, readValue } from '../engine/answer.ts';
import { nearest } from '../engine/nearest.ts';
import type { Answer, Answers } from '../model/decision.ts';
import { BadInput, type Finding, finding, findingOf, type Given, unlessBad } from '../model/finding.ts';
import { type Io, standardInput } from '../model/io.ts';
import type { Pack, Question } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import type { LinkAnswers } from '../output/context.ts';
import { environmentLocation } from './command-line.ts';
import { questionFlags, variableOf } from './commands.ts';
import type { Context, Invocation } from './context.ts';

/** Each decision, with all its reasons about 80 KiB, stays in memory until all are written. */
const MAX_DECISIONS = 2000;

/**
 * The answers of flags, else variables, else the file: a set for each document. Throws BadInput with all problems, also the
 * `known` ones.
 */
export async function collectAnswers(context: Context, invocation: Invocation, pack: Pack, known: readonly Finding[] = []) {
  const findings = [...invocation.findings, ...known];
  const { sources } = context;
  const flags = read(typedFlags(pack, invocation, findings), 'flag', findings);
  const variables = read(typedVariables(pack, context.io.env, findings, sources), 'env', findings);
  const given = { ...variables, ...flags };
  const [file, select, title] = ['answers', 'select', 'title'].map((long) => invocation.get(long));
  const inFile = file ? await recordsIn(file) : [];
  if (findings.length > 0) throw new BadInput(findings, sources);
  const named = async (wanted: Given, path: string) =>
    (await import('../records/answers-file.ts')).recordNamed(inFile, wanted, path);
  const chosen = file && select ? [await named(select, file.value)] : inFile;
  const count = chosen.length;
  if (file && count > MAX_DECISIONS) {
    throw new BadInput([finding('too-many-decisions', file.location, { path: file.value, count, limit: MAX_DECISIONS })]);
  }
  if (title && count > 1) throw new BadInput([finding('one-decision', title.location, { option: '--title', count })]);
  const [first, ...others] = chosen.map((record): LinkAnswers => {
    return { title: title?.value ?? record.title, answers: { ...record.answers, ...given }, record };
  });
  return [first ?? { title: title?.value ?? null, answers: given, record: null }, ...others] as const;

  async function recordsIn(answersFile: Given): Promise<readonly LinkRecord[]> {
    const { readAll } = await import('./input.ts');
    const { readAnswersFile } = await import('../records/answers-file.ts');
    const { value: path } = answersFile;
    const name = path === '-' ? standardInput : path;
    const bytes = await unlessBad(findings, () => readAll(context, answersFile));
    if (!bytes) return [];
    const { documents, findings: problems, text } = readAnswersFile(bytes, name, pack);
    findings.push(...problems);
    sources.set(name, text);
    return documents.map((record) => ({ ...record, file: path }));
  }
}

/** An answer as typed; `option` is the flag or the variable. */
interface Typed extends Given {
  readonly question: Question;
  readonly option: string;
}

/** The answers from question flags and from `--set`. */
function typedFlags(pack: Pack, invocation: Invocation, findings: Finding[]): Typed[] {
  const own = questionFlags(pack).flatMap(({ id, question }) =>
    invocation.all(id).map((given) => ({ ...given, question, option: `--${id}` })),
  );
  const set = invocation.all('set').flatMap(({ value, location }): Typed[] => {
    const [, id = '', raw] = /^([^=]+)=(.*)$/s.exec(value) ?? [];
    const found = questionNamed(pack, id);
    if (raw === undefined) findings.push(finding('not-id-value', location, { text: value }));
    else if ('problem' in found) findings.push(findingOf(found.problem, location));
    else return [{ question: found.question, option: `--set ${id}`, value: raw, location }];
    return [];
  });
  return [...own, ...set].sort((a, b) => (a.location?.col ?? 0) - (b.location?.col ?? 0));
}

const prefix = variableOf('');

/** Answers from the environment. A variable that matches no question is refused instead of silently ignored. */
function typedVariables(pack: Pack, env: Io['env'], findings: Finding[], sources: Map<string, string>): Typed[] {
  const ids = pack.questions.map(({ id }) => id);
  // Filter by name first: reading the values of all variables is slow.
  const names = Object.keys(env).filter((name) => name.startsWith(prefix));
  return names.sort().flatMap((name): Typed[] => {
    const raw = env[name] ?? '';
    const location = environmentLocation(name, raw);
    const id = name.slice(prefix.length).toLowerCase().replaceAll('_', '-');
    const found = questionNamed(pack, id);
    if ('question' in found && name === name.toUpperCase()) {
      sources.set(name, raw);
      return [{ question: found.question, option: name, value: raw, location }];
    }
    const near = nearest(id, ids);
    findings.push(finding('unknown-variable', location, { name, ...(near !== null && { suggestion: variableOf(near) }) }));
    return [];
  });
}

/** Reads answers; repeated answers to a question must agree, but one replaces `unknown` before it. */
function read(typed: readonly Typed[], from: 'flag' | 'env', findings: Finding[]): Answers {
  const answers: Record<string, Answer> = {};
  const first = new Map<string, Typed>();
  for (const each of typed) {
    const { question, option, value, location } = each;
    if (isEmpty(value)) continue;
    const reading = readValue(question, value, { text: true });
    const before = first.get(question.id) ?? each;
    if ('problem' in reading) findings.push(findingOf(reading.problem, location));
    else if ((answers[question.id]?.value ?? reading.value) !== reading.value) {
      const other = before.option !== option && { other: before.option };
      findings.push(finding('conflicting-values', location, { option, ...other, first: before.value, second: value }));
    } else {
      answers[question.id] = { value: reading.value, from };
      first.set(question.id, each);
    }
  }
  return answers;
}
