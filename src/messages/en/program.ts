/** What the program says besides help, prompts and diagnostics. */
export const program = {
  bug: (line: string, version: string) =>
    `tsunagi: this is a bug of ours (${line}). Please report it with the command, the answers and "tsunagi ${version}"; TSUNAGI_DEBUG=1 shows where it happened.`,
  waiting: 'Reading from the terminal; end with Ctrl-D.',
  invalidLines: (invalid: number, count: number) =>
    `${invalid} of ${count} ${count === 1 ? 'line' : 'lines'} could not be read; each says why where its result would be.`,
  /** How far a batch has come: one part after the other, those that are 0 left out. */
  lines: (count: string) => `${count} ${count === '1' ? 'line' : 'lines'}`,
  percent: (share: number) => `${share} %`,
  invalid: (count: string) => `${count} invalid`,
  comma: ', ',
  mutants: (done: string, total: string, percent: number) => `${done} of ${total} mutants tried, ${percent} %`,
  baseline:
    'Findings of `tsunagi check` that are known. One with a reason is accepted, until the day under `until` if there is one.',
  newPack: (folder: string) =>
    `A new pack is in ${folder}. Prove it, now and after each change:\n  tsunagi rules lint --rules ${folder}\n`,
};
