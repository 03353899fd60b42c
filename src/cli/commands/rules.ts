import type { CommandSpec } from '../commands.ts';
import type { OptionSpec } from '../options.ts';

const output: OptionSpec = { long: 'output', short: 'o', takes: 'file', group: 'output' };

/** An option that says in which of these formats to print. */
function formats(...choices: readonly string[]): OptionSpec {
  return { long: 'format', short: 'f', takes: 'format', group: 'output', choices };
}

/** The commands for those who write rules, in the order of the help; each module is loaded only when it is run. */
export const rulesCommands: readonly CommandSpec[] = [
  {
    name: 'rules',
    operand: '[command]',
    options: [],
    run: async (...args) => (await import('./rules-help.ts')).rulesHelpCommand(...args),
  },
  {
    name: 'rules lint',
    operand: '',
    options: [{ long: 'as-of', takes: 'date', group: 'rules' }, formats('text', 'json', 'github', 'sarif', 'junit'), output],
    run: async (...args) => (await import('./rules-lint.ts')).rulesLintCommand(...args),
  },
  {
    name: 'rules test',
    operand: '',
    options: [
      { long: 'threshold', takes: 'percent', group: 'rules' },
      { long: 'suggest', group: 'rules' },
      { long: 'mutate', group: 'rules' },
      formats('text', 'json', 'github', 'sarif', 'junit'),
      output,
    ],
    run: async (...args) => (await import('./rules-test.ts')).rulesTestCommand(...args),
  },
  {
    name: 'rules diff',
    operand: '<old> <new> [records...]',
    packless: true,
    options: [
      { long: 'exit-code', group: 'rules' },
      { long: 'summary', group: 'rules' },
      { long: 'all', group: 'rules' },
      formats('text', 'json', 'markdown'),
      output,
    ],
    run: async (...args) => (await import('./rules-diff.ts')).rulesDiffCommand(...args),
  },
  {
    name: 'rules graph',
    operand: '',
    options: [
      { long: 'answers', short: 'a', takes: 'file', group: 'answers' },
      { long: 'set', takes: 'id=value', group: 'answers', repeats: true },
      { long: 'no-assume', group: 'answers' },
      { long: 'defaults', group: 'answers' },
      { long: 'coverage', group: 'rules' },
      formats('text', 'mermaid'),
      output,
    ],
    run: async (...args) => (await import('./rules-graph.ts')).rulesGraphCommand(...args),
  },
  {
    name: 'rules schema',
    operand: '[pack|overlay|answers]',
    options: [output],
    run: async (...args) => (await import('./rules-schema.ts')).rulesSchemaCommand(...args),
  },
  {
    name: 'rules init',
    operand: '<folder>',
    packless: true,
    options: [{ long: 'force', group: 'output' }],
    run: async (...args) => (await import('./rules-init.ts')).rulesInitCommand(...args),
  },
];
