import type { Pack, Question } from '../model/pack.ts';

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

export type OptionName = keyof typeof commandOptions;

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

/** A flag that answers a question; `hidden` under an old id of it, which the help does not show. */
export interface QuestionFlag {
  readonly id: string;
  readonly question: Question;
  readonly hidden: boolean;
}

/** The flags that the questions of a pack make, in pack order. */
export function questionFlags(pack: Pack): readonly QuestionFlag[] {
  const byId = new Map(pack.questions.map((question) => [question.id, question]));
  const current = pack.questions.map((question) => ({ id: question.id, question, hidden: false }));
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
