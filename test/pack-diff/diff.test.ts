import { describe, expect, it } from 'vitest';
import { Budget } from '../../src/engine/budget.ts';
import type { Branch, Fact, Leaf, Node, Pack, Question } from '../../src/model/pack.ts';
import { diffPacks, expectedKinds, moveOf, sameOutcomes } from '../../src/pack-diff/index.ts';
import { leafPairs } from '../../src/pack-diff/leaf-pairs.ts';
import { spaceOf } from '../../src/pack-diff/space.ts';
import { answersOf } from '../support/answers.ts';
import { builtInPack } from '../support/built-in.ts';
import { linkPack } from '../support/link-pack.ts';
import { adviceOf, choices, leafOf, nodeOf, optionOf, questionOf, serviceOf } from '../support/parts.ts';
import { treePack } from '../support/tree-pack.ts';

const pack = linkPack('en');

function withQuestion(id: string, change: (question: Question) => Question): Pack {
  return { ...pack, questions: pack.questions.map((question) => (question.id === id ? change(question) : question)) };
}

function withNode(id: string, change: (node: Node) => Node): Pack {
  return { ...pack, nodes: { ...pack.nodes, [id]: change(pack.nodes[id] as Node) } };
}

describe('the difference between two packs', () => {
  it('reports the answers for which the service changes, their share, the leaves and an example', () => {
    const now = withNode('new', (node) => ({ ...node, branches: node.branches.map((branch) => ({ ...branch, to: 'topic' })) }));
    const { regions, share, equal } = diffPacks(pack, now);
    const region = regions.find(({ change }) => change.kind === 'service' && change.from?.service === 'sqs');
    expect(equal).toBe(false);
    const [from, to] = ['sqs', 'sns'].map((service) => ({ service, variant: null }));
    expect(region?.change).toEqual({ kind: 'service', from, to });
    // Half of the data, all of new and a third of migration, half of the fan-out; and one of two intervals of size.
    expect(region?.share).toBeCloseTo((1 / 2) * (1 / 2 + 1 / 6) * (1 / 2) * (1 / 2), 10);
    const ofService = regions.filter(({ change }) => change.kind === 'service').reduce((sum, each) => sum + each.share, 0);
    expect(share).toBeCloseTo(ofService, 10);
    const [place] = region?.places ?? [];
    expect(place?.leaves).toEqual({ old: { id: 'queue', layer: 'test' }, new: { id: 'topic', layer: 'test' } });
    expect(place?.when).toEqual([[{ question: 'message-kib', values: null, spans: [{ to: 1024 }], unanswered: 'too' }]]);
    const answers = answersOf(place?.example ?? {});
    const moved = { moved: true, old: { service: 'sqs' }, new: { service: 'sns' } };
    expect(moveOf(pack, now, [answers, answers])).toMatchObject(moved);
  });

  it('reports answers that only one pack accepts, and compares the rest', () => {
    const more = withQuestion('protocol', (question) => ({
      ...question,
      values: [...question.values, { value: 'mqtt', text: 'MQTT', example: '' }],
    }));
    expect(diffPacks(pack, more)).toMatchObject({
      equal: false,
      regions: [],
      answers: [{ only: 'new', when: { question: 'protocol', values: ['mqtt'] }, share: 1 / 4 }],
    });
    expect(diffPacks(more, pack).answers).toMatchObject([{ only: 'old', when: { values: ['mqtt'] } }]);
    const wider = withQuestion('message-kib', (question) => ({ ...question, max: 2_000_000 }));
    expect(diffPacks(pack, wider).answers).toMatchObject([
      { only: 'new', when: { question: 'message-kib', spans: [{ above: 1_048_576 }] } },
    ]);
    const whole = withQuestion('consumers', (question) => ({ ...question, integer: false }));
    expect(diffPacks(pack, whole)).toMatchObject({ regions: [] });
    // Neither accepts what lies between their bounds.
    const low = withQuestion('message-kib', (question) => ({ ...question, max: 10 }));
    const high = withQuestion('message-kib', (question) => ({ ...question, min: 20 }));
    const limited = ({ max, ...fact }: Fact): Fact => ({ ...fact, max: fact.question === 'message-kib' ? 15 : max });
    const services = high.services.map((service) => ({ ...service, facts: service.facts.map(limited) }));
    expect(diffPacks(low, { ...high, services }).regions).toEqual([]);
  });

  it('recognizes a renamed question, and reports new and removed ones', () => {
    const asked = withQuestion('message-kib', (question) => ({ ...question, id: 'payload' }));
    const ofPayload = (fact: Fact): Fact => ({ ...fact, question: fact.question && 'payload' });
    const services = asked.services.map((service) => ({ ...service, facts: service.facts.map(ofPayload) }));
    const renamed: Pack = { ...asked, services, renamed: { 'message-kib': 'payload' } };
    expect(diffPacks(pack, renamed)).toMatchObject({
      equal: true,
      questions: { added: [], removed: [], renamed: [{ from: 'message-kib', to: 'payload' }] },
    });
    const fewer: Pack = { ...pack, questions: pack.questions.filter(({ id }) => id !== 'format') };
    expect(diffPacks(pack, fewer)).toMatchObject({ equal: true, questions: { removed: ['format'] } });
    expect(diffPacks(fewer, pack)).toMatchObject({ equal: true, questions: { added: ['format'] } });
  });

  it('reports changes that appear only with assumptions or defaults', () => {
    const assumed = withQuestion('native', (question) => ({ ...question, assume: [{ when: {}, value: 'yes' }] }));
    const [region] = diffPacks(pack, assumed).regions;
    expect(region).toMatchObject({ change: { kind: 'service', from: { service: 'kinesis' }, to: { service: 'ec2' } }, share: 0 });
    const way = [
      { question: 'data', values: ['stream'], spans: null, unanswered: 'no' },
      { question: 'native', values: [], spans: null, unanswered: 'only' },
    ];
    expect(region).toMatchObject({ within: way, places: [{ ways: [way] }] });
    const fallback = withQuestion('fanout', (question) => ({ ...question, default: [{ when: {}, value: 'pubsub' }] }));
    const diff = diffPacks(pack, fallback);
    expect(diff).toMatchObject({ equal: false, regions: [] });
    const [from, to] = ['sqs', 'sns'].map((service) => ({ service, variant: null }));
    expect(diff.defaults.map(({ change }) => change)).toContainEqual({ kind: 'service', from, to });
  });

  it('reports a question that only one pack leaves open', () => {
    const asking = withQuestion('native', (question) => ({ ...question, assume: [] }));
    expect(diffPacks(pack, asking)).toMatchObject({
      equal: false,
      regions: [{ change: { kind: 'asks', question: 'native', is: 'new' }, share: 0 }],
    });
    expect(diffPacks(asking, pack).regions).toMatchObject([{ change: { kind: 'asks', question: 'native', is: 'gone' } }]);
    expect(sameOutcomes(pack, asking)).toBe(false);
    // A question that is asked without consequence: the outcome is the same with any answer, and so with none.
    const node = pack.nodes['stream'] as Node;
    const idle: Pack = {
      ...pack,
      nodes: { ...pack.nodes, stream: { ...node, branches: node.branches.map((branch) => ({ ...branch, to: 'ordered' })) } },
    };
    const idleAsking: Pack = { ...idle, questions: asking.questions };
    expect(sameOutcomes(idle, idleAsking)).toBe(true);
  });

  it('reports every change of a service that stays, and of its reasons', () => {
    const leaf = pack.leaves['queue'] as Leaf;
    const [first, ...others] = leaf.options;
    if (!first) throw new Error('the leaf is empty');
    const options = [{ ...first, with: ['sns'], pattern: 'fan', because: ['Said otherwise.'] }, ...others];
    const now: Pack = {
      ...pack,
      patterns: { fan: { id: 'fan', name: 'Fan', text: '', source: '' } },
      leaves: { ...pack.leaves, queue: { ...leaf, options } },
      advice: [
        adviceOf('large', {
          when: { 'message-kib': { from: 512 } },
          services: ['sqs'],
          warning: { text: 'Large.', mitigation: null, source: '' },
        }),
      ],
    };
    const at = { service: 'sqs', variant: null };
    expect(diffPacks(pack, now).regions.map(({ change }) => change)).toEqual([
      { kind: 'pattern', at, from: null, to: 'fan' },
      { kind: 'with', at, id: 'sns', is: 'new' },
      { kind: 'warning', at, id: 'large', is: 'new' },
      { kind: 'reason', text: 'sqs is made for this.', is: 'gone' },
      { kind: 'reason', text: 'Said otherwise.', is: 'new' },
    ]);
    const warning = diffPacks(pack, now).regions.find(({ change }) => change.kind === 'warning');
    expect(warning?.places[0]?.when).toEqual([
      [{ question: 'message-kib', values: null, spans: [{ from: 512, to: 1024 }], unanswered: 'no' }],
    ]);
  });

  it('reports for exactly which answers a changed limit of the built-in pack matters', () => {
    const old = builtInPack('en');
    const halved = (fact: Fact): Fact => (fact.question === 'consumers' && fact.max === 2000 ? { ...fact, max: 1000 } : fact);
    const services = old.services.map((service) =>
      service.id === 'mq'
        ? { ...service, variants: service.variants.map((each) => ({ ...each, facts: each.facts.map(halved) })) }
        : service,
    );
    const now = { ...old, services };
    const { regions, ...found } = diffPacks(old, now);
    expect(found).toMatchObject({ completeIfMet: true, within: [{}, {}, { spans: [{ from: 1001, below: 2001 }] }] });
    expect(regions.map(({ change }) => change)).toContainEqual(
      expect.objectContaining({ kind: 'warning', id: 'connections', is: 'new' }),
    );
    for (const { change, places } of regions) {
      for (const { when, example } of places) {
        for (const conditions of when) {
          const [{ spans } = { spans: null }] = conditions.filter(({ question }) => question === 'consumers');
          expect(spans).toEqual([{ from: 1001, below: 2001 }]);
        }
        if (change.kind !== 'service') continue;
        expect(moveOf(old, now, [answersOf(example), answersOf(example)])).toMatchObject({
          old: { service: change.from?.service },
          new: { service: change.to?.service },
        });
      }
    }
  });

  it('reports that the only option of a leaf replaces one that fits, even where that option does not fit', () => {
    const old = builtInPack('en');
    const [kafka, own] = [old.leaves['managed-kafka'] as Leaf, old.leaves['own-kafka'] as Leaf];
    const selfManaged = own.options.filter(({ service }) => service === 'ec2').slice(0, 1);
    const now: Pack = { ...old, leaves: { ...old.leaves, 'managed-kafka': { ...kafka, options: selfManaged } } };
    const moved = diffPacks(old, now, 10_000).regions.filter(({ change }) => change.kind === 'service');
    const from = moved.map(({ change }) => ('from' in change ? change.from : null));
    expect(from).toContainEqual({ service: 'msk', variant: 'express' });
    for (const { share } of moved) expect(share).toBeGreaterThan(0);
  });

  it('knows how much a service put in front takes, and that only reasons change elsewhere', () => {
    const old = builtInPack('en');
    const ways = { yes: 'front', no: old.root };
    const asking = nodeOf(
      'asking',
      'bus',
      Object.entries(ways).map(([when, to]) => ({ when: [when], because: when, to })),
    );
    const now: Pack = {
      ...old,
      root: asking.id,
      questions: [...old.questions, questionOf('bus', { type: 'boolean', values: choices(...Object.keys(ways)) })],
      nodes: { ...old.nodes, asking },
      leaves: { ...old.leaves, front: leafOf('front', [optionOf('bus')]) },
      services: [...old.services, serviceOf('bus')],
    };
    const { share, regions } = diffPacks(old, now);
    expect(share).toBeCloseTo(1 / 2, 10);
    const ends = new Set(regions.flatMap(({ places }) => places.map(({ leaves }) => leaves.new?.id)));
    expect(ends).toEqual(new Set(['front', old.root]));
  });

  it('never claims equality if it did not finish', () => {
    const old = treePack(8);
    const next = changedPack(old);
    expect(diffPacks(old, next, 1)).toMatchObject({ equal: false, complete: false });
    expect(sameOutcomes(old, next, 1)).toBeNull();
  });
});

it('leaves differ if an absent answer stands for a different value that a fact limits', () => {
  const assuming = (value: string): Pack => {
    const { questions } = withQuestion('protocol', (question) => ({ ...question, assume: [{ when: {}, value }] }));
    const fact = { ...(pack.services[2]?.facts[0] as Fact), id: 'protocol', question: 'protocol', values: ['jms'], max: null };
    const services = pack.services.map((service) => (service.id === 'mq' ? { ...service, facts: [fact] } : service));
    const broker = pack.leaves.broker as Leaf;
    const options = [...broker.options, ...(pack.leaves.own?.options ?? [])];
    return { ...pack, questions, services, leaves: { ...pack.leaves, broker: { ...broker, options } } };
  };
  const { regions, equal } = diffPacks(assuming('jms'), assuming('amqp'));
  expect(equal).toBe(false);
  expect(regions).toMatchObject([{ change: { kind: 'service', from: { service: 'mq' }, to: { service: 'ec2' } } }]);
});

/** The next version of a tree, with changes at its two ends: reworded reasons, swapped branches, another preferred service. */
function changedPack(pack: Pack): Pack {
  const [worded, swapped] = [Object.values(pack.nodes)[0], Object.values(pack.nodes).at(-1)] as [Node, Node];
  const [first, second] = swapped.branches as readonly [Branch, Branch];
  const [leaf] = Object.values(pack.leaves) as [Leaf];
  const reworded = worded.branches.map((branch) => ({ ...branch, because: `${branch.because} Said otherwise.` }));
  const exchanged = [first, second].map((branch) => ({ ...branch, to: branch === first ? second.to : first.to }));
  const nodes = {
    ...pack.nodes,
    [worded.id]: { ...worded, branches: reworded },
    [swapped.id]: { ...swapped, branches: exchanged },
  };
  return {
    ...pack,
    version: '2.0.0',
    nodes,
    leaves: { ...pack.leaves, [leaf.id]: { ...leaf, options: leaf.options.toReversed() } },
  };
}

/** An equal pack with other names for its nodes and leaves, and their branches in another order. */
function rewrittenPack(pack: Pack): Pack {
  const name = (id: string): string => `other-${id}`;
  const nodes: Record<string, Node> = {};
  const leaves: Record<string, Leaf> = {};
  for (const leaf of Object.values(pack.leaves).reverse()) leaves[name(leaf.id)] = { ...leaf, id: name(leaf.id) };
  for (const node of Object.values(pack.nodes).reverse()) {
    const branches = node.branches.map((branch) => ({ ...branch, to: name(branch.to) })).reverse();
    nodes[name(node.id)] = { ...node, id: name(node.id), branches };
  }
  return { ...pack, root: name(pack.root), nodes, leaves };
}

describe('large packs', () => {
  it('with a few differences take work in proportion to the differences', () => {
    const old = treePack(10);
    const next = changedPack(old);
    const { regions, complete, equal } = diffPacks(old, next, 20_000);
    expect({ complete, equal }).toEqual({ complete: true, equal: false });
    expect(regions.length).toBeGreaterThan(0);
  });

  it('that are unrelated keep few sets of filled-in answers, and no reasons where these are not compared', () => {
    const pairs = [...leafPairs(spaceOf(pack, builtInPack('en'), expectedKinds), true, new Budget(300_000))];
    const kept = new Set(pairs.flatMap(({ state }) => state.fills)).size;
    expect(kept).toBeLessThan(pairs.length / 20);
    expect(pairs.flatMap(({ reasons }) => [...reasons])).toEqual([]);
  });

  it('with other names and another order are proved equal', () => {
    for (const each of [treePack(10), linkPack('en')]) {
      expect(diffPacks(each, rewrittenPack(each))).toMatchObject({ equal: true, complete: true, regions: [], defaults: [] });
    }
  });
});
