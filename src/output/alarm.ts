import type { DecisionMessages } from '../messages/en/decision.ts';
import type { Alarm } from '../model/pack.ts';

const signs: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '>=',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '<=',
};

/** When an alarm goes off, in locale; a comparison without a sign stands for itself. */
export function alarmText(
  messages: DecisionMessages,
  { comparison, threshold, datapointsToAlarm, evaluationPeriods, period }: Alarm,
): string {
  return messages.alarmText(signs[comparison] ?? comparison, String(threshold), datapointsToAlarm, evaluationPeriods, period);
}
