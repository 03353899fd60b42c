import { overview as en } from '../messages/en/overview.ts';
import { overview as ja } from '../messages/ja/overview.ts';
import { inLanguage, type Locale, type LocaleOptions, localeOf } from '../messages/locale.ts';
import { nameKey, partsOf } from '../model/link-parts.ts';
import { visible } from '../output/style.ts';
import type { Overview } from './index.ts';
import type { OverviewLink } from './links.ts';
import type { OpenQuestion } from './open.ts';

/** What every format for people needs to put an overview into words. */
export interface OverviewLocale extends Locale {
  readonly overview: typeof en;
  /** A link by what the overview calls it, as people do. */
  readonly link: (key: string) => string;
  readonly linkList: (keys: readonly string[]) => string;
}

/** One link of the table. */
interface LinkRow {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Its title says who is joined. */
  readonly namedByTitle: boolean;
  readonly service: string;
  /** The service in a few words. */
  readonly box: string;
  readonly decided: boolean;
  readonly status: string;
  readonly notes: string;
}

/** One thing that is said, with what there is to say about it. */
interface OverviewItem {
  readonly title: string;
  /** The question that it is about. */
  readonly question: string | null;
  readonly details: readonly Detail[];
}

interface Detail {
  readonly text: string;
  readonly source: string | null;
  /** A terminal shows it only where everything is asked for. */
  readonly more: boolean;
}

/** What stands below one heading. */
export interface OverviewSection {
  readonly id: string;
  readonly heading: string;
  readonly items: readonly OverviewItem[];
  /** A sentence that stands alone, or below the items. */
  readonly closing: string;
}

/** One question that links leave open, and what answering it settles. */
interface OpenRow {
  readonly question: string;
  readonly ask: string;
  readonly links: string;
  readonly settles: string;
}

/** An overview in words, for each format to lay out. */
export interface OverviewView {
  readonly counts: string;
  /** Files that are missing; empty where none is. */
  readonly unread: string;
  readonly links: readonly LinkRow[];
  readonly sections: readonly OverviewSection[];
  readonly open: {
    readonly links: string;
    readonly questions: readonly OpenRow[];
    /** The one answer that settles most; empty where none settles anything alone. */
    readonly best: string;
  };
  /** Where the applications' names come from. */
  readonly naming: readonly string[];
  readonly rules: string;
}

/** The locale for an overview. */
export function overviewLocale(report: Overview, context: LocaleOptions): OverviewLocale {
  const locale = localeOf(context);
  const byKey = new Map(report.links.map((link) => [link.link, linkName(link)]));
  const link = (key: string): string => byKey.get(key) ?? oneLine(key);
  const overview = inLanguage(context.lang, { en, ja });
  return { ...locale, overview, link, linkList: (keys) => locale.messages.and(keys.map(link)) };
}

/** An overview in words. */
export function overviewView(report: Overview, locale: OverviewLocale): OverviewView {
  const { overview, messages, linkList } = locale;
  const { rules, unread, open } = report;
  return {
    counts: overview.counts(report.counts),
    unread: unread.length === 0 ? '' : overview.unread(messages.and(unread.map(oneLine))),
    links: report.links.map((link) => linkRow(link, locale)),
    sections: [sharedSection(report, locale), contradictionSection(report, locale)],
    open: {
      links: open.links.length === 0 ? overview.nothingOpen : linkList(open.links),
      questions: open.questions.map((each) => ({
        question: each.question,
        ask: locale.names.ask(each.question),
        links: linkList(each.links),
        settles: settledText(each, locale),
      })),
      best: bestOf(report, locale),
    },
    naming: namingOf(report, locale),
    rules: `${messages.rules}${messages.colon}${rules.id} ${rules.version}`,
  };
}

function linkRow(link: OverviewLink, { overview, messages, names }: OverviewLocale): LinkRow {
  const { outcome, service, variant, possible, asks, unmet, status, recorded, from, to, title } = link;
  const notes = [
    ...(asks.length > 0 ? [`${messages.statuses.open}${messages.colon}${asks.join(messages.comma)}`] : []),
    ...(unmet.length > 0 ? [`${messages.states.unmet}${messages.colon}${messages.and(unmet.map(names.topic))}`] : []),
    ...(outcome === 'gap' ? [overview.gap] : []),
    ...(recorded !== null && (outcome !== 'decided' || recorded !== service)
      ? [overview.recorded(names.service(oneLine(recorded)))]
      : []),
  ];
  const said = partsOf({ from: [], to: [], title });
  const undecided = messages.or(possible.map(names.short));
  return {
    name: linkName(link),
    from: partList(from),
    to: partList(to),
    namedByTitle: (title === null && from.length + to.length > 0) || sameNames([said.from, said.to], [from, to]),
    service: service === null ? undecided : names.offering(service, variant),
    box: service === null ? undecided : names.box(variant === null ? service : `${service}/${variant}`),
    decided: outcome === 'decided',
    status: messages.statuses[status ?? (outcome === 'decided' ? 'decided' : 'open')],
    notes: notes.join(messages.semicolon),
  };
}

function sameNames(a: readonly (readonly string[])[], b: readonly (readonly string[])[]): boolean {
  const keys = (sides: readonly (readonly string[])[]): string => JSON.stringify(sides.map((side) => side.map(nameKey)));
  return keys(a) === keys(b);
}

/** What is to be known of where the applications' names come from. */
function namingOf({ links }: Overview, { overview, linkList }: OverviewLocale): string[] {
  const named = (how: 'title' | null): string[] => links.filter((link) => link.named === how).map(({ link }) => link);
  const [titles, none] = [named('title'), named(null)];
  return [
    ...(titles.length > 0 ? [overview.fromTitles(linkList(titles))] : []),
    ...(none.length > 0 ? [overview.withoutParts(linkList(none))] : []),
  ];
}

/** What could be shared, with what its links have in common. */
function sharedSection({ shared }: Overview, { overview, messages, names, linkList }: OverviewLocale): OverviewSection {
  const items = shared.map(({ service, variant, producer, same, links, text, caution, source }): OverviewItem => {
    const common = [
      ...(producer === null ? [] : [overview.sharedOf(oneLine(producer))]),
      ...Object.entries(same).map(([question, value]) => names.value(question, value)),
    ];
    const offering = names.offering(service, variant);
    const what = common.length === 0 ? offering : messages.inBrackets(offering, common.join(messages.semicolon));
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
  const detail = (text: string): Detail => ({ text, source: null, more: false });
  const items = contradictions.map(
    ({ applications, question, answers, effects }): OverviewItem => ({
      title: messages.and(applications.map(oneLine)),
      question,
      details: [
        ...answers.map(({ value, links }) =>
          detail(`${names.value(question, value)}${messages.colon}${givenText(links, locale)}`),
        ),
        ...(effects.length === 0 ? [detail(overview.noEffect)] : []),
        ...effects.map((effect) => ({
          text: overview.effect(link(effect.link), names.value(question, effect.value), effectText(effect, locale)),
          source: null,
          more: true,
        })),
      ],
    }),
  );
  const closing = items.length === 0 ? overview.noContradictions : overview.correct;
  return { id: 'contradictions', heading: overview.contradictions, items, closing };
}

type Contradiction = Overview['contradictions'][number];

/** The links that give an answer, each with its note and whoever gave it. */
function givenText(links: Contradiction['answers'][number]['links'], { overview, messages, link }: OverviewLocale): string {
  const lineOf = (text: string | null): string | null => (text === null ? null : oneLine(text));
  return messages.and(links.map((each) => overview.given(link(each.link), lineOf(each.by), lineOf(each.note))));
}

/** The result of a link with another answer. */
function effectText(
  { service, possible }: Contradiction['effects'][number],
  { overview, messages, names }: OverviewLocale,
): string {
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
  return [text, ...more].join(messages.stop.endsWith(' ') ? ' ' : '');
}

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
