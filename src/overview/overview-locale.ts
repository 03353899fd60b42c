import { overview as en } from '../messages/en/overview.ts';
import { overview as ja } from '../messages/ja/overview.ts';
import { inLanguage, type Locale, type LocaleOptions, localeOf } from '../messages/locale.ts';
import { visible } from '../output/escape-control-characters.ts';
import type { Overview } from './index.ts';
import type { OverviewLink } from './links.ts';

/** What every format for people needs to put a report into locale. */
export interface OverviewLocale extends Locale {
  readonly overview: typeof en;
  /** A link by what the report calls it, as people do. */
  readonly link: (key: string) => string;
  readonly linkList: (keys: readonly string[]) => string;
  /** What a link comes to, in a few locale. */
  readonly result: (link: OverviewLink) => string;
  /** What else is to be known of a link. */
  readonly remarks: (link: OverviewLink) => readonly string[];
}

/** The locale for a report. */
export function overviewLocale(report: Overview, context: LocaleOptions): OverviewLocale {
  const locale = localeOf(context);
  const { names, messages } = locale;
  const overview = inLanguage(context.lang, { en, ja });
  const byKey = new Map(report.links.map((link) => [link.link, linkName(link)]));
  const link = (key: string): string => byKey.get(key) ?? oneLine(key);
  return {
    ...locale,
    overview,
    link,
    linkList: (keys) => messages.and(keys.map(link)),
    result: ({ outcome, service, variant, possible, asks }) => {
      if (outcome === 'gap') return overview.gap;
      if (service !== null) return names.offering(service, variant);
      return overview.openLink(messages.or(possible.map(names.service)), messages.and(asks));
    },
    remarks: ({ status, recorded, service, outcome }) => [
      ...(status === 'proposed' ? [overview.proposed] : []),
      ...(recorded !== null && (outcome !== 'decided' || recorded !== service)
        ? [overview.recorded(names.service(oneLine(recorded)))]
        : []),
    ],
  };
}

/** What a link is called: by its title, or by what it joins. */
export function linkName({ title, from, to, link }: OverviewLink): string {
  const name = oneLine(title ?? '');
  return name !== '' ? name : from.length + to.length > 0 ? `${partList(from)} → ${partList(to)}` : oneLine(link);
}

/** Applications on one line; a question mark where none is named. */
export function partList(names: readonly string[]): string {
  return names.length === 0 ? '?' : names.map(oneLine).join(', ');
}

/** A name as it may stand in a line: nothing in it steers a terminal. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/gu, ' ').trim());
}
