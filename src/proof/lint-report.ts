import { reports as en } from '../messages/en/reports.ts';
import { reports as ja } from '../messages/ja/reports.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Finding } from '../model/finding.ts';
import type { LintFinding, LintResult, Witness } from '../model/lint-result.ts';
import { reportFinding } from '../output/findings.ts';
import { docsPage, type Report, type ReportFinding, type ReportWitness } from '../output/reports/report.ts';
import { escapeControls } from '../output/style.ts';
import { readingCodes } from '../pack/reading-codes.ts';
import { lintRules } from './index.ts';

const descriptions: Report['descriptions'] = {
  ...readingCodes,
  ...Object.fromEntries(lintRules.map(({ code, what }) => [code, what])),
};

export const lintCodes: readonly string[] = Object.keys(descriptions);

export interface LintReportContext {
  readonly lang: string;
  /** `id@version` of the pack; null if it could not be read. */
  readonly subject: string | null;
  readonly asOf: string;
  readonly toYaml: (value: unknown) => string;
  /** The command that decides a witness, without its policy; names the folder of the pack if it has one. */
  readonly command: string;
}

/** Turns the findings into a report; `result` is null if the pack could not be read. */
export function lintReport(readingFindings: readonly Finding[], result: LintResult | null, context: LintReportContext): Report {
  const { lang, subject, asOf } = context;
  const messages = inLanguage(lang, { en, ja });
  const findings = [
    ...readingFindings.map((finding) => reportFinding(finding, lang)),
    ...(result?.findings ?? []).map((finding) => fromRule(finding, context)),
  ];
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { level } of findings) counts[level]++;
  const unread = lintCodes.map((code) => [code, messages.unread] as const);
  const isProved = subject !== null && result !== null && counts.error === 0;
  return {
    command: 'rules lint',
    subject,
    lang,
    checks: lintCodes,
    descriptions,
    reasons: Object.fromEntries(lintRules.map(({ code, why }) => [code, why])),
    unproved: new Map(result ? result.unproved.map((code) => [code, messages.givenUp]) : unread),
    findings,
    summary: [
      ...(findings.length > 0 ? [messages.docs(docsPage)] : []),
      ...(isProved ? [messages.proved(subject)] : []),
      ...(result ? [] : [messages.unprovable]),
      messages.counted(counts),
    ],
    figures: { asOf, proved: isProved ? 'yes' : 'no' },
  };
}

function fromRule({ messages, witness: found, ...finding }: LintFinding, context: LintReportContext): ReportFinding {
  const [problem, mitigation] = inLanguage(context.lang, messages);
  const witness = found && reportWitness(found, context);
  return { ...finding, witness, problem: escapeControls(problem), mitigation: escapeControls(mitigation) };
}

function reportWitness({ documents, policy }: Witness, { toYaml, command }: LintReportContext): ReportWitness {
  const answers = documents.map((each) => toYaml({ answers: each })).join('---\n');
  return { answers, command: `${command}${policy === 'defaults' ? ' --no-assume --defaults' : ''}` };
}
