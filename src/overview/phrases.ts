import type { SystemReport } from './index.ts';
import type { OpenQuestion } from './open.ts';
import { oneLine, type SystemWords } from './words.ts';

/** What is to be known of where the applications' names come from. */
export function namingOf({ links }: SystemReport, { of, linkList }: SystemWords): string[] {
  const named = (how: 'title' | null): string[] => links.filter((link) => link.named === how).map(({ link }) => link);
  const [titles, none] = [named('title'), named(null)];
  return [
    ...(titles.length > 0 ? [of.fromTitles(linkList(titles))] : []),
    ...(none.length > 0 ? [of.withoutParts(linkList(none))] : []),
  ];
}

/** The links that give an answer, each with its note and whoever gave it. */
export function givenText(
  links: SystemReport['contradictions'][number]['answers'][number]['links'],
  { of, labels, link }: SystemWords,
): string {
  return labels.and(
    links.map((each) =>
      of.given(link(each.link), each.by === null ? null : oneLine(each.by), each.note === null ? null : oneLine(each.note)),
    ),
  );
}

/** What a link would come to. */
export function effectText(
  { service, possible }: SystemReport['contradictions'][number]['effects'][number],
  { of, labels, names }: SystemWords,
): string {
  if (service !== null) return names.service(service);
  return possible.length === 0 ? of.gap : of.openThen(labels.or(possible.map(names.service)));
}

/** What answering a question would settle. */
export function settledText({ settles, narrows, links, question, values }: OpenQuestion, words: SystemWords): string {
  const { of, labels, names } = words;
  const text = of.settles(settles.length, narrows.length, links.length);
  // Where each answer settles the same, one sentence says it.
  const told = values.filter((each) => each.settles.length > settles.length);
  const more = told.map((each) => of.settlesWith(names.value(question, each.value), each.settles.length));
  return [text, ...more].join(labels.stop.endsWith(' ') ? ' ' : '');
}

/** The one answer that settles most, and what it settles; null: none settles anything alone. */
export function bestOf({ answer, questions }: SystemReport['open'], words: SystemWords): string | null {
  if (!answer) return null;
  const values = questions.find(({ question }) => question === answer.question)?.values ?? [];
  const settles = values.find(({ value }) => value === answer.value)?.settles ?? [];
  return words.of.best(`${answer.question}: ${answer.value}`, words.linkList(settles));
}

/** What could be shared, with what its links have in common. */
export function sharedName(
  { service, variant, producer, same, links }: SystemReport['shared'][number],
  { of, labels, names }: SystemWords,
): string {
  const common = [
    ...(producer === null ? [] : [of.sharedOf(oneLine(producer))]),
    ...Object.entries(same).map(([question, value]) => names.value(question, value)),
  ];
  const offering = names.offering(service, variant);
  return of.sharedBy(common.length === 0 ? offering : labels.inBrackets(offering, common.join(labels.otherChange)), links.length);
}
