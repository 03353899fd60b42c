import { groupedBy } from '../engine/lists.ts';
import type { Pack } from '../model/pack.ts';
import { nameKey } from '../output/link-ends.ts';
import { isGiven } from '../records/record-state.ts';
import type { LiveLink } from './links.ts';

/** Each application in its first spelling, with the links of which it is the producer, the consumer, or either, each once. */
export function applicationsOf(links: readonly LiveLink[]) {
  const ends = links.flatMap((live) => [
    ...live.link.from.map((name) => ({ name, side: 'producer', live })),
    ...live.link.to.map((name) => ({ name, side: 'consumer', live })),
  ]);
  return groupedBy(ends, ({ name }) => nameKey(name)).map((own) => {
    const onSide = (wanted: string): LiveLink[] => own.flatMap(({ side, live }) => (side === wanted ? live : []));
    const both = [...new Set(own.map(({ live }) => live))];
    return { name: own[0].name, producer: onSide('producer'), consumer: onSide('consumer'), both };
  });
}

/**
 * Finds questions about one application (see `about`), or about several with the same links, that their records answer
 * differently. Only given answers count: a program that a scan found may well call one link over HTTPS and another through the
 * AWS API.
 */
export function contradictionsIn(pack: Pack, links: readonly LiveLink[]) {
  const applications = applicationsOf(links);
  const found = pack.questions.flatMap(({ id, about: side }) =>
    applications.flatMap(({ name, ...sides }) => {
      const given = side === undefined ? [] : sides[side].flatMap((live) => givenIn(live, id) ?? []);
      // In the order of the links.
      const byAnswer = groupedBy(given, ({ value }) => value);
      const answers = byAnswer.map((alike) => ({ ...alike[0], links: alike.flatMap(({ links: own }) => own) }));
      return answers.length < 2 ? [] : { applications: [name], question: id, answers };
    }),
  );
  // Two applications with the same links make one contradiction.
  const same = groupedBy(found, ({ question, answers }) => JSON.stringify([question, answers]));
  return same.map((alike) => ({ ...alike[0], applications: alike.flatMap((each) => each.applications) }));
}

/** The answer of a record, with who gave it and why; null if it is unknown, or was not given. */
function givenIn({ link: { link }, record }: LiveLink, question: string) {
  const answer = record.answers[question];
  if (!answer || answer.value === null || !isGiven(answer)) return null;
  return { value: answer.value, links: [{ link, note: answer.note ?? null, by: answer.by ?? null }] };
}
