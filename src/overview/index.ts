import { valueIn } from '../engine/cells.ts';
import { compile } from '../engine/compile.ts';
import type { Compiled, CompiledQuestion } from '../engine/compiled.ts';
import { answered, knownOf } from '../engine/explore.ts';
import { decidedOn, possibleServices } from '../engine/outcome.ts';
import type { Policy } from '../model/decision.ts';
import { type Pack, rulesOf } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import { applicationsOf, contradictionsIn } from './applications.ts';
import { type LiveLink, liveLinks, type OverviewLink, sharedBrokers } from './links.ts';

/** An overview of links, in the order of their records, whose keys must be unique. `unread`: files that could not be read. */
export function overviewOf(pack: Pack, records: readonly LinkRecord[], policy: Policy, unread: readonly string[] = []) {
  const live = liveLinks(pack, records, policy);
  const links = live.map(({ link }) => link);
  const count = (wanted: OverviewLink['outcome']): number => links.filter(({ outcome }) => outcome === wanted).length;
  const keys = (of: readonly LiveLink[]): string[] => of.map(({ link }) => link.link);
  return {
    schema: 'tsunagi/overview@1' as const,
    lang: pack.lang,
    rules: rulesOf(pack),
    // Superseded records count only here.
    counts: {
      links: links.length,
      decided: count('decided'),
      open: count('open'),
      superseded: records.length - links.length,
    },
    links,
    applications: applicationsOf(live).map(({ name, producer, consumer }) => ({
      name,
      produces: keys(producer),
      consumes: keys(consumer),
    })),
    shared: sharedBrokers(pack, live),
    contradictions: contradictionsIn(pack, live),
    open: openLinks(pack, live, policy),
    unread,
  };
}

/** All links of a system in one view, as `tsunagi overview -f json` prints it. Key order is part of the contract. */
export type Overview = ReturnType<typeof overviewOf>;

export type OpenQuestion = ReturnType<typeof openQuestion>;

/** What is open, and what answering it would settle: exact, because every answer to every question is decided again. */
function openLinks(pack: Pack, links: readonly LiveLink[], policy: Policy) {
  const compiled = compile(pack);
  const open = links.filter(({ link }) => link.outcome === 'open');
  const questions = compiled.questions
    .map((question) => openQuestion(compiled, question, open, policy))
    .filter((question) => question.links.length > 0)
    // Sorting is stable: ties stay in pack order.
    .sort(
      (a, b) =>
        b.settles.length - a.settles.length ||
        b.narrows.length - a.narrows.length ||
        mostSettled(b) - mostSettled(a) ||
        b.links.length - a.links.length,
    );
  const answers = questions.flatMap(({ question, values }) => values.map((value) => ({ question, ...value })));
  const answer = answers.sort((a, b) => b.settles.length - a.settles.length).find(({ settles }) => settles.length > 0);
  return {
    links: open.map(({ link }) => link.link),
    // The question that settles most, and the single answer that settles most; null if there is none.
    ask: questions[0]?.question ?? null,
    answer: answer ? { question: answer.question, value: answer.value } : null,
    questions,
  };
}

function openQuestion(compiled: Compiled, question: CompiledQuestion, open: readonly LiveLink[], policy: Policy) {
  const { id, cells } = question;
  const tried = open
    .filter(({ link }) => link.asks.includes(id))
    .map(({ link, record }) => {
      const known = knownOf(compiled, record.answers);
      // The services that each answer leaves possible, cell by cell.
      const left = Array.from({ length: cells.count }, (_, cell) =>
        possibleServices(compiled, answered(compiled, known, question, cell), policy),
      );
      return { link, left };
    });
  const named = (of: (each: (typeof tried)[number]) => boolean): string[] => tried.filter(of).map(({ link }) => link.link);
  const settled = ({ left }: (typeof tried)[number]): boolean => left.every((each) => decidedOn(each) !== null);
  const worst = ({ left }: (typeof tried)[number]): number => Math.max(...left.map(({ services }) => services.size));
  return {
    question: id,
    // The links that ask it; of these, those that every answer decides, and those for which every answer leaves fewer services.
    links: named(() => true),
    settles: named(settled),
    narrows: named((each) => !settled(each) && worst(each) < each.link.possible.length),
    // For a number, one value from each interval that the rules distinguish.
    values: Array.from({ length: tried.length > 0 ? cells.count : 0 }, (_, cell) => ({
      value: valueIn(cells, cell),
      settles: named(({ left }) => left[cell] !== undefined && decidedOn(left[cell]) !== null),
    })),
  };
}

/** The most links that one answer settles. */
function mostSettled({ values }: OpenQuestion): number {
  return Math.max(0, ...values.map(({ settles }) => settles.length));
}
