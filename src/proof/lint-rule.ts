import type { DiagnosticMessage } from '../messages/diagnostic-message.ts';
import { list as listEn, q as qEn } from '../messages/en/did-you-mean.ts';
import { list as listJa, q as qJa } from '../messages/ja/did-you-mean.ts';
import type { LintContext } from './lint-context.ts';
import type { Claim, Witness } from './prove/index.ts';

/** What is declared of a rule: everything about it, in one file. `Args` is what its texts speak of, as JSON has it. */
interface Definition<Args> {
  /** Its id in reports, and its heading in docs/lint.md. */
  readonly code: string;
  /** A failed proof is an error; with a warning the pack still decides as it says. */
  readonly level: 'error' | 'warning';
  /** The claim of the proof that shows that nothing breaks this rule; absent where no proof is needed. */
  readonly claim?: Claim;
  readonly check: (context: LintContext & { readonly report: Report<Args> }) => void;
  readonly en: (args: Args, quote: Quote) => DiagnosticMessage;
  readonly ja: (args: Args, quote: Quote) => DiagnosticMessage;
  readonly docs: RuleDocs;
}

/** Reports a problem at a path of the pack (see `PackSource.places`). */
type Report<Args> = (path: string, args: Args, witness?: Witness | null) => void;

/** How names stand in the sentences of a language. */
interface Quote {
  readonly q: (name: string | number) => string;
  readonly list: (names: readonly string[]) => string;
}

/** The paragraph of docs/lint.md: Markdown sentences, and YAML that breaks the rule and that keeps it. */
interface RuleDocs {
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly example: string;
  readonly instead?: string;
}

/** A problem that a rule found, its path not yet turned into a place. */
interface RuleFinding {
  readonly path: string;
  readonly args: object;
  readonly witness: Witness | null;
  readonly messages: { readonly en: DiagnosticMessage; readonly ja: DiagnosticMessage };
}

export interface LintRule extends Pick<Definition<never>, 'code' | 'level' | 'docs'> {
  readonly claim: Claim | null;
  /** All that breaks the rule in a pack. */
  readonly findings: (context: LintContext) => readonly RuleFinding[];
}

/** Makes a rule of its definition. */
export function lintRule<Args extends object>({ code, level, claim, check, en, ja, docs }: Definition<Args>): LintRule {
  return {
    code,
    level,
    claim: claim ?? null,
    docs,
    findings(context) {
      const found: RuleFinding[] = [];
      const report: Report<Args> = (path, args, witness = null) => {
        const messages = { en: en(args, { q: qEn, list: listEn }), ja: ja(args, { q: qJa, list: listJa }) };
        found.push({ path, args, witness, messages });
      };
      check({ ...context, report });
      return found;
    },
  };
}
