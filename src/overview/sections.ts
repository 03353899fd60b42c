import { overview as en } from '../messages/en/overview.ts';
import { overview as ja } from '../messages/ja/overview.ts';
import { inLanguage, type LocaleOptions, localeOf } from '../messages/locale.ts';
import { nameKey, partsOf } from '../model/link-parts.ts';
import { visible } from '../output/style.ts';
import type { Contradiction } from './contradictions.ts';
import type { Overview } from './index.ts';
import type { OverviewLink } from './links.ts';
import type { OpenQuestion } from './open.ts';

/** What every format for people needs to put an overview into words; links by what the overview calls them. */
export function overviewLocale(report: Overview, context: LocaleOptions) {
  const locale = localeOf(context);
  const byKey = new Map(report.links.map((link) => [link.link, linkName(link)]));
  const link = (key: string): string => byKey.get(key) ?? oneLine(key);
  const linkList = (keys: readonly string[]): string => locale.messages.and(keys.map(link));
  return { ...locale, overview: inLanguage(context.lang, { en, ja }), link, linkList };
}

export type OverviewLocale = ReturnType<typeof overviewLocale>;

/** What stands below one heading. */
export interface OverviewSection {
  readonly id: string;
  readonly heading: string;
  readonly items: readonly {
    readonly title: string;
    /** The question that it is about. */
    readonly question: string | null;
    /** What there is to say about it; `more`: a terminal shows it only where everything is asked for. */
    readonly details: readonly { readonly text: string; readonly source: string | null; readonly more: boolean }[];
  }[];
  /** A sentence that stands alone, or below the items. */
  readonly closing: string;
}

/** An overview in words, for each format to lay out; texts are empty where there is nothing to say. */
export function overviewView(report: Overview, locale: OverviewLocale) {
  const { overview, messages, names, linkList } = locale;
  const { rules, unread, open, links } = report;
  const linksNamed = (how: 'title' | null): string[] => links.filter(({ named }) => named === how).map(({ link }) => link);
  const [titles, none] = [linksNamed('title'), linksNamed(null)];
  return {
    counts: overview.counts(report.counts),
    unread: unread.length === 0 ? '' : overview.unread(messages.and(unread.map(oneLine))),
    links: links.map((link) => linkRow(link, locale)),
    sections: [sharedSection(report, locale), contradictionSection(report, locale)],
    open: {
      links: open.links.length === 0 ? overview.nothingOpen : linkList(open.links),
      questions: open.questions.map((each) => ({
        question: each.question,
        ask: names.ask(each.question),
        links: linkList(each.links),
        settles: settledText(each, locale),
      })),
      best: bestOf(report, locale),
    },
    // Where the applications' names come from.
    naming: [
      ...(titles.length > 0 ? [overview.fromTitles(linkList(titles))] : []),
      ...(none.length > 0 ? [overview.withoutParts(linkList(none))] : []),
    ],
    rules: `${messages.rules}${messages.colon}${rules.id} ${rules.version}`,
  };
}

export type OverviewView = ReturnType<typeof overviewView>;

function linkRow(link: OverviewLink, { overview, messages, names }: OverviewLocale) {
  const { outcome, service, variant, possible, asks, unmet, status, recorded, from, to } = link;
  const isDecided = outcome === 'decided';
  const notes = [
    ...(asks.length > 0 ? [`${messages.statuses.open}${messages.colon}${asks.join(messages.comma)}`] : []),
    ...(unmet.length > 0 ? [`${messages.states.unmet}${messages.colon}${messages.and(unmet.map(names.topic))}`] : []),
    ...(outcome === 'gap' ? [overview.gap] : []),
    ...(recorded !== null && (!isDecided || recorded !== service) ? [overview.recorded(names.service(oneLine(recorded)))] : []),
  ];
  const undecided = messages.or(possible.map(names.short));
  return {
    name: linkName(link),
    from: partList(from),
    to: partList(to),
    isNamedByEnds: isNamedByEnds(link),
    service: service === null ? undecided : names.offering(service, variant),
    box: service === null ? undecided : names.box(variant === null ? service : `${service}/${variant}`),
    isDecided,
    status: messages.statuses[status ?? (isDecided ? 'decided' : 'open')],
    notes: notes.join(messages.semicolon),
  };
}

/** Whether a link's name says who is joined. */
export function isNamedByEnds({ title, from, to }: OverviewLink): boolean {
  const said = partsOf({ from: [], to: [], title });
  const keys = (...sides: (readonly string[])[]): string => JSON.stringify(sides.map((side) => side.map(nameKey)));
  return (title === null && from.length + to.length > 0) || keys(said.from, said.to) === keys(from, to);
}

/** What could be shared, with what its links have in common. */
function sharedSection({ shared }: Overview, locale: OverviewLocale): OverviewSection {
  const { overview, messages, names, linkList } = locale;
  const items = shared.map(({ service, variant, producer, same, links, text, caution, source }) => {
    const common = [
      ...(producer === null ? [] : [overview.sharedOf(oneLine(producer))]),
      ...Object.entries(same).map(([question, value]) => names.value(question, value)),
    ].join(messages.semicolon);
    const offering = names.offering(service, variant);
    const what = common === '' ? offering : messages.inBrackets(offering, common);
    return {
      title: overview.sharedBy(what, links.length),
      question: null,
      details: [
        { text: linkList(links), source: null, more: false },
        { text, source, more: true },
        { text: `${overview.caution}${messages.colon}${caution}`, source: null, more: true },
      ],
    };
  });
  return { id: 'shared', heading: overview.shared, items, closing: items.length === 0 ? overview.noneShared : '' };
}

function contradictionSection({ contradictions }: Overview, locale: OverviewLocale): OverviewSection {
  const { overview, messages, names, link } = locale;
  const lineOf = (text: string | null): string | null => (text === null ? null : oneLine(text));
  const detail = (text: string, more = false) => ({ text, source: null, more });
  const items = contradictions.map(({ applications, question, answers, effects }) => ({
    title: messages.and(applications.map(oneLine)),
    question,
    details: [
      ...answers.map(({ value, links }) => {
        const given = links.map((each) => overview.given(link(each.link), lineOf(each.by), lineOf(each.note)));
        return detail(`${names.value(question, value)}${messages.colon}${messages.and(given)}`);
      }),
      ...(effects.length === 0 ? [detail(overview.noEffect)] : []),
      ...effects.map((effect) => {
        const then = effectText(effect, locale);
        return detail(overview.effect(link(effect.link), names.value(question, effect.value), then), true);
      }),
    ],
  }));
  const closing = items.length === 0 ? overview.noContradictions : overview.correct;
  return { id: 'contradictions', heading: overview.contradictions, items, closing };
}

/** The result of a link with another answer. */
function effectText({ service, possible }: Contradiction['effects'][number], locale: OverviewLocale): string {
  const { overview, messages, names } = locale;
  if (service !== null) return names.service(service);
  return possible.length === 0 ? overview.gap : overview.openThen(messages.or(possible.map(names.service)));
}

/** What answering a question would settle. */
function settledText({ settles, narrows, links, question, values }: OpenQuestion, locale: OverviewLocale): string {
  const { overview, messages, names } = locale;
  const text = overview.settles(settles.length, narrows.length, links.length);
  // Where each answer settles the same, one sentence says it.
  const more = values
    .filter((each) => each.settles.length > settles.length)
    .map((each) => overview.settlesWith(names.value(question, each.value), each.settles.length));
  return messages.sentences([text, ...more]);
}

/** The one answer that settles most; empty where none settles anything alone. */
function bestOf({ open: { answer, questions } }: Overview, { overview, linkList }: OverviewLocale): string {
  if (!answer) return '';
  const values = questions.find(({ question }) => question === answer.question)?.values ?? [];
  const settles = values.find(({ value }) => value === answer.value)?.settles ?? [];
  return overview.best(`${answer.question}: ${answer.value}`, linkList(settles));
}

/** What a link is called: by its title, or by what it joins. */
function linkName({ title, from, to, link }: OverviewLink): string {
  const name = oneLine(title ?? '');
  return name !== '' ? name : from.length + to.length > 0 ? `${partList(from)} → ${partList(to)}` : oneLine(link);
}

/** Applications on one line; a question mark where none is named. */
function partList(names: readonly string[]): string {
  return names.length === 0 ? '?' : names.map(oneLine).join(', ');
}

/** A name as it may stand in a line: nothing in it steers a terminal. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/gu, ' ').trim());
}
