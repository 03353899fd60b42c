import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { type DeadLetterQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { memoryIo } from '../support/memory-io.ts';

// The validation of AWS CDK takes seconds to start.
process.env['CDK_VALIDATION'] = 'false';

/** The output of `cdk synth` for an application, as files below `cdk.out`. */
function synthesised(define: (app: App) => void): Record<string, Uint8Array> {
  const outdir = mkdtempSync(join(tmpdir(), 'tsunagi-cdk-'));
  // The defaults of the AWS CDK command line.
  const context = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };
  try {
    const app = new App({ outdir, context, analyticsReporting: false });
    define(app);
    app.synth();
    const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name));
    return Object.fromEntries(paths.map((path) => [`cdk.out${path.slice(outdir.length)}`, readFileSync(path)]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const fanOut = `title: prices
answers: {data: message, completion: async, timing: any, fanout: pubsub, origin: new, receiver: services, buffer: "yes"}
expect: {service: sns, variant: standard, with: [sqs]}
`;

/** A stage with a topic and a queue, a dead-letter queue in another stack, and a topic for alarms in a nested stack. */
function prices(app: App, deadLetters: boolean): void {
  const stage = new Stage(app, 'Prod');
  const stack = new Stack(stage, 'Prices');
  const topic = new Topic(stack, 'Topic');
  const queue = new Queue(stack, 'Shop', deadLetters ? { deadLetterQueue: failedIn(stage) } : {});
  topic.addSubscription(new SqsSubscription(queue));
  const nested = new NestedStack(stack, 'Watch');
  const alarm = new Alarm(nested, 'Old', {
    metric: queue.metricApproximateAgeOfOldestMessage(),
    threshold: 60,
    evaluationPeriods: 1,
  });
  alarm.addAlarmAction(new SnsAction(new Topic(nested, 'Alarms')));
}

function failedIn(stage: Stage): DeadLetterQueue {
  return { queue: new Queue(new Stack(stage, 'Failed'), 'Failed'), maxReceiveCount: 3 };
}

test('check reads stages, stacks that share resources and nested stacks of AWS CDK', async () => {
  const io = memoryIo({ files: { 'link.yaml': fanOut, ...synthesised((app) => prices(app, true)) } });
  expect(await main(['check', 'link.yaml', '--against', 'cdk.out/'], io), io.out()).toBe(0);
  expect(io.out()).toContain('Against 3 templates with ');
});

test('findings and records name a resource by its construct path', async () => {
  const files = synthesised((app) => prices(app, false));
  const io = memoryIo({ files: { 'link.yaml': fanOut, ...files } });
  expect(await main(['check', 'link.yaml', '--against', 'cdk.out'], io)).toBe(1);
  expect(io.out()).toMatch(
    /^cdk\.out\/assembly-Prod\/.*\.template\.json:\d+:\d+: error: prices: `Prod\/Prices\/Shop\/Resource` \(AWS::SQS::Queue\), built as `sqs\/standard`, lacks a dead-letter queue\./,
  );
  expect(io.out()).toContain('\n1 finding\n');
  const named = memoryIo({ files: { 'link.yaml': `${fanOut}built: [Prod/Prices/Topic, Prod/Prices/Shop]\n`, ...files } });
  expect(await main(['check', 'link.yaml', '--against', 'cdk.out'], named)).toBe(1);
  expect(named.out()).toContain('\n1 finding\n');
});

test('scan drafts one record for a topic with its queue, and names both by construct path', async () => {
  const io = memoryIo({ files: synthesised((app) => prices(app, true)) });
  expect(await main(['scan', 'cdk.out', '-o', 'links.yaml'], io)).toBe(0);
  const text = String(io.written()['links.yaml']);
  expect(text).toContain('built: [Prod/Prices/Topic, Prod/Prices/Shop]');
  expect(text.match(/^id: /gm)).toHaveLength(1);
  const again = memoryIo({ files: io.written() });
  expect(await main(['check', 'links.yaml', '--against', 'cdk.out'], again), again.out()).toBe(0);
});
