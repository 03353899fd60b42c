import type { Command } from 'commander';
import { type commandOptions, isOption } from '../model/command-options.ts';
import type { PackQuestions } from '../model/io.ts';
import { questionOf } from '../model/pack.ts';
import type { RenderDecisions } from '../output/context.ts';
import type { ReportFormat } from '../output/reports/report.ts';
import type { overviewFormats } from '../overview/overview-article.ts';
import type { rulesDiffFormats } from '../pack-diff/views.ts';
import type { graphFormats } from '../pack-test/graph.ts';

type OptionName = keyof typeof commandOptions;

/** Options that may be repeated with different values. */
export const repeatable: ReadonlySet<string> = new Set(['set', 'supersedes', 'against']);

/** The flags for the questions of a pack, in pack order; those for old ids are `hidden` from the help. */
export function questionFlags(pack: PackQuestions) {
  const current = pack.questions.map((question) => ({ id: question.id, question, hidden: false }));
  const old = Object.entries(pack.renamed).flatMap(([id, now]) => {
    const question = questionOf(pack, now);
    return question && !pack.questions.some((each) => each.id === id) ? [{ id, question, hidden: true }] : [];
  });
  return [...current, ...old].filter(({ id }) => !isOption(id));
}

/** The environment variable that answers a question. */
export function variableOf(id: string): string {
  return `TSUNAGI_ANSWER_${id.toUpperCase().replaceAll('-', '_')}`;
}

/** The formats of a decision by name, each loaded on demand. */
export const decisionFormats = {
  text: async () => (await import('../output/text/decision-text.ts')).decisionText,
  json: async () => (await import('../output/values.ts')).decisionJson,
  yaml: async () => (await import('../output/values.ts')).decisionYaml,
  markdown: async () => (await import('../output/markdown/markdown.ts')).decisionMarkdown,
  adr: async () => (await import('../records/adr.ts')).decisionAdr,
  mermaid: async () => (await import('../output/markdown/mermaid.ts')).decisionMermaid,
  html: async () => (await import('../output/html/article-html.ts')).decisionHtml,
  cloudformation: async () => (await import('../starters/decision-template.ts')).decisionTemplates,
} as const satisfies Readonly<Record<string, () => Promise<RenderDecisions>>>;

/** The formats of reports, as `check`, `rules lint` and `rules test` print them. */
export const reportFormats = {
  text: async () => (await import('../output/reports/text.ts')).textReport,
  json: async () => (await import('../output/reports/json.ts')).jsonReport,
  github: async () => (await import('../output/reports/github.ts')).githubReport,
  sarif: async () => (await import('../output/reports/sarif.ts')).sarifReport,
  junit: async () => (await import('../output/reports/junit.ts')).junitReport,
  markdown: async () => (await import('../output/reports/markdown.ts')).markdownReport,
} as const satisfies Readonly<Record<string, () => Promise<ReportFormat>>>;

/**
 * The format that the ending of a file name stands for. Where a command does not write it, as none writes CSV, pictures or PDF,
 * the name is refused: a text named so would not open.
 */
export const formatsByEnding: ReadonlyMap<string, string> = new Map([
  ...['csv', 'json', 'jsonl', 'yaml', 'markdown', 'html', 'sarif', 'pdf', 'svg', 'png'].map((name) => [name, name] as const),
  ['txt', 'text'],
  ['yml', 'yaml'],
  ['md', 'markdown'],
  ['mmd', 'mermaid'],
  ['xml', 'junit'],
]);

export type OptionGroup = 'answers' | 'record' | 'rules' | 'output';

/** The syntax of a command. Its texts are in `messages/<language>/help.ts`, its code in `commands/`. */
export interface CommandSpec {
  readonly group: 'decide' | 'keep' | 'lookUp' | 'write';
  /** In commander's syntax: `<files...>`, `[file]`. */
  readonly operands?: string;
  /** What the last operand may be, if that is a fixed set. */
  readonly words?: readonly string[];
  readonly asks?: boolean;
  readonly options: Readonly<Partial<Record<OptionGroup, readonly OptionName[]>>>;
  /** For each option, those that it cannot be combined with. */
  readonly conflicts?: Readonly<Partial<Record<OptionName, readonly OptionName[]>>>;
  /** For each option, another one without which it has no effect. */
  readonly needs?: Readonly<Partial<Record<OptionName, OptionName>>>;
  /** The possible values. A view that loads on demand names its formats, too; the compiler compares the names. */
  readonly choices?: Readonly<Partial<Record<OptionName, readonly string[]>>>;
  /** A command line, for the help. */
  readonly example?: string;
}

const cards = ['text', 'json', 'yaml', 'markdown'] as const;
const reports = Object.keys(reportFormats);

/** All commands by name, in the order of the help; the first is the default. */
export const commands = {
  decide: {
    group: 'decide',
    asks: true,
    options: {
      answers: ['answers', 'set', 'select', 'no-input', 'no-assume', 'defaults'],
      record: ['save', 'title', 'by', 'date', 'supersedes'],
      output: ['explain', 'format', 'output'],
    },
    needs: { select: 'answers', by: 'save' },
    choices: { format: Object.keys(decisionFormats) },
  },
  batch: {
    group: 'decide',
    operands: '[file]',
    options: { answers: ['from', 'no-assume', 'defaults'], output: ['output'] },
    choices: { from: ['jsonl', 'csv'] },
    example: 'tsunagi batch links.csv -o decided.jsonl',
  },
  web: {
    group: 'decide',
    operands: '[records...]',
    options: { output: ['output'] },
    example: 'tsunagi web links/ -o page.html',
  },
  next: {
    group: 'decide',
    asks: true,
    options: { answers: ['answers', 'set', 'select', 'no-assume', 'defaults'], record: ['title'], output: ['output'] },
    needs: { select: 'answers' },
  },
  mcp: { group: 'decide', options: { answers: ['no-assume', 'defaults'] } },
  init: {
    group: 'decide',
    operands: '[file]',
    options: { output: ['force'] },
    example: 'tsunagi init links/orders.yaml',
  },
  check: {
    group: 'keep',
    operands: '<files...>',
    options: {
      record: ['against', 'baseline', 'write-baseline', 'require', 'fix', 'as-of'],
      answers: ['no-assume', 'defaults'],
      output: ['format', 'output'],
    },
    // A record holds the result of its answers alone, independent of the options of a run.
    conflicts: { fix: ['defaults', 'no-assume'] },
    choices: { format: reports, require: ['human'] },
    example: 'tsunagi check links/ --against template.yaml',
  },
  overview: {
    group: 'keep',
    operands: '<files...>',
    options: { answers: ['no-assume', 'defaults'], output: ['format', 'output', 'explain'] },
    choices: { format: [...cards, 'mermaid', 'html'] satisfies (keyof typeof overviewFormats)[] },
    example: 'tsunagi overview links/ -o overview.html',
  },
  scan: {
    group: 'keep',
    operands: '<templates...>',
    options: { output: ['output'] },
    example: 'tsunagi scan template.yaml -o links/drafts.yaml',
  },
  services: {
    group: 'lookUp',
    operands: '[service...]',
    options: { output: ['explain', 'map', 'alarms', 'format', 'output'] },
    conflicts: { explain: ['map', 'alarms'], format: ['alarms'], map: ['alarms'] },
    choices: { format: cards, alarms: ['cloudformation'] },
    example: 'tsunagi services sqs sns',
  },
  help: { group: 'lookUp', operands: '[command...]', options: {} },
  completion: {
    group: 'lookUp',
    operands: '<bash|zsh|fish>',
    words: ['bash', 'zsh', 'fish'],
    options: { output: ['output'] },
  },
  rules: { group: 'write', operands: '[command]', options: {} },
  'rules lint': {
    group: 'write',
    options: { rules: ['as-of'], output: ['format', 'output'] },
    choices: { format: reports },
    example: 'tsunagi rules lint --rules ours',
  },
  'rules test': {
    group: 'write',
    options: { rules: ['threshold', 'suggest', 'mutate'], output: ['format', 'output'] },
    conflicts: { suggest: ['format', 'mutate'] },
    choices: { format: reports },
    example: 'tsunagi rules test --rules ours --suggest',
  },
  'rules diff': {
    group: 'write',
    operands: '<old> <new> [records...]',
    options: { rules: ['exit-code'], output: ['format', 'output'] },
    choices: { format: ['text', 'json', 'markdown'] satisfies (keyof typeof rulesDiffFormats)[] },
    example: 'tsunagi rules diff old ours links/',
  },
  'rules graph': {
    group: 'write',
    options: {
      answers: ['answers', 'set', 'no-assume', 'defaults'],
      rules: ['coverage'],
      output: ['format', 'output'],
    },
    conflicts: { coverage: ['answers', 'set'] },
    choices: { format: ['text', 'mermaid'] satisfies (keyof typeof graphFormats)[] },
  },
  'rules schema': {
    group: 'write',
    operands: '[pack|overlay|answers]',
    words: ['pack', 'overlay', 'answers'],
    options: { output: ['output'] },
  },
  'rules init': {
    group: 'write',
    operands: '<folder> [aws-messaging]',
    words: ['aws-messaging'],
    options: { output: ['force'] },
    example: 'tsunagi rules init ours',
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof commands;

/** The operands, words and options that a command takes. */
export function specOf(name: CommandName): CommandSpec {
  return commands[name];
}

/** The full name of a parsed command, such as `rules lint`. */
export function commandName(command: Command): CommandName {
  const above = command.parent?.parent ? `${command.parent.name()} ` : '';
  return `${above}${command.name()}` as CommandName;
}
