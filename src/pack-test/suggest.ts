import { type CellSet, indexesOf, valueIn } from '../engine/cells.ts';
import { type Compiled, type CompiledLeaf, type CompiledQuestion, compile } from '../engine/compile.ts';
import type { Box } from '../engine/explore.ts';
import { choose } from '../engine/outcome.ts';
import { Ways } from '../engine/path-search.ts';
import type { Pack, Value } from '../model/pack.ts';
import type { Case } from '../model/source-location.ts';
import { diffPacks } from '../pack-diff/index.ts';
import { type CaseResult, passes, runCases } from './cases.ts';
import { coverageOf, hitsOf, keyOf, type Target } from './coverage.ts';
import type { MutationResult } from './mutate.ts';

/** A case that is missing, with what the rules say today as what it expects: for a person to approve. */
export interface Suggestion {
  readonly case: Case;
  /** What nothing but this case reaches. */
  readonly reaches: readonly Target[];
  /** Paths of changes that nothing but this case notices. */
  readonly kills: readonly string[];
}

/**
 * The fewest cases that, with those that there are, reach all that can be reached: a way through the tree for each branch
 * and leaf that is uncovered, many of them at once, and answers that let each service and variant come first.
 */
export function suggestCases(pack: Pack, results: readonly CaseResult[]): Suggestion[] {
  const compiled = compile(pack);
  const missing = new Map(coverageOf(pack, results).uncovered.map((target) => [keyOf(target), target]));
  const names = new Set(results.map((result) => result.case.name));
  const suggestions: Suggestion[] = [];
  const add = (answers: Case['answers']): void => {
    const drafted = draftCase(pack, answers, names);
    const reaches = hitsOf(drafted).flatMap((key) => missing.get(key) ?? []);
    for (const target of reaches) missing.delete(keyOf(target));
    if (reaches.length > 0) suggestions.push({ case: drafted.case, reaches, kills: [] });
  };

  const ways = new Ways(compiled, (at) =>
    Number(
      missing.has(
        keyOf(typeof at === 'string' ? { kind: 'leaf', leaf: at } : { kind: 'branch', node: at.node, branch: at.branch }),
      ),
    ),
  );
  for (let way = ways.next(); way; way = ways.next()) {
    const before = missing.size;
    add(answersIn(compiled, way.box));
    // A branch that no answers can take is not for a case to reach.
    if (missing.size === before) break;
    ways.changed([way.leaf, ...way.turns.map(({ node }) => node)]);
  }
  for (const target of [...missing.values()].reverse()) {
    if (!missing.has(keyOf(target)) || (target.kind !== 'service' && target.kind !== 'variant')) continue;
    const box = answersFor(compiled, target);
    if (box) add(answersIn(compiled, box));
  }
  return suggestions;
}

/**
 * The cases that notice the mutants which survived: for each one a set of answers of which it makes something else, as long
 * as no earlier case has noticed it.
 *
 * @param names that are taken; those of the suggestions are added
 * @param drafted what is suggested already, and may notice some of them
 */
export function suggestKills(
  pack: Pack,
  survivors: readonly MutationResult[],
  names: Set<string>,
  drafted: readonly Suggestion[] = [],
): Suggestion[] {
  const isNoticed = (mutant: Pack): boolean => drafted.some((each) => !passes(mutant, each.case));
  const left = new Map(
    survivors.flatMap((each) => (each.mutant && !isNoticed(each.mutant) ? [[each, each.mutant] as const] : [])),
  );
  const suggestions: Suggestion[] = [];
  for (const [survivor, mutant] of left) {
    const noticing = [...draftsOf(pack, mutant, names)].find((each) => !passes(mutant, each));
    if (!noticing) continue;
    const kills = [...left].filter(([, other]) => !passes(other, noticing)).map(([each]) => each);
    for (const each of kills) left.delete(each);
    names.add(noticing.name);
    suggestions.push({ case: noticing, reaches: [], kills: [...new Set(kills.map(({ path }) => path))] });
    left.delete(survivor);
  }
  return suggestions;
}

/** Cases of answers that a mutant makes something else of. */
function* draftsOf(pack: Pack, mutant: Pack, names: ReadonlySet<string>): Generator<Case> {
  const { regions, defaults } = diffPacks(pack, mutant);
  for (const [list, fills] of [
    [regions, false],
    [defaults, true],
  ] as const) {
    for (const { change, places } of list) {
      if (change.kind === 'reason') continue;
      for (const { example } of places) yield draftCase(pack, example, new Set(names), fills).case;
    }
  }
}

/** A case out of answers, which expects all that the rules say of them today. */
export function draftCase(pack: Pack, answers: Case['answers'], names: Set<string>, defaults = false): CaseResult {
  const blank = blankCase(pack, defaults ? answers : spared(pack, answers), defaults);
  const [result] = runCases(pack, [blank]) as [CaseResult];
  const { settled, outcomes } = result;
  const name = nameFor(outcomes[0]?.leaf.leaf.id ?? 'case', names);
  const decided = settled !== null && settled.service !== null;
  const expect: Case['expect'] = decided
    ? {
        service: settled.service,
        variant: settled.variant,
        with: settled.with,
        pattern: settled.pattern,
        warnings: settled.warnings,
      }
    : { service: null, possible: settled?.possible ?? [] };
  return { ...result, case: { ...blank, name, expect } };
}

function nameFor(leaf: string, names: Set<string>): string {
  let name = leaf.replaceAll('-', ' ');
  for (let number = 2; names.has(name); number++) name = `${leaf.replaceAll('-', ' ')} ${number}`;
  names.add(name);
  return name;
}

/** A value for each question of a box, in pack order: the first that lies in it. */
export function answersIn({ questions }: Compiled, box: Box): Record<string, Value> {
  const answers: Record<string, Value> = {};
  for (const { question, index, cells } of questions) {
    const [cell] = indexesOf((box.get(index) ?? 0n) & cells.all);
    if (cell !== undefined) answers[question.id] = valueIn(cells, cell);
  }
  return answers;
}

/** Without the answers to follow-up questions that the walk asks and the pack assumes anyway: a case says what matters. */
function spared(pack: Pack, answers: Case['answers']): Case['answers'] {
  const run = (of: Case['answers']): CaseResult => runCases(pack, [blankCase(pack, of)])[0] as CaseResult;
  const said = ({ turns, settled }: CaseResult): string => JSON.stringify([turns, settled]);
  const whole = run(answers);
  const asked = new Set(whole.turns.map(({ question }) => question));
  let left = answers;
  pack.questions.forEach(({ id, group }, index) => {
    if (group !== 'follow-up' || !asked.has(index) || !Object.hasOwn(left, id)) return;
    const { [id]: _, ...rest } = left;
    if (said(run(rest)) === said(whole)) left = rest;
  });
  return left;
}

function blankCase({ layer }: Pack, answers: Case['answers'], defaults = false): Case {
  return { name: '', answers, assume: true, defaults, expect: { service: null }, layer };
}

/** Answers with which a service, or a variant of it, is recommended: as few as there are in one of the leaves that name it. */
function answersFor(compiled: Compiled, target: Extract<Target, { kind: 'service' | 'variant' }>): Box | null {
  const wants = ({ service, variant }: { service: string; variant: string | null }): boolean =>
    service === target.service && (target.kind === 'service' || variant === target.variant);
  let best: Box | null = null;
  const named = [...compiled.leaves.values()].filter(({ options }) => options.some(({ option }) => wants(option)));
  for (const leaf of named) {
    const ways = new Ways(compiled, (at) => Number(at === leaf.leaf.id));
    const way = ways.next();
    if (!way) continue;
    for (const box of fitting(compiled, leaf, way.box, (option) => wants(option.option))) {
      if (!best || box.size < best.size) best = box;
    }
  }
  return best;
}

/** The boxes in which a leaf recommends an option of a kind; questions that do not matter are left out. */
function fitting(
  compiled: Compiled,
  leaf: CompiledLeaf,
  way: Box,
  wanted: (option: CompiledLeaf['options'][number]) => boolean,
): Box[] {
  const found: Box[] = [];
  const whole = new Map<number, CellSet>(way);
  const absent = (question: CompiledQuestion): CellSet => 1n << BigInt(question.cells.count);
  for (const question of compiled.questions) {
    if (!way.has(question.index)) whole.set(question.index, question.cells.all | absent(question));
  }
  choose(leaf, whole, (option, box, unmet) => {
    if (unmet || !wanted(option)) return;
    const answered = [...box].filter(([index, cells]) => {
      const question = compiled.questions[index] as CompiledQuestion;
      return way.has(index) || (cells & absent(question)) === 0n;
    });
    found.push(new Map(answered));
  });
  return found;
}
