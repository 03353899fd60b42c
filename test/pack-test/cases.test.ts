import { describe, expect, it } from 'vitest';
import { cases } from '../../src/messages/en/rules-test.ts';
import type { Node, Pack } from '../../src/model/pack.ts';
import type { Case, CaseExpectation } from '../../src/pack/pack-source.ts';
import { coverageOf, passes, runCases } from '../../src/pack-test/cases.ts';
import { divergenceText } from '../../src/pack-test/test-report.ts';
import { linkPack } from '../support/link-pack.ts';

const pack = linkPack('en');

function caseOf(answers: Case['answers'], expect: Case['expect'], more: Partial<Case> = {}): Case {
  return { name: 'a case', answers, assume: true, defaults: false, expect, layer: pack.id, ...more };
}

function run(of: Pack, answers: Case['answers'], expect: Case['expect'], more: Partial<Case> = {}) {
  const [result] = runCases(of, [caseOf(answers, expect, more)]);
  if (!result) throw new Error('no result');
  return result;
}

const queue = { data: 'message', origin: 'new', fanout: 'p2p' };

describe('a case', () => {
  it('passes if all it expects is met, and ignores the rest', () => {
    expect(run(pack, queue, { service: 'sqs' }).mismatches).toEqual([]);
    expect(run(pack, queue, { service: 'sqs', variant: null, with: [], pattern: null, warnings: [] }).mismatches).toEqual([]);
    expect(run(pack, { data: 'message' }, { service: null, possible: ['mq', 'sqs', 'sns'] }).mismatches).toEqual([]);
    expect(passes(pack, caseOf(queue, { service: 'sqs' }))).toBe(true);
  });

  it.each([
    ['service', queue, { service: 'sns' }, 'sns', 'sqs'],
    ['variant', queue, { service: 'sqs', variant: 'fifo' }, 'fifo', null],
    ['with', queue, { service: 'sqs', with: ['sns'] }, ['sns'], []],
    ['pattern', queue, { service: 'sqs', pattern: 'queue' }, 'queue', null],
    ['warnings', queue, { service: 'sqs', warnings: ['late'] }, ['late'], []],
    ['possible', { data: 'message' }, { service: null, possible: ['sqs'] }, ['sqs'], ['sns', 'sqs', 'mq']],
  ] as const)('reports the expected and the actual %s', (key, answers, expectation, expected, got) => {
    expect(run(pack, answers, expectation).mismatches).toEqual([{ key, expected, got }]);
    expect(passes(pack, caseOf(answers, expectation))).toBe(false);
  });

  it('applies assumptions and defaults only if it says so', () => {
    const answers = { data: 'stream' };
    expect(run(pack, answers, { service: 'kinesis' }).mismatches).toEqual([]);
    expect(run(pack, answers, { service: null, possible: ['kinesis', 'ec2'] }, { assume: false }).mismatches).toEqual([]);
    const open = { data: 'message', origin: 'new' };
    expect(run(pack, open, { service: null }).mismatches).toEqual([]);
    expect(run(pack, open, { service: 'sqs' }, { defaults: true }).mismatches).toEqual([]);
  });
});

describe('the first divergence of a failed case', () => {
  const divergence = (answers: Case['answers'], expectation: CaseExpectation, of: Pack = pack): string =>
    divergenceText(run(of, answers, expectation), of, cases, (path) => path);

  it('is the branch below which no leaf names the expected service', () => {
    expect(divergence(queue, { service: 'kinesis' })).toBe(
      'First wrong turn: nodes.start.branches.1.when: node start asks data, and the branch for message leads to sns, ' +
        'sqs, mq, from which no path leads to kinesis.\n' +
        'The walk ends at nodes.queue.services.0.service: leaf queue, sqs.',
    );
    expect(divergence(queue, { service: 'sns' })).toMatch(/^First wrong turn: nodes\.new\.branches\.0\.when: .* leads to sqs,/);
  });

  it('is the node at which the walk stops, because its question is open or has no branch for the answer', () => {
    expect(divergence({ data: 'message' }, { service: 'sns' })).toMatch(
      /^The walk stops at nodes\.message\.ask: node message asks origin, and no branch is taken\.$/,
    );
    const node = pack.nodes['new'] as Node;
    const gappy: Pack = { ...pack, nodes: { ...pack.nodes, new: { ...node, branches: node.branches.slice(0, 1) } } };
    const answers = { ...queue, fanout: 'pubsub' };
    expect(divergence(answers, { service: 'sqs' }, gappy)).toMatch(/^The walk stops at nodes\.new\.ask: /);
    expect(run(gappy, answers, { service: 'sqs' }).settled).toBeNull();
  });

  it('is missing if the leaf is right, or an open decision is expected', () => {
    const end = 'The walk ends at nodes.queue.services.0.service: leaf queue, sqs.';
    expect(divergence(queue, { service: 'ec2' })).toBe(end);
    expect(divergence(queue, { service: 'sqs', warnings: ['late'] })).toBe(end);
    expect(divergence(queue, { service: null })).toBe(end);
    const open = { service: null, possible: ['sqs'] };
    expect(run(pack, { data: 'message' }, open).mismatches.map(({ key }) => key)).toEqual(['possible']);
    expect(divergence({ data: 'message' }, open)).toMatch(/^The walk stops at nodes\.message\.ask/);
  });

  it('is the first branch if no leaf names the expected service', () => {
    expect(divergence(queue, { service: 'sqs', variant: 'fifo' })).toMatch(/branches\.1\.when: .* no path leads to sqs\/fifo\./);
  });
});

describe('coverage', () => {
  const counted = (...all: Case['answers'][]) =>
    coverageOf(
      pack,
      all.map((answers) => run(pack, answers, { service: null })),
    );

  it('counts branches that are certain, the leaves reached and the outcomes', () => {
    expect(counted().tallies).toEqual({
      branch: { covered: 0, total: 10, percent: 0 },
      leaf: { covered: 0, total: 5, percent: 0 },
      service: { covered: 0, total: 5, percent: 0 },
      variant: { covered: 0, total: 0, percent: 100 },
    });
    const { tallies, uncovered } = counted(queue, { data: 'message', origin: 'migration' });
    expect(tallies).toMatchObject({ branch: { covered: 4 }, leaf: { covered: 1 }, service: { covered: 1 } });
    expect(uncovered).toContainEqual(expect.objectContaining({ kind: 'branch', path: 'nodes.old.branches.0.when' }));
    expect(uncovered).not.toContainEqual(expect.objectContaining({ path: 'nodes.message.branches.1.when' }));
  });
});
