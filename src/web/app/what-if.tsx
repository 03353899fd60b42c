import type { Decision } from '../../model/decision.ts';
import type { Value } from '../../model/pack.ts';
import { byVerdict, type DecisionView, distinctReasons, type FlipGroup, winText } from '../../output/decision-view.ts';
import { html, list } from '../../output/html/html.ts';
import { withSource } from '../../output/html/html-parts.ts';
import { Button } from './button.tsx';
import { Html } from './markup.tsx';
import type { Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly decision: Decision;
  readonly view: DecisionView;
}

/** What was assumed, with what other answers would lead to: each can be tried out. */
export function Assumptions({ session, decision, view }: Props) {
  const { names, messages } = session.locale;
  return (
    <ul class="what-if">
      {view.assumptions.map(({ question, value, changes }) => (
        <li key={question}>
          <p>
            <span class="ask">{names.ask(question)}</span> <strong>{names.value(question, value)}</strong>
          </p>
          {changes.length === 0 ? (
            <p class="ask">{messages.stays(decision.recommendation?.name ?? '')}</p>
          ) : (
            <Changes session={session} groups={changes} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** What would lead elsewhere: other answers, then requirements that nobody stated. */
export function Flips({ session, decision, view }: Props) {
  const { messages } = session.locale;
  if (view.changes.length === 0) return <p>{messages.noFlips(decision.recommendation?.name ?? '')}</p>;
  const answered = view.changes.filter((group) => group.answered);
  const added = view.changes.filter((group) => !group.answered);
  return (
    <>
      {answered.length > 0 && <FlipPart session={session} title={messages.ifAnswered} groups={answered} isOpen />}
      {added.length > 0 && <FlipPart session={session} title={messages.ifGiven} groups={added} isOpen={answered.length === 0} />}
    </>
  );
}

interface FlipPartProps {
  readonly session: Session;
  readonly title: string;
  readonly groups: readonly FlipGroup[];
  readonly isOpen: boolean;
}

function FlipPart({ session, title, groups, isOpen }: FlipPartProps) {
  const { names } = session.locale;
  const questions = [...new Set(groups.map(({ question }) => question))];
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      <div>
        <ul class="what-if">
          {questions.map((question) => (
            <li key={question}>
              <p class="ask">{names.ask(question)}</p>
              <Changes session={session} groups={groups.filter((group) => group.question === question)} />
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

/** Other answers as buttons, those with the same result together. */
function Changes({ session, groups }: Pick<FlipPartProps, 'session' | 'groups'>) {
  const { locale, tryOut } = session;
  const { names } = locale;
  return (
    <ul class="changes">
      {groups.map(({ question, values, to, result }) => (
        <li key={to}>
          {triedValues(values).map((value, _, all) => (
            <Button
              class="try"
              key={value}
              on={() => tryOut({ [question]: value })}
              label={all.length > 1 ? names.value(question, value) : to}
            />
          ))}{' '}
          <span class="leads">{result}</span>
        </li>
      ))}
    </ul>
  );
}

/** Of numbers with the same result, one stands for all. */
function triedValues(values: readonly Value[]): readonly Value[] {
  return values.every((value) => typeof value === 'number') ? values.slice(0, 1) : values;
}

/** Every service: its verdict and first reason, and unfolded all reasons and what would make it the recommendation. */
export function Candidates({ session, decision }: Omit<Props, 'view'>) {
  const { locale, tryOut } = session;
  const { names, messages } = locale;
  return byVerdict(decision.candidates).map(({ service, verdict, reasons, wins }) => (
    <details key={service}>
      <summary>
        <strong>{names.service(service)}</strong> <span class={`tag ${verdict}`}>{messages.verdicts[verdict]}</span>
        <span class="because">{reasons[0]?.text}</span>
      </summary>
      <div>
        <Html
          of={list(
            distinctReasons(reasons).map(({ question, answer, text, source }) => {
              const by =
                question === null ? '' : `${names.ask(question)} ${answer === null ? '' : names.value(question, answer)}`;
              const said = withSource(locale, text, source);
              return by === '' ? said : html`<span class="ask">${by.trim()}</span><br>${said}`;
            }),
          )}
        />
        {verdict !== 'recommended' && (
          <p class="wins">
            {messages.recommendedIf}
            {messages.colon}
            <code>{winText(locale, wins, (text) => text)}</code>{' '}
            {wins?.changes && (
              <Button class="try" on={() => tryOut(wins.changes ?? {})} label={session.say.tried(names.service(service))} />
            )}
          </p>
        )}
      </div>
    </details>
  ));
}
