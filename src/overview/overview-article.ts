import { groupedBy } from '../engine/lists.ts';
import { listed } from '../messages/text.ts';
import { offeringText, questionOf } from '../model/pack.ts';
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

/** Nobody reads a picture of more links, which is longer than eight screens. */
const MAX_DRAWN = 40;

/** All links: a table, then what to settle. */
function overviewArticle(report: Overview, { pack, explain = false }: RenderContext): Article {
  const locale = overviewLocale(report, pack, explain);
  const { overview, messages, linkList } = locale;
  const { links, unread, counts } = report;
  const remark = (how: 'title' | null, say: (links: string) => string): string[] => {
    const named = links.filter((link) => link.named === how).map(({ link }) => link);
    return named.length > 0 ? [say(linkList(named))] : [];
  };
  const table: Block = {
    kind: 'table',
    head: [messages.link, messages.service, messages.status, messages.toHeed],
    rows: links.map((link) => linkRow(link, locale, explain)),
  };
  const drawing: Block = {
    kind: 'drawing',
    mermaid: () => mermaidOf(report, locale),
    svg: () => diagramSvg(report, locale, overview.counts(counts)),
  };
  const sections = [
    { heading: overview.links, blocks: [table] },
    { heading: overview.shared, blocks: sharedBlocks(report, locale, explain) },
    { heading: overview.contradictions, blocks: contradictionBlocks(report, locale, explain) },
    { heading: overview.open, blocks: openBlocks(report, locale, explain) },
  ];
  const picture = links.length > MAX_DRAWN ? paragraph(explain ? overview.notDrawn(MAX_DRAWN) : '') : drawing;
  return {
    title: overview.title,
    lead: [
      paragraph(overview.counts(counts)),
      ...(unread.length === 0 ? [] : [paragraph(as('alert', overview.unread(messages.and(unread.map(oneLine)))))]),
      ...(links.length === 0 ? [] : [picture]),
    ],
    // Without links every statement would hold, which would mislead.
    sections: links.length === 0 ? [] : sections,
    foot: explain ? [...remark('title', overview.fromTitles), ...remark(null, overview.withoutParts)] : [overview.more],
  };
}

/** More services that are possible, or open questions, would make a row too high. */
const MAX_IN_ROW = 3;

function linkRow(link: OverviewLink, { overview, messages, names, linkText }: OverviewLocale, explain: boolean): Prose[] {
  const { outcome, service, variant, possible, asks, unmet, instead, status, recorded, from, to } = link;
  const shown = status ?? outcome;
  const most = explain ? Infinity : MAX_IN_ROW;
  const notes = [
    ...(asks.length > 0 ? [`${messages.statuses.open}${messages.colon}${listed(asks, String, messages.comma, most)}`] : []),
    ...(unmet.length > 0 ? [`${messages.states.unmet}${messages.colon}${messages.and(unmet.map(names.topic))}`] : []),
    ...(instead.length > 0 ? [`${messages.instead}${messages.colon}${instead.map(names.companion).join(messages.comma)}`] : []),
    ...(outcome === 'gap' ? [overview.gap] : []),
    ...(recorded !== null && recorded !== service ? [overview.recorded(names.service(oneLine(recorded)))] : []),
  ];
  const name = linkText(link.link);
  // A title that names both ends, as those of `scan` do, needs nothing else.
  const isBetween = name.includes(' → ') && name.startsWith(from.join(', ')) && name.endsWith(to.join(', '));
  const either = messages.or(possible.map(names.short));
  const box = [offeringText({ service: service ?? '', variant }), ...link.with].map(names.box).join(' + ');
  return [
    [isNamedByEnds(link) || isBetween ? name : `${name}${messages.colon}${partList(from)} → ${partList(to)}`],
    [service === null ? as('open', possible.length > MAX_IN_ROW ? messages.thenOpen : either) : as('chosen', box)],
    [shown === 'gap' ? '' : messages.statuses[shown]],
    [notes.join(messages.semicolon)],
  ];
}

/** What could be shared, and what its links have in common. */
function sharedBlocks({ shared }: Overview, { overview, messages, names, linkList }: OverviewLocale, explain: boolean): Block[] {
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

/** The sources of answers that a person gave, which do not say who. */
const namelessSources: readonly string[] = ['flag', 'env', 'prompt', 'form'];

function contradictionBlocks({ contradictions }: Overview, locale: OverviewLocale, explain: boolean): Block[] {
  const { overview, messages, names, linkText, inShort } = locale;
  if (contradictions.length === 0) return [];
  const itemOf = ({ applications, question, answers }: Overview['contradictions'][number]) => {
    const given = answers.map(({ value, links }): Prose => {
      const all = links.map(({ link: key, by, note }) => {
        const who = by === null || namelessSources.includes(by) ? null : oneLine(by);
        return overview.given(linkText(key), who, note && oneLine(note));
      });
      return [`${explain ? names.value(question, value) : value}${messages.colon}${inShort(all)}`];
    });
    return { text: [as('strong', messages.and(applications.map(oneLine)))], details: given };
  };
  return [
    ...groupedBy(contradictions, ({ question }) => question).flatMap((alike) => {
      const [{ question }] = alike;
      return [paragraph(messages.inBrackets(names.ask(question), question)), listOf(alike.map(itemOf))];
    }),
    paragraph(as('quiet', overview.correct)),
  ];
}

/** What is open: the question to answer first and, with `explain`, the others. */
function openBlocks({ open }: Overview, locale: OverviewLocale, explain: boolean): Block[] {
  const { overview, messages, names, pack } = locale;
  const [first, ...others] = open.questions;
  if (!first) return [];
  const choices = questionOf(pack, first.question)?.values ?? [];
  const asked = ({ question }: OpenQuestion): string => messages.inBrackets(names.ask(question), question);
  return [
    paragraph(messages.answerFirst, messages.colon, asked(first)),
    { kind: 'terms', entries: choices.map(({ value }) => ({ term: value, lines: [[names.value(first.question, value)]] })) },
    paragraph(settledText(first, locale)),
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
