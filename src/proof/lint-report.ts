import { reports as en, type ReportMessages } from '../messages/en/reports.ts';
import { reports as ja } from '../messages/ja/reports.ts';
import { inLanguage } from '../messages/language.ts';
import type { Finding } from '../model/diagnostic.ts';
import { sentenceOf } from '../output/findings.ts';
import type { Report, ReportFinding, ReportWitness } from '../output/reports/report.ts';
import type { LintFinding, LintResult } from './index.ts';
import { lintLevels } from './levels.ts';
import { packCodes } from './pack-codes.ts';
import { leftOpen } from './proofs.ts';
import type { Witness } from './prove/index.ts';

/** The folder of the pages about findings, from the root of the repository. */
export const lintDocs = 'docs/lint';

/** Every id that `rules lint` knows. */
export const lintIds: readonly string[] = [...packCodes, ...Object.keys(lintLevels)];

export interface LintReportContext {
  readonly version: string;
  readonly lang: string;
  /** `id@version` of the pack; null if it could not be read. */
  readonly subject: string | null;
  /** The day that ages were counted to. */
  readonly asOf: string;
  /** A plain value as YAML. */
  readonly toYaml: (value: unknown) => string;
  /** The same on one line. */
  readonly flowText: (value: unknown) => string;
  /** The command that decides a witness, without its policy; for a pack in a folder it names that. */
  readonly command: string;
}

/** What a lint found as a report; `result` is null where the pack could not be read, and `findings` say why. */
export function lintReport(
  findings: readonly (Finding | LintFinding)[],
  result: LintResult | null,
  context: LintReportContext,
): Report {
  const { lang, version, subject, asOf } = context;
  const messages = inLanguage(lang, { en, ja });
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { level } of findings) counts[level]++;
  const scope = result && { ...result.scope, answerSets: rounded(result.scope.answerSets) };
  const covered = scope === null ? messages.notLooked : counts.error === 0 ? messages.proved(scope) : messages.looked(scope);
  return {
    tool: { name: 'tsunagi', version, command: 'rules lint' },
    subject,
    lang,
    checks: lintIds,
    unproved: unprovedOf(findings, result, messages),
    findings: findings.map((finding) => reportFinding(finding, context)),
    summary: [...(findings.length > 0 ? [messages.docs(lintDocs)] : []), covered, messages.counted(counts)],
    figures: { asOf, proved: counts.error === 0 && result !== null ? 'yes' : 'no', ...(result?.scope ?? {}) },
  };
}

/** A pack that cannot be read is read no further than where that shows, and nothing of it is proved. */
function unprovedOf(
  findings: readonly (Finding | LintFinding)[],
  result: LintResult | null,
  { unread, givenUp }: ReportMessages,
): ReadonlyMap<string, string> {
  if (result === null) return new Map(lintIds.map((id) => [id, unread]));
  const open = findings.flatMap((each) => (each.code === 'not-proved' ? leftOpen[each.args.claim] : []));
  return new Map(open.map((id) => [id, givenUp]));
}

function reportFinding(finding: Finding | LintFinding, context: LintReportContext): ReportFinding {
  const { code, level, at, args } = finding;
  const witness = 'witness' in finding && finding.witness ? reportWitness(finding.witness, context) : null;
  const paste = finding.code === 'removed-in-cases' ? { paste: removals(finding.args.cases, context) } : {};
  return { code, level, ...sentenceOf(finding, context.lang), at, args, docs: `${lintDocs}/${code}.md`, witness, ...paste };
}

/** Cases that remove inherited ones. */
function removals(names: readonly string[], { flowText }: LintReportContext): string {
  return `cases:\n${names.map((name) => `  - ${flowText({ name, answers: null })}\n`).join('')}`;
}

function reportWitness({ documents, policy }: Witness, { toYaml, command }: LintReportContext): ReportWitness {
  const answers = documents.map((answers) => toYaml({ answers })).join('---\n');
  return { answers, command: `${command}${policy === 'defaults' ? ' --no-assume --defaults' : ''}` };
}

/** A number that may be very large, in a few digits. */
function rounded(number: number): string {
  return number < 1e6 ? String(number) : number.toExponential(1).replace('e+', 'e');
}
