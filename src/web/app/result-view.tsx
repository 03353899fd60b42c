import { useMemo } from 'preact/hooks';
import { decide } from '../../engine/decide.ts';
import { GapError } from '../../engine/gap-error.ts';
import { openQuestions } from '../../engine/summary.ts';
import type { Answers, Decision } from '../../model/decision.ts';
import type { Pack } from '../../model/pack.ts';
import { decisionSections } from '../../output/decision-sections.ts';
import { decisionView, resultName, titleOf } from '../../output/decision-view.ts';
import { sectionsMarkup } from '../../output/html/article-html.ts';
import { leadMarkup } from '../../output/html/decision-html.ts';
import { problemText } from '../answer-problem.ts';
import { type Copied, itemOf, pagePolicy } from '../copies.ts';
import { Button } from './button.tsx';
import { CopyBar } from './copy-bar.tsx';
import { Html } from './markup.tsx';
import { useSession } from './session.ts';

/** The result: the content of the one screen with its drawing, and everything else folded below. */
export function ResultView() {
  const { pack, answers, locale, prompts, address } = useSession();
  const decision = useMemo(() => decisionOrGap(pack, answers), [pack, answers]);
  const isGap = typeof decision === 'string';
  return (
    <>
      <p class="kicker">{prompts.step('review', '')}</p>
      <h1 tabIndex={-1}>{address.title || (isGap ? locale.messages.notDecided : titleOf(locale, decision))}</h1>
      {isGap ? <p class="notice">{decision}</p> : <Result decision={decision} />}
    </>
  );
}

/** The decision, or the sentence that describes the gap in the rules. */
function decisionOrGap(pack: Pack, answers: Answers): Decision | string {
  try {
    return decide(pack, answers, pagePolicy);
  } catch (error) {
    if (!(error instanceof GapError)) throw error;
    const { node, question, answer } = error;
    return problemText({ code: 'no-branch', args: { node, question, answer } }, pack.lang);
  }
}

/** Sections for reference. */
const folded: ReadonlySet<string> = new Set(['derived', 'added', 'path', 'candidates', 'look-also', 'monitoring']);

function Result({ decision }: { readonly decision: Decision }) {
  const { pack, answers, address, locale, prompts, say, data, go } = useSession();
  const { messages } = locale;
  const { recommendation } = decision;
  const copied: Copied = {
    pack,
    answers,
    decision,
    title: address.title.trim() || null,
    asks: useMemo(() => (recommendation ? [] : openQuestions(pack, answers, pagePolicy)), [pack, answers, recommendation]),
    flag: (id) => data.flags[id] ?? `--${id} `,
    rules: data.rules,
  };
  const item = itemOf(copied);
  const view = useMemo(() => decisionView(locale, decision), [locale, decision]);
  const sections = decisionSections(locale, item, view);
  const parts = (isFolded: boolean) => {
    const shown = sections.filter(({ name = '' }) => folded.has(name) === isFolded);
    return <Html of={sectionsMarkup(locale, shown, 'h2', '')} />;
  };
  return (
    <>
      <p class="unseen" role="status">
        {`${recommendation ? messages.recommended : messages.status}${messages.colon}${resultName(locale, recommendation)}`}
      </p>
      <Html of={leadMarkup(locale, item, view, '', 'h2')} />
      {parts(false)}
      <CopyBar copied={copied} />
      <details class="explain">
        <summary>
          <strong>{prompts.nextChoices.explain.name}</strong>
          <span class="because">{prompts.nextChoices.explain.description}</span>
        </summary>
        <div>{parts(true)}</div>
      </details>
      <p class="buttons">
        <Button on={() => go('requirements')} label={say.back} />
      </p>
    </>
  );
}
