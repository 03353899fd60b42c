/**
 * tsunagi as a library: the functions that the command line decides with, for other programs.
 *
 * @packageDocumentation
 */
import { readFileSync } from 'node:fs';
import { answerSources, gotOf, isMapping, isNoted, readAnswers as readGivenAnswers, unknown } from './engine/answer.ts';
import { decide as decideAnswers } from './engine/decide.ts';
import { deciderOf as deciderFor } from './engine/decider.ts';
import { remembered } from './engine/lazy.ts';
import { suggestionFor } from './engine/nearest.ts';
import { nextQuestion as nextQuestionOf } from './engine/questionnaire.ts';
import type { Answer, Answers, Decided, Decision, Policy } from './model/decision.ts';
import { type Finding, finding, findingOf } from './model/finding.ts';
import type { LintFinding, LintResult } from './model/lint-result.ts';
import type { Pack, Question, Value } from './model/pack.ts';
import type { LinkRecord } from './model/record.ts';
import { messageOf, renderFindings } from './output/findings.ts';
import { builtInFiles, compiledPack } from './pack/built-in-files.ts';
import { decompress, diskFiles } from './pack/disk-files.ts';
import { builtInPacks, loadPackFolder } from './pack/pack-folder.ts';
import type { PackSource } from './pack/pack-source.ts';
import { day } from './pack/schema/common.ts';
import { lint as lintPack } from './proof/index.ts';
import { readAnswersFile } from './records/answers-file.ts';

export { GapError } from './engine/gap-error.ts';
export type * from './model/decision.ts';
export type * from './model/lint-result.ts';
export type * from './model/pack.ts';
export type { Expectation, RecordStatus } from './model/record.ts';
export type { FindingMessage, Level, SourceLocation } from './model/source-location.ts';

/** A problem with a pack or with answers; `at` is null if there is no text to point into. */
export type InputFinding = Omit<LintFinding, 'witness'>;

/** Thrown if a pack or answers cannot be used. The message names the problem, its location, and what to do about it. */
export class InputError extends Error {
  /** All problems, in the order of files and locations. */
  readonly findings: readonly InputFinding[];

  constructor(message: string, findings: readonly InputFinding[]) {
    super(message);
    this.name = 'InputError';
    this.findings = findings;
  }
}

/** Answers by question id: values, or answers with their origin. Null: explicitly unknown; undefined: no answer. */
export type GivenAnswers = Readonly<Record<string, Value | boolean | null | undefined | Answer>>;

/** A recorded link, as in an answers file. */
export type RecordedAnswers = Pick<LinkRecord, 'id' | 'title' | 'from' | 'to' | 'answers' | 'expect' | 'status'>;

const plainLanguage = 'en';

/** The source of each pack that was read from YAML, for the locations of lint findings. */
const sourceOf = new WeakMap<Pack, PackSource>();

/**
 * Returns the pack for messaging on AWS that comes with tsunagi, read from its folder: bundlers have to leave tsunagi out.
 *
 * @param lang the language of its texts: `en` or `ja`; any other value means English
 * @example
 * ```ts
 * const pack = builtInPack('ja');
 * ```
 */
export function builtInPack(lang: string = plainLanguage): Pack {
  return builtIn(lang === 'ja' ? 'ja' : plainLanguage);
}

const builtIn = remembered((lang: string) => compiledPack(readBuilt, lang));

/**
 * Loads a pack from the YAML files of a folder, including the packs it extends.
 *
 * @param dir the folder, with `/` as separator
 * @param options `lang`: the language of its texts, by default English, else the pack's first language
 * @throws InputError if the pack cannot be used
 * @example
 * ```ts
 * const pack = loadPack('rules/ours', { lang: 'en' });
 * ```
 */
export function loadPack(dir: string, { lang = plainLanguage }: { readonly lang?: string } = {}): Pack {
  const { source, findings, sources } = loadPackFolder(diskFiles, dir, builtInPacks(readBuilt).parents);
  if (!source) throw inputError(findings, sources);
  const wanted = source.languages.includes(lang) ? lang : plainLanguage;
  const pack = source.in(wanted);
  sourceOf.set(pack, source);
  return pack;
}

/**
 * Reads an answers file (YAML or JSON) with one or more documents.
 *
 * @param text the content of the file
 * @param options `pack`: the pack whose questions it answers, by default the built-in one; `file`: its name in messages
 * @throws InputError if anything in it is wrong
 * @example
 * ```ts
 * const [orders] = readAnswers('title: orders\nanswers: {data: message, fanout: p2p}\n');
 * ```
 */
export function readAnswers(
  text: string,
  options: { readonly pack?: Pack; readonly file?: string } = {},
): readonly RecordedAnswers[] {
  const { pack = builtInPack(), file = 'answers.yaml' } = options;
  const { documents, findings } = readAnswersFile(new TextEncoder().encode(text), file, pack);
  if (findings.length > 0) throw inputError(findings, new Map([[file, text]]));
  return documents.map(({ id, title, from, to, answers, expect, status }) => ({ id, title, from, to, answers, expect, status }));
}

/**
 * Decides which service fits, why, what rules out the others, and what would change the result.
 *
 * @param pack the rules
 * @param answers values by question id, or the `answers` of a document
 * @param policy `assume`: the pack's assumptions apply to missing answers (default true); `defaults`: its defaults fill in what
 *   is still unknown when the walk asks for it (default false)
 * @returns the decision; its `status` is `open` if the answers do not suffice
 * @throws InputError if an answer is not valid for its question
 * @throws GapError if the rules have no branch for the answers
 * @example
 * ```ts
 * const decision = decide(builtInPack(), { data: 'message', completion: 'async', timing: 'pull', fanout: 'p2p', origin: 'new' });
 * console.log(decision.recommendation?.name); // Amazon SQS
 * ```
 */
export function decide(pack: Pack, answers: GivenAnswers, policy?: Partial<Policy>): Decision {
  // A copy is plain data: what the engine puts off until it is read has been read.
  return structuredClone(decideAnswers(pack, checked(pack, answers), complete(policy)));
}

/**
 * Returns the question of the tree to ask next; null if no other matters, also where answers of null leave the decision open.
 *
 * @param pack the rules
 * @param answers the answers so far
 * @throws InputError if an answer is not valid for its question
 * @example
 * ```ts
 * const question = nextQuestion(builtInPack(), { data: 'message' });
 * console.log(question?.ask);
 * ```
 */
export function nextQuestion(pack: Pack, answers: GivenAnswers): Question | null {
  return nextQuestionOf(pack, checked(pack, answers));
}

/**
 * Proves a pack's tree and facts over the whole answer space, and checks sources and their age, unused parts, and style.
 *
 * @param pack the pack; if it comes from `loadPack`, findings have locations and all of its languages are checked
 * @param options `asOf`: the ISO day on which the age of facts is measured
 * @returns all findings; a pack without findings is proved
 * @throws RangeError if `asOf` is not an ISO day
 * @example
 * ```ts
 * const { findings } = lint(loadPack('rules/ours'), { asOf: '2026-11-25' });
 * for (const { code, messages } of findings) console.log(code, ...messages.en);
 * ```
 */
export function lint(pack: Pack, { asOf }: { readonly asOf: string }): LintResult {
  if (!day.safeParse(asOf).success) throw new RangeError(`asOf is not an ISO day: ${asOf}`);
  return lintPack(pack, asOf, sourceOf.get(pack));
}

/**
 * Prepares a pack for deciding many sets of answers. They are plain JSON: values by question id, null if explicitly unknown. Ids
 * and values that the pack does not have are ignored.
 *
 * @param pack the rules
 * @param policy as for `decide`
 * @returns a function of answers, which throws GapError as `decide` does
 * @example
 * ```ts
 * const decideNext = deciderOf(builtInPack());
 * console.log(decideNext({ data: 'message', fanout: 'p2p' }).summary.service);
 * ```
 */
export function deciderOf(pack: Pack, policy?: Partial<Policy>): (answers: Readonly<Record<string, Value | null>>) => Decided {
  return deciderFor(pack, complete(policy));
}

function complete({ assume = true, defaults = false }: Partial<Policy> = {}): Policy {
  return { assume, defaults };
}

function inputError(findings: readonly Finding[], sources: ReadonlyMap<string, string>): InputError {
  const inBoth = findings.map((each) => ({ ...each, messages: { en: messageOf(each, 'en'), ja: messageOf(each, 'ja') } }));
  return new InputError(renderFindings(findings, sources, 'en').trimEnd(), inBoth);
}

/** Converts answers to the engine's form and checks each against its question. */
function checked(pack: Pack, given: GivenAnswers): Answers {
  // Without a type checker, a program may give something else.
  const entries = isMapping(given) ? Object.entries(given) : null;
  const values: unknown = entries ? Object.fromEntries(entries.map(withValue)) : given;
  const { answers, problems } = readGivenAnswers(pack, values, 'file');
  const findings = [...problems.map(({ problem }) => findingOf(problem, null)), ...(entries ?? []).flatMap(unknownOrigin)];
  if (findings.length > 0) throw inputError(findings, new Map());
  const kept = Object.entries(answers).map(([id, read]) => {
    const own = given[id];
    return [id, isNoted(own) ? { ...read, ...own, value: read.value, from: own.from ?? read.from } : read] as const;
  });
  return Object.fromEntries(kept);
}

function unknownOrigin([, given]: readonly [string, unknown]): Finding[] {
  if (!isNoted(given) || given.from === undefined || answerSources.some((each) => each === given.from)) return [];
  const { from: value } = given;
  if (typeof value !== 'string') {
    return [finding('wrong-type', null, { key: 'from', expected: 'string', got: gotOf(value), text: '' })];
  }
  return [finding('not-one-of', null, { key: 'from', value, allowed: answerSources, ...suggestionFor(value, answerSources) })];
}

function withValue([id, given]: readonly [string, unknown]) {
  const value = isNoted(given) ? given.value : given;
  return [id, value === null ? unknown : value] as const;
}

/** Reads a generated file; `../dist` resolves both from the sources and from `dist` itself. */
const readBuilt = builtInFiles((path) => {
  const url = new URL(`../dist/${path}`, import.meta.url);
  try {
    return readFileSync(url);
  } catch (cause) {
    throw new Error(`tsunagi cannot read its data at ${url.href}. Bundlers have to treat tsunagi as external.`, { cause });
  }
}, decompress);
