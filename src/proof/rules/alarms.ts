import { lintRule } from '../lint-rule.ts';
import { metricsOf } from '../pack-parts.ts';

/** CloudWatch's operators for a fixed threshold (API reference, PutMetricAlarm, `ComparisonOperator`). */
const comparisons = ['GreaterThanOrEqualToThreshold', 'GreaterThanThreshold', 'LessThanThreshold', 'LessThanOrEqualToThreshold'];

/** `Statistic`, and the forms of `ExtendedStatistic` (CloudWatch user guide, "CloudWatch statistics definitions"). */
const statistics =
  /^(SampleCount|Average|Sum|Minimum|Maximum|IQM|(p|tm|wm|tc|ts)\d{1,2}(\.\d+)?|p100|(TM|WM|TC|TS|PR)\([^()]*:[^()]*\))$/;

/** Rules for metrics and alarms: the values that CloudWatch accepts. */
export const alarmRules = [
  lintRule({
    code: 'alarm-comparison',
    level: 'error',
    *check({ pack }) {
      for (const { path, metric, alarm } of metricsOf(pack)) {
        if (!alarm || comparisons.includes(alarm.comparison)) continue;
        yield [`${path}.alarm.comparison`, { metric, comparison: alarm.comparison, known: comparisons }];
      }
    },
    en: ({ metric, comparison, known }, { q, list }) => [
      `The alarm on ${q(metric)} compares with ${q(comparison)}, which CloudWatch does not know.`,
      `It knows ${list(known)}.`,
    ],
    ja: ({ metric, comparison, known }, { q, list }) => [
      `${q(metric)}のアラームの比較演算子${q(comparison)}は、CloudWatchにありません。`,
      `使えるのは ${list(known)} です。`,
    ],
    what: 'An alarm uses an operator that CloudWatch does not support, or one for anomaly detection.',
  }),
  lintRule({
    code: 'alarm-period',
    level: 'error',
    *check({ pack }) {
      for (const { path, metric, alarm } of metricsOf(pack)) {
        // 10, 20, 30 and multiples of 60 (API reference, PutMetricAlarm, `Period`).
        if (!alarm || [10, 20, 30].includes(alarm.period) || alarm.period % 60 === 0) continue;
        yield [`${path}.alarm.period`, { metric, period: alarm.period }];
      }
    },
    en: ({ metric, period }, { q }) => [
      `The alarm on ${q(metric)} has a period of ${period} seconds, which CloudWatch refuses.`,
      'It takes 10, 20, 30 or a multiple of 60.',
    ],
    ja: ({ metric, period }, { q }) => [
      `${q(metric)}のアラームの期間${period}秒は、CloudWatchでは指定できません。`,
      '10、20、30、または60の倍数を指定してください。',
    ],
    what: 'CloudWatch does not support the period of an alarm.',
  }),
  lintRule({
    code: 'alarm-datapoints',
    level: 'error',
    *check({ pack }) {
      for (const { path, metric, alarm } of metricsOf(pack)) {
        if (!alarm || alarm.datapointsToAlarm <= alarm.evaluationPeriods) continue;
        const { datapointsToAlarm: datapoints, evaluationPeriods: periods } = alarm;
        yield [`${path}.alarm.datapoints-to-alarm`, { metric, datapoints, periods }];
      }
    },
    en: ({ metric, datapoints, periods }, { q }) => [
      `The alarm on ${q(metric)} needs ${datapoints} datapoints out of ${periods}.`,
      'Set `datapoints-to-alarm` to at most `evaluation-periods`.',
    ],
    ja: ({ metric, datapoints, periods }, { q }) => [
      `${q(metric)}のアラームは、${periods}個のうち${datapoints}個のデータポイントを必要とします。`,
      'datapoints-to-alarm は evaluation-periods 以下にしてください。',
    ],
    what: 'An alarm requires more datapoints than it has evaluation periods.',
  }),
  lintRule({
    code: 'metric-statistic',
    level: 'error',
    *check({ pack }) {
      for (const { path, metric, statistic } of metricsOf(pack)) {
        if (!statistics.test(statistic)) yield [`${path}.statistic`, { metric, statistic }];
      }
    },
    en: ({ metric, statistic }, { q }) => [
      `${q(statistic)} of ${q(metric)} is not a statistic of CloudWatch.`,
      'It is one of SampleCount, Average, Sum, Minimum, Maximum, or one such as p90.',
    ],
    ja: ({ metric, statistic }, { q }) => [
      `${q(metric)}の${q(statistic)}は、CloudWatchの統計ではありません。`,
      'SampleCount、Average、Sum、Minimum、Maximum、またはp90のような統計を指定してください。',
    ],
    what:
      'CloudWatch does not support the statistic. It supports `SampleCount`, `Average`, `Sum`, `Minimum`, `Maximum`, ' +
      'percentiles such as `p90`, and other extended statistics (`tm90`, `IQM`, `PR(:300)` ...).',
  }),
];
