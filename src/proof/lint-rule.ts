import type { Compiled } from '../engine/compiled.ts';
import { list as listEn, q as qEn } from '../messages/en/words.ts';
import { list as listJa, q as qJa } from '../messages/ja/words.ts';
import type { LintFinding, Witness } from '../model/lint-result.ts';
import type { Pack } from '../model/pack.ts';
import type { FindingMessage } from '../model/source-location.ts';
import type { PackSource } from '../pack/pack-source.ts';
import type { Defect, DefectArgs, DefectCode } from './prove/context.ts';

export interface LintContext {
  readonly pack: Pack;
  readonly compiled: Compiled;
  /** The pack as its authors wrote it, if known. */
  readonly source: PackSource | null;
  /** The pack in each of its languages; without its source, in one. A problem that several have is still one finding. */
  readonly languages: readonly Pack[];
  /** The day on which the age of facts is measured, as `2026-11-24`. */
  readonly asOf: string;
  readonly defects: readonly Defect[];
}

/** The complete definition of a rule, in one place. `Args`: the arguments of its texts, as JSON has them. */
interface Definition<Args, Code = string> {
  /** Its id in reports and its heading in docs/lint.md. */
  readonly code: Code;
  /** A failed proof is an error; despite a warning, the pack still decides as it says. */
  readonly level: 'error' | 'warning';
  /** The paragraph in docs/lint.md: sentences in Markdown, and YAML that breaks the rule if words do not suffice. */
  readonly what: string;
  readonly why?: string;
  readonly example?: string;
  readonly en: (args: Args, quote: Quote) => FindingMessage;
  readonly ja: (args: Args, quote: Quote) => FindingMessage;
}

interface Quote {
  readonly q: (name: string | number) => string;
  readonly list: (names: readonly string[], most?: number) => string;
}

export interface LintRule extends Omit<Definition<never>, 'en' | 'ja'> {
  /** Whether only the proof over all answers can show that nothing breaks the rule. */
  readonly isProved: boolean;
  /** Everything that breaks the rule. */
  readonly findings: (context: LintContext) => readonly LintFinding[];
}

/** Defines a rule without a proof: `check` yields the path of each problem (see `PackSource.locations`) and its arguments. */
export function lintRule<Args extends object>(
  rule: {
    check(context: LintContext): Iterable<readonly [path: string, args: Args, witness?: Witness | null]>;
  } & Definition<Args>,
): LintRule {
  const findings: LintRule['findings'] = (context) =>
    [...rule.check(context)].map(([path, args, witness = null]) => {
      const messages = { en: rule.en(args, { q: qEn, list: listEn }), ja: rule.ja(args, { q: qJa, list: listJa }) };
      return { code: rule.code, level: rule.level, at: context.source?.locations.get(path) ?? null, args, witness, messages };
    });
  return { ...rule, isProved: false, findings };
}

/** Defines a rule that the proof checks: its problems are the defects with the same code. */
export function provedRule<C extends DefectCode>(rule: Definition<DefectArgs[C], C>): LintRule {
  const check = ({ defects }: LintContext) =>
    defects
      .filter(({ code }) => code === rule.code)
      .map(({ path, args, witness }) => [path, args as DefectArgs[C], witness] as const);
  return { ...lintRule<DefectArgs[C]>({ ...rule, check }), isProved: true };
}
