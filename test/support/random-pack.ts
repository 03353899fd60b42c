import fc from 'fast-check';
import type {
  Advice,
  Branch,
  Condition,
  Derived,
  Fact,
  Leaf,
  Mitigation,
  Node,
  Pack,
  Question,
  Service,
  Test,
} from '../../src/model/pack.ts';
import * as parts from './parts.ts';

const text = 'text';

/** The nodes of a pack; some of them may be out of reach. */
const NODES = 7;

interface Kind {
  /** Branches may leave values out or overlap, instead of being a partition of the values. */
  readonly messy?: boolean;
  /** It has a quantity that is computed from two requirements. */
  readonly quantity?: boolean;
}

/**
 * Small packs of any shape whose references resolve and whose tree has no cycle: paths share nodes, nothing leads to some nodes,
 * and questions are asked again.
 */
export function arbitraryPack({ messy = false, quantity = false }: Kind = {}): fc.Arbitrary<Pack> {
  const formula = fc.constantFrom('q6 * q7', '2 * q7 * q6', 'q6 * 3 * q7 / 2');
  const quantities = formula.map((each): Derived[] => (quantity ? [parts.derivedOf('d', each)] : []));
  return fc.tuple(arbitraryQuestions(), quantities).chain(([questions, derived]) => {
    const inputs = derived.length > 0 ? ['q6', 'q7'].map(inputOf) : [];
    // What facts and conditions are about; the tree asks only the questions.
    const spoken = [...questions, ...inputs, ...derived.map(({ id }): Question => parts.questionOf(id, { type: 'number' }))];
    return fc
      .record({
        services: fc.tuple(...['a', 'b', 'c'].map((id) => arbitraryService(id, spoken, derived))),
        nodes: fc.tuple(...Array.from({ length: NODES }, (_, index) => arbitraryNode(index, questions, messy))),
        advice: fc.array(arbitraryAdvice(spoken), { maxLength: 2 }),
        leaves: fc.tuple(...leafIds.map((id) => arbitraryLeaf(id, spoken))),
        workaround: arbitraryWorkaround(questions, derived),
      })
      .map(({ services, nodes, advice, leaves, workaround }) =>
        parts.packOf({
          id: 'random',
          questions: [...questions, ...inputs],
          derived,
          root: 'n0',
          nodes: parts.byId(...nodes),
          leaves: parts.byId(...leaves),
          services,
          patterns: { p: { id: 'p', name: text, text, source: '' } },
          mitigations: parts.byId(parts.mitigationOf('r'), workaround),
          advice: advice.map((entry, index) => ({ ...entry, id: `advice${index}` })),
        }),
      );
  });
}

function inputOf(id: string): Question {
  return parts.questionOf(id, { type: 'number', group: 'requirement', integer: true, max: 3 });
}

/** A mitigation that lifts only some answers, and not always. */
function arbitraryWorkaround(questions: readonly Question[], derived: readonly Derived[]): fc.Arbitrary<Mitigation> {
  const more = fc.record({
    kind: fc.constantFrom<Mitigation['kind'][]>('practice', 'workaround'),
    lifts: fc.constantFrom(null, {
      q1: { values: ['x'], min: null, max: null },
      q3: { values: null, min: null, max: 12 },
      ...(derived.length > 0 && { d: { values: null, min: null, max: 4 } }),
    }),
    unless: fc.array(arbitraryCondition(questions), { maxLength: 2 }),
    ...(derived.length > 0 && { sends: fc.constantFrom<Record<string, number>[]>({}, { q6: 1 }, { q6: 1 }, { q3: 1 }) }),
  });
  return more.map((own) => parts.mitigationOf('w', own));
}

/** A random pack with some of its questions answered, and a policy. */
export function situationIn(packs: fc.Arbitrary<Pack>) {
  return packs.chain((pack) =>
    fc.record({
      pack: fc.constant(pack),
      given: arbitraryGiven(pack),
      policy: fc.record({ assume: fc.boolean(), defaults: fc.boolean() }),
    }),
  );
}

/** Some of a pack's questions answered, some with "unknown", the others not at all. */
export function arbitraryGiven(pack: Pack): fc.Arbitrary<Record<string, string | number | null>> {
  return fc
    .tuple(
      ...pack.questions.map((question) =>
        fc.option(fc.oneof({ weight: 4, arbitrary: arbitraryValue(question) }, { weight: 1, arbitrary: fc.constant(null) }), {
          nil: undefined,
          freq: 2,
        }),
      ),
    )
    .map((values) =>
      Object.fromEntries(
        values.flatMap((value, index) => (value === undefined ? [] : [[(pack.questions[index] as Question).id, value]])),
      ),
    );
}

function arbitraryQuestions(): fc.Arbitrary<Question[]> {
  const questions = [
    parts.questionOf('q1', { values: parts.choices('x', 'y') }),
    parts.questionOf('q2', { values: parts.choices('x', 'y', 'z') }),
    parts.questionOf('q3', { type: 'number', max: 20 }),
    parts.questionOf('q4', { values: parts.choices('x', 'y') }),
    parts.questionOf('q5', { type: 'number', integer: true, min: 1 }),
  ];
  const rules = (index: number): fc.Arbitrary<Question['assume']> =>
    fc.array(
      fc.record({ when: arbitraryCondition(questions.slice(0, index)), value: arbitraryValue(questions[index] as Question) }),
      { maxLength: 2 },
    );
  return fc
    .tuple(...questions.map((_, index) => fc.record({ assume: rules(index), default: rules(index) })))
    .map((all) => all.map((extra, index) => ({ ...(questions[index] as Question), ...extra })));
}

function arbitraryValue(question: Question): fc.Arbitrary<string | number> {
  if (question.type !== 'number') return fc.constantFrom(...question.values.map(({ value }) => value));
  if (question.max !== null && question.integer) return fc.integer({ min: question.min, max: question.max });
  return question.integer ? fc.integer({ min: 1, max: 20 }) : fc.integer({ min: 0, max: 40 }).map((half) => half / 2);
}

function arbitraryTest(question: Question): fc.Arbitrary<Test> {
  if (question.type !== 'number') {
    return fc.subarray(
      question.values.map(({ value }) => value),
      { minLength: 1 },
    );
  }
  return fc.oneof(
    fc.record({ from: fc.integer({ min: 1, max: 18 }) }),
    fc.record({ above: fc.integer({ min: 1, max: 18 }) }),
    fc.record({ above: fc.integer({ min: 1, max: 9 }), to: fc.integer({ min: 10, max: 18 }) }),
    fc.record({ below: fc.integer({ min: 2, max: 18 }) }),
    arbitraryValue(question).map((value) => [value]),
  );
}

function arbitraryCondition(questions: readonly Question[]): fc.Arbitrary<Condition> {
  if (questions.length === 0) return fc.constant({});
  return fc
    .subarray([...questions], { maxLength: Math.min(2, questions.length) })
    .chain((chosen) =>
      fc
        .tuple(...chosen.map(arbitraryTest))
        .map((tests) => Object.fromEntries(chosen.map((question, i) => [question.id, tests[i] as Test]))),
    );
}

function arbitraryFact(questions: readonly Question[]): fc.Arbitrary<Fact> {
  return fc.constantFrom(...questions).chain((question) =>
    fc
      .record({
        id: fc.constantFrom('f1', 'f2', 'f3'),
        kind: fc.constantFrom<Fact['kind'][]>('limit', 'limit', 'quota'),
        mitigation: fc.option(fc.constantFrom('r', 'w'), { freq: 3 }),
        limit: fc.integer({ min: 1, max: 15 }),
        when: fc.option(arbitraryCondition(questions), { freq: 2 }),
        unless: fc.array(arbitraryCondition(questions), { maxLength: 1 }),
        values: question.values.length > 0 ? fc.subarray(question.values.map(({ value }) => value)) : fc.constant(null),
      })
      .map(({ id, limit, when, values, ...more }) =>
        parts.factOf(id, question.id, { ...more, values, max: values ? null : limit, ...(when && { when }) }),
      ),
  );
}

function unique(facts: readonly Fact[]): Fact[] {
  return [...new Map(facts.map((fact) => [fact.id, fact])).values()];
}

function arbitraryService(id: string, questions: readonly Question[], derived: readonly Derived[]): fc.Arbitrary<Service> {
  const facts = fc.array(arbitraryFact(questions), { maxLength: 3 }).map(unique);
  // What is sent instead of q6 makes the quantity smaller.
  const sized = derived.map(({ id: quantity }) => [
    parts.factOf('size', 'q6', { mitigation: 'w', max: 1 }),
    parts.factOf('rate', quantity, { max: 3 }),
  ]);
  return fc
    .tuple(facts, facts, fc.constantFrom([], ...sized))
    .map(([own, variant, more]) =>
      parts.serviceOf(id, { facts: [...own, ...more], variants: [{ id: 'v', name: 'v', summary: text, facts: variant }] }),
    );
}

function arbitraryLeaf(id: string, questions: readonly Question[]): fc.Arbitrary<Leaf> {
  const byQuestion = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
    fc.dictionary(fc.constantFrom(...questions.map(({ id }) => id)), value, { maxKeys: 1 });
  const option = fc.record({
    service: fc.constantFrom('a', 'b', 'c'),
    variant: fc.constantFrom(null, 'v'),
    when: fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: arbitraryCondition(questions.filter(({ group }) => group === 'core')) },
    ),
    with: fc.subarray(['a', 'b']),
    pattern: fc.constantFrom(null, 'p'),
    handles: byQuestion(fc.record({ by: fc.constantFrom(null, 'a', 'b/v'), text: fc.constant(text) })),
    mitigations: byQuestion(fc.constantFrom('r', 'w')),
  });
  const options = option.map(({ service, ...more }) => parts.optionOf(service, more));
  return fc.array(options, { minLength: 1, maxLength: 3 }).map((all) => parts.leafOf(id, all));
}

function arbitraryAdvice(questions: readonly Question[]): fc.Arbitrary<Advice> {
  const more = fc.record({
    checks: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.subarray(questions.map(({ id }) => id)), { maxKeys: 1 }),
    when: arbitraryCondition(questions),
    unless: fc.array(arbitraryCondition(questions), { maxLength: 1 }),
    services: fc.subarray(['a', 'b/v', 'c']),
    patterns: fc.constantFrom([], ['p']),
    with: fc.subarray(['c']),
    warning: fc.option(fc.constant({ text, mitigation: null, source: '' })),
  });
  return more.map((own) => parts.adviceOf('', own));
}

const leafIds = ['leaf0', 'leaf1', 'leaf2', 'leaf3'];

/** A node leads only to later nodes, mostly to the next ones. */
function arbitraryNode(index: number, questions: readonly Question[], messy: boolean): fc.Arbitrary<Node> {
  const later = Array.from({ length: NODES - index - 1 }, (_, offset) => `n${index + 1 + offset}`);
  const targets = [...later.slice(0, 2), ...later.slice(0, 3), ...leafIds.slice(0, 1 + (index % leafIds.length))];
  const branch = fc.constantFrom(...targets);
  return fc.constantFrom(...questions).chain((question) =>
    arbitraryTests(question, messy).chain((tests) =>
      fc.tuple(...tests.map(() => branch)).map((to) => {
        const branches = tests.map((when, at): Branch => ({ when, because: `n${index}.${at}`, to: to[at] ?? '' }));
        return parts.nodeOf(`n${index}`, question.id, branches);
      }),
    ),
  );
}

/** A partition of the values; a messy one only usually. */
function arbitraryTests({ type, values }: Question, messy: boolean): fc.Arbitrary<Test[]> {
  if (type === 'number') {
    const shifts = messy ? [0, 0, 0, 2, -2] : [0];
    return fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(...shifts), fc.boolean()).map(([at, shift, turned]) => {
      const tests: Test[] = [{ below: at }, { from: at + shift }];
      return turned ? tests.reverse() : tests;
    });
  }
  const ids = values.map(({ value }) => value);
  const partition = fc.constantFrom(...[ids.map((id) => [id]), ...(ids.length > 2 ? [[ids.slice(0, 1), ids.slice(1)]] : [])]);
  const any = fc.array(fc.subarray(ids, { minLength: 1 }), { minLength: 1, maxLength: 3 });
  return messy ? fc.oneof({ weight: 4, arbitrary: partition }, { weight: 1, arbitrary: any }) : partition;
}
