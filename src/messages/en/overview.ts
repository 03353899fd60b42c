const links = (count: number): string => `${count} link${count === 1 ? '' : 's'}`;

/** The fixed words of a report on many links. */
export const overview = {
  title: 'All links in one view',
  counts: ({
    links: all,
    decided,
    open,
    superseded,
  }: {
    readonly links: number;
    readonly decided: number;
    readonly open: number;
    readonly superseded: number;
  }) => {
    const gaps = all - decided - open;
    const parts = [`${decided} decided`, `${open} open`, ...(gaps > 0 ? [`${gaps} for which the rules have no branch`] : [])];
    const left = superseded === 0 ? '' : `; ${superseded} superseded record${superseded === 1 ? '' : 's'} left out`;
    return `${links(all)}: ${parts.join(', ')}${left}`;
  },
  links: 'Links',
  link: 'Link',
  producer: 'From',
  consumer: 'To',
  proposed: 'proposed',
  recorded: (service: string) => `recorded with ${service}: see tsunagi check`,
  gap: 'the rules have no branch for its answers',
  openLink: (possible: string, asks: string) => `not decided: ${possible}, depending on ${asks}`,
  shared: 'Could be shared',
  sharedBy: (offering: string, count: number) => `${offering}: one for ${links(count)}`,
  sharedOf: (producer: string) => `all from ${producer}`,
  caution: 'But',
  noneShared: 'No two links use anything that the rules say can be shared.',
  contradictions: 'Contradictory answers',
  /** A link with whoever gave its answer, and the note beside it. */
  given: (link: string, by: string | null, note: string | null) => {
    const more = [...(by === null ? [] : [by]), ...(note === null ? [] : [`"${note}"`])];
    return more.length === 0 ? link : `${link} (${more.join(': ')})`;
  },
  /** What a link would come to with another answer. */
  effect: (link: string, value: string, then: string) => `${link} with "${value}": ${then}`,
  openThen: (possible: string) => `open, between ${possible}`,
  noEffect: 'Whichever holds, none of these links comes to another service.',
  correct: 'Correct the answer that is wrong. Where both hold, say in a note why.',
  noContradictions: 'No application is answered for in two ways.',
  open: 'Still open',
  nothingOpen: 'Every link is decided.',
  askFirst: 'Answer first',
  settles: (settled: number, narrowed: number, of: number) => {
    const asks = of === 1 ? 'the one open link that asks it' : `the ${of} open links that ask it`;
    if (settled + narrowed === 0) return `Asked by ${of === 1 ? 'one open link' : `${of} open links`}.`;
    const does = [...(settled > 0 ? [`settles ${settled}`] : []), ...(narrowed > 0 ? [`narrows down ${narrowed}`] : [])];
    return `Any answer ${of === 1 ? does.join('').replace(/ \d+$/, '') : `${does.join(' and ')} of`} ${asks}.`;
  },
  settlesWith: (value: string, count: number) => `"${value}" settles ${count}.`,
  best: (value: string, names: string) => `The single answer that settles most is "${value}" (${names}).`,
  others: 'Then also',
  fromTitles: (names: string) =>
    `The applications were read from the titles of: ${names}. Write "from" and "to" into a record to be sure.`,
  withoutParts: (names: string) =>
    `Which applications they join is not said by: ${names}. Write "from" and "to" into the records.`,
  unread: (files: string) => `Incomplete: not all of this could be read: ${files}.`,
  undecided: 'not decided',
  couldShare: 'could share one',
};
