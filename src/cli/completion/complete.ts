import type { Pack } from '../../model/pack.ts';
import { commandLineOf } from '../command-line.ts';
import { type CommandSpec, commands } from '../commands.ts';
import { helpTextsIn } from '../help-texts.ts';
import type { Speech } from '../language.ts';
import { globalOptions, globalOptionsOf, type OptionSpec, questionOptions } from '../options.ts';
import { type Invocation, parse } from '../program.ts';
import { type Completions, nothing, type Scene, valuesOfOperand, valuesOfOption } from './complete-values.ts';

/**
 * What may stand in the place of the last word.
 *
 * @param words the words after the program's name, as typed so far; the last one is being typed and may be empty
 */
export function complete(words: readonly string[], pack: Pack, speech: Speech): Completions {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const invocation = parse(before, commandLineOf(before), pack);
  const scene: Scene = { pack, speech, invocation, current };
  if (before.includes('--')) return operands(scene);
  const options = optionsOf(invocation.command, pack);
  const inline = /^--([^=]+)=/.exec(current);
  if (inline) {
    const spec = options.find(({ spec: { long } }) => long === inline[1])?.spec;
    if (spec?.takes === undefined) return nothing;
    const values = valuesOfOption({ ...scene, current: current.slice(inline[0].length) }, spec);
    return { ...values, candidates: values.candidates.map(({ text, about }) => ({ text: inline[0] + text, about })) };
  }
  const waiting = waitingOption(before.at(-1) ?? '', options);
  // A value never looks like an option, except for the dash that is standard input.
  if (current.startsWith('-') && !(waiting && current === '-')) return offered(scene, options);
  if (waiting) return valuesOfOption(scene, waiting);
  if (invocation.findings.length > 0 || invocation.command.operand !== '') return operands(scene);
  return mayBeCommand(invocation) ? named(scene, null) : offered(scene, options);
}

interface Offered {
  readonly spec: OptionSpec;
  readonly about: string | null;
}

/** The options of a command; those of questions are told by the question, and old names of questions are not offered. */
function optionsOf(command: CommandSpec, pack: Pack): Offered[] {
  const asked = command.asks ? questionOptions(pack).filter(({ hidden }) => !hidden) : [];
  return [
    ...asked.map(({ spec, question }) => ({ spec, about: question.ask })),
    ...[...command.options, ...globalOptionsOf(command)].map((spec) => ({ spec, about: null })),
  ];
}

/** The options that can still be given. */
function offered({ invocation, speech }: Scene, options: readonly Offered[]): Completions {
  const { command, options: given } = invocation;
  const texts = helpTextsIn(speech).options;
  const candidates = options
    .filter(({ spec }) => spec.repeats || !given.has(spec.long))
    .flatMap(({ spec: { long, short }, about }) => {
      const text = about ?? texts[`${command.name} ${long}`] ?? texts[long] ?? '';
      return [`--${long}`, ...(short ? [`-${short}`] : [])].map((name) => ({ text: name, about: text }));
    });
  return { kind: 'words', candidates };
}

/** The option that the word before leaves without its value. */
function waitingOption(word: string, options: readonly Offered[]): OptionSpec | null {
  const found = options.find(
    ({ spec: { long, short } }) => word === `--${long}` || (short && /^-[^-]*$/.test(word) && word.endsWith(short)),
  );
  return found?.spec.takes === undefined ? null : found.spec;
}

/** Options of the default command rule out that another one is named after them. */
function mayBeCommand({ named: isNamed, options }: Invocation): boolean {
  return !isNamed && [...options.keys()].every((long) => globalOptions.some((option) => option.long === long));
}

/** The commands, or those below one. */
function named({ speech }: Pick<Scene, 'speech'>, above: string | null): Completions {
  const texts = helpTextsIn(speech).commands;
  const start = above === null ? '' : `${above} `;
  const candidates = commands
    .filter(({ name }) => name.startsWith(start) && !name.slice(start.length).includes(' '))
    .map(({ name }) => ({ text: name.slice(start.length), about: texts[name] ?? '' }));
  return { kind: 'words', candidates };
}

/** What the command takes next besides options. */
function operands(scene: Scene): Completions {
  const { command, operands: given } = scene.invocation;
  const words = command.operand.split(' ');
  const last = words.at(-1);
  const word = words[given.length] ?? (last?.includes('...') ? last : null);
  if (!word) return nothing;
  if (!word.startsWith('[command')) return valuesOfOperand(scene, word);
  const above = command.name === 'help' ? given.map(({ value }) => value).join(' ') : command.name;
  return named(scene, above === '' ? null : above);
}
