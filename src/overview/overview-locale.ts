import { overview as en } from '../messages/en/overview.ts';
import { overview as ja } from '../messages/ja/overview.ts';
import { inLanguage, type LocaleOptions, localeOf } from '../messages/locale.ts';
import { nameKey, partsOf } from '../model/link-parts.ts';
import { visible } from '../output/style.ts';
import type { Overview } from './index.ts';
import type { OverviewLink } from './links.ts';

/** The words for an overview; links by what the overview calls them. */
export function overviewLocale(report: Overview, context: LocaleOptions) {
  const locale = localeOf(context);
  const byKey = new Map(report.links.map((link) => [link.link, linkName(link)]));
  const link = (key: string): string => byKey.get(key) ?? oneLine(key);
  const linkList = (keys: readonly string[]): string => locale.messages.and(keys.map(link));
  return { ...locale, overview: inLanguage(context.lang, { en, ja }), link, linkList };
}

export type OverviewLocale = ReturnType<typeof overviewLocale>;

/** Whether a link's name says who is joined. */
export function isNamedByEnds({ title, from, to }: OverviewLink): boolean {
  const said = partsOf({ from: [], to: [], title });
  const keys = (...sides: (readonly string[])[]): string => JSON.stringify(sides.map((side) => side.map(nameKey)));
  return (title === null && from.length + to.length > 0) || keys(said.from, said.to) === keys(from, to);
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
