import { promptMessages } from '../../messages/locale.ts';
import type { Io } from '../../model/io.ts';
import { Exit, Interrupted } from '../exit.ts';
import type { Speech } from '../language.ts';
import type { CheckboxPrompt, Choice, InputPrompt, Prompter, Reading, Reply, SelectPrompt } from './prompter.ts';

/** Prompts that print lines and read a line for each answer, without cursor movement, colour or redrawing. */
export function plainPrompter(io: Io, speech: Speech): Prompter {
  const messages = promptMessages(speech);
  const say = (text: string): void => io.stderr.write(`${text}\n`);
  const lines = lineReader(io);

  return {
    say,
    close: lines.close,

    select(prompt) {
      const current = prompt.choices.find(({ value }) => value === prompt.current);
      return ask(prompt, prompt.choices, current?.name ?? '', messages.typeChoice, (typed) => {
        const found = typed === '' ? current : pick(prompt.choices, typed);
        return (
          found ?? { problem: typed === '' ? messages.typeChoice : messages.notAChoice(typed, prompt.choices.length) }
        );
      });
    },

    checkbox: <T>(prompt: CheckboxPrompt<T>) =>
      ask<readonly T[]>(prompt, prompt.choices, '', messages.typeMarks, (typed) => {
        const words = typed.split(/[\s,、]+/).filter((word) => word !== '');
        const found = words.map((word) => pick(prompt.choices, word));
        const wrong = words.find((_, index) => !found[index]);
        if (wrong !== undefined) return { problem: messages.notAChoice(wrong, prompt.choices.length) };
        return { value: found.flatMap((choice) => (choice ? [choice.value] : [])) };
      }),

    input: (prompt) =>
      ask(prompt, [], prompt.current, messages.typeText, (typed) =>
        prompt.read(typed === '' ? prompt.current : typed === 'u' ? '' : typed),
      ),

    async confirm(message) {
      io.stderr.write(`${message} (y/N) `);
      return /^(y|yes|はい)$/i.test(await lines.next());
    },
  };

  /** Asks until the input is valid; `b` goes back and `?` helps. */
  async function ask<T>(
    { step, message, hint, why, back }: SelectPrompt<unknown> | CheckboxPrompt<unknown> | InputPrompt<unknown>,
    choices: readonly Choice<unknown>[],
    current: string,
    keys: string,
    read: (typed: string) => Reading<T>,
  ): Promise<Reply<T>> {
    const list = choices.flatMap(({ key, name, description }, index) => [
      `  ${index + 1}. ${key}: ${name}`,
      ...(description ? [`     ${description}`] : []),
    ]);
    const head = [step ?? '', message, why ? messages.why(why) : '', hint ?? ''].filter((line) => line !== '');
    const foot = current === '' ? [] : [messages.current(current)];
    for (const line of ['', ...head, ...list, ...foot, keys]) say(line);
    for (;;) {
      io.stderr.write(messages.answer);
      const typed = await lines.next();
      if (typed === 'b' && back) return 'back';
      const reading: Reading<T> =
        typed === '?' ? { problem: [messages.helpChoice, messages.helpBack, ...list].join('\n') } : read(typed);
      if ('value' in reading) return reading;
      say(reading.problem);
    }
  }
}

/** Finds a choice by its number or key, also in full width; `u` is short for "don't know". */
function pick<T>(choices: readonly Choice<T>[], typed: string): Choice<T> | undefined {
  const key = typed === 'u' ? 'unknown' : typed.toLowerCase();
  return choices.find((choice) => choice.key === key) ?? (/^\d+$/.test(typed) ? choices[Number(typed) - 1] : undefined);
}

/** Reads lines until the person leaves with Ctrl-C or closes the input. */
function lineReader(io: Io): { next(): Promise<string>; close(): void } {
  let waiting: Promise<string | null> | null = null;
  let leave: (error: Interrupted) => void = () => {};
  const release = io.onSignal((signal) => {
    // The terminal printed `^C` and stayed on that line.
    io.stderr.write('\n');
    leave(new Interrupted(signal === 'SIGTERM' ? Exit.terminated : Exit.interrupted));
  });
  return {
    async next() {
      // A read that is pending when the person leaves serves the next call.
      waiting ??= io.stdin.line();
      const left = new Promise<never>((_, reject) => {
        leave = reject;
      });
      const line = await Promise.race([waiting, left]);
      waiting = null;
      if (line === null) {
        io.stderr.write('\n');
        throw new Interrupted();
      }
      return line.normalize('NFKC').trim();
    },
    close: release,
  };
}
