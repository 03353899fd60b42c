import fc from 'fast-check';
import type { Advice, Branch, Fact, Leaf, Node, Option, Pack, Question, Service, Test } from '../../src/model/pack.ts';

type Edit = (pack: Pack, pick: Pick) => Pack;
/** One of a list's members, or a number below a limit. */
type Pick = <T>(list: readonly T[]) => T;

/** Another version of a pack: one to three of the things that authors change, each in one place. */
export function editedPack(pack: Pack): fc.Arbitrary<Pack> {
  const edit = fc.tuple(fc.constantFrom(...Object.keys(edits)), fc.infiniteStream(fc.nat(1000)));
  return fc.array(edit, { minLength: 1, maxLength: 3 }).map((list) =>
    list.reduce((edited, [kind, numbers]) => {
      const pick: Pick = (members) => members[(numbers.next().value as number) % members.length] as never;
      return (edits[kind] as Edit)(edited, pick);
    }, pack),
  );
}

const edits: Readonly<Record<string, Edit>> = {
  turned: node(({ branches }) => [...branches].reverse()),
  rewritten: node(({ branches }) =>
    [...branches].reverse().map((each) => ({ ...each, because: `${each.because}, in other words` })),
  ),
  gone: node(({ branches }) => branches.slice(0, -1)),
  widened: branch((pack, { when }, pick) => ({ when: pick(testsLike(pack, when)) })),
  led: branch((pack, _, pick) => ({ to: pick(Object.keys(pack.leaves)) })),
  reasoned: branch((_, { because }) => ({ because: `${because}, in other words` })),
  service: option((_, pick) => ({ service: pick(['a', 'b', 'c']) })),
  variant: option(({ variant }) => ({ variant: variant === null ? 'v' : null })),
  pattern: option(({ pattern }) => ({ pattern: pattern === null ? 'p' : null })),
  with: option((_, pick) => ({ with: pick([[], ['a'], ['b'], ['b', 'a']]) })),
  summary: option(({ summary }) => ({ summary: `${summary}, in other words` })),
  because: option(({ because, summary }) => ({ because: [...because, summary] })),
  handles: option(({ handles }) => ({
    handles: (Object.keys(handles).length > 0 ? {} : { q1: { by: null, text: 'dealt with' } }) as Option['handles'],
  })),
  shorter: leaf(({ options }) => (options.length > 1 ? options.slice(0, -1) : [...options, ...options])),
  preferred: leaf(({ options }) => [...options].reverse()),
  advised: advice((_, pick) => ({ with: pick([[], ['c'], ['b']]) })),
  warned: advice(({ warning }) => ({ warning: warning ? null : { text: 'text', mitigation: null, source: '' } })),
  said: advice(({ because }) => ({ because: because === null ? 'advice' : null })),
  fact: fact(({ max, values }) => (values ? { values: values.slice(1) } : { max: (max ?? 0) + 1 })),
  soft: fact(({ kind }) => ({ kind: kind === 'limit' ? 'quota' : 'limit' })),
  assumed: question((chosen, pick) => ({
    assume: pick([chosen.assume.slice(1), ...chosen.values.map(({ value }) => [{ when: {}, value }])]),
  })),
};

function node(change: (node: Node, pick: Pick) => readonly Branch[]): Edit {
  return (pack, pick) => {
    const chosen = pick(Object.values(pack.nodes));
    const branches = change(chosen, pick);
    return branches.length === 0 ? pack : { ...pack, nodes: { ...pack.nodes, [chosen.id]: { ...chosen, branches } } };
  };
}

function branch(change: (pack: Pack, branch: Branch, pick: Pick) => Partial<Branch>): Edit {
  return (pack, pick) =>
    node(({ branches }) => {
      const chosen = pick(branches);
      return branches.map((each) => (each === chosen ? { ...each, ...change(pack, each, pick) } : each));
    })(pack, pick);
}

/** Other tests of the same kind: not all of them admit an answer that is left. */
function testsLike(pack: Pack, test: Test): Test[] {
  if ('length' in test && typeof test[0] === 'string') {
    const question = pack.questions.find(({ values }) => values.length > 2);
    return [...test.map((value) => [value]), [...test, ...(question?.values ?? []).map(({ value }) => value)]];
  }
  const bounds = [2, 3, 5, 8, 12];
  return [...bounds.flatMap((bound) => [{ from: bound }, { below: bound }, { from: 3, below: bound + 2 }]), [5], [5, 6]];
}

function question(change: (question: Question, pick: Pick) => Partial<Question>): Edit {
  return (pack, pick) => {
    const chosen = pick(pack.questions);
    return { ...pack, questions: pack.questions.map((each) => (each === chosen ? { ...each, ...change(each, pick) } : each)) };
  };
}

function leaf(change: (leaf: Leaf, pick: Pick) => readonly Option[]): Edit {
  return (pack, pick) => {
    const chosen = pick(Object.values(pack.leaves));
    return { ...pack, leaves: { ...pack.leaves, [chosen.id]: { ...chosen, options: change(chosen, pick) } } };
  };
}

function option(change: (option: Option, pick: Pick) => Partial<Option>): Edit {
  return leaf(({ options }, pick) => {
    const chosen = pick(options);
    return options.map((each) => (each === chosen ? { ...each, ...change(each, pick) } : each));
  });
}

function advice(change: (advice: Advice, pick: Pick) => Partial<Advice>): Edit {
  return (pack, pick) => {
    if (pack.advice.length === 0) return pack;
    const chosen = pick(pack.advice);
    return { ...pack, advice: pack.advice.map((each) => (each === chosen ? { ...each, ...change(each, pick) } : each)) };
  };
}

function fact(change: (fact: Fact, pick: Pick) => Partial<Fact>): Edit {
  return (pack, pick) => {
    const chosen = pick(pack.services);
    const edited = (facts: readonly Fact[]) =>
      facts.map((each, index) => (index === 0 ? { ...each, ...change(each, pick) } : each));
    const service: Service = {
      ...chosen,
      facts: edited(chosen.facts),
      variants: chosen.variants.map((variant) => ({ ...variant, facts: edited(variant.facts) })),
    };
    return { ...pack, services: pack.services.map((each) => (each === chosen ? service : each)) };
  };
}
