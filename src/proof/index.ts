import { compile } from '../engine/compile.ts';
import type { LintResult } from '../model/lint-result.ts';
import type { Pack } from '../model/pack.ts';
import { byLocation } from '../model/source-location.ts';
import type { PackSource } from '../pack/pack-source.ts';
import type { LintContext, LintRule } from './lint-rule.ts';
import { verify } from './prove/index.ts';
import { wrongBound } from './prove/nodes.ts';
import { factRules } from './rules/facts.ts';
import { leafRules } from './rules/leaves.ts';
import { questionRules } from './rules/questions.ts';
import { textRules } from './rules/texts.ts';
import { treeRules } from './rules/tree.ts';

/** Every rule, in the order of docs/lint.md. */
export const lintRules: readonly LintRule[] = [...treeRules, ...leafRules, ...questionRules, ...factRules, ...textRules];

/**
 * Checks a pack whose references resolve against every rule: proves its tree and facts over the whole answer space, and checks
 * sources and their age, as of a day such as `2026-11-24`, unused parts, alarms and style. A pack without findings is proved. The
 * source gives findings locations and lets every language be checked.
 */
export function lint(pack: Pack, asOf: string, source: PackSource | null = null): LintResult {
  const compiled = compile(pack);
  // Where a question has no answers, little else would hold.
  const isProvable = !pack.questions.some((question) => wrongBound(question)?.isEmpty);
  const { defects, isComplete } = isProvable ? verify(compiled) : { defects: [], isComplete: false };
  const context: LintContext = {
    pack,
    compiled,
    source,
    languages: source?.languages.map((lang) => source.in(lang)) ?? [pack],
    asOf,
    defects,
  };
  const findings = lintRules.flatMap((rule) => rule.findings(context));
  const unproved = isComplete ? [] : lintRules.filter(({ isProved }) => isProved).map(({ code }) => code);
  return { findings: findings.sort(byLocation), unproved };
}
