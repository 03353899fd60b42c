import { useMemo, useState } from 'preact/hooks';
import { unknown } from '../../engine/answer.ts';
import { defaultsFor, questionsLeft } from '../../engine/questionnaire.ts';
import { usualPolicy } from '../../model/decision.ts';
import type { Question, Value } from '../../model/pack.ts';
import { PossibleChips } from './aside.tsx';
import { Button, NumberField } from './controls.tsx';
import { type Session, summaryOf, useSession } from './session.ts';

type QuestionProps = { readonly question: Question };

/** A question: why it matters, its possible answers with an example of each, and "unknown". */
export function QuestionView({ question }: QuestionProps) {
  const { pack, answers, prompts, say, next, go } = useSession();
  const trail = answeredBefore({ pack, answers }, question);
  const previous = trail.at(-1);
  const left = useMemo(() => {
    const { [question.id]: _, ...others } = answers;
    return questionsLeft(pack, others);
  }, [pack, answers, question]);
  const isDecided = useMemo(() => summaryOf(pack, answers)?.status === 'decided', [pack, answers]);
  return (
    <>
      <p class="kicker">
        {next
          ? prompts.step('questions', prompts.progress(trail.length + 1, trail.length + left))
          : prompts.step('review', prompts.changing)}
      </p>
      <h1 id="question" tabIndex={-1}>
        {question.ask}
      </h1>
      <p class="why">{question.why}</p>
      <PossibleChips />
      {question.type === 'number' ? (
        <NumberForm question={question} key={answers[question.id]?.value} />
      ) : (
        <Choices question={question} />
      )}
      <p class="buttons">
        {previous !== undefined && <Button on={() => go(previous)} label={say.back} />}
        {isDecided && <Button class="plain" on={() => go('result')} label={prompts.go} />}
      </p>
      {trail.length === 0 && <p class="ask">{say.intro}</p>}
    </>
  );
}

/** The questions answered before this one, in order. */
export function answeredBefore({ pack, answers }: Pick<Session, 'pack' | 'answers'>, question: Question | null): string[] {
  const asked = new Set(pack.questions.filter(({ group }) => group !== 'requirement').map(({ id }) => id));
  const ids = Object.keys(answers);
  const at = ids.indexOf(question?.id ?? '');
  return (at < 0 ? ids : ids.slice(0, at)).filter((id) => asked.has(id));
}

function Choices({ question }: QuestionProps) {
  const { pack, answers, locale, prompts, answer } = useSession();
  const { names, messages } = locale;
  const { id } = question;
  const { [id]: usual } = defaultsFor(pack, { ...answers, [id]: { value: null, from: 'prompt' } }, usualPolicy);
  const choices: readonly { readonly value: Value | null; readonly name: string; readonly about: string }[] = [
    ...question.values.map(({ value, example }) => ({ value, name: names.value(id, value), about: example })),
    { value: null, name: prompts.dontKnow, about: prompts.dontKnowHint },
  ];
  return (
    <ul class="choices" aria-labelledby="question">
      {choices.map(({ value, name, about }) => (
        <li key={value ?? unknown}>
          <button
            type="button"
            class={value === null ? 'choice unknown' : 'choice'}
            aria-current={answers[id]?.value === value ? 'true' : undefined}
            onClick={() => answer(id, value)}
          >
            <strong>{value === usual?.value ? messages.inBrackets(name, messages.from.default ?? '') : name}</strong>
            {value !== null && <code>{value}</code>}
            <span class="about">{about}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function NumberForm({ question }: QuestionProps) {
  const { answers, prompts, say, answer } = useSession();
  const [value, setValue] = useState<Value | null | undefined>(answers[question.id]?.value);
  return (
    <form
      class="number"
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== undefined && value !== null) answer(question.id, value);
        else event.currentTarget.querySelector('input')?.focus();
      }}
    >
      <NumberField question={question} onNumber={setValue} />
      <p class="buttons">
        <button type="submit" class="primary">
          {say.proceed}
        </button>
        <Button on={() => answer(question.id, null)} label={prompts.dontKnow} />
      </p>
    </form>
  );
}
