import type { Overview } from './index.ts';
import type { OpenQuestion } from './open.ts';
import { type OverviewLocale, oneLine } from './overview-locale.ts';

/** What is to be known of where the applications' names come from. */
export function namingOf({ links }: Overview, { overview, linkList }: OverviewLocale): string[] {
  const named = (how: 'title' | null): string[] => links.filter((link) => link.named === how).map(({ link }) => link);
  const [titles, none] = [named('title'), named(null)];
  return [
    ...(titles.length > 0 ? [overview.fromTitles(linkList(titles))] : []),
    ...(none.length > 0 ? [overview.withoutParts(linkList(none))] : []),
  ];
}

/** The links that give an answer, each with its note and whoever gave it. */
export function givenText(
  links: Overview['contradictions'][number]['answers'][number]['links'],
  { overview, messages, link }: OverviewLocale,
): string {
  return messages.and(
    links.map((each) =>
      overview.given(link(each.link), each.by === null ? null : oneLine(each.by), each.note === null ? null : oneLine(each.note)),
    ),
  );
}

/** What a link would come to. */
export function effectText(
  { service, possible }: Overview['contradictions'][number]['effects'][number],
  { overview, messages, names }: OverviewLocale,
): string {
  if (service !== null) return names.service(service);
  return possible.length === 0 ? overview.gap : overview.openThen(messages.or(possible.map(names.service)));
}

/** What answering a question would settle. */
export function settledText({ settles, narrows, links, question, values }: OpenQuestion, locale: OverviewLocale): string {
  const { overview, messages, names } = locale;
  const text = overview.settles(settles.length, narrows.length, links.length);
  // Where each answer settles the same, one sentence says it.
  const told = values.filter((each) => each.settles.length > settles.length);
  const more = told.map((each) => overview.settlesWith(names.value(question, each.value), each.settles.length));
  return [text, ...more].join(messages.stop.endsWith(' ') ? ' ' : '');
}

/** The one answer that settles most, and what it settles; null: none settles anything alone. */
export function bestOf({ answer, questions }: Overview['open'], locale: OverviewLocale): string | null {
  if (!answer) return null;
  const values = questions.find(({ question }) => question === answer.question)?.values ?? [];
  const settles = values.find(({ value }) => value === answer.value)?.settles ?? [];
  return locale.overview.best(`${answer.question}: ${answer.value}`, locale.linkList(settles));
}

/** What could be shared, with what its links have in common. */
export function sharedName(
  { service, variant, producer, same, links }: Overview['shared'][number],
  { overview, messages, names }: OverviewLocale,
): string {
  const common = [
    ...(producer === null ? [] : [overview.sharedOf(oneLine(producer))]),
    ...Object.entries(same).map(([question, value]) => names.value(question, value)),
  ];
  const offering = names.offering(service, variant);
  return overview.sharedBy(
    common.length === 0 ? offering : messages.inBrackets(offering, common.join(messages.semicolon)),
    links.length,
  );
}
