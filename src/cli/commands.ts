import { rulesCommands } from './commands/rules.ts';
import type { Context } from './context.ts';
import type { OptionSpec } from './options.ts';
import type { Invocation } from './program.ts';

/** A command: what it takes, and the module that does it, which is loaded only when it is run. */
export interface CommandSpec {
  /** One word, or two for a command below another one (`rules test`). */
  readonly name: string;
  /** Its operands as the usage shows them, with `...` after one that may be repeated; empty: it takes none. */
  readonly operand: string;
  /** One flag for each question of the pack in force. */
  readonly asks?: boolean;
  /** Looks at no pack in force, so that `--rules` would say nothing. */
  readonly packless?: boolean;
  readonly options: readonly OptionSpec[];
  run(context: Context, invocation: Invocation): Promise<number>;
}

const output: OptionSpec = { long: 'output', short: 'o', takes: 'file', group: 'output' };
const policy: readonly OptionSpec[] = [
  { long: 'no-assume', group: 'answers' },
  { long: 'defaults', group: 'answers' },
];

/** All commands, in the order of the help; the first is the default one. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'decide',
    operand: '',
    asks: true,
    options: [
      { long: 'answers', short: 'a', takes: 'file', group: 'answers' },
      { long: 'set', takes: 'id=value', group: 'answers', repeats: true },
      { long: 'record', takes: 'id', group: 'answers' },
      { long: 'no-input', group: 'answers' },
      ...policy,
      { long: 'save', takes: 'file', group: 'record' },
      { long: 'title', takes: 'text', group: 'record' },
      { long: 'by', takes: 'name', group: 'record' },
      { long: 'date', takes: 'day', group: 'record' },
      { long: 'supersedes', takes: 'file[#id]', group: 'record', repeats: true },
      { long: 'format', short: 'f', takes: 'format', group: 'output' },
      output,
    ],
    run: async (...args) => (await import('./commands/decide.ts')).decideCommand(...args),
  },
  {
    name: 'check',
    operand: '<files...>',
    options: [
      { long: 'as-of', takes: 'date', group: 'record' },
      { long: 'baseline', takes: 'file', group: 'record' },
      { long: 'write-baseline', takes: 'file', group: 'record' },
      { long: 'against', takes: 'template', group: 'record', repeats: true },
      { long: 'fix', group: 'record' },
      ...policy,
      {
        long: 'format',
        short: 'f',
        takes: 'format',
        group: 'output',
        choices: ['text', 'json', 'github', 'sarif', 'junit', 'markdown'],
      },
      output,
    ],
    run: async (...args) => (await import('./commands/check.ts')).checkCommand(...args),
  },
  {
    name: 'report',
    operand: '<files...>',
    options: [
      ...policy,
      {
        long: 'format',
        short: 'f',
        takes: 'format',
        group: 'output',
        choices: ['text', 'json', 'yaml', 'markdown', 'mermaid'],
      },
      output,
    ],
    run: async (...args) => (await import('./commands/report-links.ts')).reportCommand(...args),
  },
  {
    name: 'batch',
    operand: '[file]',
    options: [{ long: 'from', takes: 'format', group: 'answers', choices: ['jsonl', 'csv'] }, ...policy, output],
    run: async (...args) => (await import('./commands/batch.ts')).batchCommand(...args),
  },
  {
    name: 'init',
    operand: '[file]',
    options: [{ long: 'force', group: 'output' }, output],
    run: async (...args) => (await import('./commands/init.ts')).initCommand(...args),
  },
  {
    name: 'services',
    operand: '[service]',
    options: [
      { long: 'alarms', takes: 'format', group: 'output', choices: ['cloudformation'] },
      { long: 'format', short: 'f', takes: 'format', group: 'output', choices: ['text', 'json', 'yaml', 'markdown'] },
      output,
    ],
    run: async (...args) => (await import('./commands/services.ts')).servicesCommand(...args),
  },
  {
    name: 'compare',
    operand: '[service...]',
    options: [
      { long: 'by', takes: 'question,question', group: 'output' },
      { long: 'format', short: 'f', takes: 'format', group: 'output', choices: ['text', 'json', 'yaml', 'markdown'] },
      output,
    ],
    run: async (...args) => (await import('./commands/compare.ts')).compareCommand(...args),
  },
  ...rulesCommands,
  {
    name: 'completion',
    operand: '<bash|zsh|fish>',
    options: [output],
    run: async (...args) => (await import('./commands/completion.ts')).completionCommand(...args),
  },
  {
    name: 'help',
    operand: '[command...]',
    options: [],
    run: async (...args) => (await import('./commands/help.ts')).helpCommand(...args),
  },
];
