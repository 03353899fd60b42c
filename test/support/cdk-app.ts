import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';

/** The output of `cdk synth` for an application whose queue has a dead-letter queue or not, as files below `cdk.out`. */
export function cdkOut(deadLetters: boolean): Record<string, Uint8Array> {
  const outdir = mkdtempSync(join(tmpdir(), 'tsunagi-cdk-'));
  // The defaults of the AWS CDK command line.
  const context = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };
  try {
    const app = new App({ outdir, context, analyticsReporting: false });
    prices(app, deadLetters);
    app.synth();
    const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name));
    return Object.fromEntries(paths.map((path) => [`cdk.out${path.slice(outdir.length)}`, readFileSync(path)]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** A stage with a topic and a queue, a dead-letter queue in another stack, and a topic for alarms in a nested stack. */
function prices(app: App, deadLetters: boolean): void {
  const stage = new Stage(app, 'Prod');
  const stack = new Stack(stage, 'Prices');
  const topic = new Topic(stack, 'Topic');
  const failed = deadLetters && { queue: new Queue(new Stack(stage, 'Failed'), 'Failed'), maxReceiveCount: 3 };
  const queue = new Queue(stack, 'Shop', failed ? { deadLetterQueue: failed } : {});
  topic.addSubscription(new SqsSubscription(queue));
  const nested = new NestedStack(stack, 'Watch');
  const metric = queue.metricApproximateAgeOfOldestMessage();
  const alarm = new Alarm(nested, 'Old', { metric, threshold: 60, evaluationPeriods: 1 });
  alarm.addAlarmAction(new SnsAction(new Topic(nested, 'Alarms')));
}
