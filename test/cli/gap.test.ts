import { describe, expect, test } from 'vitest';
import { decisionFormats } from '../../src/cli/commands.ts';
import { clean } from '../proof/clean.ts';
import { run as runOn } from '../support/run.ts';

const tree = 'pack/tree.yaml';
const busy = '{when: {from: 100}, because: It is busy., then: log}';

/** The clean pack with another second branch of the node that asks `rate` after `kind: event`. */
function packWith(branch: string): Record<string, string> {
  return { ...clean, [tree]: (clean[tree] as string).replace(`      - ${busy}\n`, branch === '' ? '' : `      - ${branch}\n`) };
}

/** No branch from 100 to 200; none from 100 up. */
const between = { ...packWith(busy.replace('100', '200')), 'pack/templates/t.yaml': 'templates: {log: {}}' };
const beyond = packWith('');
/** No branch below 200, and no rate is below 0. */
const nowhere = { ...beyond, [tree]: (beyond[tree] as string).replace('{below: 100}', '{from: 200, below: 100}') };

const run = (files: Record<string, string>, line: string) => runOn([...line.split(' '), '--rules', 'pack'], { files });

async function decision(files: Record<string, string>, line: string) {
  const { exit, out } = await run(files, `decide ${line} -f json`);
  return { exit, ...JSON.parse(out) };
}

test.each(Object.keys(decisionFormats))('a gap that the answers do not reach does not stop a decision (%s)', async (format) => {
  expect(await run(between, `decide --kind log -f ${format}`)).toMatchObject({ exit: 0, err: '' });
});

describe('a gap that open answers may reach', () => {
  test('keeps the decision open and names the other possible services', async () => {
    const why = expect.stringContaining('The rules have no branch for some answers to the open questions.');
    const open = { possible: ['topic', 'log'], ask: 'rate', why };
    expect(await decision(between, '--kind event')).toMatchObject({ exit: 3, status: 'open', open });
  });

  test('keeps an overview from saying that every answer settles the link', async () => {
    const link = { 'links/a.yaml': 'id: a\nanswers: {kind: event}\n' };
    const { out } = await run({ ...beyond, ...link }, 'overview links -f json');
    const values = [
      { value: 0, settles: ['a'] },
      { value: 100, settles: [] },
    ];
    expect(JSON.parse(out).open.questions).toMatchObject([{ question: 'rate', settles: [], narrows: [], values }]);
  });
});

test.each([
  [
    'if all open answers lead to it',
    nowhere,
    '',
    'Whatever the answers to the open questions, the rules lead to no service: `busy`',
  ],
  ['with the answer', between, ' --rate 150', 'The rules have no branch at `busy` for the answer `150` to `rate`.'],
])('a gap is reported %s', async (_, files, more, sentence) => {
  const { exit, out, err } = await run(files, `decide --kind event${more}`);
  expect({ exit, out, err }).toEqual({ exit: 2, out: '', err: expect.stringContaining(sentence) });
});

test('a gap that is met while answering prompts is reported with the command that gives the answers again', async () => {
  const typing = (said: string): string => (said.includes('A number') ? '150' : '');
  const world = { files: between, env: { ACCESSIBLE: '1' }, terminals: ['stdin', 'stdout', 'stderr'], typing } as const;
  const { exit, err } = await runOn(['--rules', 'pack', '--kind', 'event'], world);
  expect(exit).toBe(2);
  expect(err).toContain('no branch at `busy` for the answer `150` to `rate`');
  expect(err).toMatch(/tsunagi .*--rate 150/);
});

test('a gap fails only the line of a batch that reaches it', async () => {
  const lines = [{ kind: 'event', rate: 150 }, { kind: 'log' }].map((answers) => JSON.stringify({ answers }));
  const { exit, out } = await run({ ...between, 'in.jsonl': lines.join('\n') }, 'batch in.jsonl');
  expect(exit).toBe(2);
  const [bad = '', good = ''] = out.split('\n');
  expect(JSON.parse(bad)).toMatchObject({ line: 1, status: 'invalid', error: { code: 'check-gap', node: 'busy' } });
  expect(JSON.parse(good)).toMatchObject({ line: 2, status: 'decided' });
});

test('a record whose answers reach a gap fails the check at that answer, and is neither decided nor open in an overview', async () => {
  const files = { ...between, 'a.yaml': 'id: a\nanswers: {kind: event, rate: 150}\n', 'b.yaml': 'id: b\nanswers: {kind: log}\n' };
  const checked = await run(files, 'check a.yaml b.yaml');
  expect(checked.exit).toBe(1);
  expect(checked.out).toMatch(/^a\.yaml:2:30: error: a: The rules have no branch at `busy` for this answer to `rate`\./);
  const { out } = await run(files, 'overview a.yaml b.yaml');
  expect(out).toContain('  2 links: 1 decided, 0 open, 1 without a branch in the rules\n');
  expect(out).toMatch(/\na {23}the rules have no branch for its answers\nb {5}Log {6}decided\n/);
  expect(out).not.toContain('Still open');
});

test('a map of services shows what is recommended where there is no gap', async () => {
  const gappy = { ...clean, [tree]: (clean[tree] as string).replace(/ {4}- when: log\n.*\n.*\n/, '') };
  const { exit, out } = await run(gappy, 'services --map kind,wait -f json');
  expect(exit).toBe(0);
  const cells: Record<string, unknown>[] = JSON.parse(out).cells;
  const at = (kind: string) => cells.find(({ column, row }) => column === kind && row === 'no')?.['recommended'];
  expect([at('task'), at('log')]).toMatchObject([{ service: 'queue' }, null]);
});
