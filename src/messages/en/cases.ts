/** The fixed words of a report of `rules test`. */
export const cases = {
  /** One expectation that was not met. */
  expected: (key: string, expected: string, got: string) => `${key}: expected ${expected}, got ${got}.`,
  nothing: 'nothing',
  open: 'an open decision',
  gap: 'no branch for the answers',
  /** The first wrong turn, with the place where it is written. */
  turn: (place: string, node: string, question: string, answer: string, leadsTo: string, wanted: string) =>
    `First wrong turn: ${place}: node ${node} asks ${question}, and the branch for ${answer} leads to ${leadsTo}, ${wanted === '' ? 'but the case expects an open decision' : `from which no path leads to ${wanted}`}.`,
  /** The walk is right, and so is what it recommends, but not all that comes with it. */
  outcomeOf: (place: string, leaf: string, chosen: string) => `The walk ends at ${place}: leaf ${leaf}, ${chosen}.`,
  openAt: (place: string, node: string, question: string) =>
    `First wrong turn: ${place}: node ${node} asks ${question}, which the case leaves open.`,
  gapAt: (place: string, node: string, question: string) =>
    `First wrong turn: ${place}: node ${node} has no branch for this answer to ${question}.`,
  leafPrefers: (place: string, leaf: string, chosen: string, wanted: string, facts: string) =>
    `First wrong turn: ${place}: the walk ends at the right leaf, ${leaf}, but it recommends ${chosen} and not ${wanted}${facts === '' ? '' : `, which these facts contradict: ${facts}`}.`,
  nowhere: (wanted: string) => `No leaf below the root names ${wanted}.`,
  reaches: 'reaches',
  tally: (
    kind: 'branch' | 'leaf' | 'service' | 'variant',
    { covered, total }: { readonly covered: number; readonly total: number },
    percent: number,
  ) =>
    `${{ branch: 'branches', leaf: 'leaves', service: 'services', variant: 'variants' }[kind]} ${covered}/${total} (${percent} %)`,
  mutants: ({ killed, survived, unproved }: Readonly<Record<'killed' | 'survived' | 'unproved', number>>) =>
    `${killed + survived + unproved} mutants: ${killed} killed, ${survived} survived${unproved > 0 ? `, ${unproved} not proved to change anything` : ''}`,
  equivalents: (count: number) => `${count} more proved to change no outcome, and left out`,
  cases: (passed: number, failed: number) =>
    `${passed + failed} ${passed + failed === 1 ? 'case' : 'cases'}: ${passed} passed, ${failed} failed`,
  comma: ', ',
};

export type CaseMessages = typeof cases;
