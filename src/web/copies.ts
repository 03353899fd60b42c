import { type Answers, usualPolicy } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { DecisionContext, DecisionItem } from '../output/context.ts';
import { decisionMarkdown } from '../output/markdown/markdown.ts';
import { answerWords, optionWords, rulesCommand } from '../output/shell-command.ts';
import { plain } from '../output/style.ts';
import { decisionJson } from '../output/values.ts';
import { decisionAdr } from '../records/adr.ts';
import { expectationOf, recordedAnswers, recordStateOf, usualStatus } from '../records/record-state.ts';
import { recordText } from '../records/record-text.ts';

/** A decision of the page, with everything its other forms need. */
export interface Copied {
  readonly pack: Pack;
  readonly item: DecisionItem;
  /** The folder of the rules; null for the built-in ones. */
  readonly rules: string | null;
}

/** The forms in which a decision can be copied; each is what the command line writes for the same answers. */
export const copies = {
  command: ({ item }: Copied) => item.command ?? '',
  record: recordOf,
  markdown: (copied: Copied) => decisionMarkdown([copied.item], contextOf(copied)),
  adr: (copied: Copied) => decisionAdr([copied.item], contextOf(copied)),
  json: ({ item }: Copied) => decisionJson([item]),
} as const satisfies Readonly<Record<string, (copied: Copied) => string>>;

/** The command that reproduces a decision. */
export function commandOf(pack: Pack, answers: Answers, title: string | null, rules: string | null): string {
  return rulesCommand(rules, [...answerWords(pack, answers), ...(title === null ? [] : optionWords('title', title))]);
}

/** An answers file with its outcome, for `tsunagi check`. It has neither an id nor a day: `--save` adds them. */
function recordOf({ pack, item: { title, ends, answers, decision } }: Copied): string {
  return recordText({
    title,
    ...ends,
    status: usualStatus(decision, answers),
    answers: recordedAnswers(pack, answers, decision, usualPolicy),
    expect: expectationOf(pack, recordStateOf(pack, answers, usualPolicy), null),
  });
}

function contextOf({ pack, rules }: Copied): DecisionContext {
  // None of these formats depends on the width.
  return { pack, width: Infinity, style: plain, rules };
}
