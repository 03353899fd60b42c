import { overview as en } from '../messages/en/overview.ts';
import { overview as ja } from '../messages/ja/overview.ts';
import { inLanguage, type LocaleOptions, localeOf } from '../messages/locale.ts';
import { nameKey, partsOf } from '../model/link-parts.ts';
import { visible } from '../output/style.ts';
import type { Overview } from './index.ts';
import type { OverviewLink } from './links.ts';

/** The messages and names for an overview; links have their names in the overview. */
export function overviewLocale(report: Overview, context: LocaleOptions) {
  const locale = localeOf(context);
  const byKey = new Map(report.links.map((link) => [link.link, linkName(link)]));
  const link = (key: string): string => byKey.get(key) ?? oneLine(key);
  const linkList = (keys: readonly string[]): string => locale.messages.and(keys.map(link));
  return { ...locale, overview: inLanguage(context.lang, { en, ja }), link, linkList };
}

export type OverviewLocale = ReturnType<typeof overviewLocale>;

/** Whether a link's name says what it connects. */
export function isNamedByEnds({ title, from, to }: OverviewLink): boolean {
  const said = partsOf({ from: [], to: [], title });
  const keys = (...sides: (readonly string[])[]): string => JSON.stringify(sides.map((side) => side.map(nameKey)));
  return (title === null && from.length + to.length > 0) || keys(said.from, said.to) === keys(from, to);
}

/** The name of a link: its title, or what it connects. */
export function linkName({ title, from, to, link }: OverviewLink): string {
  const name = oneLine(title ?? '');
  return name !== '' ? name : from.length + to.length > 0 ? `${partList(from)} → ${partList(to)}` : oneLine(link);
}

/** Applications on one line; a question mark if there are none. */
export function partList(names: readonly string[]): string {
  return names.length === 0 ? '?' : names.map(oneLine).join(', ');
}

/** A name that is safe in a line: without characters that control a terminal. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/gu, ' ').trim());
}
