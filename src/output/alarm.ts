import type { Labels } from '../messages/labels.ts';
import type { Alarm } from '../model/pack.ts';

const signs: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
};

/** When an alarm goes off, in words; a comparison without a sign stands for itself. */
export function alarmText(
  labels: Labels,
  { comparison, threshold, datapointsToAlarm, evaluationPeriods, period }: Alarm,
): string {
  return labels.alarmText(signs[comparison] ?? comparison, String(threshold), datapointsToAlarm, evaluationPeriods, period);
}
