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
import { run } from '../support/run.ts';

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
  const metric = queue.metricApproximateAgeOfOldestMessage();
  const alarm = new Alarm(nested, 'Old', { metric, threshold: 60, evaluationPeriods: 1 });
  alarm.addAlarmAction(new SnsAction(new Topic(nested, 'Alarms')));
}

function failedIn(stage: Stage): DeadLetterQueue {
  return { queue: new Queue(new Stack(stage, 'Failed'), 'Failed'), maxReceiveCount: 3 };
}

test('findings and records name a resource by its construct path', async () => {
  const files = synthesised((app) => prices(app, false));
  const check = (record: string) =>
    run(['check', 'link.yaml', '--against', 'cdk.out'], { files: { 'link.yaml': record, ...files } });
  const { exit, out } = await check(fanOut);
  expect(exit).toBe(1);
  expect(out).toMatch(
    /^cdk\.out\/assembly-Prod\/.*\.template\.json:\d+:\d+: error: prices: `Prod\/Prices\/Shop\/Resource` \(AWS::SQS::Queue\), built as `sqs\/standard`, lacks a dead-letter queue\./,
  );
  expect(out).toContain('\n1 finding\n');
  const named = await check(`${fanOut}built: [Prod/Prices/Topic, Prod/Prices/Shop]\n`);
  expect(named).toMatchObject({ exit: 1, out: expect.stringContaining('\n1 finding\n') });
});

test('scan and check read stages, stacks that share resources and nested stacks, and name a topic and its queue by construct path', async () => {
  const { exit, files } = await run(['scan', 'cdk.out', '-o', 'links.yaml'], { files: synthesised((app) => prices(app, true)) });
  expect(exit).toBe(0);
  const text = String(files['links.yaml']);
  expect(text).toContain('built: [Prod/Prices/Topic, Prod/Prices/Shop]');
  expect(text.match(/^id: /gm)).toHaveLength(1);
  const checked = await run(['check', 'links.yaml', '--against', 'cdk.out/'], { files });
  expect(checked).toMatchObject({ exit: 0, out: expect.stringContaining('Against 3 templates with ') });
});
