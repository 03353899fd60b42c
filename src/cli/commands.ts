import { decisionFormats } from './decision-formats.ts';
import type { OptionName } from './options.ts';

/** The headings under which the help shows options. */
export type OptionGroup = 'answers' | 'record' | 'rules' | 'output';

/** What a command takes. Its texts are in `messages/<language>/help.ts`, its program in `commands/`. */
export interface CommandSpec {
  /** Where the help of the program shows it. */
  readonly group: 'decide' | 'keep' | 'lookUp' | 'write';
  /** As commander takes them: `<files...>`, `[file]`. */
  readonly operands?: string;
  /** What an operand may be, where there are only some words. */
  readonly words?: readonly string[];
  /** One flag for each question of the pack in force. */
  readonly asks?: boolean;
  /** Looks at no pack in force, so that `--rules` would mean nothing. */
  readonly packless?: boolean;
  readonly options: Readonly<Partial<Record<OptionGroup, readonly OptionName[]>>>;
  /** The words that an option may have. */
  readonly choices?: Readonly<Partial<Record<OptionName, readonly string[]>>>;
}

const cards = ['text', 'json', 'yaml', 'markdown'] as const;
const reports = ['text', 'json', 'github', 'sarif', 'junit'] as const;

/** All commands by name, in the order of the help; the first is the default one. */
export const commands = {
  decide: {
    group: 'decide',
    asks: true,
    options: {
      answers: ['answers', 'set', 'select', 'no-input', 'no-assume', 'defaults'],
      record: ['save', 'title', 'by', 'date', 'supersedes'],
      output: ['explain', 'format', 'output'],
    },
    choices: { format: Object.keys(decisionFormats) },
  },
  batch: {
    group: 'decide',
    operands: '[file]',
    options: { answers: ['from', 'delimiter', 'no-assume', 'defaults'], output: ['output'] },
    choices: { from: ['jsonl', 'csv'] },
  },
  web: { group: 'decide', operands: '[records...]', options: { output: ['output'] } },
  next: {
    group: 'decide',
    asks: true,
    options: { answers: ['answers', 'set', 'select', 'no-assume', 'defaults'], record: ['title'], output: ['output'] },
  },
  init: { group: 'decide', operands: '[file]', options: { output: ['force', 'output'] } },
  check: {
    group: 'keep',
    operands: '<files...>',
    options: {
      record: ['against', 'baseline', 'write-baseline', 'require', 'fix', 'as-of'],
      answers: ['no-assume', 'defaults'],
      output: ['format', 'output'],
    },
    choices: { format: [...reports, 'markdown'], require: ['human'] },
  },
  overview: {
    group: 'keep',
    operands: '<files...>',
    options: { answers: ['no-assume', 'defaults'], output: ['format', 'output', 'explain'] },
    choices: { format: [...cards, 'mermaid', 'html'] },
  },
  scan: { group: 'keep', operands: '<templates...>', options: { output: ['output'] } },
  services: {
    group: 'lookUp',
    operands: '[service...]',
    options: { output: ['map', 'alarms', 'format', 'output'] },
    choices: { format: cards, alarms: ['cloudformation'] },
  },
  help: { group: 'lookUp', operands: '[command...]', options: {} },
  completion: { group: 'lookUp', operands: '<bash|zsh|fish>', words: ['bash', 'zsh', 'fish'], options: { output: ['output'] } },
  rules: { group: 'write', operands: '[command]', options: {} },
  'rules lint': { group: 'write', options: { rules: ['as-of'], output: ['format', 'output'] }, choices: { format: reports } },
  'rules test': {
    group: 'write',
    options: { rules: ['threshold', 'suggest', 'mutate'], output: ['format', 'output'] },
    choices: { format: reports },
  },
  'rules diff': {
    group: 'write',
    operands: '<old> <new> [records...]',
    packless: true,
    options: { rules: ['exit-code', 'summary', 'all'], output: ['format', 'output'] },
    choices: { format: ['text', 'json', 'markdown'] },
  },
  'rules graph': {
    group: 'write',
    options: { answers: ['answers', 'set', 'no-assume', 'defaults'], rules: ['coverage'], output: ['format', 'output'] },
    choices: { format: ['text', 'mermaid'] },
  },
  'rules schema': {
    group: 'write',
    operands: '[pack|overlay|answers]',
    words: ['pack', 'overlay', 'answers'],
    options: { output: ['output'] },
  },
  'rules init': { group: 'write', operands: '<folder>', packless: true, options: { output: ['force'] } },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof commands;

/** The commands with their names. */
export const commandList: readonly (readonly [CommandName, CommandSpec])[] = Object.entries(commands) as [
  CommandName,
  CommandSpec,
][];

/** What a command takes. */
export function specOf(name: CommandName): CommandSpec {
  return commands[name];
}
