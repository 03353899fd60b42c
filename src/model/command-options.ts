/** The options of every command. */
export const globalOptions = {
  version: '-V, --version',
  rules: '--rules <dir>',
  lang: '--lang <language>',
  color: '--color',
  'no-color': '--no-color',
  help: '-h, --help',
} as const;

/** The options of individual commands by their long names, in commander's syntax. */
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
  alarms: '--alarms <format>',
  map: '--map <question,question>',
  threshold: '--threshold <percent>',
  suggest: '--suggest',
  mutate: '--mutate',
  coverage: '--coverage',
  'exit-code': '--exit-code',
  force: '--force',
  format: '-f, --format <format>',
  output: '-o, --output <file>',
} as const;

const optionNames: ReadonlySet<string> = new Set([
  ...Object.keys(globalOptions),
  ...Object.keys(commandOptions),
  'input',
  'assume',
]);

/** Whether an option has this name, so that a question with this id has no flag. */
export function isOption(id: string): boolean {
  return optionNames.has(id);
}

/** The text before a question's value on the command line. */
export function flagBefore(id: string): string {
  return isOption(id) ? `--set ${id}=` : `--${id} `;
}

/** The start of a single word that the value completes. */
export function flagWord(id: string): string {
  return isOption(id) ? `--set=${id}=` : `--${id}=`;
}
