import { groupedBy } from '../engine/lists.ts';
import type { Pack, Value } from '../model/pack.ts';
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
      const all = side === undefined ? [] : sides[side];
      const about = all.filter((live) => answerIn(live, id) !== null);
      return new Set(about.map((live) => answerIn(live, id))).size < 2 ? [] : { id, name, about };
    }),
  );
  // Two applications with the same links make one contradiction.
  const same = groupedBy(found, ({ id, about }) => JSON.stringify([id, about.map(({ link }) => link.link)]));
  return same.map((alike) => {
    const [{ id, about }] = alike;
    return { applications: alike.map(({ name }) => name), question: id, answers: answersTo(id, about) };
  });
}

/** The answer of a record; null if it is unknown, or was not given. */
function answerIn({ record }: LiveLink, question: string): Value | null {
  const answer = record.answers[question];
  return answer && isGiven(answer) ? answer.value : null;
}

/** The answers to a question, at least two, in the order of the links. */
function answersTo(question: string, about: readonly LiveLink[]) {
  const values = [...new Set(about.flatMap((live) => answerIn(live, question) ?? []))];
  const givenIn = ({ link, record }: LiveLink) => {
    const { note = null, by = null } = record.answers[question] ?? {};
    return { link: link.link, note, by };
  };
  return values.map((value) => ({
    value,
    links: about.filter((live) => answerIn(live, question) === value).map(givenIn),
  }));
}
