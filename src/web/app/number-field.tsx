import { useState } from 'preact/hooks';
import { readValue } from '../../engine/answer.ts';
import type { Question, Value } from '../../model/pack.ts';
import { problemText } from '../answer-problem.ts';
import { useSession } from './session.ts';

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
