import type { Metric } from '../model/pack.ts';
import type { Notebook } from './lint-context.ts';

/** CloudWatch's operators for a fixed threshold (API reference, PutMetricAlarm, `ComparisonOperator`). */
const comparisons = ['GreaterThanOrEqualToThreshold', 'GreaterThanThreshold', 'LessThanThreshold', 'LessThanOrEqualToThreshold'];

/** Its statistics: `Statistic`, and the forms of `ExtendedStatistic` (user guide, "CloudWatch statistics definitions"). */
const statistics =
  /^(SampleCount|Average|Sum|Minimum|Maximum|IQM|(p|tm|wm|tc|ts)\d{1,2}(\.\d+)?|p100|(TM|WM|TC|TS|PR)\([^()]*:[^()]*\))$/;

/** Tells alarms that CloudWatch would refuse, or that could never go off. */
export function lintAlarms(notebook: Notebook): void {
  for (const service of notebook.subject.pack.services) {
    for (const kind of ['utilization', 'saturation', 'errors'] as const) {
      service.monitoring[kind].forEach((metric, index) => {
        lintMetric(notebook, `services.${service.id}.monitoring.${kind}.${index}`, metric);
      });
    }
  }
}

function lintMetric(notebook: Notebook, path: string, { metric, statistic, alarm }: Metric): void {
  if (!statistics.test(statistic)) notebook.tell('metric-statistic', `${path}.statistic`, { metric, statistic });
  if (!alarm) return;
  const { comparison, period, datapointsToAlarm: datapoints, evaluationPeriods: periods } = alarm;
  if (!comparisons.includes(comparison)) {
    notebook.tell('alarm-comparison', `${path}.alarm.comparison`, { metric, comparison, known: comparisons });
  }
  // Valid are 10, 20, 30 and multiples of 60 (API reference, PutMetricAlarm, `Period`).
  if (![10, 20, 30].includes(period) && period % 60 !== 0)
    notebook.tell('alarm-period', `${path}.alarm.period`, { metric, period });
  if (datapoints > periods) {
    notebook.tell('alarm-datapoints', `${path}.alarm.datapoints-to-alarm`, { metric, datapoints, periods });
  }
}
