import { expect, test } from 'vitest';
import { cdkOut } from '../support/cdk-app.ts';
import { run } from '../support/run.ts';

const fanOut = `title: prices
answers: {data: message, completion: async, timing: any, fanout: pubsub, origin: new, receiver: services, buffer: "yes"}
expect: {service: sns, variant: standard, with: [sqs]}
`;

test('findings and records name a resource by its construct path', async () => {
  const check = (record: string) =>
    run(['check', 'link.yaml', '--against', 'cdk.out'], { files: { 'link.yaml': record, ...cdkOut(false) } });
  const { exit, out } = await check(fanOut);
  expect(exit).toBe(1);
  expect(out).toMatch(
    /^cdk\.out\/assembly-Prod\/.*\.template\.json:\d+:\d+: error: prices: `Prod\/Prices\/Shop` \(AWS::SQS::Queue\), built as `sqs\/standard`, lacks a dead-letter queue\./,
  );
  expect(out).toContain('\n1 finding\n');
  const named = await check(`${fanOut}built: [Prod/Prices/Topic, Prod/Prices/Shop]\n`);
  expect(named).toMatchObject({ exit: 1, out: expect.stringContaining('\n1 finding\n') });
});
