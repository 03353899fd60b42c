import { useMemo, useState } from 'preact/hooks';
import { decide } from '../../engine/decide.ts';
import { withoutGap } from '../../engine/gap-error.ts';
import { usualPolicy } from '../../model/decision.ts';
import type { Question } from '../../model/pack.ts';
import { decisionView, headlineOf } from '../../output/decision-view.ts';
import { link } from '../../output/html/html.ts';
import type { RequirementRow } from '../../output/requirement-rows.ts';
import { Button, Html, NumberField } from './controls.tsx';
import { answeredBefore } from './question-view.tsx';
import { requirementsOf, useSession } from './session.ts';

/** Requirements by topic, each checked against the recommendation while it is typed. */
export function RequirementsView() {
  const { pack, answers, locale, prompts, say, next, go, proceed } = useSession();
  const decision = useMemo(() => withoutGap(() => decide(pack, answers, usualPolicy)), [pack, answers]);
  const view = useMemo(() => decision && decisionView(locale, decision), [locale, decision]);
  // Fields keep their place while they are filled in, whatever the answers change.
  const [first] = useState(answers);
  const questions = useMemo(() => requirementsOf(pack, first), [pack, first]);
  const previous = answeredBefore({ pack, answers }, null).findLast((id) => id in first) ?? null;
  const field = (question: Question) => (
    <Field question={question} row={view?.requirements.find((row) => row.question === question.id)} key={question.id} />
  );
  // A text that is no number is no answer: it would get lost unnoticed.
  const proceedIfValid = () => {
    const invalid = document.querySelector<HTMLElement>('.field [aria-invalid="true"]');
    if (invalid) invalid.focus();
    else proceed();
  };
  return (
    <>
      <p class="kicker">{prompts.step('requirements', prompts.optional)}</p>
      <h1 tabIndex={-1}>{prompts.requirements}</h1>
      <p class="why">{say.fillIn}</p>
      {questions.map(field)}
      <div class="buttons conclusion">
        <p role="status">
          <strong>{decision ? headlineOf(locale, decision) : locale.messages.notDecided}</strong>
        </p>
        <Button on={() => go(previous)} label={say.back} />
        <Button class="primary" on={proceedIfValid} label={next ? say.proceed : prompts.go} />
      </div>
    </>
  );
}

function Field({ question, row }: { readonly question: Question; readonly row: RequirementRow | undefined }) {
  const { locale, fillIn } = useSession();
  const { messages, names } = locale;
  const { id, ask } = question;
  return (
    <section class="field">
      <h2>{names.topic(id)}</h2>
      <div>
        {question.type === 'number' ? (
          <>
            <p>{ask}</p>
            <NumberField question={question} onNumber={(value) => fillIn(id, value, true)} />
          </>
        ) : (
          <ChoiceField question={question} />
        )}
        <output>
          {row && (
            <>
              <span class={`tag ${row.state}`}>{messages.states[row.state]}</span> <strong>{row.limit}</strong>{' '}
              {row.text !== '' && row.text !== row.limit && (
                <span class="ask">
                  {row.text} <Html of={link(messages.source, row.source)} />
                </span>
              )}
            </>
          )}
        </output>
      </div>
    </section>
  );
}

function ChoiceField({ question }: { readonly question: Question }) {
  const { answers, locale, prompts, fillIn } = useSession();
  const { id } = question;
  const current = answers[id]?.value;
  const choices = [
    { value: undefined, name: locale.messages.unanswered },
    ...question.values.map(({ value }) => ({ value, name: locale.names.value(id, value) })),
    { value: null, name: prompts.dontKnow },
  ];
  return (
    <fieldset>
      <legend>{question.ask}</legend>
      <p class="pills">
        {choices.map(({ value, name }) => (
          <label key={name} class={value === current ? 'chosen' : ''}>
            <input type="radio" name={`field-${id}`} checked={value === current} onChange={() => fillIn(id, value)} />
            {name}
          </label>
        ))}
      </p>
    </fieldset>
  );
}
