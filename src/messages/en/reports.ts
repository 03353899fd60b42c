/** The fixed words of reports for people. */
export const reports = {
  shownBy: (command: string) => `These answers show it (${command}):`,
  /** Before the answers that the first ones are to be compared with. */
  comparedWith: (command: string) => `Compare their result with that of these (${command}):`,
  pasted: 'To remove them, put this into a new file next to the others of the pack:',
  counted: ({ error, warning, note }: Readonly<Record<'error' | 'warning' | 'note', number>>) => {
    const parts = [count(error, 'error'), count(warning, 'warning'), ...(note > 0 ? [count(note, 'note')] : [])];
    const all = error + warning + note;
    return all === 0 ? '0 findings' : `${count(all, 'finding')}: ${parts.join(', ')}`;
  },
  /** What the proofs covered. */
  proved: (scope: Scope) => `proved: ${scopeText(scope)}`,
  looked: (scope: Scope) => `looked at: ${scopeText(scope)}`,
  notLooked: 'Nothing could be proved: first correct what the pack cannot be read with.',
  /** Why nothing is known of what was not found. */
  unread: 'not proved: the pack cannot be read',
  givenUp: 'not proved: a proof was given up, see not-proved',
  docs: (page: string) => `The package explains each finding: ${page}#<code>`,
  /** Before the name of a case. */
  failed: 'failed',
  place: 'Place',
  finding: 'Finding',
  mitigation: 'What to do',
  others: (number: number) => `${count(number, 'finding')} that ${number === 1 ? 'does' : 'do'} not fail`,
};

/** What a run looked at. */
export interface Scope {
  readonly nodes: number;
  readonly branches: number;
  readonly leaves: number;
  readonly options: number;
  readonly services: number;
  readonly questions: number;
  readonly answerSets: string;
}

function scopeText({ nodes, branches, leaves, options, services, questions, answerSets }: Scope): string {
  const tree = [
    count(nodes, 'node'),
    count(branches, 'branch', 'branches'),
    count(leaves, 'leaf', 'leaves'),
    count(options, 'option'),
  ];
  return `${[...tree, count(services, 'service')].join(', ')} over ${answerSets} sets of answers to ${count(questions, 'question')}`;
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

export type ReportMessages = typeof reports;
