import { expect, test } from 'vitest';
import { blockUnder } from '../support/docs.ts';
import { run } from '../support/run.ts';

const files = { 'ours/pack.yaml': blockUnder('pack-format.md', 'Forbid a service') };
const kafka = ['--no-input', '--rules', 'ours', '--data', 'stream', '--protocol', 'kafka', '-f', 'json'];

/** The service recommended for Kafka clients, and the number of assumed answers on its path. */
async function decided(...argv: readonly string[]) {
  const { exit, out } = await run([...kafka, ...argv], { files });
  expect(exit).toBe(0);
  const { recommendation, path } = JSON.parse(out);
  return { service: recommendation.service, assumed: path.filter((step: { from: string }) => step.from === 'assumed').length };
}

test('the documented pack that forbids a service has no findings, and passes its own and all inherited cases', async () => {
  const linted = await run(['rules', 'lint', '--rules', 'ours', '--as-of', '2026-11-28'], { files });
  expect(linted.out).toMatch(/^proved: .*\n0 findings\n$/);
  const tested = await run(['rules', 'test', '--rules', 'ours'], { files });
  expect(tested.out).toMatch(/\d{3} cases: \d{3} passed, 0 failed/);
  expect([linted.exit, tested.exit]).toEqual([0, 0]);
});

test('recommends MSK by assumption, but not once the approval is refused', async () => {
  const { service, assumed } = await decided();
  expect(service).toBe('msk');
  expect(assumed).toBeGreaterThan(0);
  expect(await decided('--msk-approved', 'no')).toMatchObject({ service: 'ec2' });
});

test('recommends a service that keeps records for less time rather than MSK without an approval', async () => {
  const forYears = '--data stream --completion async --fanout pubsub --origin new --retention-days 3650'.split(' ');
  const argv = ['--no-input', '--rules', 'ours', '-f', 'json', ...forYears, '--msk-approved'];
  const [approved, refused] = [await run([...argv, 'yes'], { files }), await run([...argv, 'no'], { files })];
  expect(JSON.parse(approved.out).recommendation.service).toBe('msk');
  const unmet = [{ requirement: 'retention-days' }];
  expect(JSON.parse(refused.out)).toMatchObject({ recommendation: { service: 'kinesis' }, unmet });
});
