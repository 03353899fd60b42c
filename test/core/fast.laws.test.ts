import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/engine/compile.ts';
import { decide } from '../../src/engine/decide.ts';
import { GapError, knownOf, type Policy } from '../../src/engine/explore.ts';
import { deciderOf } from '../../src/engine/fast/decider.ts';
import { prepare } from '../../src/engine/fast/records.ts';
import { type Brief, decideBrief } from '../../src/engine/summary.ts';
import { walk } from '../../src/engine/walk.ts';
import type { Answers } from '../../src/model/decision.ts';
import type { Fact, Leaf, Node, Pack, Question, Value } from '../../src/model/pack.ts';
import { builtInPack } from '../support/built-in.ts';
import { arbitraryMess } from '../support/messy-pack.ts';
import { arbitraryGiven, arbitraryPack } from '../support/random-pack.ts';

type Given = Readonly<Record<string, Value | null>>;

const policies: readonly Policy[] = [true, false].flatMap((assume) => [true, false].map((defaults) => ({ assume, defaults })));
const arbitraryPolicy = fc.constantFrom(...policies);

function answersOf(given: Given): Answers {
  return Object.fromEntries(Object.entries(given).map(([id, value]) => [id, { value, from: 'file' as const }]));
}

/** What must come out, said by the slow way. */
function expected(pack: Pack, given: Given, policy: Policy): { brief: Brief; path: unknown } {
  const compiled = compile(pack);
  const answers = answersOf(given);
  return { brief: decideBrief(pack, answers, policy), path: walk(compiled, answers, knownOf(compiled, answers), policy).steps };
}

/** The same, out of a whole decision. */
function explained(pack: Pack, given: Given, policy: Policy): { brief: Brief; path: unknown } {
  const { status, recommendation, warnings, open, path } = decide(pack, answersOf(given), policy);
  const brief = {
    status,
    service: recommendation?.service ?? null,
    variant: recommendation?.variant ?? null,
    with: recommendation?.with ?? [],
    possible: open?.possible ?? [recommendation?.service as string],
    warnings: warnings.map(({ code }) => code),
  };
  return { brief, path };
}

/** The decider's answer to each of them, one after another. */
function decided(pack: Pack, givens: readonly Given[], policy: Policy): { brief: Brief; path: unknown }[] {
  const { answerAll, decide: next, trail } = deciderOf(pack, policy, (brief) => brief);
  return givens.map((given) => {
    answerAll(answersOf(given));
    const brief = next();
    const { path, numbers } = trail();
    const exact = path.map((step, index) => (numbers.includes(index) ? { ...step, answer: given[step.question] } : step));
    return { brief, path: exact };
  });
}

describe('deciding many sets of answers agrees with deciding each', () => {
  it('on small random packs, with what was remembered from one to the next', () => {
    const situation = arbitraryPack().chain((pack) =>
      fc.record({
        pack: fc.constant(pack),
        givens: fc.array(arbitraryGiven(pack), { minLength: 1, maxLength: 12 }),
        policy: arbitraryPolicy,
      }),
    );
    fc.assert(
      fc.property(situation, ({ pack, givens, policy }) => {
        const twice = [...givens, ...givens];
        expect(decided(pack, twice, policy)).toEqual(twice.map((given) => expected(pack, given, policy)));
        expect(givens.map(prepare(pack, policy))).toEqual(givens.map((given) => expected(pack, given, policy)));
      }),
      { numRuns: 400 },
    );
  });

  it('on small packs with gaps, where it fails as well', () => {
    const situation = arbitraryMess().chain((pack) =>
      fc.record({
        pack: fc.constant(pack),
        givens: fc.array(arbitraryGiven(pack), { minLength: 1, maxLength: 12 }),
        policy: arbitraryPolicy,
      }),
    );
    const orGap = (work: () => unknown): unknown => {
      try {
        return work();
      } catch (error) {
        if (error instanceof GapError) return 'gap';
        throw error;
      }
    };
    fc.assert(
      fc.property(situation, ({ pack, givens, policy }) => {
        const next = prepare(pack, policy);
        for (const given of [...givens, ...givens]) {
          const wanted = orGap(() => explained(pack, given, policy));
          expect(orGap(() => next(given))).toEqual(wanted);
          expect(orGap(() => expected(pack, given, policy))).toEqual(wanted);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('on what a whole decision says', () => {
    const situation = arbitraryPack().chain((pack) =>
      fc.record({ pack: fc.constant(pack), given: arbitraryGiven(pack), policy: arbitraryPolicy }),
    );
    fc.assert(
      fc.property(situation, ({ pack, given, policy }) => {
        expect(prepare(pack, policy)(given)).toEqual(explained(pack, given, policy));
      }),
      { numRuns: 200 },
    );
  });

  it('on the built-in pack', () => {
    const pack = builtInPack('en');
    const given = arbitraryAnswers(pack);
    for (const policy of policies) {
      const next = prepare(pack, policy);
      fc.assert(
        fc.property(given, (answers) => {
          expect(next(answers)).toEqual(expected(pack, answers, policy));
        }),
        { numRuns: 150 },
      );
    }
  });

  it('on packs that are wider than machine integers', () => {
    const values = Array.from({ length: 40 }, (_, index) => `v${index}`);
    const pack = simplePack({ wide: values, narrow: ['x', 'y'] }, [
      { leaf: 'first', when: { wide: values.slice(0, 33) }, facts: [{ question: 'narrow', values: ['x'] }] },
      { leaf: 'second', when: { wide: values.slice(33) }, facts: [{ question: 'wide', values: ['v33', 'v39'] }] },
    ]);
    const given = arbitraryAnswers(pack);
    fc.assert(
      fc.property(fc.array(given, { maxLength: 8 }), arbitraryPolicy, (givens, policy) => {
        expect(decided(pack, givens, policy)).toEqual(givens.map((answers) => expected(pack, answers, policy)));
      }),
      { numRuns: 100 },
    );
  });

  it('on leaves with more facts than are told apart by bits', () => {
    const letters = Array.from({ length: 10 }, (_, index) => `v${index}`);
    const questions = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`q${index}`, letters]));
    const facts = Object.keys(questions).flatMap((question) =>
      letters.map((letter) => ({ question, values: letters.filter((other) => other !== letter), kind: 'quota' as const })),
    );
    const pack = simplePack(questions, [{ leaf: 'only', when: { q0: letters }, facts }]);
    fc.assert(
      fc.property(arbitraryAnswers(pack), (answers) => {
        const policy = { assume: true, defaults: true };
        expect(decided(pack, [answers], policy)).toEqual([expected(pack, answers, policy)]);
      }),
      { numRuns: 50 },
    );
  });

  it('where there is a gap, and after it', () => {
    const pack = simplePack({ asked: ['x', 'y', 'z'], other: ['a', 'b'] }, [
      { leaf: 'first', when: { asked: ['x'] }, facts: [{ question: 'other', values: ['a'] }] },
      { leaf: 'second', when: { asked: ['z'] }, facts: [] },
    ]);
    const policy = { assume: true, defaults: true };
    const { answerAll, decide: next } = deciderOf(pack, policy, (brief) => brief);
    const gap = new GapError('root', 'asked').message;
    answerAll(answersOf({ asked: 'y' }));
    expect(next).toThrow(gap);
    expect(() => decideBrief(pack, answersOf({ asked: 'y' }), policy)).toThrow(gap);
    const givens: readonly Given[] = [{}, { other: 'b' }, { asked: 'x', other: 'b' }];
    for (const given of givens) {
      answerAll(answersOf(given));
      expect(next()).toEqual(decideBrief(pack, answersOf(given), policy));
    }
  });
});

function arbitraryAnswers(pack: Pack): fc.Arbitrary<Given> {
  const answerTo = (question: Question): fc.Arbitrary<Value | null> =>
    question.type === 'number'
      ? fc.oneof(fc.constantFrom(question.min, 1, 29, 64, 256, 257, 900, 3000), fc.nat({ max: 20_000 }))
      : fc.constantFrom(null, ...question.values.map(({ value }) => value));
  const values = pack.questions.map((question) => fc.option(answerTo(question), { nil: undefined, freq: 2 }));
  return fc
    .tuple(...values)
    .map((all) =>
      Object.fromEntries(
        all.flatMap((value, index) => (value === undefined ? [] : [[(pack.questions[index] as Question).id, value]])),
      ),
    );
}

type SimpleFact = { readonly question: string; readonly values: readonly string[]; readonly kind?: Fact['kind'] };

/** A pack with one node; each leaf recommends a service of its own, which has the facts, and then the first one. */
function simplePack(
  questions: Readonly<Record<string, readonly string[]>>,
  leaves: readonly {
    readonly leaf: string;
    readonly when: Readonly<Record<string, readonly string[]>>;
    readonly facts: readonly SimpleFact[];
  }[],
): Pack {
  const text = 'text';
  const layer = 'simple';
  const ask = Object.keys(leaves[0]?.when ?? {})[0] as string;
  const option = (service: string): Leaf['options'][number] => ({
    service,
    variant: null,
    with: [],
    pattern: null,
    summary: text,
    because: [],
    handles: {},
    mitigations: {},
  });
  const root: Node = {
    id: 'root',
    ask,
    branches: leaves.map(({ leaf, when }) => ({ when: when[ask] as readonly string[], because: text, to: leaf })),
    layer,
  };
  const blank = { group: 'core', ask: text, why: text, min: 0, max: null, integer: false, unit: '', example: '', layer } as const;
  return {
    id: 'simple',
    version: '1.0.0',
    layer,
    title: text,
    languages: ['en'],
    lang: 'en',
    digest: 'sha256:0',
    questions: Object.entries(questions).map(([id, values]) => ({
      ...blank,
      id,
      type: 'choice',
      values: values.map((value) => ({ value, text, example: text })),
      assume: [],
      default: id === ask && 'other' in questions ? [{ when: { other: ['a'] }, value: values[0] as string }] : [],
    })),
    derived: [],
    root: 'root',
    nodes: { root },
    leaves: Object.fromEntries(
      leaves.map(({ leaf }) => [leaf, { id: leaf, options: [option(leaf), option(leaves[0]?.leaf as string)], layer }]),
    ),
    services: leaves.map(({ leaf, facts }) => ({
      id: leaf,
      name: leaf,
      url: '',
      summary: text,
      differentiator: text,
      facts: facts.map(({ question, values, kind = 'limit' }, index) => ({
        id: `f${index}`,
        topic: 'model',
        question,
        values,
        min: null,
        max: null,
        kind,
        raise: null,
        mitigation: null,
        short: text,
        text,
        source: '',
        checked: '2026-11-24',
        validUntil: null,
        certainty: 'aws',
        layer,
      })),
      variants: [],
      monitoring: { utilization: [], saturation: [], errors: [] },
      layer,
    })),
    patterns: {},
    mitigations: {},
    neighbours: {},
    advice: [],
    renamed: {},
  };
}
