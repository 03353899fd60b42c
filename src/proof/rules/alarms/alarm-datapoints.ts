import { lintRule } from '../../lint-rule.ts';
import { metricsOf } from '../../pack-parts.ts';

export const alarmDatapoints = lintRule({
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
  why: 'CloudWatch rejects the alarm.',
  fix: 'Set `datapoints-to-alarm` to at most `evaluation-periods`.',
  example: `
    evaluation-periods: 3
    datapoints-to-alarm: 4
  `,
  instead: `
    datapoints-to-alarm: 2
  `,
});
