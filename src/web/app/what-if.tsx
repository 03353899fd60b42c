import type { Decision } from '../../model/decision.ts';
import type { Value } from '../../model/pack.ts';
import { byVerdict, type DecisionView, type FlipGroup, winText } from '../../output/decision-view.ts';
import { reasonList } from '../../output/html/html-parts.ts';
import { Button } from './button.tsx';
import { Html } from './markup.tsx';
import { useSession } from './session.ts';

interface Props {
  readonly decision: Decision;
  readonly view: DecisionView;
}

/** What was assumed, with what other answers would lead to: each can be tried out. */
export function Assumptions({ decision, view }: Props) {
  const { names, messages } = useSession().locale;
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
            <Changes groups={changes} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** What would lead elsewhere: other answers, then requirements that nobody stated. */
export function Flips({ decision, view }: Props) {
  const { messages } = useSession().locale;
  if (view.changes.length === 0) return <p>{messages.noFlips(decision.recommendation?.name ?? '')}</p>;
  const answered = view.changes.filter((group) => group.answered);
  const added = view.changes.filter((group) => !group.answered);
  return (
    <>
      {answered.length > 0 && <FlipPart title={messages.ifAnswered} groups={answered} isOpen />}
      {added.length > 0 && <FlipPart title={messages.ifGiven} groups={added} isOpen={answered.length === 0} />}
    </>
  );
}

interface FlipPartProps {
  readonly title: string;
  readonly groups: readonly FlipGroup[];
  readonly isOpen: boolean;
}

function FlipPart({ title, groups, isOpen }: FlipPartProps) {
  const { names } = useSession().locale;
  const questions = [...new Set(groups.map(({ question }) => question))];
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      <div>
        <ul class="what-if">
          {questions.map((question) => (
            <li key={question}>
              <p class="ask">{names.ask(question)}</p>
              <Changes groups={groups.filter((group) => group.question === question)} />
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

/** Other answers as buttons, those with the same result together. */
function Changes({ groups }: Pick<FlipPartProps, 'groups'>) {
  const { locale, tryOut } = useSession();
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
export function Candidates({ decision }: Omit<Props, 'view'>) {
  const { locale, say, tryOut } = useSession();
  const { names, messages } = locale;
  return byVerdict(decision.candidates).map(({ service, verdict, reasons, wins }) => (
    <details key={service}>
      <summary>
        <strong>{names.service(service)}</strong> <span class={`tag ${verdict}`}>{messages.verdicts[verdict]}</span>
        <span class="because">{reasons[0]?.text}</span>
      </summary>
      <div>
        <Html of={reasonList(locale, reasons)} />
        {verdict !== 'recommended' && (
          <p class="wins">
            {messages.recommendedIf}
            {messages.colon}
            <code>{winText(locale, wins, (text) => text)}</code>{' '}
            {wins?.changes && (
              <Button class="try" on={() => tryOut(wins.changes ?? {})} label={say.tried(names.service(service))} />
            )}
          </p>
        )}
      </div>
    </details>
  ));
}
