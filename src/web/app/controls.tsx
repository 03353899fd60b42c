import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readValue } from '../../engine/answer.ts';
import type { Problem } from '../../model/finding.ts';
import type { Question, Value } from '../../model/pack.ts';
import type { Markup } from '../../output/html/html.ts';
import { problemMessage, useSession } from './session.ts';

export function Button({ label, on, class: kind }: { readonly label: string; readonly on: () => void; readonly class?: string }) {
  return (
    <button type="button" class={kind} onClick={on}>
      {label}
    </button>
  );
}

/** The field of a number question, with its problem or an example beside it. A typed text that is no answer gives undefined. */
export function NumberField({ question, onNumber }: { question: Question; onNumber: (value: Value | undefined) => void }) {
  const { answers, pack, locale, say } = useSession();
  const { id, ask, unit, example } = question;
  const given = answers[id]?.value;
  const [typed, setTyped] = useState('');
  const { number, problem } = readNumber(question, typed);
  // A link or the browser's history may change the answer, too. What is typed stays as it is typed: `40.` is 40.
  useLayoutEffect(() => {
    if (number !== given) setTyped(String(given ?? ''));
  }, [given]);
  return (
    <p class="entry">
      <input
        aria-label={ask}
        aria-describedby={`unit-${id} hint-${id}`}
        aria-invalid={problem !== undefined}
        inputMode="decimal"
        autocomplete="off"
        value={typed}
        onInput={({ currentTarget: { value } }) => {
          setTyped(value);
          onNumber(readNumber(question, value).number);
        }}
      />
      <span id={`unit-${id}`} class="unit">
        {unit}
      </span>
      <span id={`hint-${id}`} class={problem ? 'problem' : 'ask'} aria-live="polite">
        {problem ? locale.messages.sentences(problemMessage(problem, pack.lang)) : example !== '' && say.example(example)}
      </span>
    </p>
  );
}

/** What is typed, as a number, or the problem with it. Unknown is no number either, but is no problem. */
function readNumber(question: Question, text: string): { readonly number?: Value; readonly problem?: Problem } {
  const reading = readValue(question, text.normalize('NFKC'), { text: true });
  if ('problem' in reading) return reading;
  return reading.value === null ? {} : { number: reading.value };
}

/** Part of a decision page. Its texts are escaped, and what can be tried out becomes a button. */
export function Html({ of }: { readonly of: Markup }) {
  const { tryOut } = useSession();
  const element = useRef<HTMLDivElement>(null);
  const text = of.text.replaceAll(
    /<span( data-change="[^"]*")>([^<]*)<\/span>/g,
    '<button type="button" class="try"$1>$2</button>',
  );
  useLayoutEffect(() => {
    for (const button of element.current?.querySelectorAll('button') ?? []) {
      button.ariaDescription = button.closest('div')?.querySelector('dt')?.textContent ?? null;
      button.onclick = () => tryOut(JSON.parse(button.dataset['change'] ?? '{}'));
    }
  });
  // The markup escapes all texts, and the content security policy of the page runs nothing in it.
  return <div ref={element} class="contents" dangerouslySetInnerHTML={{ __html: text }} />;
}
