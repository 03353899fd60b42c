import type { CheckedRecords } from '../model/checked-records.ts';
import type { Desk } from './desk.ts';

/** All that a check found, as text. */
export function checkedText({ texts: { agents } }: Desk, { records, findings }: CheckedRecords): string {
  return [
    agents.checked(records.length, findings.length),
    ...records.map(({ file, id, title, verdict, service }) =>
      `- ${file}: ${title ?? id ?? ''} ${verdict} ${service ?? ''}`.trimEnd(),
    ),
    ...findings.map(({ file, line, level, code, text }) => {
      const place = file === null ? '' : `${file}${line === null ? '' : `:${line}`}: `;
      return `${place}${level}: ${text} [${code}]`;
    }),
  ].join('\n');
}
