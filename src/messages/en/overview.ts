import { count } from './words.ts';

/** The number of links, and how many are decided or open; superseded ones are not counted elsewhere. */
type Counts = Record<'links' | 'decided' | 'open' | 'superseded', number>;

/** The texts of the overview of many links. */
export const overview = {
  title: 'System overview',
  counts: ({ links: all, decided, open, superseded }: Counts) => {
    const gaps = all - decided - open;
    const parts = [`${decided} decided`, `${open} open`, ...(gaps > 0 ? [`${gaps} without a branch in the rules`] : [])];
    const left = superseded === 0 ? '' : `; ${count(superseded, 'superseded record')} left out`;
    return `${count(all, 'link')}: ${parts.join(', ')}${left}`;
  },
  links: 'Links',
  more: 'More: --explain (everything, with sources)  -f markdown|mermaid|html',
  recorded: (service: string) => `recorded with ${service}: see tsunagi check`,
  gap: 'the rules have no branch for its answers',
  shared: 'Could be shared',
  sharedBy: (offering: string, links: number) => `${offering}: one for ${count(links, 'link')}`,
  sharedOf: (producer: string) => `all from ${producer}`,
  caution: 'Consider',
  contradictions: 'Contradictory answers',
  /** A link, who gave its answer, and the note beside the answer. */
  given: (link: string, by: string | null, note: string | null) => {
    const more = [...(by === null ? [] : [by]), ...(note === null ? [] : [`"${note}"`])];
    return more.length === 0 ? link : `${link} (${more.join(': ')})`;
  },
  correct: 'Correct the wrong answer, or explain in a note why both are right.',
  open: 'Still open',
  settles: (settled: number, narrowed: number, of: number) => {
    const asks = of === 1 ? 'the one open link that needs it' : `the ${of} open links that need it`;
    if (settled + narrowed === 0) return `Needed by ${of === 1 ? 'one open link' : `${of} open links`}.`;
    const does = [...(settled > 0 ? [`settles ${settled}`] : []), ...(narrowed > 0 ? [`narrows down ${narrowed}`] : [])];
    const isAll = settled === of || narrowed === of;
    return `Any answer ${isAll ? does.join('').replace(/ \d+$/, '') : `${does.join(' and ')} of`} ${asks}.`;
  },
  settlesWith: (value: string, links: number) => `"${value}" settles ${links}.`,
  others: 'Then answer',
  fromTitles: (names: string) =>
    `Application names were taken from these titles: ${names}. Add "from" and "to" to the records to be sure.`,
  withoutParts: (names: string) => `These links name no applications: ${names}. Add "from" and "to" to the records.`,
  notDrawn: (most: number) => `More than ${most} links are only drawn by -f mermaid. Name a folder with fewer.`,
  unread: (files: string) => `Incomplete: these files could not be read in full: ${files}.`,
};
