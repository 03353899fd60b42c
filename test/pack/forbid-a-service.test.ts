import { expect, test } from 'vitest';
import { blockUnder } from '../support/docs.ts';
import { run } from '../support/run.ts';
import { queueAnswers } from '../support/sandbox.ts';

const files = { 'ours/pack.yaml': blockUnder('pack-format.md', 'Forbid a service') };
const linted = async (pack: string) =>
  (await run(['rules', 'lint', '--rules', 'ours', '--as-of', '2026-12-15'], { files: { 'ours/pack.yaml': pack } })).out;

test('the documented pack that forbids a service has no findings, and passes its own and all inherited cases', async () => {
  expect(await linted(files['ours/pack.yaml'])).toBe('platform@1.0.0 is proved for all sets of answers\n0 findings\n');
  expect((await run(['rules', 'test', '--rules', 'ours'], { files })).out).toMatch(/^(\d+) cases of .*: \1 passed, 0 failed$/m);
});

test('a record is neither compared nor fixed with rules that do not extend those it was decided with', async () => {
  const record = `answers: ${queueAnswers}\nexpect: {service: sns, rules: `;
  const elsewhere = { files: { 'a.yaml': `${record}platform@1.0.0}\n` } };
  const found = expect.stringContaining('[check-rules]');
  expect(await run(['check', 'a.yaml', '--fix'], elsewhere)).toMatchObject({ exit: 1, files: {}, out: found });
  expect(await run(['overview', 'a.yaml'], elsewhere)).toMatchObject({ exit: 0, err: found });
  const world = { files: { ...files, 'a.yaml': `${record}aws-messaging@1.0.0}\n` } };
  expect((await run(['check', 'a.yaml', '--rules', 'ours'], world)).out).toContain('[check-service]');
});

test('the service is forbidden until it is approved if the root asks and no is assumed, as documented', async () => {
  const assumed = files['ours/pack.yaml'].replace('    values:', '    assume: "no"\n    values:');
  const pack = `${assumed.replace('topic: operations', 'topic: operations\n        mitigation: ask')}
tree: {ask: ec2-approved, branches: [{when: ["yes", "no"], because: The board decides., then: own-kafka}]}
mitigations: {ask: {name: Ask, kind: workaround, text: Ask., trade-off: It takes days., source: https://wiki.example.com/}}\n`;
  expect(await linted(pack)).not.toContain('[contradicted-service]');
  expect((await run(['--no-input', '--rules', 'ours'], { files: { 'ours/pack.yaml': pack } })).out).toContain('d  yes -> met');
  expect(await linted(pack.replace('        mitigation: ask\n', ''))).toContain('[contradicted-service]');
});

test('recommends a service that falls short elsewhere rather than EC2 without an approval', async () => {
  const jms = '--data message --completion async --timing pull --fanout p2p --protocol jms --origin new --ops self-managed';
  const argv = `${jms} --no-input --rules ours -f json --ec2-approved`.split(' ');
  const [approved, refused] = [await run([...argv, 'yes'], { files }), await run([...argv, 'no'], { files })];
  expect(JSON.parse(approved.out).recommendation.service).toBe('ec2');
  expect(JSON.parse(refused.out)).toMatchObject({ recommendation: { service: 'sqs' }, unmet: [{ requirement: 'ops' }] });
});

test('says which variant a rule passes over, if no fact of the recommended one is about the same', async () => {
  const [head = '', fact = ''] = files['ours/pack.yaml'].split(/services:\n.*\n.*\n|cases:\n/);
  const pack = `${head}services:\n  sqs:\n    variants:\n      standard:\n        facts:\n${fact.replace(/^/gm, '    ').trimEnd()}\n`;
  const argv = ['--no-input', '--rules', 'ours', '--ec2-approved', 'no', '-a', '-'];
  const { out } = await run(argv, { stdin: `answers: ${queueAnswers}`, files: { 'ours/pack.yaml': pack } });
  expect(out.replace(/\s+/g, ' ')).toContain(
    'Standard queue would come first, but falls short on Approval of Amazon EC2: needs approval.',
  );
});
