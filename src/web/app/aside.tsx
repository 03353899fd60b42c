import { useMemo } from 'preact/hooks';
import { candidatesOf } from '../../engine/candidates.ts';
import { situationOf } from '../../engine/situation.ts';
import { type Session, withoutGap } from './session.ts';

/** While questions are asked nothing is assumed. */
const asking = { assume: false, defaults: false };

/** The services that can still come out, and of the others why not. */
function usePossible({ pack, answers }: Session) {
  return useMemo(() => {
    const situation = withoutGap(() => situationOf(pack, answers, asking));
    const candidates = situation ? candidatesOf(situation) : [];
    const isPossible = (service: string): boolean => situation?.possible.has(service) ?? true;
    return {
      possible: candidates.filter(({ service }) => isPossible(service)),
      others: candidates.filter(({ service }) => !isPossible(service)),
    };
  }, [pack, answers]);
}

/** The same in a line, where there is no room beside the question. */
export function PossibleChips({ session }: { readonly session: Session }) {
  const { names, messages } = session.locale;
  const { possible, others } = usePossible(session);
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
export function PossibleStatus({ session }: { readonly session: Session }) {
  const { messages, names } = session.locale;
  const services = usePossible(session).possible.map(({ service }) => names.service(service));
  return (
    <p class="unseen" role="status">
      {messages.stillPossible}
      {messages.colon}
      {messages.and(services)}
    </p>
  );
}

export function PossibleList({ session }: { readonly session: Session }) {
  const { messages, names } = session.locale;
  const { possible, others } = usePossible(session);
  return (
    <section>
      <h2 id="possible">{messages.stillPossible}</h2>
      <ul class="services" aria-labelledby="possible">
        {possible.map(({ service }) => (
          <li key={service} class="possible">
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
export function AnswerList({ session }: { readonly session: Session }) {
  const { pack, answers, locale, say, prompts, go } = session;
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
                aria-label={say.changeAnswer({ topic, answer })}
                title={say.change}
                onClick={() => go(questions.get(id)?.group === 'requirement' ? 'requirements' : id)}
              >
                <span class="ask">{topic}</span>
                <span>{answer}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
