import type { Command } from 'commander';
import type { Pack, Question } from '../model/pack.ts';
import type { RenderDecisions } from '../output/context.ts';

/** The options that every command takes. */
export const globalOptions = {
  rules: '--rules <dir>',
  lang: '--lang <language>',
  color: '--color',
  'no-color': '--no-color',
} as const;

/** The options of single commands by their long names, as commander takes them. */
export const commandOptions = {
  answers: '-a, --answers <file>',
  set: '--set <id=value>',
  select: '--select <id>',
  'no-input': '--no-input',
  'no-assume': '--no-assume',
  defaults: '--defaults',
  explain: '--explain',
  save: '--save <file>',
  title: '--title <text>',
  by: '--by <name>',
  date: '--date <day>',
  supersedes: '--supersedes <file[#id]>',
  baseline: '--baseline <file>',
  'write-baseline': '--write-baseline <file>',
  against: '--against <template>',
  require: '--require <who>',
  fix: '--fix',
  'as-of': '--as-of <day>',
  from: '--from <format>',
  delimiter: '--delimiter <character>',
  alarms: '--alarms <format>',
  map: '--map <question,question>',
  threshold: '--threshold <percent>',
  suggest: '--suggest',
  mutate: '--mutate',
  coverage: '--coverage',
  'exit-code': '--exit-code',
  summary: '--summary',
  all: '--all',
  force: '--force',
  format: '-f, --format <format>',
  output: '-o, --output <file>',
} as const;

type OptionName = keyof typeof commandOptions;

/** The value of an option that has none. No argument of a process has this character. */
export const MISSING = '\0';

/** What stands for an option's value in its flags, such as `file`; `value` where it takes none. */
export function placeholderOf(flags: string): string {
  return /<(.*)>/.exec(flags)?.[1] ?? 'value';
}

/** Options that may be given more than once with different values. */
export const repeatable: ReadonlySet<string> = new Set(['set', 'supersedes', 'against']);

const reserved: ReadonlySet<string> = new Set([
  ...Object.keys(globalOptions),
  ...Object.keys(commandOptions),
  ...['help', 'version', 'input', 'assume'],
]);

/** The flag that answers a question, or null where an option of some command has its name. */
export function flagOf(question: Pick<Question, 'id'>): string | null {
  return reserved.has(question.id) ? null : question.id;
}

/** The flags that the questions of a pack make, in pack order; under old ids, which the help does not show, `hidden`. */
export function questionFlags(pack: Pack) {
  const current = pack.questions.map((question) => ({ id: question.id, question, hidden: false }));
  const byId = new Map(pack.questions.map((question) => [question.id, question]));
  const old = Object.entries(pack.renamed).flatMap(([id, now]) => {
    const question = byId.get(now);
    return question && !byId.has(id) ? [{ id, question, hidden: true }] : [];
  });
  return [...current, ...old].filter((flag) => flagOf(flag) !== null);
}

/** What may be answered, in the short form of the help: `stream|message`, `KiB`. */
export function valuesOf(question: Question): string {
  if (question.type === 'number') return question.unit || 'number';
  return question.values.map((choice) => choice.value).join('|');
}

/** The variable that answers a question. */
export function variableOf(id: string): string {
  return `TSUNAGI_ANSWER_${id.toUpperCase().replaceAll('-', '_')}`;
}

/** Whether a word cannot be meant as a value; a negative number and the dash of standard input can. */
export function looksLikeOption(word: string): boolean {
  return /^-[^\d.]/.test(word);
}

/** The formats of a decision by name, each loaded when it is asked for. */
export const decisionFormats = {
  text: () => import('../output/text/decision-text.ts'),
  json: async () => ({ render: (await import('../output/values.ts')).decisionJson }),
  yaml: async () => ({ render: (await import('../output/values.ts')).decisionYaml }),
  markdown: () => import('../output/markdown/decision-markdown.ts'),
  adr: () => import('../records/adr.ts'),
  mermaid: () => import('../output/markdown/decision-mermaid.ts'),
  html: () => import('../output/html/decision-html.ts'),
  cloudformation: () => import('../starters/decision-template.ts'),
} as const satisfies Readonly<Record<string, () => Promise<{ readonly render: RenderDecisions }>>>;

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
  readonly asks?: boolean;
  readonly options: Readonly<Partial<Record<OptionGroup, readonly OptionName[]>>>;
  /** Options that have no meaning together with any of others. */
  readonly conflicts?: Readonly<Partial<Record<OptionName, readonly OptionName[]>>>;
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
  mcp: { group: 'decide', options: { answers: ['no-assume', 'defaults'] } },
  init: { group: 'decide', operands: '[file]', options: { output: ['force', 'output'] } },
  check: {
    group: 'keep',
    operands: '<files...>',
    options: {
      record: ['against', 'baseline', 'write-baseline', 'require', 'fix', 'as-of'],
      answers: ['no-assume', 'defaults'],
      output: ['format', 'output'],
    },
    // A record says what its answers lead to by themselves, and not what else a run was told.
    conflicts: { fix: ['defaults', 'no-assume'] },
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
    conflicts: { format: ['alarms'], map: ['alarms'] },
    choices: { format: cards, alarms: ['cloudformation'] },
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
  },
  'rules test': {
    group: 'write',
    options: { rules: ['threshold', 'suggest', 'mutate'], output: ['format', 'output'] },
    conflicts: { suggest: ['format'] },
    choices: { format: reports },
  },
  'rules diff': {
    group: 'write',
    operands: '<old> <new> [records...]',
    options: { rules: ['exit-code', 'summary', 'all'], output: ['format', 'output'] },
    conflicts: { summary: ['all'] },
    choices: { format: ['text', 'json', 'markdown'] },
  },
  'rules graph': {
    group: 'write',
    options: {
      answers: ['answers', 'set', 'no-assume', 'defaults'],
      rules: ['coverage'],
      output: ['format', 'output'],
    },
    conflicts: { coverage: ['answers', 'set'] },
    choices: { format: ['text', 'mermaid'] },
  },
  'rules schema': {
    group: 'write',
    operands: '[pack|overlay|answers]',
    words: ['pack', 'overlay', 'answers'],
    options: { output: ['output'] },
  },
  'rules init': { group: 'write', operands: '<folder>', options: { output: ['force'] } },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof commands;

export const commandList: readonly (readonly [CommandName, CommandSpec])[] = Object.entries(commands) as [
  CommandName,
  CommandSpec,
][];

/** What a command takes. */
export function specOf(name: CommandName): CommandSpec {
  return commands[name];
}

/** The words that may follow `help`, or a command that has commands below it. */
export function commandsBelow(name: CommandName): string[] {
  const start = name === 'help' ? '' : `${name} `;
  const words = commandList.flatMap(([each]) => (each.startsWith(start) ? each.slice(start.length) : []));
  return words.filter((word) => !word.includes(' '));
}

export function nameOf(command: Command): CommandName {
  const above = command.parent?.parent ? `${command.parent.name()} ` : '';
  return `${above}${command.name()}` as CommandName;
}
