import type { Alarm, Metric, Service } from '../model/pack.ts';
import type { Texts } from './texts.ts';
import { all, equals, type Fields, given, none, type Parameter, type Part, type Placed, ref, type Value, when } from './value.ts';

/** One thing to watch: the values of a metric's dimensions, and what its alarm is called after. */
export interface Target {
  /** Stands in front of the metric's name, e.g. `DeadLetterQueue`: in CamelCase, letters and digits. */
  readonly name: string;
  readonly dimensions: Fields;
  /** The alarm exists only where this condition of the template holds. */
  readonly condition?: string;
}

/** Where a metric is to be watched; none: it has no place in this template. */
export type Watch = (metric: Metric, group: Group) => readonly Target[];

export type Group = 'utilization' | 'saturation' | 'errors';

export interface Watched {
  readonly metric: Metric & { readonly alarm: Alarm };
  readonly group: Group;
}

/**
 * An alarm for each metric and each place where it is watched, with the pack's reasons as its comment.
 *
 * @param silence what `WatchSilence` starts with: whether alarms that sound when nothing happens are on
 */
export function alarmsPart(watched: readonly Watched[], watch: Watch, texts: Texts, silence: 'true' | 'false'): Part {
  const resources: Record<string, Placed> = {};
  const conditions: Record<string, Value> = {};
  let silent = false;
  for (const { metric, group } of watched) {
    const sounds = soundsOnSilence(metric.alarm, metric.statistic);
    watch(metric, group).forEach((target, index) => {
      silent ||= sounds;
      const reasons = [metric.meaning, metric.alarm.why, ...(sounds ? [texts.alarms.silence] : [])].join('\n');
      resources[unused(logicalId(target.name, metric.metric), resources)] = {
        note: index === 0 ? reasons : texts.alarms.again,
        resource: alarmResource(metric, target, sounds ? bothOf(target.condition, conditions) : target.condition),
      };
    });
  }
  if (Object.keys(resources).length === 0) return {};
  return {
    parameters: { AlarmTopicArn: alarmTopic, ...(silent ? { WatchSilence: silenceParameter(silence) } : {}) },
    conditions: {
      HasAlarmTopic: given('AlarmTopicArn'),
      ...(silent ? { WatchesSilence: equals('WatchSilence', 'true') } : {}),
      ...conditions,
    },
    resources,
  };
}

/** The metrics of a service that have an alarm, in the pack's order. A variant leaves out what it does not emit. */
export function watchedOf(service: Service | undefined, variant: string | null): Watched[] {
  if (!service) return [];
  return groups.flatMap((group) =>
    service.monitoring[group].flatMap((metric) => {
      const { alarm, variants } = metric;
      const emitted = variant === null || variants.length === 0 || variants.includes(variant);
      return alarm && emitted ? [{ metric: { ...metric, alarm }, group }] : [];
    }),
  );
}

const groups: readonly Group[] = ['utilization', 'saturation', 'errors'];

const alarmTopic: Parameter = {
  Type: 'String',
  Description: 'ARN of the SNS topic that alarms go to. none - they only show in CloudWatch.',
  Default: none,
  AllowedPattern: 'none|arn:.+',
};

const silenceParameter = (initial: 'true' | 'false'): Parameter => ({
  Type: 'String',
  Description: 'true - alarms also sound where nothing happens (no traffic, no consumer), which suits steady traffic only.',
  Default: initial,
  AllowedValues: ['true', 'false'],
});

/** An alarm that sounds on silence exists only where somebody wants that. */
function bothOf(condition: string | undefined, conditions: Record<string, Value>): string {
  if (condition === undefined) return 'WatchesSilence';
  const id = `WatchesSilenceAnd${condition}`;
  conditions[id] = all([condition, 'WatchesSilence']);
  return id;
}

function alarmResource(metric: Watched['metric'], { dimensions }: Target, condition: string | undefined): Placed['resource'] {
  const { alarm } = metric;
  const percentile = /^(p|tm|tc|ts|wm|pr)\d/i.test(metric.statistic);
  return {
    Type: 'AWS::CloudWatch::Alarm',
    ...(condition === undefined ? {} : { Condition: condition }),
    Properties: {
      AlarmDescription: descriptionOf(metric),
      Namespace: metric.namespace,
      MetricName: metric.metric,
      Dimensions:
        metric.dimensions.length === 0 ? undefined : metric.dimensions.map((name) => ({ Name: name, Value: dimensions[name] })),
      Statistic: percentile ? undefined : metric.statistic,
      ExtendedStatistic: percentile ? metric.statistic : undefined,
      ComparisonOperator: alarm.comparison,
      Threshold: alarm.threshold,
      Period: alarm.period,
      EvaluationPeriods: alarm.evaluationPeriods,
      DatapointsToAlarm: alarm.datapointsToAlarm,
      TreatMissingData: alarm.treatMissingData,
      AlarmActions: when('HasAlarmTopic', [ref('AlarmTopicArn')]),
      OKActions: when('HasAlarmTopic', [ref('AlarmTopicArn')]),
    },
  };
}

/**
 * What whoever is woken reads. CloudFormation gives characters beyond ASCII back as question marks, and tools that compare
 * templates then see a change that never ends: such a text stays in the comment, and the figures stand here.
 */
function descriptionOf({ metric, statistic, alarm }: Watched['metric']): string {
  const why = asciiOf(alarm.why);
  if (why !== null) return why;
  const { comparison, threshold, datapointsToAlarm, evaluationPeriods, period } = alarm;
  return `${metric}: ${statistic} ${comparison} ${threshold} in ${datapointsToAlarm} of ${evaluationPeriods} periods of ${period} s.`;
}

/** CloudWatch takes 1,024 characters. */
const longest = 1024;

function asciiOf(text: string): string | null {
  const plain = text.replaceAll('×', 'x').replaceAll('−', '-').replaceAll('…', '...').replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
  return plain !== '' && plain.length <= longest && /^[\x20-\x7e]+$/.test(plain) ? plain : null;
}

/** Fewer than so much of something that happens: also true where nothing happens at all. */
export function soundsOnSilence({ comparison, threshold, treatMissingData }: Alarm, statistic: string): boolean {
  if (treatMissingData === 'breaching') return true;
  return comparison.startsWith('LessThan') && threshold <= 1 && ['Sum', 'SampleCount', 'Minimum'].includes(statistic);
}

/** A pack may watch one metric of one thing twice, with two thresholds. */
function unused(id: string, taken: Readonly<Record<string, Placed>>): string {
  let free = id;
  for (let count = 2; free in taken; count++) free = `${id}${count}`;
  return free;
}

/** Letters and digits only: `GetRecords.IteratorAgeMilliseconds` of `Stream` is `StreamGetRecordsIteratorAgeMillisecondsAlarm`. */
function logicalId(target: string, metric: string): string {
  const words = metric.replaceAll('%', 'Percent').split(/[^A-Za-z0-9]+/);
  return `${target}${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Alarm`;
}
