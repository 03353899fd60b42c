import { useMemo, useState } from 'preact/hooks';
import { decide } from '../../engine/decide.ts';
import { requirementsThatMatter } from '../../engine/questionnaire.ts';
import type { Answers, Decision } from '../../model/decision.ts';
import type { Pack, Question } from '../../model/pack.ts';
import { type DecisionView, decisionView, resultName } from '../../output/decision-view.ts';
import { link } from '../../output/html/html.ts';
import { limitsFor, type RequirementRow } from '../../output/requirement-rows.ts';
import { pagePolicy } from '../copies.ts';
import { Button } from './button.tsx';
import { Html } from './markup.tsx';
import { answeredBefore } from './question-view.tsx';
import { useNumber, useSession, withoutGap } from './session.ts';

/** Requirements by topic, each checked against what would be recommended while it is typed. */
export function RequirementsView() {
  const session = useSession();
  const { pack, answers, locale, prompts, say, go } = session;
  const { messages } = locale;
  const decision = useMemo(() => withoutGap(() => decide(pack, answers, pagePolicy)), [pack, answers]);
  const view = useMemo(() => decision && decisionView(locale, decision), [locale, decision]);
  // What is being filled in stays where it is, whatever it changes.
  const [first] = useState(answers);
  const matter = useMemo(() => mattering(pack, first), [pack, first]);
  const previous = answeredBefore(session, null).at(-1);
  const shown = requirementsOf(pack).filter(({ id }) => matter.has(id));
  const others = requirementsOf(pack).filter(({ id }) => !matter.has(id));
  return (
    <>
      <p class="kicker">{prompts.step('requirements', prompts.optional)}</p>
      <h1 tabIndex={-1}>{prompts.requirements}</h1>
      <p class="why">{say.fillIn}</p>
      <Topics questions={shown} view={view} decision={decision} />
      {others.length > 0 && (
        <details class="more">
          <summary>{say.moreRequirements}</summary>
          <div>
            <Topics questions={others} view={view} decision={decision} />
          </div>
        </details>
      )}
      <div class="buttons conclusion">
        <p role="status">
          <span class="ask">{view && view.unmet.length + view.missed.length > 0 ? messages.nearest : messages.recommended}</span>{' '}
          <strong>{resultName(locale, decision?.recommendation ?? null)}</strong>
        </p>
        {previous !== undefined && <Button on={() => go(previous)} label={say.back} />}
        <Button class="primary" on={() => go('result')} label={prompts.go} />
      </div>
    </>
  );
}

function requirementsOf(pack: Pack): Question[] {
  return pack.questions.filter(({ group }) => group === 'requirement');
}

/** The requirements of which some answer would change the outcome, and those that were stated. */
function mattering(pack: Pack, answers: Answers): ReadonlySet<string> {
  const questions = withoutGap(() => requirementsThatMatter(pack, answers)) ?? requirementsOf(pack);
  return new Set([...questions.map(({ id }) => id), ...Object.keys(answers)]);
}

interface TopicsProps {
  readonly questions: readonly Question[];
  readonly view: DecisionView | null;
  readonly decision: Decision | null;
}

/** Questions under the criteria that the pack lists facts under. */
function Topics({ questions, view, decision }: TopicsProps) {
  const { pack, say, locale } = useSession();
  const topics = useMemo(() => topicsOf(pack), [pack]);
  const names = { ...pack.topics, '': say.otherRequirements };
  return Object.entries(names).map(([topic, name]) => {
    const about = questions.filter(({ id }) => (topics.get(id) ?? '') === topic);
    if (about.length === 0) return null;
    return (
      <section class="topic" key={topic}>
        <h2>{name}</h2>
        <div>
          {about.map((question) => (
            <Field
              question={question}
              row={view?.requirements.find((row) => row.question === question.id)}
              limits={decision ? limitsFor(locale, decision, question.id) : ''}
              key={question.id}
            />
          ))}
        </div>
      </section>
    );
  });
}

/** The criterion that most facts about a question are listed under. */
function topicsOf(pack: Pack): ReadonlyMap<string, string> {
  const known = new Set(Object.keys(pack.topics ?? {}));
  const facts = pack.services.flatMap((service) => [...service.facts, ...service.variants.flatMap((variant) => variant.facts)]);
  return new Map(
    pack.questions.flatMap(({ id }) => {
      const topics = facts.filter(({ question, topic }) => question === id && known.has(topic)).map(({ topic }) => topic);
      const count = (topic: string): number => topics.filter((each) => each === topic).length;
      const [most] = topics.toSorted((a, b) => count(b) - count(a));
      return most === undefined ? [] : [[id, most] as const];
    }),
  );
}

interface FieldProps {
  readonly question: Question;
  readonly row: RequirementRow | undefined;
  /** What an answer would be checked against. */
  readonly limits: string;
}

function Field({ question, row, limits }: FieldProps) {
  const { locale, answers } = useSession();
  const { messages } = locale;
  const isStated = answers[question.id] !== undefined;
  return (
    <div class="field">
      {question.type === 'number' ? <NumberField question={question} /> : <ChoiceField question={question} />}
      <output for={`field-${question.id}`}>
        {!isStated && question.type === 'number' && limits !== '' && <span class="ask">{limits}</span>}
        {isStated && row && (
          <>
            <span class={`tag ${row.state}`}>{messages.states[row.state]}</span>{' '}
            {row.limit === '' ? '' : <strong>{row.limit}</strong>}
            {row.text !== '' && row.text !== row.limit && (
              <span class="ask">
                {' '}
                {row.text} <Html of={link(messages.source, row.source)} />
              </span>
            )}
          </>
        )}
      </output>
    </div>
  );
}

function NumberField({ question }: Pick<FieldProps, 'question'>) {
  const { say, state } = useSession();
  const { id, unit, example } = question;
  const { typed, setTyped, numberIn, problem } = useNumber(question);
  const type = (text: string): void => {
    setTyped(text);
    state(id, numberIn(text), true);
  };
  return (
    <>
      <label for={`field-${id}`}>{question.ask}</label>
      <p class="entry">
        <input
          id={`field-${id}`}
          aria-describedby={`hint-${id}`}
          aria-invalid={problem !== ''}
          inputMode="decimal"
          autocomplete="off"
          value={typed}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <span class="unit">{unit}</span>
        <span id={`hint-${id}`} class={problem === '' ? 'ask' : 'problem'}>
          {problem || (example !== '' && say.example(example))}
        </span>
      </p>
    </>
  );
}

function ChoiceField({ question }: Pick<FieldProps, 'question'>) {
  const { answers, locale, prompts, state } = useSession();
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
          <label key={name} class={value !== current ? '' : value === undefined ? 'unset' : 'chosen'}>
            <input type="radio" name={`field-${id}`} checked={value === current} onChange={() => state(id, value)} />
            {name}
          </label>
        ))}
      </p>
    </fieldset>
  );
}
