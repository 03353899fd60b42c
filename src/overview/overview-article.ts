import { groupedBy } from '../engine/lists.ts';
import { offeringText } from '../model/pack.ts';
import { type Article, as, type Block, bullets, listOf, type Prose, paragraph } from '../output/article.ts';
import { articleFormats, type Formats, whole } from '../output/article-formats.ts';
import type { RenderContext } from '../output/context.ts';
import { articlesHtml } from '../output/html/article-html.ts';
import { diagramSvg, mermaidOf, type OverviewLocale, overviewLocale } from './diagram.ts';
import type { OpenQuestion, Overview } from './index.ts';
import { isNamedByEnds, type OverviewLink, oneLine, partList } from './links.ts';

export const overviewFormats = {
  ...articleFormats<Overview>(overviewArticle),
  mermaid: (report, { pack }) => `${mermaidOf(report, overviewLocale(report, pack)).join('\n')}\n`,
  html: whole(overviewArticle, articlesHtml),
} as const satisfies Formats<Overview>;

/** The picture of more links is so long that nobody reads it, and Mermaid refuses 500 arrows or 50,000 characters. */
const MAX_DRAWN = 100;

/** All links: a table, then what to settle. */
function overviewArticle(report: Overview, { pack, explain = false }: RenderContext): Article {
  const locale = overviewLocale(report, pack, explain);
  const { overview, messages, linkList } = locale;
  const { links, unread, counts } = report;
  const linksNamed = (how: 'title' | null): string[] => links.filter(({ named }) => named === how).map(({ link }) => link);
  const [titles, none] = [linksNamed('title'), linksNamed(null)];
  const { title } = overview;
  const table: Block = {
    kind: 'table',
    head: [messages.link, messages.service, messages.status, messages.toHeed],
    rows: links.map((link) => linkRow(link, locale)),
  };
  const drawing: Block = {
    kind: 'drawing',
    mermaid: () => mermaidOf(report, locale),
    svg: () => diagramSvg(report, locale, overview.counts(counts)),
  };
  return {
    title,
    lead: [
      paragraph(overview.counts(counts)),
      ...(unread.length === 0 ? [] : [paragraph(as('alert', overview.unread(messages.and(unread.map(oneLine)))))]),
      ...(links.length === 0 || links.length > MAX_DRAWN ? [] : [drawing]),
    ],
    // Without links every statement would hold, which would mislead.
    sections:
      links.length === 0
        ? []
        : [
            { heading: overview.links, blocks: [table] },
            { heading: overview.shared, blocks: sharedBlocks(report, locale, explain) },
            { heading: overview.contradictions, blocks: contradictionBlocks(report, locale, explain) },
            { heading: overview.open, blocks: openBlocks(report, locale, explain) },
          ],
    foot: explain
      ? [
          ...(titles.length > 0 ? [overview.fromTitles(linkList(titles))] : []),
          ...(none.length > 0 ? [overview.withoutParts(linkList(none))] : []),
        ]
      : [overview.more],
  };
}

function linkRow(link: OverviewLink, { overview, messages, names, link: nameOf }: OverviewLocale): Prose[] {
  const { outcome, service, variant, possible, asks, unmet, status, recorded, from, to } = link;
  const shown = status ?? outcome;
  const notes = [
    ...(asks.length > 0 ? [`${messages.statuses.open}${messages.colon}${asks.join(messages.comma)}`] : []),
    ...(unmet.length > 0 ? [`${messages.states.unmet}${messages.colon}${messages.and(unmet.map(names.topic))}`] : []),
    ...(outcome === 'gap' ? [overview.gap] : []),
    ...(recorded !== null && (outcome !== 'decided' || recorded !== service)
      ? [overview.recorded(names.service(oneLine(recorded)))]
      : []),
  ];
  const name = nameOf(link.link);
  // A title that names both ends, as those of `scan` do, needs nothing else.
  const isBetween = name.includes(' → ') && name.startsWith(from.join(', ')) && name.endsWith(to.join(', '));
  const box = [offeringText({ service: service ?? '', variant }), ...link.with].map(names.box).join(' + ');
  return [
    [isNamedByEnds(link) || isBetween ? name : `${name}${messages.colon}${partList(from)} → ${partList(to)}`],
    [service === null ? as('open', messages.or(possible.map(names.short))) : as('chosen', box)],
    [shown === 'gap' ? '' : messages.statuses[shown]],
    [notes.join(messages.semicolon)],
  ];
}

/** What could be shared, and what its links have in common. */
function sharedBlocks({ shared }: Overview, { overview, messages, names, linkList }: OverviewLocale, explain: boolean): Block[] {
  if (shared.length === 0) return [paragraph(overview.noneShared)];
  const items = shared.map(({ service, variant, producer, same, links, text, caution, source }) => {
    const what = [
      names.offering(service, variant),
      ...(producer === null ? [] : [overview.sharedOf(oneLine(producer))]),
      ...Object.entries(same).map(([question, value]) => names.value(question, value)),
    ].join(messages.semicolon);
    const why: Prose[] = [[text, { source }], [`${overview.caution}${messages.colon}${caution}`]];
    return {
      text: [as('strong', overview.sharedBy(what, links.length))],
      details: [[linkList(links)], ...(explain ? why : [])],
    };
  });
  return [listOf(items)];
}

/** How a person gave an answer, which does not say who. */
const ways: readonly string[] = ['flag', 'env', 'prompt', 'form'];

function contradictionBlocks({ contradictions }: Overview, locale: OverviewLocale, explain: boolean): Block[] {
  const { overview, messages, names, link, linkList, inShort } = locale;
  if (contradictions.length === 0) return [paragraph(overview.noContradictions)];
  const items = contradictions.map(({ applications, question, answers, effects }) => {
    const given = answers.map(({ value, links }): Prose => {
      const all = links.map(({ link: key, by, note }) => {
        const who = by === null || ways.includes(by) ? null : oneLine(by);
        return overview.given(link(key), who, note && oneLine(note));
      });
      return [`${names.value(question, value)}${messages.colon}${inShort(all)}`];
    });
    const alike = groupedBy(effects, ({ link: _, ...effect }) => JSON.stringify(effect));
    const changes = alike.map((group): Prose => {
      const [{ value, service, possible }] = group;
      const open = possible.length === 0 ? overview.gap : overview.openThen(messages.or(possible.map(names.service)));
      const then = service === null ? open : names.service(service);
      return [overview.effect(linkList(group.map((each) => each.link)), names.value(question, value), then)];
    });
    const explained = explain ? changes : [];
    return {
      text: [
        as('strong', messages.and(applications.map(oneLine))),
        messages.colon,
        messages.inBrackets(names.ask(question), question),
      ],
      details: [...given, ...(effects.length === 0 ? [[overview.noEffect]] : explained)],
    };
  });
  return [listOf(items), paragraph(as('quiet', overview.correct))];
}

/** What is open: the question to answer first and, with `explain`, the others. */
function openBlocks({ open }: Overview, locale: OverviewLocale, explain: boolean): Block[] {
  const { overview, messages, names, pack, link, linkList } = locale;
  const [first, ...others] = open.questions;
  if (!first) return [paragraph(open.links.length === 0 ? overview.nothingOpen : linkList(open.links))];
  const { answer } = open;
  const choices = pack.questions.find(({ id }) => id === first.question)?.values ?? [];
  const values = open.questions.find(({ question }) => question === answer?.question)?.values ?? [];
  const settled = values.find(({ value }) => value === answer?.value)?.settles ?? [];
  const asked = ({ question }: OpenQuestion): string => messages.inBrackets(names.ask(question), question);
  return [
    bullets([[messages.and(open.links.map(link))]]),
    paragraph(messages.answerFirst, messages.colon, asked(first)),
    { kind: 'terms', entries: choices.map(({ value }) => ({ term: value, lines: [[names.value(first.question, value)]] })) },
    paragraph(settledText(first, locale)),
    paragraph(
      answer && settled.length > first.settles.length
        ? overview.best(`${answer.question}: ${answer.value}`, linkList(settled))
        : '',
    ),
    ...(explain && others.length > 0 ? [paragraph(as('strong', overview.others))] : []),
    bullets(explain ? others.map((each) => [asked(each), ' ', settledText(each, locale)]) : []),
  ];
}

function settledText({ settles, narrows, links, question, values }: OpenQuestion, locale: OverviewLocale): string {
  const { overview, messages, names } = locale;
  const text = overview.settles(settles.length, narrows.length, links.length);
  // If every answer settles the same, one sentence says it.
  const more = values
    .filter((each) => each.settles.length > settles.length)
    .map((each) => overview.settlesWith(names.value(question, each.value), each.settles.length));
  return messages.sentences([text, ...more]);
}
