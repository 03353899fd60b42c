import { candidatesOf } from '../../engine/candidates.ts';
import { situationOf } from '../../engine/situation.ts';
import type { Answers, Candidate } from '../../model/decision.ts';
import type { Pack } from '../../model/pack.ts';
import { useSession, withoutGap } from './session.ts';

/** While questions are asked nothing is assumed. */
const asking = { assume: false, defaults: false };

interface Props {
  readonly candidates: Possible;
}

/** The services that can still come out, and the others with their reasons. */
export interface Possible {
  readonly possible: readonly Omit<Candidate, 'wins'>[];
  readonly others: readonly Omit<Candidate, 'wins'>[];
}

/** What is possible before anything is known. */
export function anything({ services }: Pack): Possible {
  return { possible: services.map(({ id }) => ({ service: id, verdict: 'viable', reasons: [] })), others: [] };
}

export function possibleBy(pack: Pack, answers: Answers): Possible {
  const situation = withoutGap(() => situationOf(pack, answers, asking));
  const candidates = situation ? candidatesOf(situation) : [];
  const isPossible = (service: string): boolean => situation?.possible.has(service) ?? true;
  return {
    possible: candidates.filter(({ service }) => isPossible(service)),
    others: candidates.filter(({ service }) => !isPossible(service)),
  };
}

/** The services that can still come out, in a line where there is no room beside the question. */
export function PossibleChips({ candidates: { possible, others } }: Props) {
  const { names, messages } = useSession().locale;
  return (
    <p class="chips">
      <span class="ask">{messages.stillPossible}</span>
      {possible.map(({ service }) => (
        <strong key={service}>{names.short(service)}</strong>
      ))}
      {others.map(({ service }) => (
        <s key={service}>{names.short(service)}</s>
      ))}
    </p>
  );
}

/** The same for those who do not see it, each time that it narrows. */
export function PossibleStatus({ candidates: { possible } }: Props) {
  const { messages, names } = useSession().locale;
  return (
    <p class="unseen" role="status">
      {messages.stillPossible}
      {messages.colon}
      {messages.and(possible.map(({ service }) => names.service(service)))}
    </p>
  );
}

interface ListProps extends Props {
  /** What would be possible after the answer that is looked at; null: none is. */
  readonly preview: Possible | null;
}

/** The same beside the question, and of the services that are out why. */
export function PossibleList({ candidates: { possible, others }, preview }: ListProps) {
  const { messages, names } = useSession().locale;
  const stays = (service: string): boolean => preview?.possible.some((each) => each.service === service) ?? true;
  return (
    <section>
      <h2 id="possible">{messages.stillPossible}</h2>
      <ul class="services" aria-labelledby="possible">
        {possible.map(({ service }) => (
          <li key={service} class={stays(service) ? 'possible' : 'possible leaving'}>
            {names.service(service)}
          </li>
        ))}
        {others.map(({ service, verdict, reasons }) => (
          <li key={service} class="out">
            <details>
              <summary>
                <span class="unseen">{messages.verdicts[verdict === 'recommended' ? 'viable' : 'ruled-out']}: </span>
                {names.service(service)}
              </summary>
              <p>{reasons[0]?.text}</p>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** All answers so far; each can be gone back to. */
export function AnswerList() {
  const { pack, answers, locale, say, prompts, go } = useSession();
  const { names } = locale;
  const questions = new Map(pack.questions.map((question) => [question.id, question]));
  const given = Object.entries(answers);
  return (
    <section>
      <h2 id="answers">{say.yourAnswers}</h2>
      {given.length === 0 && <p class="ask">{say.noAnswers}</p>}
      <ul class="answers" aria-labelledby="answers">
        {given.map(([id, { value }]) => {
          const topic = names.topic(id);
          const answer = value === null ? prompts.dontKnow : names.value(id, value);
          return (
            <li key={id}>
              <button
                type="button"
                title={say.change}
                onClick={() => go(questions.get(id)?.group === 'requirement' ? 'requirements' : id)}
              >
                <span class="ask">
                  <span class="unseen">
                    {say.change}
                    {locale.messages.colon}
                  </span>
                  {topic}
                </span>{' '}
                <span>{answer}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
