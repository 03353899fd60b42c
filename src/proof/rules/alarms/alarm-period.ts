import { lintRule } from '../../lint-rule.ts';
import { metricsOf } from '../../pack-parts.ts';

export const alarmPeriod = lintRule({
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
  why: 'CloudWatch rejects the alarm.',
  fix: 'Use 10, 20 or 30 seconds, or a multiple of 60 seconds.',
  example: `
    period: 90
  `,
  instead: `
    period: 60
  `,
});
