import { expect, test } from 'vitest';
import { blockUnder } from '../support/docs.ts';
import { run } from '../support/run.ts';

const files = { 'ours/pack.yaml': blockUnder('pack-format.md', 'Forbid a service') };

test('the documented pack that forbids a service has no findings, and passes its own and all inherited cases', async () => {
  const linted = await run(['rules', 'lint', '--rules', 'ours', '--as-of', '2026-12-01'], { files });
  expect(linted.out).toMatch(/^proved: .*\n0 findings\n$/);
  const tested = await run(['rules', 'test', '--rules', 'ours'], { files });
  expect(tested.out).toMatch(/^(\d+) cases: \1 passed, 0 failed$/m);
  expect([linted.exit, tested.exit]).toEqual([0, 0]);
});

test('recommends a service that falls short elsewhere rather than EC2 without an approval', async () => {
  const jms = '--data message --completion async --timing pull --fanout p2p --protocol jms --origin new --ops self-managed';
  const argv = `${jms} --no-input --rules ours -f json --ec2-approved`.split(' ');
  const [approved, refused] = [await run([...argv, 'yes'], { files }), await run([...argv, 'no'], { files })];
  expect(JSON.parse(approved.out).recommendation.service).toBe('ec2');
  expect(JSON.parse(refused.out)).toMatchObject({ recommendation: { service: 'sqs' }, unmet: [{ requirement: 'ops' }] });
});
