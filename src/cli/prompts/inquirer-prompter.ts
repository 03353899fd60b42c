import { checkbox, confirm, input, select } from '@inquirer/prompts';
import { promptMessages } from '../../messages/locale.ts';
import type { Io } from '../../model/io.ts';
import { displayWidth, largest, wrap } from '../../output/text/width.ts';
import { Exit, Interrupted } from '../exit.ts';
import { type MessageLanguage, styleFor, USUAL_COLUMNS } from '../host/terminal.ts';
import type { CheckboxPrompt, Prompt, PromptChoice, Prompter, Reply, SelectPrompt } from './prompter.ts';

const USUAL_ROWS = 24;
const MIN_PAGE_ROWS = 3;
const POINTER = '❯';

type Kind = 'select' | 'checkbox' | 'input' | 'confirm';

type ShownChoice = Readonly<Record<'name' | 'description', string>>;
type Key = { name?: string; readonly ctrl?: boolean };

/** Inquirer's prompts with one theme and three extra keys (back, why, end of input), which abort a prompt. */
export async function inquirerPrompter(io: Io, messageLanguage: MessageLanguage, colour: boolean): Promise<Prompter> {
  const messages = promptMessages(messageLanguage);
  const style = await styleFor(colour);
  const columns = (): number => io.stderr.columns ?? USUAL_COLUMNS;
  const [keyboard, screen] = [io.stdin.keyboard(), io.stderr.stream()];
  let exitCode: number = Exit.interrupted;
  let isClosed = false;
  let running = new AbortController();
  /** The rows of each answer that stands above, the last one last. */
  const answeredRows: number[] = [];
  /** Of the prompt that runs: the rows of its answer, and what is typed. */
  let rows = 0;
  let typed = '';
  // The terminal may close during drawing. The listener stays, because the error may arrive after the prompt has ended.
  const close = (): void => {
    isClosed = true;
    running.abort();
  };
  const interrupted = () => new Interrupted(isClosed || !io.stdin.isTTY ? Exit.hungUp : exitCode);
  screen.on('error', close);
  keyboard.on('end', close);
  // After a SIGHUP sent by hand the terminal still exists, with its cursor hidden.
  const release = io.onSignal((signal) => {
    if (signal === 'SIGTERM') exitCode = Exit.terminated;
    running.abort();
  });

  return {
    close: release,

    select<T>(prompt: SelectPrompt<T>) {
      let active = prompt.current === undefined ? prompt.suggested : prompt.current;
      const choices = shownChoices(prompt.choices, (index) => `${index + 1}. `);
      return run('select', prompt, choices, ({ theme, ...config }, context) => {
        // Only the theme sees the active choice; remember it for when the prompt is drawn again.
        const highlight = (text: string): string => {
          active = prompt.choices[Number.parseInt(text.slice(POINTER.length), 10) - 1]?.value;
          return theme.style.highlight(text);
        };
        const themed = { ...theme, indexMode: 'number' as const, style: { ...theme.style, highlight } };
        return select<T>({ ...config, choices, default: active, theme: themed }, context);
      });
    },

    checkbox<T>(prompt: CheckboxPrompt<T>) {
      const choices = shownChoices(prompt.choices, () => '[x] ').map((choice) => ({
        ...choice,
        checked: prompt.checked.includes(choice.value),
      }));
      const shortcuts = { all: null, invert: null };
      return run('checkbox', prompt, choices, (config, context) => checkbox<T>({ ...config, choices, shortcuts }, context));
    },

    async input({ read, current, ...prompt }) {
      const shownOf = (text: string): string => {
        const reading = read(text || current);
        return 'problem' in reading ? text : fitted(prompt.message, reading.shown ?? text);
      };
      const validate = (text: string): string | true => {
        const reading = read(text);
        return 'problem' in reading ? wrapped(reading.problem).join('\n') : true;
      };
      const transformer = (text: string, { isFinal }: { isFinal: boolean }): string => {
        typed = text;
        return isFinal ? shownOf(text) : text;
      };
      // Inquirer's `number` refuses full-width digits, with an English message.
      const reply = await run('input', prompt, [], (config, context) =>
        input({ ...config, default: current, transformer, validate }, context),
      );
      if (reply === 'back') return reply;
      const reading = read(reply.value);
      if ('problem' in reading) throw new Error(reading.problem);
      return { value: reading.value };
    },

    async confirm(message) {
      const { yes, no } = messages;
      const transformer = (answer: boolean): string => (answer ? yes : no);
      const keywords = { yes: 'Yes', no: 'No', error: () => messages.yesOrNo };
      const reply = await run('confirm', { message }, [], ({ theme, ...config }, context) =>
        confirm({ ...config, default: false, transformer, theme: { ...theme, keywords } }, context),
      );
      return reply !== 'back' && reply.value;
    },
  };

  /** Runs a prompt until it is answered or left by one of our keys. */
  async function run<T>(
    kind: Kind,
    prompt: Prompt,
    choices: readonly ShownChoice[],
    show: (config: ReturnType<typeof configOf>, context: NonNullable<Parameters<typeof select>[1]>) => Promise<T>,
  ): Promise<Reply<T>> {
    let isExplained = false;
    while (true) {
      if (isClosed) throw interrupted();
      const keys = watchKeys(kind, prompt);
      try {
        const value = await show(configOf(kind, prompt, choices, isExplained ? prompt.why : ''), keys.context);
        answeredRows.push(rows);
        return { value };
      } catch (error) {
        if (!isAborted(error)) throw error;
        if (keys.pressed() === 'back') return goBack();
        if (keys.pressed() !== 'why') throw interrupted();
        isExplained = !isExplained;
      } finally {
        keys.release();
      }
    }
  }

  /** Watches for our keys until `release` is called: the first one is the action, and aborts the prompt. */
  function watchKeys(kind: Kind, prompt: Prompt) {
    const controller = new AbortController();
    running = controller;
    typed = '';
    const context = { input: keyboard, output: screen, signal: controller.signal, clearPromptOnDone: false };
    let action: ReturnType<typeof keyAction> = null;
    const listen = (text: string | undefined, key: Key): void => {
      action ??= keyAction(prompt, text, key, typed === '');
      // To Inquirer, other keys that type nothing search for an empty text, which finds the first choice.
      const { name = '', ctrl } = key;
      const isUsed = ctrl ? /^[cdnpz]$/.test(name) : text?.trim() || /^(up|down|return|enter)$/.test(name);
      if (kind === 'select' && !isUsed) key.name = 'backspace';
      // For the shell, while Ctrl-Z suspends the program.
      if (ctrl && name === 'z') io.stderr.write('\u001b[?25h');
      if (action === null) return;
      context.clearPromptOnDone = action !== 'leave';
      controller.abort();
    };
    keyboard.on('keypress', listen);
    return { context, release: () => keyboard.off('keypress', listen), pressed: () => action };
  }

  /** Goes back to the answer before, which is asked again in its place. */
  function goBack(): 'back' {
    const above = answeredRows.pop();
    if (above) io.stderr.write(`\u001b[${above}A\u001b[J`);
    return 'back';
  }

  /** The configuration shared by all prompts, with `why` if it was asked for. */
  function configOf(kind: Kind, prompt: Prompt, choices: readonly ShownChoice[], why = '') {
    const { message, step, hint = '' } = prompt;
    const above = step ? ['', ...dimmed(step)] : [];
    const notes = [why && messages.why(why), hint];
    const below = notes.flatMap((text) => dimmed(text, 2)).map((line) => `  ${line}`);
    const keys = kind === 'confirm' ? [] : dimmed(keysOf(kind, prompt, choices.length));
    const head = above.length + wrapped(message, 2).length + below.length;
    const { pageSize, isDescribed } = pageFor(choices, (io.stderr.rows ?? USUAL_ROWS) - head - keys.length - 2);
    const theme = {
      prefix: { idle: [...above, style.cyan('?')].join('\n'), done: style.green('✔') },
      icon: { cursor: POINTER, checked: style.green(' [x]'), unchecked: ' [ ]' },
      style: {
        message(text: string, status: string): string {
          const asked = style.bold(wrapped(text, 2).join('\n  '));
          if (status !== 'done') return [asked, ...below, ...(kind === 'input' ? [...keys, style.cyan(POINTER)] : [])].join('\n');
          rows = rowsIn(asked);
          return asked;
        },
        answer: (text: string) => fitted(message, text),
        error: style.red,
        defaultAnswer: (text: string) => style.dim(`(${text})`),
        highlight: style.cyan,
        description: (text: string) => (isDescribed ? style.dim(text) : ''),
        keysHelpTip: () => keys.join('\n'),
        renderSelectedChoices: (chosen: readonly { readonly name: string }[]) =>
          chosen.map(({ name }) => name).join(messages.comma) || messages.none,
      },
    };
    return { message, pageSize, loop: false, theme };
  }

  function dimmed(text: string, indent = 0): string[] {
    return wrapped(text, indent).map((line) => style.dim(line));
  }

  function keysOf(kind: Exclude<Kind, 'confirm'>, { back, why }: Prompt, choices: number): string {
    const { keys } = messages;
    return [keys[kind](choices), ...(back ? [keys.back] : []), ...(why ? [keys.why] : []), keys.quit].join(' · ');
  }

  /** The choices, wrapped behind the pointer and a number or box. The name comes first: Inquirer searches for typed letters. */
  function shownChoices<T>(choices: readonly PromptChoice<T>[], mark: (index: number) => string) {
    return choices.map((choice, index) => {
      const indent = `${POINTER} ${mark(index)}`.length;
      const name = wrapped(choice.name, indent).join(`\n${' '.repeat(indent)}`);
      return { ...choice, name, description: wrapped(choice.description ?? '').join('\n') };
    });
  }

  /** The answer, on the line of its question if it fits, else below. */
  function fitted(message: string, answer: string): string {
    const last = wrapped(message, 2).at(-1) ?? '';
    const text = answer.trim().replace(/\s+/g, ' ');
    if (displayWidth(last) + displayWidth(text) + 3 < columns()) return style.cyan(text);
    const lines = wrapped(text, 2);
    rows += lines.length;
    return lines.map((line) => `\n  ${style.cyan(line)}`).join('');
  }

  /** Wraps text one column early: a full line would make the terminal wrap again. */
  function wrapped(text: string, indent = 0): string[] {
    return text === '' ? [] : wrap(text, Math.max(columns() - 1 - indent, 10));
  }
}

/** How many rows the choices get of those that the rest of the prompt leaves, and whether the longest description fits below. */
function pageFor(choices: readonly ShownChoice[], room: number) {
  const needed = choices.reduce((sum, { name }) => sum + rowsIn(name), 0);
  const described = largest(choices.map(({ description }) => rowsIn(description)));
  const isDescribed = room - described >= Math.min(needed, MIN_PAGE_ROWS);
  return { isDescribed, pageSize: Math.max(Math.min(needed, isDescribed ? room - described : room), MIN_PAGE_ROWS) };
}

/** Checked by name, as Inquirer documents: the classes are not exported. */
function isAborted(error: unknown): boolean {
  return error instanceof Error && ['AbortPromptError', 'ExitPromptError'].includes(error.name);
}

function rowsIn(text: string): number {
  return text === '' ? 0 : text.split('\n').length;
}

function keyAction({ back, why }: Prompt, text: string | undefined, { name, ctrl }: Key, nothingTyped: boolean) {
  if (ctrl) return name === 'd' ? 'leave' : null;
  if (back && (name === 'escape' || (name === 'left' && nothingTyped))) return 'back';
  return why && (text === '?' || text === '？') ? 'why' : null;
}
