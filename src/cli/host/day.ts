import { type Finding, finding } from '../../model/diagnostic.ts';
import type { Invocation } from '../invocation.ts';

/** What is wrong with an option that takes a day. */
export function dayFindings({ options }: Pick<Invocation, 'options'>, long: string): Finding[] {
  return (options.get(long) ?? [])
    .filter(({ value }) => !isDay(value))
    .map(({ value, place }) => finding('not-a-day', place, { option: `--${long}`, value }));
}

/** Whether a text is a day of the calendar in ISO form. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  // A 31st of a shorter month is read as a day of the next one.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
