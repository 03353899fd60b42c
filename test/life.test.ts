import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Sandbox } from './support/sandbox.ts';

const repository = new Sandbox();
const tsunagi = (...args: readonly string[]) => repository.tsunagi(args);

function commit(message: string): void {
  repository.git('add', '--all');
  repository.git('commit', '--quiet', '--message', message);
}

/** Short rules, since every run reads them. */
const rules = `pack: {format: 1, id: house, version: 1.0.0, title: House rules, languages: [en], fact-age-days: 365}
questions:
  fanout: {type: choice, group: core, ask: How many consumers receive it?, values: {p2p: {text: one}, pubsub: {text: several}}}
tree:
  ask: fanout
  branches:
    - when: p2p
      because: One consumer takes it.
      then: {leaf: queue, services: [{service: sqs, variant: standard, summary: A standard queue., because: [It waits.]}]}
    - {when: pubsub, because: Several receive it., then: {leaf: topic, services: [{service: sns, summary: A topic.}]}}
services:
  sqs:
    name: Amazon SQS
    summary: Queues.
    differentiator: It keeps what is not taken.
    variants: {standard: {name: standard queue, summary: Any order.}, fifo: {name: FIFO queue, summary: In order.}}
    facts:
      fanout: {topic: consumers, question: fanout, values: [p2p], short: one, text: One consumer takes it., source: "https://example.com/sqs", checked: 2026-06-01}
  sns: {name: Amazon SNS, summary: Topics., differentiator: It pushes.}
`;

const edit = (file: string, change: (text: string) => string): void => repository.write(file, change(repository.read(file)));
/** The lines that changed since the last commit. */
const changed = (...paths: readonly string[]): string[] =>
  repository
    .git('diff', '--unified=0', '--', ...paths)
    .split('\n')
    .filter((line) => /^[-+](?![-+])/.test(line));

const answers = ['--fanout', 'p2p'];
const check = ['check', '--rules', 'rules', '--as-of', '2026-12-01', 'links'];

beforeAll(() => {
  repository.git('init', '--quiet', '--initial-branch=main');
  for (const folder of ['links', 'adr']) mkdirSync(repository.path(folder));
  repository.write('rules/pack.yaml', rules);
  commit('The rules');
});

afterAll(() => repository.remove());

test('a decision lives in a repository: it is saved, checked, accepted, fixed and superseded', () => {
  // Decide, save, and keep an ADR beside it.
  const save = ['--rules', 'rules', ...answers, '--title', 'orders to billing', '--date', '2026-12-01'];
  const saved = tsunagi(...save, '--save', 'links/orders.yaml', '-f', 'adr', '-o', 'adr/orders.md');
  expect(saved).toEqual({ status: 0, stdout: '', stderr: '' });
  edit('links/orders.yaml', (text) =>
    text.replace('  fanout: {', '  # Billing alone.\n  fanout: {').replace('expect:\n', 'review-by: 2027-06-30\nexpect:\n'),
  );
  edit('adr/orders.md', (text) => `${text}\n## Costs\n\nNext to nothing.\n`);
  expect(repository.read('adr/orders.md')).toContain('`tsunagi check --rules rules links/orders.yaml`');
  commit('Orders go to billing through a queue');

  // The decision holds.
  expect(tsunagi(...check)).toEqual({ status: 0, stdout: '1 record as of 2026-12-01: 1 same\n0 findings\n', stderr: '' });
  expect(tsunagi('check', '--rules', 'rules', '--as-of', '2026-12-01', 'links/orders.yaml').status).toBe(0);
  expect(repository.git('status', '--porcelain')).toBe('');

  // The rules change, and ask for another queue.
  edit('rules/pack.yaml', (text) =>
    text.replace('service: sqs, variant: standard', 'service: sqs, variant: fifo').replace('1.0.0', '1.1.0'),
  );
  expect(changed('rules')).not.toEqual([]);
  commit('Rules: FIFO queues only');
  const variantLine =
    repository
      .read('links/orders.yaml')
      .split('\n')
      .findIndex((line) => line.startsWith('  variant: ')) + 1;
  const moved = tsunagi(...check, '-f', 'json');
  expect(moved.status).toBe(1);
  expect(JSON.parse(moved.stdout)).toMatchObject({
    findings: [
      {
        code: 'check-reason',
        at: { file: 'links/orders.yaml', line: variantLine, col: 12 },
        args: { expected: 'standard', got: 'fifo' },
      },
    ],
    records: [{ verdict: 'other-reason', service: 'sqs', variant: 'fifo' }],
  });

  // On another branch somebody accepts the finding for now, with a reason and a last day.
  repository.git('switch', '--quiet', '--create', 'later');
  expect(tsunagi(...check, '--write-baseline', 'known.yaml').status).toBe(1);
  edit('known.yaml', (text) => text.replace('reason: null', 'reason: in the next quarter\n    until: 2027-03-31'));
  expect(tsunagi(...check, '--baseline', 'known.yaml')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('0 findings, 1 accepted'),
  });
  const late = check.map((word) => (word === '2026-12-01' ? '2027-04-01' : word));
  expect(tsunagi(...late, '--baseline', 'known.yaml').stdout).toContain('it was accepted until 2027-03-31');
  commit('Known');
  repository.git('switch', '--quiet', 'main');

  // The fix changes only what the record expects.
  const fixed = tsunagi(...check, '--fix');
  expect(fixed.status).toBe(0);
  expect(fixed.stderr).toMatch(/^- {3}variant: standard\n[\s\S]*^\+ {3}variant: fifo\n/m);
  expect(changed('links').map((line) => line.replace(/sha256:.*/, 'sha256:'))).toEqual([
    '-  variant: standard',
    '+  variant: fifo',
    '-  rules: house@1.0.0',
    '-  digest: sha256:',
    '+  rules: house@1.1.0',
    '+  digest: sha256:',
  ]);
  expect(tsunagi(...check).status).toBe(0);
  commit('A FIFO queue');

  // The application changes: a new decision supersedes the old one in both records and ADRs.
  const next = ['--rules', 'rules', '-a', 'links/orders.yaml', '--fanout', 'pubsub', '--title', 'orders to all'];
  const sides = ['--supersedes', 'links/orders.yaml', '--supersedes', 'adr/orders.md'];
  const superseded = tsunagi(...next, '--save', 'links/all.yaml', ...sides, '-f', 'adr', '-o', 'adr/all.md');
  expect(superseded).toEqual({ status: 0, stdout: '', stderr: '' });
  const [, oldId] = /^id: (.*)$/m.exec(repository.read('links/orders.yaml')) ?? [];
  const [, newId] = /^id: (.*)$/m.exec(repository.read('links/all.yaml')) ?? [];
  expect(changed('links')).toEqual(['-status: accepted', '+status: superseded', `+superseded-by: ${newId}`]);
  expect(repository.read('links/all.yaml')).toContain(`supersedes: ${oldId}\n`);
  expect(repository.read('adr/orders.md')).toMatch(/^---\nstatus: superseded by all\n/);
  expect(repository.read('adr/orders.md')).toContain('(all.md)');
  expect(repository.read('adr/orders.md')).toContain('## Costs\n\nNext to nothing.\n');
  expect(repository.read('adr/all.md')).toContain('(orders.md)');

  // The superseded record no longer counts, whatever changes in it.
  expect(tsunagi(...check)).toEqual({
    status: 0,
    stdout: '2 records as of 2026-12-01: 1 same, 1 superseded\n0 findings\n',
    stderr: '',
  });
  commit('Orders go to all');
  edit('links/orders.yaml', (text) => text.replace('service: sqs', 'service: sns'));
  expect(tsunagi(...check).status).toBe(0);
  repository.git('checkout', '--quiet', '--', '.');

  // An ADR that is written again keeps what was added by hand.
  expect(tsunagi('--rules', 'rules', '-a', 'links/all.yaml', '-f', 'adr', '-o', 'adr/all.md').status).toBe(0);
  expect(repository.git('status', '--porcelain')).toBe('');
});

test('records of two branches never get the same id', () => {
  const ids = ['left', 'right'].map((branch) => {
    repository.git('switch', '--quiet', '--force-create', branch, 'main');
    const title = branch === 'left' ? 'prices' : 'stock';
    tsunagi('--rules', 'rules', ...answers, '--title', title, '--save', `links/${title}.yaml`);
    tsunagi('--rules', 'rules', ...answers, '--save', `links/untitled-${branch}.yaml`);
    commit(branch);
    return [title, `untitled-${branch}`].map((name) => /^id: (.*)$/m.exec(repository.read(`links/${name}.yaml`))?.[1]);
  });
  repository.git('merge', '--quiet', '--no-edit', 'left');
  const all = ids.flat();
  expect(new Set(all).size).toBe(4);
  expect(tsunagi(...check).status).toBe(0);
});
