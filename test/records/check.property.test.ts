import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { knownOf } from '../../src/engine/explore.ts';
import { outcomeKey, prospectOf } from '../../src/engine/outcome.ts';
import { type Answers, usualPolicy as policy } from '../../src/model/decision.ts';
import type { Fact, Leaf, Option, Pack, Service } from '../../src/model/pack.ts';
import type { Expectation, LinkRecord } from '../../src/model/record.ts';
import { answersDigestOf } from '../../src/pack/digest.ts';
import { baselineOf, judge, type KnownFinding } from '../../src/records/baseline.ts';
import { checkRecords } from '../../src/records/check.ts';
import { outdatedFacts, restingOn } from '../../src/records/outdated-facts.ts';
import { expectationOf, recordStateOf } from '../../src/records/record-state.ts';
import { answersOf } from '../support/answers.ts';
import { linkPack } from '../support/link-pack.ts';
import { linkRecord } from '../support/link-record.ts';
import { arbitraryGiven, arbitraryPack } from '../support/random-pack.ts';
import { forAll, runs } from '../support/runs.ts';

const asOf = '2026-11-24';

const packAndAnswers = arbitraryPack().chain((pack) =>
  arbitraryGiven(pack).map((given) => ({ pack, answers: answersOf(given, 'file') })),
);

function findingsOf(pack: Pack, answers: Answers, more: Partial<LinkRecord> = {}) {
  const record = linkRecord(answers, { id: 'r', status: 'accepted', ...more });
  return checkRecords([record], pack, policy, asOf, false).flatMap(({ findings }) => findings);
}

const codesOf = (...of: Parameters<typeof findingsOf>): string[] => findingsOf(...of).map(({ code }) => code);

/** A pack with changed facts, which become outdated after 30 days. */
function withFacts(pack: Pack, change: (fact: Fact) => Fact): Pack {
  const services = pack.services.map((service) => ({
    ...service,
    facts: service.facts.map(change),
    variants: service.variants.map((variant) => ({ ...variant, facts: variant.facts.map(change) })),
  }));
  return { ...pack, services, factAgeDays: 30 };
}

const checkedOn = (pack: Pack, checked: string): Pack => withFacts(pack, (fact) => ({ ...fact, checked }));

/** The outcomes without the facts in `gone`; a variant's fact still replaces the service's. */
function leadsTo(pack: Pack, answers: Answers, gone: ReadonlySet<Fact> = new Set()): string {
  const compiled = compile(withFacts(pack, (fact) => (gone.has(fact) ? { ...fact, question: null } : fact)));
  const { outcomes } = prospectOf(compiled, knownOf(compiled, answers), policy);
  return [...new Set(outcomes.map(outcomeKey))].sort().join('\n');
}

test('a recorded decision passes while nothing changes, and an open one never passes', () =>
  forAll(runs(100), [packAndAnswers], ({ pack, answers }) => {
    const recordState = recordStateOf(pack, answers, policy);
    const expect1 = expectationOf(pack, recordState, answersDigestOf(answers));
    const codes = codesOf(pack, answers, { expect: expect1 });
    expect(codes).toEqual(recordState.status === 'open' ? ['check-undecided'] : []);
    expect(codesOf(pack, {}, { status: 'superseded', expect: { service: 'nothing' } })).toEqual([]);
  }));

test('each difference is found, and only expected keys are compared', () =>
  forAll(
    runs(100),
    [packAndAnswers, fc.constantFrom('service', 'variant', 'with', 'leaves', 'answersDigest')],
    ({ pack, answers }, key) => {
      const right = expectationOf(pack, recordStateOf(pack, answers, policy), answersDigestOf(answers));
      fc.pre(right !== null);
      const wrong = { service: 'x', variant: 'x', with: ['x'], leaves: ['x'], answersDigest: 'x' };
      const codes = codesOf(pack, answers, { expect: { ...(right as Expectation), [key]: wrong[key] } });
      expect(codes).toEqual([{ service: 'check-service', answersDigest: 'check-edited' }[key as string] ?? 'check-reason']);
      expect(codesOf(pack, answers, { expect: { service: (right as Expectation).service } })).toEqual([]);
    },
  ));

test('if a fact of a companion replaces one of the service, the decision relies on both', () => {
  const small = linkPack('en');
  const [limit] = (small.services.find(({ id }) => id === 'sqs') as Service).facts as [Fact];
  const services = small.services.map((each) => (each.id === 'sns' ? { ...each, facts: [{ ...limit, max: 256 }] } : each));
  const topic = small.leaves['topic'] as Leaf;
  const [plain] = topic.options as [Option];
  const handles = { 'message-kib': { by: 'sqs', text: 'The queue behind it takes more.' } };
  const options: Option[] = [
    { ...plain, handles },
    { ...plain, service: 'ec2' },
  ];
  const pack = checkedOn({ ...small, services, leaves: { ...small.leaves, topic: { ...topic, options } } }, '2026-01-01');
  const answers = answersOf({ data: 'message', origin: 'new', fanout: 'pubsub', 'message-kib': 2000 }, 'file');
  const outdated = outdatedFacts(pack, asOf);
  const { service, outcomes } = recordStateOf(pack, answers, policy);
  expect(service).toBe('ec2');
  const names = restingOn(outcomes, outdated.old).map(outdated.nameOf);
  expect(names).toEqual(expect.arrayContaining(['sns message-kib', 'sqs message-kib']));
});

test('findings about outdated facts name the outcome without all of them', () =>
  forAll(
    runs(100),
    [packAndAnswers, fc.array(fc.nat(2), { minLength: 40, maxLength: 40 })],
    ({ pack: random, answers }, kinds) => {
      let next = 0;
      const pack = withFacts(random, (fact) => {
        const kind = kinds[next++ % kinds.length];
        return { ...fact, checked: kind === 0 ? '2026-01-01' : asOf, validUntil: kind === 1 ? '2026-11-23' : null };
      });
      const outdated = outdatedFacts(pack, asOf);
      const recordState = recordStateOf(pack, answers, policy);
      const other = outdated.without(answers, policy, recordState);
      const rest = leadsTo(pack, answers, new Set([...outdated.old, ...outdated.expired]));
      expect(other === null).toBe(rest === leadsTo(pack, answers));
      if (other) expect([...new Set(other.outcomes.map(outcomeKey))].sort().join('\n')).toBe(rest);
      const findings = findingsOf(pack, answers).flatMap(({ code, args }) =>
        code === 'check-facts-old' || code === 'check-facts-expired' ? [args] : [],
      );
      // If outdated facts change the outcome, there is a finding.
      if (other) expect(findings.length).toBeGreaterThan(0);
      for (const { instead } of findings) expect(instead === null).toBe(other === null);
    },
  ));

test('a fact is old only after the last of the days that the pack allows', () =>
  forAll(runs(100), [packAndAnswers], ({ pack, answers }) => {
    const found = (day: string): boolean => outdatedFacts(checkedOn(pack, day), asOf).old.size > 0;
    fc.pre(pack.services.some((service) => service.facts.some(({ question }) => question !== null)));
    expect(found('2026-10-25')).toBe(false);
    expect(found('2026-10-24')).toBe(true);
    expect(codesOf(pack, answers, { status: 'proposed' }).includes('check-facts-old')).toBe(false);
  }));

test('a baseline of findings knows all of them, accepts those with a reason, and reproduces itself', () =>
  forAll(runs(100), [packAndAnswers, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 })], ({ pack, answers }, reasons) => {
    const wrong = { expect: { service: 'x', answersDigest: 'x' }, reviewBy: '2020-01-01' };
    const all = [{ key: 'r', findings: findingsOf(pack, answers, wrong) }];
    const first = judge(all, [], asOf, () => true);
    expect(first.judged.every(({ state }) => state.class === 'new' && !state.accepted)).toBe(true);
    const reasonAt = (index: number): string | null => (reasons[index] ? 'r' : null);
    const known = baselineOf(first).map((each, index): KnownFinding => ({ ...each, reason: reasonAt(index) }));
    const second = judge(all, known, asOf, () => true);
    expect(second.judged.every(({ state }) => state.class === 'still-open')).toBe(true);
    const accepted = second.judged.filter(({ state }) => state.accepted);
    expect(accepted).toHaveLength(known.filter(({ reason }) => reason !== null).length);
    expect(second.resolved).toEqual([]);
    expect(baselineOf(second)).toEqual(known);
    expect(judge([{ key: 'r', findings: [] }], known, asOf, () => true).resolved).toEqual(known);
  }));
