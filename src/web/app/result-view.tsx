import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { decide } from '../../engine/decide.ts';
import { GapError } from '../../engine/gap-error.ts';
import { openQuestions } from '../../engine/summary.ts';
import type { Answers, Decision, Open } from '../../model/decision.ts';
import type { Pack } from '../../model/pack.ts';
import { decisionView, resultName } from '../../output/decision-view.ts';
import { decisionParts, recommended, unmetPart } from '../../output/html/decision-html.ts';
import type { Markup } from '../../output/html/html.ts';
import { titleOf } from '../../output/markdown/decision-markdown.ts';
import { problemText } from '../answer-problem.ts';
import { type Copied, itemOf, pagePolicy } from '../copies.ts';
import { Button } from './button.tsx';
import { CopyBar } from './copy-bar.tsx';
import { Html } from './markup.tsx';
import { useSession, withoutGap } from './session.ts';
import { Assumptions, Candidates, Flips } from './what-if.tsx';

/** The result: what the one screen says, with its drawing, and all else folded below. */
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

/** The decision, or the sentence that says where the rules lead nowhere. */
function decisionOrGap(pack: Pack, answers: Answers): Decision | string {
  try {
    return decide(pack, answers, pagePolicy);
  } catch (error) {
    if (!(error instanceof GapError)) throw error;
    const { node, question, answer } = error;
    return problemText({ code: 'no-branch', args: { node, question, answer } }, pack.lang);
  }
}

function Result({ decision }: { readonly decision: Decision }) {
  const { pack, answers, address, locale, prompts, say, data, go } = useSession();
  const { messages } = locale;
  const { recommendation, open } = decision;
  const view = useMemo(() => decisionView(locale, decision), [locale, decision]);
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
  const bodies = new Map(decisionParts(locale, item, view).map(([name, title, body]) => [name, { title, of: body }]));
  const part = (name: string, children?: ComponentChildren) => <Part {...bodies.get(name)}>{children}</Part>;
  const asked = recommendation ? messages.leftOpen : messages.answerFirst;
  return (
    <>
      <p class="unseen" role="status">
        {`${recommendation ? messages.recommended : messages.status}${messages.colon}${resultName(locale, recommendation)}`}
      </p>
      <Html of={unmetPart(locale, view, '', 'h2')} />
      {recommendation ? (
        <Html of={recommended(locale, item, recommendation, view, '', 'h2')} />
      ) : (
        <Undecided possible={open?.possible ?? []} asks={copied.asks.filter((id) => id !== open?.ask)} />
      )}
      {open && <OpenPart title={asked} open={open} />}
      {part('why')}
      {part(
        'requirements',
        <p class="buttons">
          <Button on={() => go('requirements')} label={prompts.more} />
        </p>,
      )}
      {part('warnings')}
      {part('trade-offs')}
      {part('cost')}
      {recommendation && view.assumptions.length > 0 && (
        <Part title={messages.assumptions}>
          <Assumptions decision={decision} view={view} />
        </Part>
      )}
      {recommendation && (
        <Part title={messages.flips}>
          <Flips decision={decision} view={view} />
        </Part>
      )}
      <CopyBar copied={copied} />
      <details class="explain">
        <summary>
          <strong>{prompts.nextChoices.explain.name}</strong>
          <span class="because">{prompts.nextChoices.explain.description}</span>
        </summary>
        <div>
          {part('path')}
          <Part title={messages.candidates}>
            <Candidates decision={decision} />
          </Part>
          {part('look-also')}
          {part('monitoring')}
          {part('repeat')}
        </div>
      </details>
      <p class="buttons">
        <Button on={() => go('requirements')} label={say.back} />
      </p>
    </>
  );
}

interface PartProps {
  readonly title?: string;
  readonly of?: Markup;
  readonly children?: ComponentChildren;
}

/** A part of the result with its heading beside it; left out where it has nothing to say. */
function Part({ title, of, children }: PartProps) {
  if (!children && (of?.text.trim() ?? '') === '') return null;
  return (
    <section class="part">
      <h2>{title}</h2>
      <div class="body">
        {of && <Html of={of} />}
        {children}
      </div>
    </section>
  );
}

interface UndecidedProps {
  readonly possible: readonly string[];
  /** Questions that are open besides the one that settles most. */
  readonly asks: readonly string[];
}

/** What can still come out, and what else could be answered. */
function Undecided({ possible, asks }: UndecidedProps) {
  const { locale, go } = useSession();
  const { messages, names } = locale;
  return (
    <section class="result open">
      <h2>{messages.status}</h2>
      <p class="name">{messages.notDecided}</p>
      <dl>
        <dt>{messages.stillPossible}</dt>
        <dd>{messages.and(possible.map(names.service))}</dd>
        {asks.length > 0 && <dt>{messages.thenAlso}</dt>}
        {asks.length > 0 && (
          <dd>
            {asks.map((id) => (
              <Button class="try" key={id} on={() => go(id)} label={names.ask(id)} />
            ))}
          </dd>
        )}
      </dl>
    </section>
  );
}

interface OpenPartProps {
  readonly title: string;
  readonly open: Open;
}

/** The question that is left: it can be answered here, or as the rules would by default. */
function OpenPart({ title, open }: OpenPartProps) {
  const { pack, answers, locale, prompts, state, go } = useSession();
  const { names } = locale;
  const { ask, why } = open;
  const fallback = useMemo(() => {
    const filled = withoutGap(() => decide(pack, answers, { ...pagePolicy, defaults: true }));
    return filled?.path.find(({ question, from }) => question === ask && from === 'default')?.answer;
  }, [pack, answers, ask]);
  return (
    <section class="part">
      <h2>{title}</h2>
      <div class="body">
        <p>
          <strong>{names.ask(ask)}</strong>
        </p>
        <p class="ask">{why}</p>
        <p class="buttons">
          {pack.questions
            .find(({ id }) => id === ask)
            ?.values.map(({ value }) => (
              <Button class="try" key={value} on={() => state(ask, value)} label={names.value(ask, value)} />
            ))}
        </p>
        <p class="buttons">
          <Button class="primary" on={() => go(ask)} label={prompts.answerNow} />
          {fallback !== undefined && (
            <Button on={() => state(ask, fallback)} label={prompts.takeDefault(names.value(ask, fallback))} />
          )}
        </p>
      </div>
    </section>
  );
}
