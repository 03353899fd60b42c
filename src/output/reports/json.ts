import { valueJson } from '../values.ts';
import { docsLink, type Report, type ReportFinding, type ReportFormat } from './report.ts';

export const jsonReport: ReportFormat = {
  listing: 'each',
  render: (report, { version }) => valueJson(reportValue(report, version)),
};

/** A report for programs. Key order is part of the contract. */
export function reportValue(report: Report, version: string) {
  const { command, subject, lang, findings, cases, figures, details } = report;
  const count = (wanted: ReportFinding['level']): number => findings.filter(({ level }) => level === wanted).length;
  return {
    schema: 'tsunagi/report@1',
    tool: { name: 'tsunagi', version, command },
    subject,
    lang,
    summary: { errors: count('error'), warnings: count('warning'), notes: count('note'), ...figures },
    // JSON leaves out what is undefined: most findings have no `state`, and a lint has no cases.
    findings: findings.map(({ code, level, problem, mitigation, at, args, witness = null, state }) => {
      return { code, level, problem, mitigation, at, args, docs: docsLink(report, code), witness, state };
    }),
    cases,
    ...details,
  };
}
