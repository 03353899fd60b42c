import { readValue } from '../../engine/answer.ts';
import type { Io } from '../../model/io.ts';
import type { Pack } from '../../model/pack.ts';
import { Exit, Interrupted } from '../exit.ts';
import { formatMessage } from '../format-message.ts';
import type { Speech } from '../language.ts';
import { textsIn } from '../texts.ts';
import type { QuestionView, Reply } from './ask.ts';
import { answerChoices, answerText, type Choice, shownChoices, wordingOf } from './prompt-choices.ts';
import type { Prompts } from './prompts.ts';

/** Prompts that write line after line and read a line for each answer: no cursor, no colour, nothing drawn twice. */
export function plainPrompts(io: Io, pack: Pack, speech: Speech): Prompts {
  const texts = textsIn(speech);
  const wording = wordingOf(pack, speech, texts);
  const say = (text: string): void => io.stderr.write(`${text}\n`);
  const lines = lineReader(io);

  return {
    say,
    close: lines.close,

    async question(view) {
      const { question, number, left, current } = view;
      say('');
      say(current === undefined ? texts.progress(number, left) : texts.changing);
      say(question.ask);
      if (question.why !== '') say(texts.why(question.why));
      if (question.type === 'number') return askNumber(view);
      const choices = answerChoices(view, wording);
      list(choices);
      if (current !== undefined) say(texts.current(answerText(question, current, wording)));
      say(texts.typeChoice);
      return chooseOne(choices, current === undefined ? null : { value: current });
    },

    async earlier(answers) {
      say('');
      say(texts.earlier);
      const choices: Choice<string | null>[] = [
        ...shownChoices(answers, wording),
        { value: null, key: 'b', name: texts.stay, detail: '' },
      ];
      list(choices);
      return chooseOne(choices, null);
    },

    async requirements(questions) {
      say('');
      say(texts.requirements);
      say(texts.requirementsHint);
      const choices = questions.map(({ id, ask }) => ({ value: id, key: id, name: ask, detail: '' }));
      list(choices);
      say(texts.typeMarks);
      return chooseSeveral(choices);
    },

    async review(answers, more) {
      say('');
      say(texts.review);
      const choices: Choice<'go' | 'more' | { change: string }>[] = [
        { value: 'go', key: 'go', name: texts.go, detail: '' },
        ...(more ? [{ value: 'more' as const, key: 'more', name: texts.more, detail: '' }] : []),
        ...shownChoices(answers, wording).map((choice) => ({ ...choice, value: { change: choice.value } })),
      ];
      list(choices);
      return chooseOne(choices, 'go');
    },

    async keep(file) {
      io.stderr.write(`${texts.keep(file)} `);
      return /^(y|yes|はい)$/i.test(await lines.next());
    },
  };

  function list(choices: readonly Choice<unknown>[]): void {
    choices.forEach(({ key, name, detail }, index) => {
      say(`  ${index + 1}. ${key === null ? '' : `${key}: `}${name}`);
      if (detail !== '') say(`     ${detail}`);
    });
  }

  async function chooseOne<T>(choices: readonly Choice<T>[], onEnter: T | null): Promise<T> {
    for (;;) {
      const typed = await answerLine();
      if (typed === '' && onEnter !== null) return onEnter;
      if (typed === '?') help(choices);
      else {
        const found = pick(choices, typed);
        if (found) return found.value;
        say(typed === '' ? texts.typeChoice : texts.notAChoice(typed, choices.length));
      }
    }
  }

  async function chooseSeveral(choices: readonly Choice<string>[]): Promise<readonly string[] | 'back'> {
    for (;;) {
      const typed = await answerLine();
      if (typed === 'b') return 'back';
      if (typed === '?') help(choices);
      else {
        const words = typed.split(/[\s,、]+/).filter((word) => word !== '');
        const wrong = words.find((word) => !pick(choices, word));
        if (wrong === undefined) return words.map((word) => (pick(choices, word) as Choice<string>).value);
        say(texts.notAChoice(wrong, choices.length));
      }
    }
  }

  async function askNumber({ question, current, back }: QuestionView): Promise<Reply> {
    say(texts.number(question.unit, question.example));
    if (current !== undefined) say(texts.current(answerText(question, current, wording)));
    say(texts.typeNumber);
    for (;;) {
      const typed = await answerLine();
      if (typed === 'b' && back) return 'back';
      if (typed === '' && current !== undefined) return { value: current };
      if (typed === '?') say(texts.helpBack);
      else {
        const reading = readValue(question, typed === 'u' ? '' : typed, { text: true });
        if ('value' in reading) return { value: reading.value };
        say(formatMessage(reading.problem, speech));
      }
    }
  }

  function help(choices: readonly Choice<unknown>[]): void {
    say(texts.helpChoice);
    say(texts.helpBack);
    list(choices);
  }

  async function answerLine(): Promise<string> {
    io.stderr.write(texts.answer);
    return lines.next();
  }
}

/** A choice by its number or by its key; `u` is short for "don't know". Full-width digits and letters are taken, too. */
function pick<T>(choices: readonly Choice<T>[], typed: string): Choice<T> | undefined {
  const byKey = choices.find(({ key }) => key !== null && key === typed.toLowerCase());
  if (byKey) return byKey;
  if (typed === 'u') return choices.find(({ key }) => key === 'unknown');
  return /^\d+$/.test(typed) ? choices[Number(typed) - 1] : undefined;
}

/** Reads lines until the person leaves: by Ctrl-C, or by closing the input. */
function lineReader(io: Io): { next(): Promise<string>; close(): void } {
  let waiting: Promise<string | null> | null = null;
  let leave: (error: Interrupted) => void = () => {};
  const release = io.onSignal((signal) => {
    // The terminal has put `^C` there and stays on that line.
    io.stderr.write('\n');
    leave(new Interrupted(signal === 'SIGTERM' ? Exit.terminated : Exit.interrupted));
  });
  return {
    async next() {
      // A line that is waited for when somebody leaves is still to come, for the next one who asks.
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
