import { valueJson } from '../values.ts';
import type { Report, ReportFinding } from './report.ts';

/** Renders the report as JSON, for programs. Key order is part of the contract. */
export function render({ tool, subject, lang, findings, cases, figures, details }: Report): string {
  const count = (wanted: ReportFinding['level']): number => findings.filter(({ level }) => level === wanted).length;
  const report = {
    schema: 'tsunagi/report@1',
    tool,
    subject,
    lang,
    summary: { errors: count('error'), warnings: count('warning'), notes: count('note'), ...figures },
    findings: findings.map(({ code, level, problem, mitigation, at, args, docs, witness, paste, state }) => ({
      code,
      level,
      problem,
      mitigation,
      at,
      args,
      docs,
      witness,
      ...(paste === undefined ? {} : { paste }),
      ...(state === undefined ? {} : { state }),
    })),
    ...(cases === undefined ? {} : { cases }),
    ...details,
  };
  return valueJson(report);
}
