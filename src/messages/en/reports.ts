import { cut, listed, MAX_NAMED } from '../text.ts';
import { comma, count } from './words.ts';

/** The fixed texts of reports for people. */
export const reports = {
  shownBy: (command: string) => `To reproduce (${command}):`,
  /** Precedes the second set of answers, to compare with the first. */
  comparedWith: (command: string) => `Compare the result with that of these answers (${command}):`,
  counted: ({ error, warning, note }: Record<'error' | 'warning' | 'note', number>) => {
    const parts = [count(error, 'error'), count(warning, 'warning'), ...(note > 0 ? [count(note, 'note')] : [])];
    const all = error + warning + note;
    return all === 0 ? '0 findings' : `${count(all, 'finding')}: ${parts.join(', ')}`;
  },
  proved: (pack: string) => `${pack} is proved for all sets of answers`,
  unprovable: 'Nothing could be proved: first fix the errors that keep the pack from being read.',
  /** Why nothing is known although there is no finding. */
  unread: 'not proved: the pack cannot be read',
  givenUp: 'not proved: see not-proved or bad-bounds',
  docs: (page: string) => `The package explains each finding: ${page}#<code>`,
  /** Precedes the name of a case. */
  failed: 'failed',
  place: 'Place',
  finding: 'Finding',
  mitigation: 'What to do',
  others: (number: number) => `${count(number, 'finding')} that ${number === 1 ? 'does' : 'do'} not fail`,
};

/** The fixed texts of a report of `check`. */
export const check = {
  /** In the order of the summary: what needs attention first. */
  verdicts: {
    undecided: 'undecided',
    'other-service': 'changed',
    'other-reason': 'changed in detail',
    'built-otherwise': 'built differently',
    'built-unknown': 'not known before deployment',
    edited: 'edited by hand',
    stale: 'on outdated facts',
    review: 'past the review date',
    defect: 'to be corrected',
    open: 'proposed and open',
    unrecorded: 'no recorded outcome',
    same: 'same',
    superseded: 'superseded',
  },
  counted: (verdict: string, records: number) => `${records} ${verdict}`,
  checked: (records: number, asOf: string, parts: readonly string[]) =>
    `${count(records, 'record')} as of ${asOf}: ${parts.join(', ')}`,
  unread: (files: number) => `${count(files, 'file')} not read in full`,
  /** Replaces the verdicts if no record could be read. */
  noneRead: 'none could be read',
  against: (templates: number, resources: number) =>
    `Against ${count(templates, 'template')} with ${count(resources, 'resource')}`,
  unrecorded: '--fix records missing outcomes.',
  skipped: (files: number) => `${count(files, 'other YAML file')} skipped`,
  fixed: (records: number) => `${count(records, 'record was', 'records were')} updated`,
  ended: (failing: number, accepted: number) => `${count(failing, 'finding')}${accepted === 0 ? '' : `, ${accepted} accepted`}`,
  classes: (fresh: number, open: number, resolved: number) =>
    `Against the baseline: ${fresh} new, ${open} still open, ${resolved} resolved`,
  accepted: (reason: string, until: string | null) => `Accepted${until === null ? '' : ` until ${until}`}: ${reason}`,
  noReason: 'Still open; the baseline gives no reason to accept it.',
  expired: (until: string) => `Still open; it was accepted until ${until}.`,
  resolved: (code: string, detail: string) => `${code}${detail === '' ? '' : ` (${detail})`} is resolved.`,
  takeOut: 'Remove it from the baseline with `--write-baseline`.',
  of: (records: readonly string[], problem: string) =>
    `${listed(records, cut, comma, MAX_NAMED)}${records.length > MAX_NAMED ? ` (${records.length} records)` : ''}: ${problem}`,
};

export type CheckMessages = typeof check;
