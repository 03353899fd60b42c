import { describe, expect, test } from 'vitest';
import { blockUnder } from '../support/docs.ts';
import { run } from '../support/run.ts';

// docs/pack-format.md, "Forbid a service", followed word for word.

type Files = Readonly<Record<string, string>>;

const rules = ['--rules', 'ours', '--lang', 'en'];
const kafka = ['--data=stream', '--completion=async', '--timing=pull', '--fanout=pubsub', '--origin=migration', '--refactor=no'];

async function lint(files: Files) {
  const { exit, out } = await run(['rules', 'lint', ...rules, '--as-of', '2026-11-24', '-f', 'json'], { files });
  return { exit, findings: JSON.parse(out).findings as readonly { code: string; paste?: string; args: { key: string } }[] };
}

async function expectProved(files: Files): Promise<void> {
  expect(await lint(files)).toEqual({ exit: 0, findings: [] });
  const { exit, out } = await run(['rules', 'test', ...rules], { files });
  expect(out).toMatch(/cases: (\d+) passed, 0 failed\n$/);
  expect(exit).toBe(0);
}

async function decided(files: Files, ...more: readonly string[]) {
  const { out } = await run([...kafka, '--protocol=kafka', '--no-input', '-f', 'json', ...rules, ...more], { files });
  return JSON.parse(out);
}

describe('unless it is approved', () => {
  const files = { 'ours/pack.yaml': blockUnder('pack-format.md', 'Unless it is approved') };

  test('is a pack that is proved, with all inherited cases', () => expectProved(files));

  test('comes out as before until somebody says no, and says so', async () => {
    const before = await decided(files);
    expect(before.recommendation.service).toBe('msk');
    expect(before.flips).toContainEqual(expect.objectContaining({ question: 'msk-approved', to: 'no', service: 'ec2' }));
    expect((await decided(files, '--msk-approved=no')).recommendation.service).toBe('ec2');
  });
});

describe('altogether', () => {
  const files: Files = { 'ours/pack.yaml': blockUnder('pack-format.md', 'Altogether') };

  test('leaves only cases to be removed, with the lines that do it; then it is proved', async () => {
    const { exit, findings } = await lint(files);
    expect({ exit, codes: findings.map(({ code }) => code) }).toEqual({
      exit: 1,
      codes: ['removed-in-cases', 'removed-in-cases'],
    });
    const removals = findings.map(({ paste }, index) => [`ours/removed-${index}.yaml`, paste ?? ''] as const);
    const settled = { ...files, ...Object.fromEntries(removals) };
    await expectProved(settled);
    expect((await decided(settled)).recommendation.service).toBe('ec2');
    const { out } = await run(['rules', 'diff', 'aws-messaging', 'ours', '--summary', '--lang', 'en'], { files: settled });
    expect(out).toContain('msk → ec2');
  });

  test('begins with a removal alone, which names what is left without it', async () => {
    const alone = { 'ours/pack.yaml': `${blockUnder('pack-format.md', 'Altogether').split('nodes:')[0]}` };
    const { out } = await run(['rules', 'lint', ...rules], { files: alone });
    const named = [...out.matchAll(/removes it: replace `([^`]+)`/g)].map(([, path]) => path);
    expect([...new Set(named)].sort()).toEqual([
      'advice.dual-write.services',
      'advice.kafka-exactly-once.services',
      'advice.stateful-analysis.services',
      'nodes.managed-kafka',
      'nodes.ordered-log',
    ]);
  });
});
