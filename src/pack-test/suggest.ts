import { type Box, divisible } from '../engine/box.ts';
import { ABSENT } from '../engine/cells.ts';
import { choose } from '../engine/choose.ts';
import { type Compiled, compile } from '../engine/compile.ts';
import { anything, explore, type Turn } from '../engine/explore.ts';
import { answersIn } from '../engine/realise.ts';
import { suggestions as en } from '../messages/en/rules-test.ts';
import { suggestions as ja } from '../messages/ja/rules-test.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Pack } from '../model/pack.ts';
import { flowText } from '../pack/flow-text.ts';
import type { Case } from '../pack/pack-source.ts';
import { type CaseResult, coverageOf, hitsOf, runCases, type Target, turnPath } from './cases.ts';

/** A missing case that expects what the rules say today; a person has to approve it. */
export interface Suggestion {
  readonly case: Case;
  /** What only this case reaches. */
  readonly reaches: readonly Target[];
}

/**
 * The fewest additional cases that reach everything reachable: answers that reach many missing branches, leaves, services and
 * variants at once.
 */
export function suggestCases(pack: Pack, results: readonly CaseResult[]): Suggestion[] {
  const compiled = compile(pack);
  const missing = new Map(coverageOf(pack, results).uncovered.map((target) => [target.path, target]));
  const names = new Set(results.map((result) => result.case.name));
  const suggestions: Suggestion[] = [];
  const ways = new Set(waysThrough(compiled));
  for (let way = bestOf(ways, missing); way; way = bestOf(ways, missing)) {
    // If no answers reach what is left of it, it must not be tried again.
    ways.delete(way);
    const drafted = draftCase(pack, answersIn(compiled, way.box), names);
    const reaches = hitsOf(drafted).flatMap((path) => missing.get(path) ?? []);
    for (const { path } of reaches) missing.delete(path);
    if (reaches.length > 0) suggestions.push({ case: drafted.case, reaches });
  }
  return suggestions;
}

/** A path from the root to an option of a leaf: the answers that take it, and what a case on it reaches. */
interface Way {
  readonly box: Box;
  readonly reaches: readonly string[];
}

/** All paths through the tree, those with the fewest answers first. */
function waysThrough(compiled: Compiled): Way[] {
  const ways: Way[] = [];
  const turns: Turn[] = [];
  explore(compiled, anything(compiled), null, {
    enter: (node, branch, filled) => turns.push({ node, branch, filled }),
    leave: () => turns.pop(),
    leaf(leaf, box) {
      const part = [...box];
      const path = [...turns.map(turnPath), `nodes.${leaf.leaf.id}`];
      choose(leaf, divisible(part), ({ option: { service, variant } }, unmet) => {
        const offered = [`services.${service}`, `services.${service}.variants.${variant}`];
        ways.push({ box: [...part], reaches: [...path, ...(unmet ? [] : offered)] });
      });
    },
  });
  const answers = ({ box }: Way): number => box.filter((set) => (set & ABSENT) === 0).length;
  return ways.sort((a, b) => answers(a) - answers(b));
}

/** The first path that reaches the most missing targets; undefined if none reaches any. */
function bestOf(ways: ReadonlySet<Way>, missing: ReadonlyMap<string, Target>): Way | undefined {
  let best: Way | undefined;
  let most = 0;
  for (const way of ways) {
    const count = way.reaches.filter((path) => missing.has(path)).length;
    if (count > most) [best, most] = [way, count];
  }
  return best;
}

/** Drafts a case from answers; it expects everything that the rules say about them today. */
function draftCase(pack: Pack, answers: Case['answers'], names: Set<string>): CaseResult {
  const blank: Case = { name: '', answers, assume: true, defaults: false, expect: { service: null }, layer: pack.layer };
  const explained = { ...blank, expect: { ...blank.expect, mitigations: [], unmet: [] } };
  const [result] = runCases(pack, [explained]) as [CaseResult];
  const { settled, walk } = result;
  const name = nameFor(walk.outcomes[0]?.leaf.leaf.id ?? 'case', names);
  const decided = settled !== null && settled.service !== null;
  const expect: Case['expect'] = decided
    ? {
        service: settled.service,
        variant: settled.variant,
        with: settled.with,
        pattern: settled.pattern,
        warnings: settled.warnings,
        ...(settled.mitigations?.length ? { mitigations: [...new Set(settled.mitigations)] } : {}),
        ...(settled.unmet?.length ? { unmet: settled.unmet } : {}),
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

/** Suggested cases as YAML to paste into a pack, each with a comment about its purpose. */
export function renderSuggestions(suggestions: readonly Suggestion[], lang: string): string {
  const messages = inLanguage(lang, { en, ja });
  if (suggestions.length === 0) return `# ${messages.none}\ncases: []\n`;
  const targetText = ({ kind, id }: Target): string =>
    kind === 'branch' ? messages.branch(id) : kind === 'leaf' ? messages.leaf(id) : id;
  const lines = suggestions.flatMap(({ case: { name, answers, expect }, reaches }) => [
    `# ${messages.reaches(reaches.map(targetText).join(messages.comma))}`,
    `- name: ${flowText(name)}`,
    `  answers: ${flowText(answers)}`,
    `  expect: ${flowText(expect)}`,
  ]);
  return [`# ${messages.head}`, `# ${messages.where}`, 'cases:', ...lines.map((line) => `  ${line}`), ''].join('\n');
}
