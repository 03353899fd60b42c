import { Document, type Node, parseDocument, Scalar, type YAMLMap } from 'yaml';
import { unusedName } from '../engine/lists.ts';
import type { TemplateMessages } from '../messages/en/services.ts';
import type { Alarm, Metric, Service } from '../model/pack.ts';
import type { Sections, Watch } from './fragments.ts';

export type AlarmedMetric = Metric & { readonly alarm: Alarm; readonly group: 'utilization' | 'saturation' | 'errors' };

/** The metrics of a service that have an alarm, in pack order; with a variant only those that it emits. */
export function alarmedMetrics({ monitoring }: Service, variant: string | null): AlarmedMetric[] {
  return (['utilization', 'saturation', 'errors'] as const).flatMap((group) =>
    monitoring[group].flatMap((metric) => {
      const { alarm, variants } = metric;
      const emitted = variant === null || variants.length === 0 || variants.includes(variant);
      return alarm && emitted ? [{ ...metric, alarm, group }] : [];
    }),
  );
}

/** The resources to watch a metric on: those that have all its dimensions, and of these the most specific. */
export function watchedOn(entries: readonly Watch[], metric: AlarmedMetric): Watch[] {
  const fitting = entries.filter((entry) => fits(entry, metric));
  const most = Math.max(0, ...fitting.map(({ only }) => Object.keys(only).length));
  return fitting.filter(({ only }) => Object.keys(only).length === most);
}

function fits({ dimensions: known, only }: Watch, { metric, dimensions, group }: AlarmedMetric): boolean {
  // A metric without dimensions belongs to the account, not to a resource.
  if (dimensions.length === 0 ? known.size > 0 : dimensions.some((name) => !known.has(name))) return false;
  if (only.group !== undefined && only.group !== group) return false;
  if (only.dimension !== undefined && !dimensions.includes(only.dimension)) return false;
  if (only.metric === undefined) return true;
  return only.metric.endsWith('*') ? metric.startsWith(only.metric.slice(0, -1)) : metric === only.metric;
}

/** Adds an alarm for each metric and resource. `silence`: whether alarms that fire without any activity are on by default. */
export function addAlarms(
  { Parameters, Conditions, Resources }: Sections,
  alarmed: readonly { readonly metric: AlarmedMetric; readonly watched: readonly Watch[] }[],
  messages: TemplateMessages,
  silence: 'true' | 'false',
): void {
  for (const { metric, watched } of alarmed) {
    const isSilent = soundsOnSilence(metric.alarm, metric.statistic);
    const isSensitive = isSilent || metric.alarm.treatMissingData === 'breaching';
    const reasons = [metric.meaning, metric.alarm.why, ...(isSensitive ? [messages.silence] : [])].join('\n');
    watched.forEach((place, index) => {
      define(Parameters, 'AlarmTopicArn', alarmTopic);
      define(Conditions, 'HasAlarmTopic', areGiven(['AlarmTopicArn']));
      // Letters and digits only: `GetRecords.Success` of `Stream` gives `StreamGetRecordsSuccessAlarm`.
      const id = `${place.name}${camelCase(metric.metric.replaceAll('%', 'Percent'))}Alarm`;
      // A pack may watch one metric of a resource with two thresholds.
      const key = new Scalar(unusedName(id, Resources, (number) => `${id}${number}`));
      key.commentBefore = index === 0 ? reasons : messages.again;
      if (isSensitive) {
        define(Parameters, 'WatchSilence', { ...watchSilence, Default: silence, AllowedValues: ['true', 'false'] });
        define(Conditions, 'WatchesSilence', written("!Equals [!Ref WatchSilence, 'true']"));
      }
      const condition = isSilent ? silenceCondition(place.condition) : place.condition;
      Resources.set(key, document.createNode(alarmResource(metric, place, condition)));
    });
  }

  /** The condition of an alarm that only silence sets off: it exists only if the user opts in. */
  function silenceCondition(condition: string | null): string {
    if (condition === null) return 'WatchesSilence';
    const id = `WatchesSilenceAnd${condition}`;
    define(Conditions, id, written(`!And [!Condition ${condition}, !Condition WatchesSilence]`));
    return id;
  }
}

const alarmTopic = {
  Type: 'String',
  Description: 'ARN of the SNS topic that alarms go to. none - they only show in CloudWatch.',
  Default: 'none',
  AllowedPattern: 'none|arn:.+',
};

const watchSilence = {
  Type: 'String',
  Description: 'true - alarms also sound where nothing happens (no traffic, no consumer), which suits steady traffic only.',
};

const toAlarmTopic = '!If [HasAlarmTopic, [!Ref AlarmTopicArn], !Ref AWS::NoValue]';

function alarmResource(metric: AlarmedMetric, { dimensions, thresholds }: Watch, condition: string | null): unknown {
  const { alarm, statistic } = metric;
  // An alarm on a high value exists without `WatchSilence`; only whether missing data set it off depends on it.
  const isOptional = alarm.treatMissingData === 'breaching' && !soundsOnSilence(alarm, statistic);
  const isPercentile = /^(p|tm|tc|ts|wm|pr)\d/i.test(statistic);
  const values = metric.dimensions.map((name) => ({ Name: name, Value: dimensions.get(name)?.clone() }));
  return {
    Type: 'AWS::CloudWatch::Alarm',
    ...(condition === null ? {} : { Condition: condition }),
    Properties: {
      AlarmDescription: descriptionOf(metric),
      Namespace: metric.namespace,
      MetricName: metric.metric,
      ...(values.length === 0 ? {} : { Dimensions: values }),
      [isPercentile ? 'ExtendedStatistic' : 'Statistic']: statistic,
      ComparisonOperator: alarm.comparison,
      Threshold: thresholds.get(metric.metric)?.clone() ?? alarm.threshold,
      Period: alarm.period,
      EvaluationPeriods: alarm.evaluationPeriods,
      DatapointsToAlarm: alarm.datapointsToAlarm,
      TreatMissingData: isOptional ? written('!If [WatchesSilence, breaching, notBreaching]') : alarm.treatMissingData,
      AlarmActions: written(toAlarmTopic),
      OKActions: written(toAlarmTopic),
    },
  };
}

/** The maximum length of a description in CloudWatch. */
const MAX_DESCRIPTION_CHARACTERS = 1024;

/**
 * The description of an alarm, for the person on call. CloudFormation returns non-ASCII characters as question marks, so
 * that tools which compare templates would report a change forever. Such a text stays in the comment; this gives figures.
 */
function descriptionOf({ metric, statistic, alarm }: AlarmedMetric): string {
  const { comparison, threshold, datapointsToAlarm, evaluationPeriods, period } = alarm;
  const why = alarm.why.replaceAll('×', 'x').replaceAll('−', '-').replaceAll('…', '...').replace(/[‘’]/g, "'");
  if (why !== '' && why.length <= MAX_DESCRIPTION_CHARACTERS && /^[\x20-\x7e]+$/.test(why)) return why;
  return `${metric}: ${statistic} ${comparison} ${threshold} in ${datapointsToAlarm} of ${evaluationPeriods} periods of ${period} s.`;
}

/** Whether only silence sets an alarm off, as one on low activity. */
function soundsOnSilence({ comparison, threshold, treatMissingData }: Alarm, statistic: string): boolean {
  if (!comparison.startsWith('LessThan')) return false;
  return treatMissingData === 'breaching' || (threshold <= 1 && ['Sum', 'SampleCount', 'Minimum'].includes(statistic));
}

/** A name as letters and digits, as logical ids need it: `GetRecords.Success` gives `GetRecordsSuccess`. */
export function camelCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** A value as a template writes it, with the short forms of CloudFormation's functions, such as `!Ref`. */
function written(yaml: string): Node {
  return parseDocument<Node>(yaml, { logLevel: 'silent' }).contents as Node;
}

/** A reference to a parameter or resource. */
export function ref(id: string): Node {
  return written(`!Ref ${id}`);
}

/** The condition that parameters with the default `none` were given. */
export function areGiven(parameters: readonly string[]): Node {
  const given = parameters.map((parameter) => `!Not [!Equals [!Ref ${parameter}, none]]`);
  // CloudFormation refuses an `!And` of one.
  return written(given.length === 1 ? given.join() : `!And [${given.join(', ')}]`);
}

const document = new Document();

/** Adds an entry to a section, unless it has one with this id. Nodes in the value stay as they are. */
export function define(section: YAMLMap, id: string, value: unknown): void {
  if (!section.has(id)) section.set(id, document.createNode(value));
}
