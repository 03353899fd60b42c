import { AbortPromptError, ExitPromptError } from '@inquirer/core';
import { readValue } from '../../engine/answer.ts';
import type { Io } from '../../model/io.ts';
import type { Pack } from '../../model/pack.ts';
import { displayWidth, wrap } from '../../output/text/width.ts';
import { Exit, Interrupted } from '../exit.ts';
import { formatMessage } from '../format-message.ts';
import { styleFor } from '../host/colour.ts';
import type { Speech } from '../language.ts';
import { textsIn } from '../texts.ts';
import type { QuestionView, Reply } from './ask.ts';
import { answerChoices, answerText, type Choice, currentIndex, shownChoices, wordingOf } from './prompt-choices.ts';
import type { Prompts } from './prompts.ts';
import { type Chosen, confirm, field, menu } from './prompts-menu.ts';

/** Rows of a terminal that does not tell. */
const usualHeight = 24;

/** Prompts that are moved through with the arrow keys. */
export async function richPrompts(io: Io, pack: Pack, speech: Speech, colour: boolean): Promise<Prompts> {
  const texts = textsIn(speech);
  const wording = wordingOf(pack, speech, texts);
  const style = await styleFor(colour);
  let code: number = Exit.interrupted;
  let leave = new AbortController();
  let isGone = false;
  // A terminal may be closed while it is drawn on. The listener stays: such an error may come after the prompt has ended.
  io.stderr.stream().on('error', () => {
    isGone = true;
    leave.abort();
  });
  const release = io.onSignal((signal) => {
    if (signal === 'SIGTERM') code = Exit.terminated;
    leave.abort();
  });

  return {
    say: (text) => io.stderr.write(`${text}\n`),
    close: release,

    async question(view) {
      if (view.question.type === 'number') return askNumber(view);
      const choices = answerChoices(view, wording);
      return chooseOne(headOf(view), choices, Math.max(currentIndex(choices, view.current), 0), view.question.ask);
    },

    earlier: (answers) =>
      chooseOne<string | null>(
        title(texts.earlier),
        [...shownChoices(answers, wording), { value: null, key: 'b', name: texts.stay, detail: '' }],
        Math.max(answers.length - 1, 0),
        '',
      ),

    async requirements(questions) {
      const head = [title(texts.requirements), ...wrapped(texts.requirementsHint, 0).map((line) => style.dim(line))].join('\n');
      const choices: Choice<string | null>[] = [
        ...questions.map(({ id, ask }) => ({ value: id, key: id, name: ask, detail: '' })),
        { value: null, key: null, name: texts.back, detail: '' },
      ];
      const { index, marked } = await choose(head, choices, 0, true, ({ marked: all }) =>
        doneLine(texts.requirements, [...all].map((at) => choices[at]?.name ?? '').join(' / ') || '-'),
      );
      if (choices[index]?.value === null) return 'back';
      return [...marked].flatMap((at) => choices[at]?.value ?? []);
    },

    review: (answers, more) =>
      chooseOne<'go' | 'more' | { readonly change: string }>(
        title(texts.review),
        [
          { value: 'go', key: null, name: texts.go, detail: '' },
          ...(more ? [{ value: 'more' as const, key: null, name: texts.more, detail: '' }] : []),
          ...shownChoices(answers, wording).map((choice) => ({ ...choice, value: { change: choice.value } })),
        ],
        0,
        '',
      ),

    keep: (file) => run((context, onClose) => confirm({ text: texts.keep(file), onClose }, context)),
  };

  async function chooseOne<T>(head: string, choices: readonly Choice<T>[], start: number, asked: string): Promise<T> {
    const chosen = await choose(head, choices, start, false, ({ index }) => {
      const { name = '', key } = choices[index] ?? {};
      return doneLine(key === 'b' ? '' : asked, name);
    });
    return (choices[chosen.index] as Choice<T>).value;
  }

  function choose(
    head: string,
    choices: readonly Choice<unknown>[],
    start: number,
    several: boolean,
    done: (chosen: Chosen) => string,
  ): Promise<Chosen> {
    const pageSize = Math.max((io.stderr.rows ?? usualHeight) - head.split('\n').length - 4, 5);
    const item = (index: number, active: boolean, marked: boolean): string =>
      itemLines(choices[index] as Choice<unknown>, active, several ? marked : null);
    const lines = choices.flatMap((_, index) => item(index, false, false).split('\n')).length;
    const keys = (index: number): string => {
      // Where the list is longer than the screen, nothing else says that it goes on.
      const position = lines > pageSize ? `${index + 1}/${choices.length} · ` : '';
      return style.dim(wrapped(position + (several ? texts.keysMark : texts.keysChoose), 0).join('\n'));
    };
    return run((context, onClose) =>
      menu(
        {
          head,
          keys,
          count: choices.length,
          item,
          pageSize,
          start,
          several,
          done: (index, marked) => done({ index, marked }),
          onClose,
        },
        context,
      ),
    );
  }

  function itemLines({ value, name, detail }: Choice<unknown>, active: boolean, marked: boolean | null): string {
    const box = marked === null || value === null ? '' : marked ? '[x] ' : '[ ] ';
    const indent = 2 + box.length;
    const [first = '', ...rest] = wrapped(name, indent);
    const pointer = active ? '> ' : '  ';
    const paint = active ? style.cyan : (text: string) => text;
    return [
      paint(`${pointer}${box}${first}`),
      ...rest.map((line) => paint(' '.repeat(indent) + line)),
      ...(detail === '' ? [] : wrapped(detail, indent + 2).map((line) => style.dim(' '.repeat(indent + 2) + line))),
    ].join('\n');
  }

  async function askNumber(view: QuestionView): Promise<Reply> {
    const { question, back, current } = view;
    const now = current === undefined ? [] : wrapped(texts.current(answerText(question, current, wording)), 0);
    const head = [headOf(view), '', ...wrapped(texts.number(question.unit, question.example), 0), ...now].join('\n');
    const reply = await run((context, onClose) =>
      field(
        {
          head,
          keys: style.dim(wrapped(texts.keysNumber(back), 0).join('\n')),
          label: '> ',
          read(typed) {
            const text = typed.normalize('NFKC').trim();
            if (text.toLowerCase() === 'b' && back) return { value: 'back' };
            if (text === '' && current !== undefined) return { value: { value: current } };
            const reading = readValue(question, text, { text: true });
            if ('value' in reading) return { value: { value: reading.value } };
            return {
              problem: wrapped(formatMessage(reading.problem, speech), 0)
                .map((line) => style.red(line))
                .join('\n'),
            };
          },
          done: (value) =>
            doneLine(
              question.ask,
              value === 'back' ? texts.back : answerText(question, (value as { value: number | null }).value, wording),
            ),
          onClose,
        },
        context,
      ),
    );
    return reply as Reply;
  }

  function headOf({ question, number, left, current }: QuestionView): string {
    const why = question.why === '' ? [] : wrapped(texts.why(question.why), 0).map((line) => style.dim(line));
    return [
      '',
      style.dim(current === undefined ? texts.progress(number, left) : texts.changing),
      title(question.ask),
      ...why,
    ].join('\n');
  }

  function title(text: string): string {
    return wrapped(text, 0)
      .map((line) => style.bold(line))
      .join('\n');
  }

  /** What is left of a prompt when it has been answered. */
  function doneLine(asked: string, answer: string): string {
    if (asked === '') return '';
    const [first = '', ...rest] = wrapped(`${asked} ${answer}`, 2);
    const lines = [`${style.green('*')} ${first}`, ...rest.map((line) => `  ${line}`)];
    return lines.join('\n');
  }

  /** Lines that leave the last column free: a full one would make the terminal wrap. */
  function wrapped(text: string, indent: number): string[] {
    const columns = (io.stderr.columns ?? 80) - 1 - indent;
    return wrap(text, Math.max(columns, 20)).map((line) => (displayWidth(line) > columns ? line.slice(0, columns) : line));
  }

  /** Runs a prompt; however the person leaves it, that is an Interrupted. */
  async function run<T>(prompt: (context: object, onClose: () => void) => Promise<T>): Promise<T> {
    if (isGone) throw new Interrupted(Exit.hungUp);
    leave = new AbortController();
    const { signal } = leave;
    try {
      return await prompt({ input: io.stdin.stream(), output: io.stderr.stream(), signal }, () => leave.abort());
    } catch (error) {
      if (!(error instanceof ExitPromptError || error instanceof AbortPromptError)) throw error;
      throw new Interrupted(io.stdin.isTTY ? code : Exit.hungUp);
    }
  }
}
