import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readValue } from '../../engine/answer.ts';
import type { Question, Value } from '../../model/pack.ts';
import type { Markup } from '../../output/html/html.ts';
import { problemText, useSession } from './session.ts';

interface ButtonProps {
  readonly label: string;
  readonly on: () => void;
  /** The kind of button. */
  readonly class?: string;
}

export function Button({ label, on, class: kind }: ButtonProps) {
  return (
    <button type="button" class={kind} onClick={on}>
      {label}
    </button>
  );
}

interface NumberFieldProps {
  readonly question: Question;
  /** Called with the typed number; undefined: it is not a valid answer. */
  readonly onNumber: (value: Value | undefined) => void;
}

/** The field of a number question, with its problem or an example beside it. */
export function NumberField({ question, onNumber }: NumberFieldProps) {
  const { answers, pack, say } = useSession();
  const { id, ask, unit, example } = question;
  const [typed, setTyped] = useState(String(answers[id]?.value ?? ''));
  const read = (text: string) => readValue(question, text.normalize('NFKC').trim(), { text: true });
  const reading = read(typed);
  const problem = 'problem' in reading ? problemText(reading.problem, pack.lang) : '';
  const type = (text: string): void => {
    setTyped(text);
    const now = read(text);
    onNumber('value' in now ? (now.value ?? undefined) : undefined);
  };
  return (
    <p class="entry">
      <input
        aria-label={ask}
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
  );
}

/** Part of a decision page. Its texts are escaped, and what can be tried out becomes a button. */
export function Html({ of }: { readonly of: Markup }) {
  const { tryOut } = useSession();
  const place = useRef<HTMLDivElement>(null);
  const text = of.text.replaceAll(
    /<span( data-change="[^"]*")>([^<]*)<\/span>/g,
    '<button type="button" class="try"$1>$2</button>',
  );
  useLayoutEffect(() => {
    for (const button of place.current?.querySelectorAll('button') ?? [])
      button.onclick = () => tryOut(JSON.parse(button.dataset['change'] ?? '{}'));
  });
  // The markup escapes all texts, and the content security policy of the page runs nothing in it.
  return <div ref={place} class="contents" dangerouslySetInnerHTML={{ __html: text }} />;
}
