import { listed, type MessagesByCode, type Suggestion, type Unknown } from '../text.ts';
import { fileReasons } from './file-findings.ts';
import { list, meant, q } from './words.ts';

/** Two values that answer the same question: of one option, or of `other` and `option`. */
type Conflict = Record<'option' | 'first' | 'second', string> & { other?: string };

/** Problems with how the program was called and with what it writes. */
export const usageFindings = {
  'unknown-option': (args: Record<'option' | 'command', string> & Suggestion) => [
    `\`${args.command}\` has no option ${q(args.option)}.`,
    meant(args) || `\`tsunagi ${args.command} --help\` lists them.`,
  ],
  'unknown-command': (args: { command: string } & Suggestion) => [
    `Unknown command ${q(args.command)}.`,
    meant(args) || '`tsunagi --help` lists them.',
  ],
  'excess-argument': (args: Record<'argument' | 'command', string> & Suggestion) => [
    `Unexpected argument ${q(args.argument)}.`,
    meant(args) || `\`tsunagi ${args.command} --help\` shows what the command takes.`,
  ],
  'missing-operand': ({ operand, command }: Record<'operand' | 'command', string>) => [
    `${q(operand)} is missing.`,
    `Write \`tsunagi ${command} ${operand}\`.`,
  ],
  'missing-value': ({ option, takes }: Record<'option' | 'takes', string>) => [
    `${q(option)} needs a value.`,
    `Write \`${option}=<${takes}>\`.`,
  ],
  'conflicting-values': ({ option, other, first, second }: Conflict) => [
    other === undefined
      ? `${q(option)} is given twice, as ${q(first)} and as ${q(second)}.`
      : `${q(other)} with ${q(first)} and ${q(option)} with ${q(second)} answer the same question.`,
    'Remove one of the two.',
  ],
  'not-id-value': ({ text }: { text: string }) => [`${q(text)} is not an answer.`, 'Write `--set <question>=<value>`.'],
  'unknown-variable': (args: { name: string } & Suggestion) => [
    `The environment variable ${q(args.name)} matches no question.`,
    meant(args) || 'Unset it.',
  ],
  'conflicting-options': ({ option, other }: Record<'option' | 'other', string>) => [
    `${q(option)} and ${q(other)} cannot be used together.`,
    'Remove one of the two.',
  ],
  'needs-option': ({ option, needs }: { option: string; needs: readonly string[] }) => [
    `${q(option)} has no effect without ${listed(needs, q, ' or ')}.`,
    `Add ${listed(needs, q, ' or ')}, or remove ${q(option)}.`,
  ],
  'one-decision': ({ option, count }: { option: string; count: number }) => [
    `${q(option)} is for one decision, but there are ${count}.`,
    'Choose one of them with `--select <id or title>`.',
  ],
  'no-template': ({ services }: { services: readonly string[] }) => [
    `The rules have no template for ${list(services)}.`,
    'Add one to their `templates` folder, or use another format.',
  ],
  'not-two-questions': ({ text }: { text: string }) => [
    `A map is drawn over two different questions, not over ${q(text)}.`,
    'Write `--map <question>,<question>`.',
  ],
  'not-a-choice': ({ question, known }: { question: string; known: readonly string[] }) => [
    `${q(question)} is a number, and a map needs values to list.`,
    `Use two of ${list(known)}.`,
  ],
  'unknown-choice': (args: Unknown) => [`${q(args.id)} is not accepted here.`, meant(args, args.known, 'Choices:')],
  'cannot-write': ({ path, reason }: { path: string | null; reason: string }) => {
    const [why, mitigation] = fileReasons.write[reason] ?? [reason, 'Write somewhere else.'];
    return path === null
      ? [`Standard output cannot be written: ${why}.`, '']
      : [`${q(path)} cannot be written: ${why}.`, mitigation];
  },
  'same-file': ({ option, other, path }: Record<'option' | 'other' | 'path', string>) => [
    `${q(option)} and ${q(other)} both write ${q(path)}.`,
    'Give one of them another name.',
  ],
  'overwrites-input': ({ path }: { path: string }) => [
    `${q(path)} is an input of this command and would be overwritten.`,
    'Name another file to write to.',
  ],
  'overwrites-record': ({ path }: { path: string }) => [
    `${q(path)} is a record of a decision and would be overwritten.`,
    `Name another file to write to, or change the record with ${q('--save')}.`,
  ],
  'file-changed': ({ path }: { path: string }) => [
    `Something else keeps changing ${q(path)}; nothing was written.`,
    'Try again later.',
  ],
  'not-fixed': () => ['Nothing was changed, because a file cannot be read.', 'Correct that file first.'],
  'files-stand': ({ paths }: { paths: readonly string[] }) => [
    `${list(paths)} had already been changed and could not be restored.`,
    'Compare with the last version, for example by `git diff`.',
  ],
  'wrong-ending': ({ path, endings }: { path: string; endings: readonly string[] }) => [
    `${q(path)} does not have the ending of a format that can be written here.`,
    `Use a name that ends in ${list(endings).replace(/, (?=[^,]*$)/, ' or ')}.`,
  ],
  'needs-file': ({ option }: { option: string }) => [`${q(option)} writes a file, not standard output.`, 'Name a file.'],
  'file-exists': ({ path, option }: Record<'path' | 'option', string>) => [
    `The file ${q(path)} exists already.`,
    `Choose another name, or overwrite it with ${q(option)}.`,
  ],
} satisfies MessagesByCode;
