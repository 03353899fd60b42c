import { expect, test } from 'vitest';
import { run } from './support/run.ts';

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

type Files = Readonly<Record<string, string>>;

/** The lines of a file that differ between two states of the folder. */
function changed(path: string, before: Files, after: Files): string[] {
  const [old, now] = [before, after].map((files) => (files[path] ?? '').split('\n'));
  const only = (mine: string[] = [], others: string[] = []): string[] => mine.filter((line) => !others.includes(line));
  return [...only(old, now).map((line) => `-${line}`), ...only(now, old).map((line) => `+${line}`)];
}

test('a decision is saved, checked, accepted, fixed and superseded', async () => {
  let files: Files = { 'rules/pack.yaml': rules, 'links/.keep': '', 'adr/.keep': '' };
  const edit = (path: string, change: (text: string) => string): void => {
    files = { ...files, [path]: change(files[path] ?? '') };
  };
  const tsunagi = async (...args: readonly string[]) => {
    const ended = await run([...args, '--rules', 'rules'], { files });
    files = ended.files;
    return ended;
  };
  const check = (...args: readonly string[]) => tsunagi('check', 'links', '--as-of', '2026-12-01', ...args);
  const silent = { exit: 0, out: '', err: '' };

  // Decide, save, and keep an ADR beside it.
  const save = ['--fanout', 'p2p', '--title', 'orders to billing', '--date', '2026-12-01', '--save', 'links/orders.yaml'];
  expect(await tsunagi(...save, '-f', 'adr', '-o', 'adr/orders.md')).toMatchObject(silent);
  edit('links/orders.yaml', (text) =>
    text.replace('  fanout: {', '  # Billing alone.\n  fanout: {').replace('expect:\n', 'review-by: 2027-06-30\nexpect:\n'),
  );
  edit('adr/orders.md', (text) => `${text}\n## Costs\n\nNext to nothing.\n`);
  expect(files['adr/orders.md']).toContain('`tsunagi check --rules rules links/orders.yaml`');
  expect(await check()).toMatchObject({ ...silent, out: '1 record as of 2026-12-01: 1 same\n0 findings\n' });

  // The rules change, and ask for another queue.
  edit('rules/pack.yaml', (text) =>
    text.replace('service: sqs, variant: standard', 'service: sqs, variant: fifo').replace('1.0.0', '1.1.0'),
  );
  const moved = await check('-f', 'json');
  expect(moved.exit).toBe(1);
  expect(JSON.parse(moved.out)).toMatchObject({
    findings: [{ code: 'check-reason', args: { expected: 'standard', got: 'fifo' } }],
    records: [{ verdict: 'other-reason', service: 'sqs', variant: 'fifo' }],
  });

  // Somebody accepts the finding for now, with a reason and a last day.
  expect(await check('--write-baseline', 'known.yaml')).toMatchObject({ exit: 1 });
  edit('known.yaml', (text) => text.replace('reason: null', 'reason: in the next quarter\n    until: 2027-03-31'));
  const accepted = { exit: 0, out: expect.stringContaining('0 findings, 1 accepted') };
  expect(await check('--baseline', 'known.yaml')).toMatchObject(accepted);
  const late = await tsunagi('check', 'links', '--as-of', '2027-04-01', '--baseline', 'known.yaml');
  expect(late.out).toContain('it was accepted until 2027-03-31');

  // The fix changes only what the record expects.
  const unfixed = files;
  const fixed = await check('--fix');
  expect(
    fixed.err
      .replaceAll(/sha256:\w+/g, 'sha256:x')
      .split('\n')
      .slice(1),
  ).toEqual([
    ...['-   variant: standard', '-   rules: house@1.0.0', '-   digest: sha256:x'],
    ...['+   variant: fifo', '+   rules: house@1.1.0', '+   digest: sha256:x', ''],
  ]);
  expect(changed('links/orders.yaml', unfixed, files)).toEqual([
    ...['-  variant: standard', '-  rules: house@1.0.0', expect.stringMatching(/^- {2}digest: sha256:/)],
    ...['+  variant: fifo', '+  rules: house@1.1.0', expect.stringMatching(/^\+ {2}digest: sha256:/)],
  ]);
  expect(await check()).toMatchObject({ exit: 0 });

  // The application changes: a new decision supersedes the old one in both records and ADRs.
  const next = ['-a', 'links/orders.yaml', '--fanout', 'pubsub', '--title', 'orders to all', '--save', 'links/all.yaml'];
  const sides = ['--supersedes', 'links/orders.yaml', '--supersedes', 'adr/orders.md'];
  const decided = files;
  expect(await tsunagi(...next, ...sides, '-f', 'adr', '-o', 'adr/all.md')).toMatchObject(silent);
  const idIn = (path: string): string => /^id: (.*)$/m.exec(files[path] ?? '')?.[1] ?? 'none';
  const superseded = ['-status: accepted', '+status: superseded', `+superseded-by: ${idIn('links/all.yaml')}`];
  expect(changed('links/orders.yaml', decided, files)).toEqual(superseded);
  expect(files['links/all.yaml']).toContain(`supersedes: ${idIn('links/orders.yaml')}\n`);
  expect(files['adr/orders.md']).toMatch(/^---\nstatus: superseded by all\n[\s\S]*\(all\.md\)/);
  expect(files['adr/orders.md']).toContain('## Costs\n\nNext to nothing.\n');
  expect(files['adr/all.md']).toContain('(orders.md)');

  // The superseded record no longer counts, whatever changes in it.
  edit('links/orders.yaml', (text) => text.replace('service: sqs', 'service: sns'));
  const out = '2 records as of 2026-12-01: 1 same, 1 superseded\n0 findings\n';
  expect(await check()).toMatchObject({ ...silent, out });

  // An ADR that is written again keeps what was added by hand.
  const before = files;
  expect(await tsunagi('-a', 'links/all.yaml', '-f', 'adr', '-o', 'adr/all.md')).toMatchObject(silent);
  expect(files).toEqual(before);
});
