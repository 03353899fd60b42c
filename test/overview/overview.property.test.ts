import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueIn } from '../../src/engine/cells.ts';
import { compile } from '../../src/engine/compile.ts';
import { decide } from '../../src/engine/decide.ts';
import type { Answers } from '../../src/model/decision.ts';
import type { Pack, Question } from '../../src/model/pack.ts';
import type { LinkRecord } from '../../src/model/record.ts';
import { overviewOf } from '../../src/overview/index.ts';
import { answersOf } from '../support/answers.ts';
import { linkRecord } from '../support/link-record.ts';
import { arbitraryGiven, arbitraryPack } from '../support/random-pack.ts';
import { forAll, runs } from '../support/runs.ts';

const policy = { assume: true, defaults: false };
const notGiven = ['scan', 'default'];
const names = fc.subarray(['shop', 'billing', 'stock'], { maxLength: 2 });

/** Packs with questions about applications, and services that links can share. */
const packs: fc.Arbitrary<Pack> = fc
  .tuple(
    arbitraryPack(),
    fc.array(fc.constantFrom<Question['about']>('producer', 'consumer', 'both', undefined), { minLength: 8, maxLength: 8 }),
    fc.array(fc.constantFrom('any' as const, 'producer' as const, null), { minLength: 3, maxLength: 3 }),
  )
  .map(([pack, sides, among]) => ({
    ...pack,
    questions: pack.questions.map((question, index) => ({
      ...question,
      ...(sides[index] === undefined ? {} : { about: sides[index] }),
    })),
    services: pack.services.map((service, index) => {
      const of = among[index] ?? null;
      const [first] = pack.questions;
      const same = index === 0 && first?.type === 'choice' ? { [first.id]: first.values.map(({ value }) => value) } : {};
      return of === null
        ? service
        : { ...service, sharing: { among: of, same, text: 'why', caution: 'but', source: 'https://x', checked: '2026-11-24' } };
    }),
  }));

const answersBy = (given: Parameters<typeof answersOf>[0], by?: string): Answers =>
  Object.fromEntries(Object.entries(answersOf(given, 'file')).map(([id, each]) => [id, by ? { ...each, by } : each]));

const systems = packs.chain((pack) =>
  fc
    .array(
      fc.record({
        given: arbitraryGiven(pack),
        from: names,
        to: names,
        status: fc.constantFrom<LinkRecord['status']>('accepted', 'proposed', 'superseded', null),
      }),
      { maxLength: 6 },
    )
    .map((drafts) => ({
      pack,
      records: drafts.map(({ given, from, to, status }, index) =>
        linkRecord(answersBy(given, ['', '', ...notGiven][index]), { key: `r${index}`, from, to, status, index }),
      ),
    })),
);

type System = { readonly pack: Pack; readonly records: readonly LinkRecord[] };

const live = ({ records }: System) => records.filter(({ status }) => status !== 'superseded');

function law(name: string, holds: (system: System) => void): void {
  test(name, () => forAll(runs(100), [systems], holds));
}

law('a link has the outcome that its answers lead to, and asks what they leave open', (system) => {
  const report = overviewOf(system.pack, system.records, policy);
  const each = live(system);
  expect(report.links.map(({ link }) => link)).toEqual(each.map(({ key }) => key));
  for (const [index, link] of report.links.entries()) {
    const { status, recommendation, open } = decide(system.pack, (each[index] as LinkRecord).answers, policy);
    const { service = null, variant = null } = recommendation ?? {};
    expect([link.outcome, link.service, link.variant]).toEqual([status, service, variant]);
    expect(link.possible).toEqual(status === 'open' ? open?.possible : []);
    expect(link.asks).toEqual(open?.asks ?? []);
  }
  const { counts } = report;
  expect(counts.decided + counts.open).toBe(counts.links);
  expect(counts.links + counts.superseded).toBe(system.records.length);
});

law('a superseded record affects only its count', (system) => {
  const { counts, ...all } = overviewOf(system.pack, system.records, policy);
  const { counts: own, ...alone } = overviewOf(system.pack, live(system), policy);
  expect(all).toEqual(alone);
  expect({ ...counts, superseded: 0 }).toEqual(own);
});

law('an application has a contradiction exactly if its links give different answers to a question about it', (system) => {
  const { contradictions } = overviewOf(system.pack, system.records, policy);
  const expected = new Set<string>();
  for (const { id, about } of system.pack.questions.filter((question) => question.about !== undefined)) {
    for (const name of ['shop', 'billing', 'stock']) {
      const values = live(system)
        .filter(({ from, to }) => [...(about === 'consumer' ? [] : from), ...(about === 'producer' ? [] : to)].includes(name))
        .flatMap(({ answers }) => (notGiven.includes(answers[id]?.by ?? '') ? [] : (answers[id]?.value ?? [])));
      if (new Set(values).size > 1) expected.add(`${id} ${name}`);
    }
  }
  const found = contradictions.flatMap(({ question, applications }) => applications.map((name) => `${question} ${name}`));
  expect(found.sort()).toEqual([...expected].sort());
});

law('links can share exactly if their service, variant and the relevant producers and answers are the same', (system) => {
  const { shared, links } = overviewOf(system.pack, system.records, policy);
  const expected = new Map<string, string[]>();
  for (const { link, outcome, service: id, variant, from } of links) {
    const service = system.pack.services.find((each) => each.id === id);
    const { sharing, variants = [] } = service ?? {};
    if (!sharing || outcome !== 'decided' || (variant === null && variants.length > 0)) continue;
    const answers = system.records.find(({ key }) => key === link)?.answers ?? {};
    const same = Object.fromEntries(Object.keys(sharing.same).map((question) => [question, answers[question]?.value ?? null]));
    if (Object.values(same).includes(null)) continue;
    for (const producer of sharing.among === 'any' ? [null] : from) {
      const group = JSON.stringify({ service: id, variant, producer, same });
      expected.set(group, [...(expected.get(group) ?? []), link]);
    }
  }
  const found = shared.map(({ service, variant, producer, same, links: group }) => {
    return [JSON.stringify({ service, variant, producer, same }), group];
  });
  expect(new Map(found as [string, string[]][])).toEqual(new Map([...expected].filter(([, group]) => group.length > 1)));
});

law('an answer settles exactly the open links that it decides, and the question that settles most comes first', (system) => {
  const { open, links } = overviewOf(system.pack, system.records, policy);
  const compiled = compile(system.pack);
  const openKeys = links.filter(({ outcome }) => outcome === 'open').map(({ link }) => link);
  expect(open.links).toEqual(openKeys);
  expect(open.ask === null).toBe(openKeys.length === 0);
  for (const { question, links: asked, settles, narrows, values } of open.questions) {
    expect(asked).toEqual(openKeys.filter((key) => links.some(({ link, asks }) => link === key && asks.includes(question))));
    const cells = compiled.questions[compiled.indexOf.get(question) as number]?.cells;
    for (const link of asked) {
      const record = system.records.find(({ key }) => key === link) as LinkRecord;
      const left = Array.from({ length: cells?.count ?? 0 }, (_, cell) => {
        const value = valueIn(cells as NonNullable<typeof cells>, cell);
        const changed = decide(system.pack, { ...record.answers, [question]: { value, from: 'file' } }, policy);
        const decides = changed.status === 'decided';
        expect(values.find((each) => each.value === value)?.settles.includes(link)).toBe(decides);
        return decides ? 1 : (changed.open?.possible.length ?? 0);
      });
      const before = links.find((each) => each.link === link)?.possible.length ?? 0;
      expect(settles.includes(link)).toBe(Math.max(...left) === 1);
      expect(narrows.includes(link)).toBe(Math.max(...left) > 1 && Math.max(...left) < before);
    }
  }
  const [first, ...others] = open.questions;
  if (first) expect(others.every((each) => each.settles.length <= first.settles.length)).toBe(true);
  const most = Math.max(0, ...open.questions.flatMap(({ values }) => values.map(({ settles }) => settles.length)));
  const best = open.questions
    .flatMap(({ question, values }) => values.map((each) => ({ question, ...each })))
    .find(({ question, value }) => question === open.answer?.question && value === open.answer?.value);
  expect(best?.settles.length ?? 0).toBe(most);
});
