import type { Pack, Question } from '../model/pack.ts';
import { type CommandSpec, commands } from './commands.ts';

/** One option of a command, as it is declared, parsed and shown in the help. */
export interface OptionSpec {
  readonly long: string;
  readonly short?: string;
  /** What stands for its value in the help; absent: it takes none. */
  readonly takes?: string;
  readonly group: OptionGroup;
  /** The words that may be its value, where there are only some. */
  readonly choices?: readonly string[];
  /** May be given more than once with different values. */
  readonly repeats?: boolean;
}

export type OptionGroup = 'core' | 'follow-up' | 'requirement' | 'answers' | 'record' | 'rules' | 'output' | 'global';

/** Taken before and after commands. */
export const globalOptions: readonly OptionSpec[] = [
  { long: 'rules', takes: 'dir', group: 'global' },
  { long: 'lang', takes: 'language', group: 'global' },
  { long: 'color', group: 'global' },
  { long: 'no-color', group: 'global' },
  { long: 'help', short: 'h', group: 'global' },
  { long: 'version', short: 'V', group: 'global' },
];

/** Of these, those that mean something to a command. */
export function globalOptionsOf({ packless }: CommandSpec): readonly OptionSpec[] {
  return globalOptions.filter(({ long }) => long !== 'rules' || !packless);
}

/** The flag that answers a question, or null where an option of some command has its name. */
export function flagOf(question: Pick<Question, 'id'>): string | null {
  return reserved().has(question.id) ? null : question.id;
}

/** The options that the questions of a pack make, in pack order. Old ids of renamed questions are taken, too. */
export function questionOptions(
  pack: Pack,
): readonly { readonly spec: OptionSpec; readonly question: Question; readonly hidden: boolean }[] {
  const byId = new Map(pack.questions.map((question) => [question.id, question]));
  const current = pack.questions.map((question) => ({ id: question.id, question, hidden: false }));
  const old = Object.entries(pack.renamed).flatMap(([id, now]) => {
    const question = byId.get(now);
    return question && !byId.has(id) ? [{ id, question, hidden: true }] : [];
  });
  return [...current, ...old]
    .filter(({ id }) => flagOf({ id }) !== null)
    .map(({ id, question, hidden }) => ({
      spec: { long: id, takes: valuesOf(question), group: question.group },
      question,
      hidden,
    }));
}

/** What may be answered, in the short form of the help: `stream|message`, `KiB`. */
export function valuesOf(question: Question): string {
  if (question.type === 'number') return question.unit || 'number';
  return question.values.map((choice) => choice.value).join('|');
}

let names: ReadonlySet<string> | null = null;

function reserved(): ReadonlySet<string> {
  names ??= new Set([...globalOptions, ...commands.flatMap((command) => command.options)].map((option) => option.long));
  return names;
}
