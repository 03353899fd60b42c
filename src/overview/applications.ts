import type { Answers, Policy } from '../model/decision.ts';
import type { Pack, Value } from '../model/pack.ts';
import { nameKey } from '../output/link-picture.ts';
import { type Live, outcomeOf } from './links.ts';

/** Each application in its first spelling, with the links of which it is the producer, the consumer, and both, each once. */
export function applicationsOf(links: readonly Live[]) {
  const called = (name: string) => ({ name, producer: [] as Live[], consumer: [] as Live[], both: [] as Live[] });
  const found = new Map<string, ReturnType<typeof called>>();
  for (const live of links) {
    const sides = [
      ['producer', live.link.from],
      ['consumer', live.link.to],
    ] as const;
    for (const [side, names] of sides) {
      for (const name of names) {
        const key = nameKey(name);
        const application = found.get(key) ?? called(name);
        application[side].push(live);
        if (application.both.at(-1) !== live) application.both.push(live);
        found.set(key, application);
      }
    }
  }
  return [...found.values()];
}

/** A question that the records of one application, or of several with the same links, answer differently. */
export type Contradiction = ReturnType<typeof contradiction> & { readonly applications: readonly string[] };

/**
 * Finds records that answer a question about one application (see `about`) differently. Ignores what is unknown or assumed, and
 * what a scan found: a program may well call one link over HTTPS and another through the AWS API.
 */
export function contradictionsIn(pack: Pack, links: readonly Live[], policy: Policy): Contradiction[] {
  const applications = applicationsOf(links);
  const found = new Map<string, Contradiction & { readonly applications: string[] }>();
  for (const question of pack.questions) {
    const { about: side } = question;
    if (side === undefined) continue;
    for (const { name, ...sides } of applications) {
      const about = sides[side].filter(
        (live) => answerIn(live, question.id) !== null && live.record.answers[question.id]?.by !== 'scan',
      );
      if (new Set(about.map((live) => answerIn(live, question.id))).size < 2) continue;
      // Two applications with the same links make one contradiction.
      const group = JSON.stringify([question.id, about.map(({ link }) => link.link)]);
      const known = found.get(group);
      if (known) known.applications.push(name);
      else found.set(group, { applications: [name], ...contradiction(pack, question.id, about, policy) });
    }
  }
  return [...found.values()];
}

function answerIn({ record }: Live, question: string): Value | null {
  return record.answers[question]?.value ?? null;
}

function contradiction(pack: Pack, question: string, about: readonly Live[], policy: Policy) {
  const values = [...new Set(about.flatMap((live) => answerIn(live, question) ?? []))];
  const givenIn = ({ link, record }: Live) => {
    const { note = null, by = null } = record.answers[question] ?? {};
    return { link: link.link, note, by };
  };
  return {
    question,
    // At least two, in the order of the links.
    answers: values.map((value) => ({
      value,
      links: about.filter((live) => answerIn(live, question) === value).map(givenIn),
    })),
    // Links that would lead to another service with another link's answer; null: the link would be open, or in a gap.
    effects: about.flatMap((live) =>
      values
        .filter((value) => value !== answerIn(live, question))
        .map((value) => {
          const answers: Answers = { ...live.record.answers, [question]: { value, from: 'file' } };
          return { value, changed: outcomeOf(pack, answers, policy) };
        })
        .filter(({ changed }) => changed.outcome !== live.link.outcome || changed.service !== live.link.service)
        .map(({ value, changed: { service, possible } }) => ({ link: live.link.link, value, service, possible })),
    ),
  };
}
