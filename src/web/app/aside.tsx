import { useMemo } from 'preact/hooks';
import { candidatesOf } from '../../engine/candidates.ts';
import { withoutGap } from '../../engine/gap-error.ts';
import { situationOf } from '../../engine/situation.ts';
import { askingPolicy } from '../../model/decision.ts';
import { useSession } from './session.ts';

/** The services that are still possible, and the others with the reasons against them. */
function usePossible() {
  const { pack, answers } = useSession();
  return useMemo(() => {
    const situation = withoutGap(() => situationOf(pack, answers, askingPolicy));
    const candidates = situation ? candidatesOf(situation) : [];
    const isPossible = ({ service }: { readonly service: string }): boolean => situation?.possible.has(service) ?? true;
    return { possible: candidates.filter(isPossible), others: candidates.filter((each) => !isPossible(each)) };
  }, [pack, answers]);
}

/** The services that are still possible, on one line: shown on narrow screens, and read out. */
export function PossibleChips() {
  const { names, messages } = useSession().locale;
  const { possible } = usePossible();
  return (
    <p class="chips" role="status">
      <span class="ask">{`${messages.stillPossible}${messages.colon}`}</span>
      <strong>{messages.and(possible.map(({ service }) => names.short(service)))}</strong>
    </p>
  );
}

/** The services that are still possible, beside the question, and why the others are not. */
export function PossibleList() {
  const { messages, names } = useSession().locale;
  const { possible, others } = usePossible();
  return (
    <section>
      <h2 id="possible">{messages.stillPossible}</h2>
      <ul class="services" aria-labelledby="possible">
        {possible.map(({ service }) => (
          <li key={service} class="possible">
            {names.service(service)}
          </li>
        ))}
        {others.map(({ service, reasons }) => (
          <li key={service} class="out">
            <details>
              <summary>
                <span class="unseen">{`${messages.verdicts['ruled-out']}${messages.colon}`}</span>
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

/** All answers so far, each with a way back to its question. */
export function AnswerList() {
  const { answers, locale, say, prompts, go } = useSession();
  const { names, messages } = locale;
  const given = Object.entries(answers);
  return (
    <section>
      <h2 id="answers">{say.yourAnswers}</h2>
      {given.length === 0 && <p class="ask">{say.noAnswers}</p>}
      <ul class="answers" aria-labelledby="answers">
        {given.map(([id, { value, from }]) => (
          <li key={id}>
            <button type="button" onClick={() => go(id)}>
              <span class="unseen">{`${say.change}${messages.colon}`}</span>
              <span class="ask">{names.topic(id)}</span>{' '}
              <span>
                {value === null ? prompts.dontKnow : names.value(id, value)}
                {messages.from[from] && messages.inBrackets('', messages.from[from])}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
