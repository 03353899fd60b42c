import type { Locale } from '../messages/locale.ts';
import type { MetricView } from '../model/decision.ts';
import type { Monitoring } from '../model/pack.ts';
import { metricGroups } from '../model/service.ts';
import { as, type Item, listOf, type Section } from './article.ts';

/** A comparison without a sign is shown as it is written. */
const signs: ReadonlyMap<string, string> = new Map([
  ['GreaterThanThreshold', '>'],
  ['GreaterThanOrEqualToThreshold', '>='],
  ['LessThanThreshold', '<'],
  ['LessThanOrEqualToThreshold', '<='],
]);

/** The metrics by the USE method, each with its starter alarm; `onlyFrom` says which variants emit one, empty if all do. */
export function monitoringSections<Metric extends MetricView>(
  locale: Locale,
  monitoring: Readonly<Record<keyof Monitoring, readonly Metric[]>>,
  onlyFrom: (metric: Metric) => string = () => '',
): Section[] {
  const { messages } = locale;
  return metricGroups.map((kind) => ({
    name: kind,
    heading: `${messages.monitoring}${messages.colon}${messages[kind]}`,
    blocks: [listOf(monitoring[kind].map((metric) => metricItem(locale, metric, onlyFrom(metric))))],
  }));
}

function metricItem({ messages }: Locale, metricView: MetricView, only: string): Item {
  const { metric, namespace, dimensions, statistic, meaning, alarm, source } = metricView;
  const what = [namespace, statistic, dimensions.join(' + '), only].filter((text) => text !== '').join(messages.comma);
  const text = [as('strong', metric), as('quiet', messages.inBrackets('', what)), messages.colon, meaning, { source }];
  if (!alarm) return { text };
  const above = messages.alarmText(signs.get(alarm.comparison) ?? alarm.comparison, alarm);
  const when = `${above}${messages.semicolon}${messages.missingData(alarm.treatMissingData)}`;
  const basis = as('quiet', messages.inBrackets('', messages.bases[alarm.basis]));
  const why = alarm.why === '' ? [] : [messages.stop, alarm.why];
  return { text, details: [[as('open', messages.alarm), messages.colon, when, basis, ...why]] };
}
