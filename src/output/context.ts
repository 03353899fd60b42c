import { decide } from '../engine/decide.ts';
import { withoutGap } from '../engine/gap-error.ts';
import { summarize } from '../engine/outcome.ts';
import type { Answers, Decision, DecisionSummary, Policy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { TemplateFile } from '../model/readable-files.ts';
import type { LinkRecord } from '../model/record.ts';
import type { Page } from './text/layout.ts';

export interface LinkAnswers {
  readonly title: string | null;
  /** The applications that it connects if no record names them. */
  readonly ends?: Pick<LinkRecord, 'from' | 'to'>;
  /** With their notes and authors. */
  readonly answers: Answers;
  /** The record that the answers come from or are saved in; null: there is none. */
  readonly record: LinkRecord | null;
}

export interface DecisionItem extends LinkAnswers {
  readonly decision: Decision;
  /** Text: what defaults lead to; null: none, or the decision is not open. */
  readonly byDefault?: Pick<DecisionSummary, 'service' | 'with'> | null;
  /** The command that reproduces the run; null if there is none. */
  readonly command: string | null;
}

/** Decides a set of answers; throws GapError if the rules have no branch for them. */
export function decisionItem(pack: Pack, link: LinkAnswers, policy: Policy, command: string | null): DecisionItem {
  const decision = decide(pack, link.answers, policy);
  const isOpen = decision.status === 'open';
  const byDefault = isOpen ? withoutGap(() => summarize(pack, link.answers, { ...policy, defaults: true })) : null;
  return { ...link, decision, byDefault, command };
}

/** What every format receives besides the value. */
export interface RenderContext extends Page {
  /** The rules; their language is that of all texts. */
  readonly pack: Pack;
  /** Text: show everything, not only what matters most. */
  readonly explain?: boolean;
  /** Text: where to get everything; absent: the options of the command. */
  readonly more?: string;
  /** YAML: converts a plain value. Injected, so that other formats do not load a library for it. */
  readonly toYaml?: ((value: unknown) => string) | undefined;
  /** The style of HTML pages, from a file that only they need. */
  readonly css?: string;
  /** The folder of the rules, for commands; absent: the built-in ones. */
  readonly rules?: string | null | undefined;
}

/** What a decision format receives besides the decisions. */
export interface DecisionContext extends RenderContext {
  /** The pack's template files, for the formats that need them. */
  readonly templates?: readonly TemplateFile[];
  /** The day of the decision (ISO), if one was given. */
  readonly date?: string | null;
  /** The ADRs that the new one supersedes; paths are relative to its folder. */
  readonly supersedes?: readonly { readonly title: string; readonly path: string }[];
}

/** A format: a pure function that returns a string ending in one newline. */
export type RenderDecisions = (decisions: readonly DecisionItem[], context: DecisionContext) => string;
