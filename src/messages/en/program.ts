import { count } from './words.ts';

/** The texts of the program besides help, prompts and findings. */
export const program = {
  bug: (line: string, version: string) =>
    `tsunagi: this is a bug in tsunagi (${line}). Please report it with the command, the answers and "tsunagi ${version}"; TSUNAGI_DEBUG=1 shows where it happened.`,
  waiting: 'Reading from the terminal; end with Ctrl-D.',
  invalidLines: (invalid: number, lines: number) =>
    `${count(lines, 'line')}, ${invalid} invalid; the output gives the reason in place of each result.`,
  // Progress
  lines: (count: string, invalid: string) =>
    `${count} ${count === '1' ? 'line' : 'lines'}${invalid === '0' ? '' : `, ${invalid} invalid`}`,
  files: (done: string, total: string) => `file ${done} of ${total}`,
  pairs: (count: string) => `${count} pairs of leaves compared`,
  mutants: (done: string, total: string) => `${done} of ${total} mutants tried`,
  baseline:
    'Known findings of `tsunagi check`. A finding with a reason is accepted, until the day under `until` if there is one.',
  newAnswers: (file: string, command: string) => `Created ${file}. Answer what you know, then let it decide:\n  ${command}\n`,
  newPack: (folder: string) =>
    `Created a new pack in ${folder}. Prove it now and after each change:\n  tsunagi rules lint --rules ${folder}\n`,
};

/** The texts of a blank answers file around the questions. */
export const blankAnswers = {
  intro: (pack: string) => [
    `Answers for tsunagi (${pack}): one link between two parts of an application.`,
    'Remove the # before an answer and write its value. Leave what you do not know as it is; ' +
      '"unknown" also keeps the rules from assuming an answer.',
    'An answer may carry a note: {value: ..., note: why}. Further links follow after a line of three dashes (---).',
  ],
  title: 'from what to what',
  parts:
    'The applications that the link connects, for `tsunagi overview`: producer and consumer. Write several as a list: [a, b].',
  groups: {
    core: 'Core: these alone are enough to decide.',
    'follow-up': 'Follow-up: asked only where they make a difference.',
    requirement: 'Requirements: checked against the limits of each service.',
  },
  range: (min: string, max: string | null) => (max === null ? `a number, ${min} or more` : `a number, ${min} to ${max}`),
  example: (text: string) => ` (for example ${text})`,
  aside: (text: string) => ` (${text})`,
};
