import { type Document, type Node, Scalar, type YAMLMap } from 'yaml';
import type { TemplateMessages } from '../messages/en/services.ts';
import type { Alarm, Metric, Service } from '../model/pack.ts';
import { call, callOf, entriesOf, flowList, given, nodeAt, textAt } from './nodes.ts';

/** A resource to watch a metric on. */
export interface Target {
  /** The prefix of the alarm's logical id: letters and digits. */
  readonly name: string;
  readonly dimensions: ReadonlyMap<string, Node>;
  readonly condition: string | null;
}

export interface AlarmedMetric {
  readonly metric: Metric & { readonly alarm: Alarm };
  readonly group: Group;
}

/** The metrics of a service that have an alarm, in pack order; with a variant only those that it emits. */
export function alarmedMetrics(service: Service | undefined, variant: string | null): AlarmedMetric[] {
  if (!service) return [];
  return (['utilization', 'saturation', 'errors'] as const).flatMap((group) =>
    service.monitoring[group].flatMap((metric) => {
      const { alarm, variants } = metric;
      const emitted = variant === null || variants.length === 0 || variants.includes(variant);
      return alarm && emitted ? [{ metric: { ...metric, alarm }, group }] : [];
    }),
  );
}

/** The sections of a template that alarms are added to. */
export type AlarmSections = Readonly<Record<'Parameters' | 'Conditions' | 'Resources', YAMLMap>>;

/**
 * Adds an alarm for each metric and each resource to watch it on, with the pack's reasons as a comment.
 *
 * @param silence the default of `WatchSilence`: whether alarms that fire without any activity are on
 */
export function addAlarms(
  document: Document,
  sections: AlarmSections,
  alarmed: readonly { readonly metric: AlarmedMetric['metric']; readonly targets: readonly Target[] }[],
  messages: TemplateMessages,
  silence: 'true' | 'false',
): void {
  for (const { metric, targets } of alarmed) {
    const silent = soundsOnSilence(metric.alarm, metric.statistic);
    const reasons = [metric.meaning, metric.alarm.why, ...(silent ? [messages.silence] : [])].join('\n');
    targets.forEach((target, index) => {
      addShared(silent);
      const key = new Scalar(unusedId(logicalId(target.name, metric.metric), sections.Resources));
      key.commentBefore = index === 0 ? reasons : messages.again;
      const condition = silent ? silenceCondition(target.condition) : target.condition;
      sections.Resources.set(key, document.createNode(alarmResource(metric, target, condition)));
    });
  }

  function addShared(silent: boolean): void {
    define('Parameters', 'AlarmTopicArn', alarmTopic);
    define('Conditions', 'HasAlarmTopic', given('AlarmTopicArn'));
    if (!silent) return;
    define('Parameters', 'WatchSilence', {
      Type: 'String',
      Description: 'true - alarms also sound where nothing happens (no traffic, no consumer), which suits steady traffic only.',
      Default: silence,
      AllowedValues: ['true', 'false'],
    });
    define('Conditions', 'WatchesSilence', callOf('Equals', [call('Ref', 'WatchSilence'), 'true']));
  }

  function define(section: 'Parameters' | 'Conditions', id: string, value: unknown): void {
    if (!sections[section].has(id)) sections[section].set(id, document.createNode(value));
  }

  /** The condition of an alarm that fires on silence: it exists only if the user opts in. */
  function silenceCondition(condition: string | null): string {
    if (condition === null) return 'WatchesSilence';
    const id = `WatchesSilenceAnd${condition}`;
    define('Conditions', id, callOf('And', [call('Condition', condition), call('Condition', 'WatchesSilence')]));
    return id;
  }
}

const alarmTopic = {
  Type: 'String',
  Description: 'ARN of the SNS topic that alarms go to. none - they only show in CloudWatch.',
  Default: 'none',
  AllowedPattern: 'none|arn:.+',
};

function alarmResource(metric: AlarmedMetric['metric'], { dimensions }: Target, condition: string | null): unknown {
  const { alarm } = metric;
  const percentile = /^(p|tm|tc|ts|wm|pr)\d/i.test(metric.statistic);
  const actions = () => callOf('If', ['HasAlarmTopic', flowList([call('Ref', 'AlarmTopicArn')]), call('Ref', 'AWS::NoValue')]);
  return {
    Type: 'AWS::CloudWatch::Alarm',
    ...(condition === null ? {} : { Condition: condition }),
    Properties: {
      AlarmDescription: descriptionOf(metric),
      Namespace: metric.namespace,
      MetricName: metric.metric,
      ...(metric.dimensions.length === 0
        ? {}
        : { Dimensions: metric.dimensions.map((name) => ({ Name: name, Value: dimensions.get(name)?.clone() })) }),
      ...(percentile ? { ExtendedStatistic: metric.statistic } : { Statistic: metric.statistic }),
      ComparisonOperator: alarm.comparison,
      Threshold: alarm.threshold,
      Period: alarm.period,
      EvaluationPeriods: alarm.evaluationPeriods,
      DatapointsToAlarm: alarm.datapointsToAlarm,
      TreatMissingData: alarm.treatMissingData,
      AlarmActions: actions(),
      OKActions: actions(),
    },
  };
}

/**
 * The description of an alarm, for the person on call. CloudFormation returns non-ASCII characters as question marks, so
 * that tools which compare templates would report a change forever. Such a text stays in the comment; this gives figures.
 */
function descriptionOf({ metric, statistic, alarm }: AlarmedMetric['metric']): string {
  const why = asciiOf(alarm.why);
  if (why !== null) return why;
  const { comparison, threshold, datapointsToAlarm, evaluationPeriods, period } = alarm;
  return `${metric}: ${statistic} ${comparison} ${threshold} in ${datapointsToAlarm} of ${evaluationPeriods} periods of ${period} s.`;
}

/** The maximum length of a description in CloudWatch. */
const MAX_DESCRIPTION_CHARACTERS = 1024;

function asciiOf(text: string): string | null {
  const plain = text.replaceAll('×', 'x').replaceAll('−', '-').replaceAll('…', '...').replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
  return plain !== '' && plain.length <= MAX_DESCRIPTION_CHARACTERS && /^[\x20-\x7e]+$/.test(plain) ? plain : null;
}

/** Whether an alarm fires without any activity, as one on low activity does. */
function soundsOnSilence({ comparison, threshold, treatMissingData }: Alarm, statistic: string): boolean {
  if (treatMissingData === 'breaching') return true;
  return comparison.startsWith('LessThan') && threshold <= 1 && ['Sum', 'SampleCount', 'Minimum'].includes(statistic);
}

/** Numbers duplicate ids: a pack may watch one metric of a resource with two thresholds. */
function unusedId(id: string, taken: YAMLMap): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id}${count}`;
  return free;
}

/** Letters and digits only: `GetRecords.Success` of `Stream` gives `StreamGetRecordsSuccessAlarm`. */
function logicalId(target: string, metric: string): string {
  return `${target}${camelCase(metric.replaceAll('%', 'Percent'))}Alarm`;
}

export function camelCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

export type Group = 'utilization' | 'saturation' | 'errors';

/** A resource to watch, with the values of its metrics' dimensions. */
export interface Watch {
  /** The service and variant whose metrics are watched, such as `sqs/fifo`. */
  readonly of: string;
  /** The prefix of its alarms' logical ids, in CamelCase. */
  readonly name: string;
  readonly dimensions: ReadonlyMap<string, Node>;
  /** Limits the entry to metrics of this group, this name (a final `*` matches any rest) and this dimension. */
  readonly only: Readonly<Partial<Record<'group' | 'metric' | 'dimension', string>>>;
  /** The template's condition for the alarms; null: they always exist. */
  readonly condition: string | null;
  /** For existing resources: a parameter without which there is nothing to watch; null: none. */
  readonly needs: string | null;
}

/** Reads an entry under `watch`. */
export function watchOf(node: Node, { service, variant }: { readonly service: string; readonly variant: string | null }): Watch {
  return {
    of: (textAt(node, 'of') ?? `${service}/${variant ?? ''}`).replace(/\/$/, ''),
    name: textAt(node, 'name') ?? '',
    dimensions: new Map(entriesOf(nodeAt(node, 'dimensions'))),
    only: Object.fromEntries(entriesOf(nodeAt(node, 'only')).map(([key, value]) => [key, String(value)])),
    condition: textAt(node, 'condition') || null,
    needs: textAt(node, 'needs'),
  };
}

/** The resources to watch a metric on: those that have all its dimensions, and of these the most specific. */
export function watchedOn(entries: readonly Watch[], metric: Metric, group: Group): Watch[] {
  const fitting = entries.filter((entry) => fits(entry, metric, group));
  const most = Math.max(0, ...fitting.map(({ only }) => Object.keys(only).length));
  return fitting.filter(({ only }) => Object.keys(only).length === most);
}

function fits({ dimensions, only }: Watch, metric: Metric, group: Group): boolean {
  // A metric without dimensions belongs to the account, not to a resource.
  if (metric.dimensions.length === 0 ? dimensions.size > 0 : metric.dimensions.some((name) => !dimensions.has(name)))
    return false;
  if (only.group !== undefined && only.group !== group) return false;
  if (only.dimension !== undefined && !metric.dimensions.includes(only.dimension)) return false;
  if (only.metric === undefined) return true;
  return only.metric.endsWith('*') ? metric.metric.startsWith(only.metric.slice(0, -1)) : metric.metric === only.metric;
}
