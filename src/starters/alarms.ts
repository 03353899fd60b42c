import { Document, isScalar, type Node, parseDocument, Scalar, type YAMLMap } from 'yaml';
import { unusedName } from '../engine/lists.ts';
import type { TemplateMessages } from '../messages/en/services.ts';
import { localeOf } from '../messages/locale.ts';
import { type Alarm, type Metric, type Monitoring, type Pack, type Service, serviceOf } from '../model/pack.ts';
import { metricGroups } from '../model/service.ts';
import { compose, emptySections, nodeAt, type Sections, type TemplateLibrary, textAt, type Watch } from './fragments.ts';
import { commentText, templateMessages, writeTemplate } from './write-template.ts';

type AlarmedMetric = Metric & { readonly alarm: Alarm; readonly group: keyof Monitoring };

/**
 * The alarms of a service as a CloudFormation template for existing resources, in YAML with comments in the language of the pack;
 * only comments if it has none. A resource whose parameter stays `none` gets no alarms. Without a variant, there is one template
 * for each if their alarms differ. Throws RangeError if the pack has no such service.
 */
export function alarmsTemplate(pack: Pack, library: TemplateLibrary, serviceId: string, variant: string | null = null): string {
  const service = serviceOf(pack, serviceId);
  if (!service) throw new RangeError(`no service ${serviceId}`);
  const alarmed = alarmedMetrics(service, variant);
  if (variant === null && alarmed.some(({ variants }) => variants.length > 0)) {
    return service.variants.map(({ id }) => `---\n${alarmsTemplate(pack, library, serviceId, id)}`).join('');
  }
  const messages = templateMessages(pack);
  const name = localeOf(pack).names.offering(serviceId, variant);
  const shape = { service: serviceId, variant, pattern: null, with: [], answers: {} };
  const { toDo, watch, sections: declared } = compose(library, library.alarms.get(serviceId), shape, pack.lang);
  if (alarmed.length === 0) return commentText([messages.noAlarms(name)]);
  const head = [messages.alarms(name), ...toDo];
  const sections = emptySections();
  const targets = alarmed.map((metric) => ({ metric, watched: watchedResources(watch, metric) }));
  const all = targets.map(({ metric, watched }) => watched.flatMap((resource) => parametersOf(resource, metric)));
  const isRequired = (id: string): boolean => all.every((parameters) => parameters.includes(id));
  const optional = targets.map(({ metric, watched }) => {
    return { metric, watched: watched.map((resource) => asOptional(resource, parametersOf(resource, metric))) };
  });
  addAlarms(sections, optional, messages);
  return writeTemplate(pack, head, `CloudWatch alarms for ${[serviceId, variant].filter(Boolean).join(' ')}`, sections);

  /** Defines the parameters of a resource to watch, and the condition that those without a default were given. */
  function asOptional(resource: Watch, parameters: readonly string[]): Watch {
    const open = parameters.filter((id) => {
      const parameter = nodeAt(declared.Parameters, id);
      const initial = textAt(parameter, 'Default');
      const isOptional = !isRequired(id) && initial === null;
      const describes = textAt(parameter, 'Description') ?? id;
      define(sections.Parameters, id, {
        Type: 'String',
        Description: isOptional ? `${describes}. none - no alarms on it.` : describes,
        ...(isOptional || initial !== null ? { Default: initial ?? 'none' } : { AllowedPattern: '.+' }),
      });
      return isOptional;
    });
    if (open.length === 0) return { ...resource, condition: null };
    const condition = `Has${open.join('And')}`;
    define(sections.Conditions, condition, areGiven(open));
    return { ...resource, condition };
  }
}

/** The resources to watch a metric on; if the pack lists none for the service, each dimension is a parameter. */
function watchedResources(watch: readonly Watch[], metric: AlarmedMetric): Watch[] {
  if (watch.length > 0) return watchedOn(watch, metric);
  const dimensions = new Map(metric.dimensions.map((name) => [name, written(`!Ref ${pascalCase(name)}`)]));
  const name = pascalCase(metric.dimensions[0] ?? 'Account').replace(/(?:Id|Name)$/, '') || 'Resource';
  return [{ of: '', name, dimensions, thresholds: new Map(), only: {}, condition: null, needs: null }];
}

/** The parameters in the values of a metric's dimensions, and the one that the watched resource needs. */
function parametersOf(resource: Watch, { dimensions }: AlarmedMetric): string[] {
  const named = dimensions.flatMap((name) => parametersIn(resource.dimensions.get(name)));
  return resource.needs === null ? named : [...named, resource.needs];
}

function parametersIn(value: Node | undefined): string[] {
  if (!isScalar(value)) return [];
  if (value.tag === '!Ref') return [String(value.value)];
  return [...String(value.value).matchAll(/\$\{(\w+)\}/g)].map(([, id = '']) => id);
}

/** The metrics of a service that have an alarm, in pack order; with a variant only those that it emits. */
export function alarmedMetrics({ monitoring }: Service, variant: string | null): AlarmedMetric[] {
  return metricGroups.flatMap((group) =>
    monitoring[group].flatMap((metric) => {
      const { alarm, variants } = metric;
      const emitted = variant === null || variants.length === 0 || variants.includes(variant);
      return alarm && emitted ? [{ ...metric, alarm, group }] : [];
    }),
  );
}

/** The alarms that silence does not set off, for new resources, on which nothing happens yet. */
export function withoutSilence(metrics: readonly AlarmedMetric[]): AlarmedMetric[] {
  return metrics
    .filter(({ alarm, statistic }) => !soundsOnSilence(alarm, statistic))
    .map(({ alarm, ...metric }) => {
      const treatMissingData = alarm.treatMissingData === 'breaching' ? 'missing' : alarm.treatMissingData;
      return { ...metric, alarm: { ...alarm, treatMissingData } };
    });
}

/** Whether only silence sets an alarm off, as one on low activity. */
function soundsOnSilence({ comparison, threshold, treatMissingData }: Alarm, statistic: string): boolean {
  if (!comparison.startsWith('LessThan')) return false;
  return treatMissingData === 'breaching' || (threshold <= 1 && ['Sum', 'SampleCount', 'Minimum'].includes(statistic));
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

/** Adds an alarm for each metric and resource. */
export function addAlarms(
  { Parameters, Conditions, Resources }: Sections,
  alarmed: readonly { readonly metric: AlarmedMetric; readonly watched: readonly Watch[] }[],
  messages: TemplateMessages,
): void {
  for (const { metric, watched } of alarmed) {
    for (const [index, resource] of watched.entries()) {
      define(Parameters, 'AlarmTopicArn', alarmTopic);
      define(Conditions, 'HasAlarmTopic', areGiven(['AlarmTopicArn']));
      // Letters and digits only: `GetRecords.Success` of `Stream` gives `StreamGetRecordsSuccessAlarm`.
      const id = `${resource.name}${pascalCase(metric.metric.replaceAll('%', 'Percent'))}Alarm`;
      // A pack may watch one metric of a resource with two thresholds.
      const key = new Scalar(unusedName(id, Resources, (number) => `${id}${number}`));
      if (meaningOf(metric) === null) key.commentBefore = index === 0 ? `${metric.meaning}\n${metric.alarm.why}` : messages.again;
      Resources.set(key, document.createNode(alarmResource(metric, resource)));
    }
  }
}

const alarmTopic = {
  Type: 'String',
  Description: 'ARN of the SNS topic that alarms go to. none - they only show in CloudWatch.',
  Default: 'none',
  AllowedPattern: 'none|arn:.+',
};

const toAlarmTopic = '!If [HasAlarmTopic, [!Ref AlarmTopicArn], !Ref AWS::NoValue]';

function alarmResource(metric: AlarmedMetric, { dimensions, thresholds, condition }: Watch): unknown {
  const { alarm, statistic } = metric;
  const isPercentile = /^(p|tm|tc|ts|wm|pr)\d/i.test(statistic);
  const values = metric.dimensions.map((name) => ({ Name: name, Value: dimensions.get(name)?.clone() }));
  const threshold = thresholds.get(metric.metric)?.clone() ?? alarm.threshold;
  return {
    Type: 'AWS::CloudWatch::Alarm',
    ...(condition !== null && { Condition: condition }),
    Properties: {
      AlarmDescription: meaningOf(metric) ?? figuresOf(metric, isScalar(threshold) ? threshold.value : threshold),
      Namespace: metric.namespace,
      MetricName: metric.metric,
      ...(values.length > 0 && { Dimensions: values }),
      [isPercentile ? 'ExtendedStatistic' : 'Statistic']: statistic,
      ComparisonOperator: alarm.comparison,
      Threshold: threshold,
      Period: alarm.period,
      EvaluationPeriods: alarm.evaluationPeriods,
      DatapointsToAlarm: alarm.datapointsToAlarm,
      TreatMissingData: alarm.treatMissingData,
      AlarmActions: written(toAlarmTopic),
      OKActions: written(toAlarmTopic),
    },
  };
}

/** The maximum length of a description in CloudWatch. */
const MAX_DESCRIPTION_CHARACTERS = 1024;

/**
 * What an alarm means, for the person on call; null if its description cannot say it. CloudFormation returns non-ASCII characters
 * as question marks, so that tools which compare templates would report a change forever. Such a text becomes a comment.
 */
function meaningOf({ meaning, alarm: { why } }: AlarmedMetric): string | null {
  const text = `${meaning} ${why}`.replaceAll('×', 'x').replaceAll('−', '-').replaceAll('…', '...').replace(/[‘’]/g, "'");
  return text.length <= MAX_DESCRIPTION_CHARACTERS && /^[\x20-\x7e]+$/.test(text) ? text : null;
}

function figuresOf({ metric, statistic, alarm }: AlarmedMetric, threshold: unknown): string {
  const { comparison, datapointsToAlarm, evaluationPeriods, period } = alarm;
  return `${metric}: ${statistic} ${comparison} ${threshold} in ${datapointsToAlarm} of ${evaluationPeriods} periods of ${period} s.`;
}

/** A name as letters and digits, as logical ids need it: `GetRecords.Success` gives `GetRecordsSuccess`. */
function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** A value as a template writes it, with the short forms of CloudFormation's functions, such as `!Ref`. */
function written(yaml: string): Node {
  return parseDocument<Node>(yaml, { logLevel: 'silent' }).contents as Node;
}

/** The condition that parameters with the default `none` were given. */
function areGiven(parameters: readonly string[]): Node {
  const given = parameters.map((parameter) => `!Not [!Equals [!Ref ${parameter}, none]]`);
  // CloudFormation refuses an `!And` of one.
  return written(given.length === 1 ? given.join() : `!And [${given.join(', ')}]`);
}

const document = new Document();

/** Adds an entry to a section, unless it has one with this id. Nodes in the value stay as they are. */
function define(section: YAMLMap, id: string, value: unknown): void {
  if (!section.has(id)) section.set(id, document.createNode(value));
}
