/** The fixed words of a check's report. */
export const check = {
  verdicts: {
    superseded: 'superseded',
    undecided: 'undecided',
    'other-service': 'changed',
    'other-reason': 'same service for another reason',
    'built-otherwise': 'built differently',
    edited: 'edited by hand',
    stale: 'on outdated facts',
    review: 'past its review date',
    defect: 'invalid',
    open: 'proposed and open',
    unrecorded: 'no recorded outcome',
    same: 'same',
  },
  /** How many records came to a verdict. */
  counted: (verdict: string, count: number) => `${count} ${verdict}`,
  checked: (count: number, asOf: string, parts: readonly string[]) =>
    `${count} ${count === 1 ? 'record' : 'records'} as of ${asOf}: ${parts.join(', ')}`,
  /** Said in place of verdicts where no record could be read. */
  noneRead: 'none could be read',
  against: (templates: number, resources: number) =>
    `Against ${templates} ${templates === 1 ? 'template' : 'templates'} with ${resources} ${resources === 1 ? 'resource' : 'resources'}`,
  unrecorded: (count: number) => `${count} without a recorded outcome; --fix records it.`,
  skipped: (count: number) => `${count} other YAML ${count === 1 ? 'file' : 'files'} left out`,
  fixed: (count: number) => `${count} ${count === 1 ? 'record was' : 'records were'} recorded again`,
  ended: (failing: number, accepted: number) => {
    const more = accepted === 0 ? '' : `, ${accepted} accepted`;
    return `${failing} ${failing === 1 ? 'finding' : 'findings'}${more}`;
  },
  classes: (fresh: number, open: number, resolved: number) =>
    `Against the baseline: ${fresh} new, ${open} still open, ${resolved} resolved`,
  accepted: (reason: string, until: string | null) => `Accepted${until === null ? '' : ` until ${until}`}: ${reason}`,
  stillOpen: 'Still open.',
  noReason: 'Still open; the baseline gives no reason to accept it.',
  expired: (until: string) => `Still open; it was accepted until ${until}.`,
  resolved: (code: string, detail: string) => `${code}${detail === '' ? '' : ` (${detail})`} is resolved.`,
  takeOut: 'Take it out of the baseline: `--write-baseline` does.',
  of: (record: string, problem: string) => `${record}: ${problem}`,
};

export type CheckMessages = typeof check;
