import { overview as en } from '../messages/en/overview.ts';
import { overview as ja } from '../messages/ja/overview.ts';
import { inLanguage, localeOf } from '../messages/locale.ts';
import { listed, MAX_NAMED } from '../messages/text.ts';
import type { Pack } from '../model/pack.ts';
import { resultName } from '../output/decision-view.ts';
import { html, type Markup } from '../output/html/html.ts';
import { drawingSvg } from '../output/html/svg.ts';
import { nameKey } from '../output/link-ends.ts';
import type { Join, PicturePart } from '../output/link-picture.ts';
import { classDef, label } from '../output/markdown/mermaid.ts';
import type { Overview } from './index.ts';
import { isNamedByEnds, linkName, type OverviewLink, oneLine } from './links.ts';

/** The messages and names for an overview. Links with the same name also show their keys; `all`: no list is cut. */
export function overviewLocale(report: Overview, pack: Pack, all = false) {
  const locale = localeOf(pack);
  const lastWith = new Map(report.links.map((link) => [linkName(link), link]));
  const repeated = new Set(report.links.filter((link) => lastWith.get(linkName(link)) !== link).map(linkName));
  const nameOf = (link: OverviewLink): string => {
    const name = linkName(link);
    return repeated.has(name) ? locale.messages.inBrackets(name, oneLine(link.link)) : name;
  };
  const byKey = new Map(report.links.map((link) => [link.link, nameOf(link)]));
  const linkText = (key: string): string => byKey.get(key) ?? oneLine(key);
  const { and, comma } = locale.messages;
  const inShort = (texts: readonly string[]): string =>
    all || texts.length <= MAX_NAMED ? and(texts) : listed(texts, String, comma, MAX_NAMED);
  const linkList = (keys: readonly string[]): string => inShort(keys.map(linkText));
  return { ...locale, overview: inLanguage(pack.lang, { en, ja }), linkText, linkList, inShort };
}

export type OverviewLocale = ReturnType<typeof overviewLocale>;

/** A link's service, and its title unless the arrows already say the same. */
function textsOf(link: OverviewLink, locale: OverviewLocale): string[] {
  const { messages, names, linkText } = locale;
  const { service, possible, from, to } = link;
  const isNamed = from.length + to.length > 0 && isNamedByEnds(link);
  const result = service === null ? [messages.thenOpen, messages.or(possible.map(names.short))] : [resultName(locale, link)];
  return [...result, isNamed ? '' : linkText(link.link)].filter((line) => line !== '');
}

/** All links as a Mermaid flowchart. */
export function mermaidOf({ links, applications }: Overview, locale: OverviewLocale): string[] {
  const ids = new Map(applications.map(({ name }, index) => [nameKey(name), `a${index}`]));
  const idOf = (name: string): string => ids.get(nameKey(name)) ?? '';
  return [
    'flowchart LR',
    ...applications.map(({ name }) => `  ${idOf(name)}([${label([oneLine(name)])}])`),
    ...links.map((link, index) => {
      return `  l${index}[${label(textsOf(link, locale))}]:::${link.outcome === 'decided' ? 'decided' : 'undecided'}`;
    }),
    ...links.flatMap(({ from, to }, index) => [
      ...from.map((name) => `  ${idOf(name)} --> l${index}`),
      ...to.map((name) => `  l${index} --> ${idOf(name)}`),
    ]),
    classDef('decided', '#eef6ff', '#2563eb'),
    '  classDef undecided stroke:#b91c1c,stroke-dasharray:4',
  ];
}

/** Draws producers, links and consumers side by side. An application that is both appears twice, so that no arrow points back. */
export function diagramSvg({ links, applications }: Overview, locale: OverviewLocale, title: string): Markup {
  const spelling = new Map(applications.map(({ name }) => [nameKey(name), oneLine(name)]));
  // In the order of the links, so that few arrows cross.
  const ends = (side: 'from' | 'to'): PicturePart[] =>
    [...new Set(links.flatMap((link) => link[side].map(nameKey)))].map((key) => {
      return { id: `${side}-${key}`, text: spelling.get(key) ?? key, kind: 'end' };
    });
  const middle = links.map((link): PicturePart => {
    const kind = link.outcome === 'decided' ? 'chosen' : 'open';
    return { id: `link-${link.link}`, text: textsOf(link, locale).join('\n'), kind };
  });
  const joins = links.flatMap(({ link, from, to }): Join[] => [
    ...from.map((name) => ({ from: `from-${nameKey(name)}`, to: `link-${link}` })),
    ...to.map((name) => ({ from: `link-${link}`, to: `to-${nameKey(name)}` })),
  ]);
  const picture = drawingSvg('map', 'system', title, [ends('from'), middle, ends('to')], joins);
  return html`<div class="picture system" role="group" aria-label="${title}" tabindex="0">${picture}</div>`;
}
