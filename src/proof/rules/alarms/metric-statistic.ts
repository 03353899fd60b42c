import { lintRule } from '../../lint-rule.ts';
import { metricsOf } from '../../pack-parts.ts';

/** `Statistic`, and the forms of `ExtendedStatistic` (CloudWatch user guide, "CloudWatch statistics definitions"). */
const known =
  /^(SampleCount|Average|Sum|Minimum|Maximum|IQM|(p|tm|wm|tc|ts)\d{1,2}(\.\d+)?|p100|(TM|WM|TC|TS|PR)\([^()]*:[^()]*\))$/;

export const metricStatistic = lintRule({
  code: 'metric-statistic',
  level: 'error',
  *check({ pack }) {
    for (const { path, metric, statistic } of metricsOf(pack)) {
      if (!known.test(statistic)) yield [`${path}.statistic`, { metric, statistic }];
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
  what: 'CloudWatch does not support the statistic.',
  why: 'You cannot alarm on it or graph it.',
  fix:
    'Use `SampleCount`, `Average`, `Sum`, `Minimum`, `Maximum`, a percentile such as `p90`, or another extended ' +
    'statistic (`tm90`, `IQM`, `PR(:300)` ...).',
  example: `
    statistic: Biggest
  `,
  instead: `
    statistic: Maximum
  `,
});
