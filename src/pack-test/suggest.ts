import { type Box, type Divisible, divisible } from '../engine/box.ts';
import { ABSENT } from '../engine/cells.ts';
import { whereFitting } from '../engine/choose.ts';
import { compile } from '../engine/compile.ts';
import type { Compiled, CompiledLeaf } from '../engine/compiled.ts';
import { anything, explore, type PathStep } from '../engine/explore.ts';
import { lazy } from '../engine/lazy.ts';
import { distinctBy, unusedName } from '../engine/lists.ts';
import { answersIn, realize } from '../engine/realize.ts';
import { suggestions as en } from '../messages/en/rules-test.ts';
import { suggestions as ja } from '../messages/ja/rules-test.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Pack } from '../model/pack.ts';
import { flowText } from '../pack/flow-text.ts';
import type { Case } from '../pack/pack-source.ts';
import { type CaseResult, coverageOf, hitsOf, runCases, stepPath, type Target } from './cases.ts';

/** A case that expects what the rules say today, which a person has to approve, and what only this case reaches. */
type SuggestedCase = Pick<CaseResult, 'case'> & { readonly reaches: readonly Target[] };

/**
 * Additional cases that reach everything reachable: paths through the tree, each of which reaches a branch or leaf that those
 * before it do not, and answers that recommend each service and variant.
 */
export function suggestCases(pack: Pack, results: readonly CaseResult[]): SuggestedCase[] {
  const compiled = compile(pack);
  const missing = new Map(coverageOf(pack, results).uncovered.map((target) => [target.path, target]));
  const names = new Set(results.map((result) => result.case.name));
  const suggestions: SuggestedCase[] = [];
  const add = (answers: Case['answers']): void => {
    const drafted = draftCase(pack, answers, names);
    const reaches = hitsOf(drafted).flatMap((key) => missing.get(key) ?? []);
    for (const { path } of reaches) missing.delete(path);
    if (reaches.length > 0) suggestions.push({ case: drafted.case, reaches });
  };

  const paths = pathsThrough(compiled);
  for (const { box, reaches } of paths) if (reaches.some((path) => missing.has(path))) add(answersIn(compiled, box));
  const fewest = lazy(() => fewestAnswers(paths));
  for (const target of [...missing.values()].reverse()) {
    if (!missing.has(target.path)) continue;
    const box = fewest().get(target.id);
    if (box) add(answersIn(compiled, box, realize(compiled, box)));
  }
  return suggestions;
}

/** A path from the root to a leaf: the answers that take it, and what a case on it reaches. */
interface LeafPath {
  readonly leaf: CompiledLeaf;
  readonly box: Box;
  readonly reaches: readonly string[];
}

/** All paths through the tree; their boxes allow any answer to questions that they do not ask. */
function pathsThrough(compiled: Compiled): LeafPath[] {
  const paths: LeafPath[] = [];
  const path: PathStep[] = [];
  explore(compiled, anything(compiled), null, {
    enter: (node, branch, filled) => path.push({ node, branch, filled }),
    leave: () => path.pop(),
    leaf(leaf, box) {
      paths.push({ leaf, box: [...box], reaches: [...path.map(stepPath), `nodes.${leaf.id}`] });
    },
  });
  return paths;
}

/** Drafts a case from answers; it expects everything that the rules say about them today. */
function draftCase(pack: Pack, answers: Case['answers'], names: Set<string>): CaseResult {
  const blank = { name: '', answers, assume: true, defaults: false, layer: pack.id };
  const [result] = runCases(pack, [{ ...blank, expect: { service: null, mitigations: [], unmet: [] } }]) as [CaseResult];
  const { settled, walk } = result;
  const leaf = (walk.outcomes[0]?.leaf.id ?? 'case').replaceAll('-', ' ');
  const name = unusedName(leaf, names, (number) => `${leaf} ${number}`);
  names.add(name);
  const named = (['mitigations', 'unmet'] as const).filter((key) => settled?.[key]?.length);
  const keys = ['variant', 'with', 'pattern', 'warnings', ...named] as const;
  // Answers to all questions on a path leave nothing open.
  const expect = { service: settled?.service ?? null, ...Object.fromEntries(keys.map((key) => [key, settled?.[key]])) };
  return { ...result, case: { ...blank, name, expect } };
}

/** The fewest answers that make a leaf recommend each service and each variant. */
function fewestAnswers(paths: readonly LeafPath[]): ReadonlyMap<string, Box> {
  const fewest = new Map<string, Box>();
  for (const { leaf, box } of distinctBy(paths, (path) => path.leaf)) {
    for (const option of leaf.options) {
      const part = [...box];
      const improved = (): string[] =>
        [option.service.id, option.offering].filter((id) => {
          const best = fewest.get(id);
          return !best || answerCount(part) < answerCount(best);
        });
      const whole = divisible(part);
      // No part has fewer answers than the whole. Answers that no option fits are left out: they have millions of parts.
      const divide: Divisible['divide'] = (when, then) =>
        whole.divide(when, (holds) => {
          if (improved().length > 0) then(holds);
        });
      whereFitting(leaf, option, { ...whole, divide }, () => {
        for (const id of improved()) fewest.set(id, [...part]);
      });
    }
  }
  return fewest;
}

/** How many questions have an answer for certain. */
function answerCount(box: Box): number {
  return box.filter((set) => (set & ABSENT) === 0).length;
}

/** Suggested cases as YAML to paste into a pack, each with a comment about its purpose. */
export function renderSuggestions(suggestions: readonly SuggestedCase[], lang: string): string {
  const messages = inLanguage(lang, { en, ja });
  if (suggestions.length === 0) return `# ${messages.none}\ncases: []\n`;
  const targetText = ({ kind, id }: Target): string => (kind === 'branch' || kind === 'leaf' ? messages[kind](id) : id);
  const lines = suggestions.flatMap(({ case: { name, answers, expect }, reaches }) => [
    `  # ${messages.reaches(reaches.map(targetText).join(messages.semicolon))}`,
    `  - name: ${flowText(name)}`,
    `    answers: ${flowText(answers)}`,
    `    expect: ${flowText(expect)}`,
  ]);
  return [`# ${messages.head}`, `# ${messages.where}`, 'cases:', ...lines, ''].join('\n');
}
