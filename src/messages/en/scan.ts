import { list, q } from './did-you-mean.ts';

/** What is said at the end of a scan. */
export const scan = {
  header:
    'Drafted by `tsunagi scan`. What templates settle has `from: scan`; answer what is unknown, and set `status: accepted`.',
  link: (title: string, built: string | null) => (built === null ? title : `${title} (${built})`),
  same: 'The rules choose what is built.',
  other: (chosen: string, because: string) => `The rules choose ${q(chosen)} instead. ${because}`.trim(),
  chooses: (chosen: string, because: string) => `The rules choose ${q(chosen)}. ${because}`.trim(),
  open: (isPossible: boolean, possible: readonly string[], asks: readonly string[]) =>
    `${isPossible ? 'Open' : 'Open, and what is built can no longer be chosen'}: ${list(possible)}. They need to know: ${list(asks)}.`,
  ask: (question: string, text: string) => `First: ${question} - ${text}`,
  gap: 'The rules have no branch for these answers.',
  counts: (links: number, counts: Readonly<Record<'same' | 'other' | 'decided' | 'open', number>>) => {
    const parts = [
      [counts.same, 'as the rules choose'],
      [counts.other, 'otherwise'],
      [counts.decided, 'decided, with nothing to compare'],
      [counts.open, 'open'],
    ] as const;
    const shown = parts.filter(([count]) => count > 0).map(([count, text]) => `${count} ${text}`);
    return `${links} link${links === 1 ? '' : 's'}: ${shown.join(', ')}.`;
  },
  most: (question: string, links: number, open: number) =>
    `${q(question)} settles most: ${links} of ${open} open link${open === 1 ? '' : 's'} depend${links === 1 ? 's' : ''} on it.`,
  next: (file: string | null) =>
    file === null
      ? 'Keep the records with `-o links.yaml`, answer what is unknown, and scan again: your answers stay.'
      : `Answer what is unknown in ${file}, then run: tsunagi overview ${file}`,
  none: 'No links were found: the templates build none of the services that the rules know.',
};
