import { lintRule } from '../../lint-rule.ts';
import { metricsOf } from '../../pack-parts.ts';

/** CloudWatch's operators for a fixed threshold (API reference, PutMetricAlarm, `ComparisonOperator`). */
const known = ['GreaterThanOrEqualToThreshold', 'GreaterThanThreshold', 'LessThanThreshold', 'LessThanOrEqualToThreshold'];

export const alarmComparison = lintRule({
  code: 'alarm-comparison',
  level: 'error',
  *check({ pack }) {
    for (const { path, metric, alarm } of metricsOf(pack)) {
      if (!alarm || known.includes(alarm.comparison)) continue;
      yield [`${path}.alarm.comparison`, { metric, comparison: alarm.comparison, known }];
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
  why: 'CloudWatch rejects the alarm.',
  fix: 'Use `GreaterThanOrEqualToThreshold`, `GreaterThanThreshold`, `LessThanThreshold` or `LessThanOrEqualToThreshold`.',
  example: `
    comparison: MoreThan
  `,
  instead: `
    comparison: GreaterThanThreshold
  `,
});
