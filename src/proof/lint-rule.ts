import type { Compiled } from '../engine/compile.ts';
import { list as listEn, q as qEn } from '../messages/en/did-you-mean.ts';
import { list as listJa, q as qJa } from '../messages/ja/did-you-mean.ts';
import type { LintFinding, Witness } from '../model/lint-result.ts';
import type { Pack } from '../model/pack.ts';
import type { DiagnosticMessage } from '../model/place.ts';
import type { PackSource } from '../pack/pack-source.ts';
import type { Defect, DefectArgs, DefectCode } from './prove/defect.ts';

/** What a rule looks at. */
export interface LintContext {
  readonly pack: Pack;
  readonly compiled: Compiled;
  /** The pack as its authors wrote it, if that is known. */
  readonly source: PackSource | null;
  /** The same in every language that is known of it. */
  readonly authored: Pack | PackSource;
  /** The day on which the age of a fact is counted, as in `2026-11-24`. */
  readonly asOf: string;
  /** Whether an option of the command line has the name of a question. */
  readonly isOption: (id: string) => boolean;
  /** What the proof found. */
  readonly defects: readonly Defect[];
}

/** What is declared of a rule: everything about it, in one file. `Args` is what its texts speak of, as JSON has it. */
interface Definition<Args, Code = string> extends RuleDocs {
  /** Its id in reports, and its heading in docs/lint.md. */
  readonly code: Code;
  /** A failed proof is an error; with a warning the pack still decides as it says. */
  readonly level: 'error' | 'warning';
  readonly en: (args: Args, quote: Quote) => DiagnosticMessage;
  readonly ja: (args: Args, quote: Quote) => DiagnosticMessage;
}

/** How names stand in the sentences of a language. */
interface Quote {
  readonly q: (name: string | number) => string;
  readonly list: (names: readonly string[]) => string;
}

/** The paragraph of docs/lint.md: Markdown sentences, and YAML that breaks the rule where words do not show it. */
interface RuleDocs {
  readonly what: string;
  readonly why?: string;
  readonly example?: string;
}

export interface LintRule extends RuleDocs, Pick<Definition<never>, 'code' | 'level'> {
  /** Whether it takes the proof over all answers to show that nothing breaks this rule. */
  readonly isProved: boolean;
  /** All that breaks the rule in a pack, by its path (see `PackSource.places`). */
  readonly findings: (context: LintContext) => readonly RuleFinding[];
}

type RuleFinding = Pick<LintFinding, 'args' | 'witness' | 'messages'> & { readonly path: string };

/** A rule that needs no proof: `check` yields the path of each problem, and what the texts speak of. */
export function lintRule<Args extends object>(
  rule: {
    check(context: LintContext): Iterable<readonly [path: string, args: Args, witness?: Witness | null]>;
  } & Definition<Args>,
): LintRule {
  const findings: LintRule['findings'] = (context) =>
    [...rule.check(context)].map(([path, args, witness = null]) => {
      const messages = { en: rule.en(args, { q: qEn, list: listEn }), ja: rule.ja(args, { q: qJa, list: listJa }) };
      return { path, args, witness, messages };
    });
  return { ...rule, isProved: false, findings };
}

/** A rule that the proof checks: its problems are the defects of the same code. */
export function provedRule<C extends DefectCode>(rule: Definition<DefectArgs[C], C>): LintRule {
  const check = ({ defects }: LintContext) =>
    defects
      .filter(({ code }) => code === rule.code)
      .map(({ path, args, witness }) => [path, args as DefectArgs[C], witness] as const);
  return { ...lintRule<DefectArgs[C]>({ ...rule, check }), isProved: true };
}
