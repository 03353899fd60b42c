import { unknown } from '../../engine/answer.ts';
import { promptMessages } from '../../messages/locale.ts';
import type { Io } from '../../model/io.ts';
import { plain } from '../../output/style.ts';
import { paragraph } from '../../output/text/layout.ts';
import { Exit, Interrupted } from '../exit.ts';
import { type MessageLanguage, USUAL_COLUMNS } from '../host/terminal.ts';

/** Asks a person. Each prompt throws Interrupted if the person leaves. */
export interface Prompter {
  select<T>(prompt: SelectPrompt<T>): Promise<Reply<T>>;
  checkbox<T>(prompt: CheckboxPrompt<T>): Promise<Reply<readonly T[]>>;
  input<T>(prompt: InputPrompt<T>): Promise<Reply<T>>;
  /** Asks yes or no; Enter alone means no. */
  confirm(message: string): Promise<boolean>;
  close(): void;
}

/** An answer, or a request to go back one step. */
export type Reply<T> = { readonly value: T } | 'back';

export interface Prompt {
  /** The position in the questionnaire; shown above the message until it is answered. */
  readonly step?: string;
  readonly message: string;
  /** Instructions, or the unit of the answer. */
  readonly hint?: string;
  /** Why the answer matters: shown on request. */
  readonly why?: string;
  readonly back?: boolean;
}

export interface PromptChoice<T> {
  readonly value: T;
  /** The word to type for it in plain prompts. */
  readonly key: string;
  readonly name: string;
  /** Shown for the active choice only. */
  readonly description?: string;
}

export interface SelectPrompt<T> extends Prompt {
  readonly choices: readonly PromptChoice<T>[];
  /** The current value; absent: none. */
  readonly current?: T | undefined;
  /** Where a cursor stands at first if there is no current value. */
  readonly suggested?: T | undefined;
}

export interface CheckboxPrompt<T> extends Prompt {
  readonly choices: readonly PromptChoice<T>[];
  readonly checked: readonly T[];
}

export interface InputPrompt<T> extends Prompt {
  /** The value for Enter alone, as text; empty: none. */
  readonly current: string;
  readonly read: (typed: string) => PromptReading<T>;
}

/** A value and its display text, or the problem of the input. */
export type PromptReading<T> = { readonly value: T; readonly shown?: string } | { readonly problem: string };

/** Prompts that print lines and read a line for each answer, without cursor movement, colour or redrawing. */
export function plainPrompter(io: Io, messageLanguage: MessageLanguage): Prompter {
  const messages = promptMessages(messageLanguage);
  const say = (text: string): void => io.stderr.write(`${text}\n`);
  let waiting: Promise<string | null> | null = null;
  let leave: (error: Interrupted) => void = () => {};
  const close = io.onSignal((signal) => {
    // The terminal printed `^C` and stayed on that line.
    say('');
    leave(new Interrupted(signal === 'SIGTERM' ? Exit.terminated : Exit.interrupted));
  });

  return {
    close,

    select({ choices, current, ...prompt }) {
      const before = choices.find(({ value }) => value === current);
      return ask(prompt, choices, before?.name ?? '', messages.typeChoice, (typed) => {
        if (typed === '') return before ?? { problem: messages.typeChoice };
        return pick(choices, typed) ?? { problem: messages.notAChoice(typed, choices.length) };
      });
    },

    checkbox: <T>({ choices, checked, ...prompt }: CheckboxPrompt<T>) => {
      const ticked = choices.filter(({ value }) => checked.includes(value)).map(({ name }) => name);
      return ask<readonly T[]>(prompt, choices, ticked.join(messages.comma) || messages.none, messages.typeMarks, (typed) => {
        if (typed === '') return { value: checked };
        const words = typed.split(/[\s,、]+/).filter((word) => word !== '' && word !== '0');
        const wrong = words.find((word) => !pick(choices, word));
        if (wrong !== undefined) return { problem: messages.notAChoice(wrong, choices.length) };
        const chosen = words.map((word) => pick(choices, word));
        return { value: choices.filter((choice) => chosen.includes(choice)).map(({ value }) => value) };
      });
    },

    input: ({ current, read, ...prompt }) =>
      ask(prompt, [], current, messages.typeText, (typed) => read(typed === 'u' ? '' : typed || current)),

    async confirm(message) {
      io.stderr.write(`${message} (y/N) `);
      return /^(y|yes|はい)$/i.test(await nextLine());
    },
  };

  /** Asks until the input is valid; `b` goes back and `?` helps. */
  async function ask<T>(
    { step, message, hint, why, back }: Prompt,
    choices: readonly PromptChoice<unknown>[],
    current: string,
    keys: string,
    read: (typed: string) => PromptReading<T>,
  ): Promise<Reply<T>> {
    const list = choices.flatMap(({ key, name, description }, index) => [
      `  ${index + 1}. ${key}: ${name}`,
      ...(description ? [`     ${description}`] : []),
    ]);
    const head = [step, message, why && messages.why(why), hint].flatMap((line) => line || []);
    const foot = current === '' ? [] : [messages.current(current)];
    say(`\n${[...head, ...list, ...foot, keys].flatMap(folded).join('\n')}`);
    for (;;) {
      io.stderr.write(messages.answer);
      const typed = await nextLine();
      if (typed === 'b' && back) return 'back';
      const choosing = list.length > 0 ? messages.helpChoice : '';
      const mayBeUnknown = list.length === 0 || choices.some(({ key }) => key === unknown);
      const help = [choosing, messages.helpKeys(back ?? false, mayBeUnknown), ...list].join('\n');
      const reading: PromptReading<T> = typed === '?' ? { problem: help } : read(typed);
      if ('value' in reading) return reading;
      say(reading.problem.split('\n').flatMap(folded).join('\n'));
    }
  }

  /** Breaks a line between words, as the terminal would break it anywhere, and keeps its indentation. */
  function folded(line: string): string[] {
    const indent = line.slice(0, line.length - line.trimStart().length);
    return paragraph({ width: io.stderr.columns ?? USUAL_COLUMNS, style: plain }, [line.trimStart()], indent.length);
  }

  /** The next line; throws if the person leaves with Ctrl-C or closes the input. */
  async function nextLine(): Promise<string> {
    // A read that is pending when the person leaves serves the next call.
    waiting ??= io.stdin.line();
    const left = new Promise<never>((_, reject) => {
      leave = reject;
    });
    const line = await Promise.race([waiting, left]);
    waiting = null;
    if (line !== null) return line.normalize('NFKC').trim();
    say('');
    throw new Interrupted();
  }
}

/** Finds a choice by its number or key, also in full width; `u` is short for "don't know". */
function pick<T>(choices: readonly PromptChoice<T>[], typed: string): PromptChoice<T> | undefined {
  const key = typed === 'u' ? unknown : typed.toLowerCase();
  return choices.find((choice) => choice.key === key) ?? (/^\d+$/.test(typed) ? choices[Number(typed) - 1] : undefined);
}
