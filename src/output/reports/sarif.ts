import { groupedBy } from '../../engine/lists.ts';
import { normalPath } from '../../model/readable-files.ts';
import type { Level, SourceLocation } from '../../model/source-location.ts';
import { valueJson } from '../values.ts';
import { allFindings, docsLink, docsPage, messageIn, type Report, type ReportFinding, type ReportFormat } from './report.ts';

const levels = ['error', 'warning', 'note'] as const satisfies readonly Level[];

/** SARIF 2.1.0, for code scanning. */
export const sarifReport: ReportFormat = {
  listing: 'each',
  render(report, { version, homepage }) {
    const findings = allFindings(report);
    const byCode = groupedBy(findings, ({ code }) => code);
    const ids = byCode.map(([{ code }]) => code);
    return valueJson({
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'tsunagi',
              version,
              semanticVersion: version,
              informationUri: homepage,
              rules: byCode.map((alike) => ruleOf(alike, report, homepage)),
            },
          },
          columnKind: 'utf16CodeUnits',
          results: findings.map((finding) => ({
            ruleId: finding.code,
            ruleIndex: ids.indexOf(finding.code),
            level: finding.level,
            message: { text: messageIn(report.lang, finding) },
            ...locations(finding.at),
            ...stateOf(finding),
            properties: { args: finding.args, ...(finding.witness && { witness: finding.witness }) },
          })),
        },
      ],
    });
  },
};

const baselineStates = { new: 'new', 'still-open': 'unchanged', resolved: 'absent' } as const;

function stateOf({ state }: ReportFinding): object {
  if (!state) return {};
  const suppressions = state.accepted ? [{ kind: 'external', status: 'accepted', justification: state.reason ?? '' }] : [];
  return { baselineState: baselineStates[state.class], suppressions };
}

/** Describes the rule of some findings. Code scanning shows descriptions and help for each rule, so every rule has them. */
function ruleOf(found: readonly [ReportFinding, ...ReportFinding[]], report: Report, homepage: string): object {
  const [{ code: id }] = found;
  const what = report.descriptions[id] ?? `Findings of the kind ${id}.`;
  const why = report.reasons?.[id];
  const docs = docsLink(report, id) ?? docsPage;
  return {
    id,
    shortDescription: { text: what },
    fullDescription: { text: why === undefined ? what : `${what} ${why}` },
    help: { text: docs },
    helpUri: `${homepage}/${docs}`,
    // The most severe level of its findings.
    defaultConfiguration: { level: levels.find((level) => found.some((finding) => finding.level === level)) },
    properties: { docs },
  };
}

function locations(at: SourceLocation | null): object {
  if (!at) return {};
  const region = { startLine: at.line, startColumn: at.col, endColumn: at.col + at.length };
  return { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(at.file) }, region } }] };
}

/** A path as a relative or absolute URI. */
function uriOf(path: string): string {
  const encoded = normalPath(path).split('/').map(encodeURIComponent).join('/');
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}
