import { reports as en } from '../../messages/en/reports.ts';
import { reports as ja } from '../../messages/ja/reports.ts';
import { inLanguage } from '../../messages/locale.ts';
import { placeText } from '../../model/place.ts';
import { normalPath } from '../../model/readable-files.ts';
import { findingText } from '../findings.ts';
import { code, escaped, headingText, table } from '../markdown/markdown.ts';
import { type Paint, visible } from '../style.ts';
import { blocksText, hanging, linesText, paragraph } from '../text/layout.ts';
import { valueJson } from '../values.ts';
import { junitReport } from './junit.ts';
import {
  allFindings,
  docsLink,
  fails,
  messageIn,
  type RenderReport,
  type Report,
  type ReportContext,
  type ReportFinding,
  witnessDocuments,
} from './report.ts';
import { sarifReport } from './sarif.ts';

export const reportFormats = {
  text: textReport,
  json: jsonReport,
  github: githubReport,
  sarif: sarifReport,
  junit: junitReport,
  markdown: markdownReport,
} as const satisfies Readonly<Record<string, RenderReport>>;

export type ReportFormat = keyof typeof reportFormats;

/** For people: each finding with its source line and the answers that show it, then what was covered. */
function textReport({ lang, findings, cases = [], summary }: Report, { sources, ...page }: ReportContext): string {
  const { style } = page;
  const { shownBy, comparedWith, pasted, failed } = inLanguage(lang, { en, ja });
  const show = findingText(sources, lang, page);
  const found = findings.map((finding) => {
    const { witness, paste } = finding;
    const shown = witness ? witnessDocuments(witness) : [];
    const blocks = shown.map((answers, index) =>
      indented((index === 0 ? shownBy : comparedWith)(witness?.command ?? ''), answers, style.dim),
    );
    return [show(finding), ...blocks, paste === undefined ? '' : indented(pasted, paste.trimEnd(), style.dim)].join('');
  });
  const failing = cases.flatMap(({ name, at, passed, problem }) => {
    const place = { text: at ? `${visible(placeText(at))}: ` : '', paint: style.bold };
    const head = hanging(page, '', '  ', [place, { text: failed, paint: style.red }, `: ${visible(name)}`]);
    return passed ? [] : linesText([...head, ...problem.split('\n').flatMap((line) => paragraph(page, [line]))]);
  });
  const closing = linesText(summary.flatMap((line) => hanging(page, '', '  ', [line])));
  return [...found, ...failing, closing].join('\n');
}

function indented(head: string, text: string, paint: Paint): string {
  const lines = text.split('\n').map((line) => `    ${paint(line)}`.trimEnd());
  return linesText([`  ${head}`, ...lines]);
}

/** For programs. Key order is part of the contract. */
function jsonReport(report: Report, { version }: ReportContext): string {
  const { command, subject, lang, findings, cases, figures, details } = report;
  const count = (wanted: ReportFinding['level']): number => findings.filter(({ level }) => level === wanted).length;
  return valueJson({
    schema: 'tsunagi/report@1',
    tool: { name: 'tsunagi', version, command },
    subject,
    lang,
    summary: { errors: count('error'), warnings: count('warning'), notes: count('note'), ...figures },
    // JSON leaves out what is undefined: most findings have neither `paste` nor `state`, and a lint has no cases.
    findings: findings.map(({ code, level, problem, mitigation, at, args, witness = null, paste, state }) => {
      return { code, level, problem, mitigation, at, args, docs: docsLink(report, code), witness, paste, state };
    }),
    cases,
    ...details,
  });
}

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Workflow commands of GitHub Actions, which show each finding at its line in a pull request. */
function githubReport({ lang, summary, ...report }: Report): string {
  const lines = allFindings(report).map((finding) => {
    const { at, code: title, level } = finding;
    const place = at ? { file: normalPath(at.file), line: at.line, col: at.col, endColumn: at.col + at.length } : {};
    const properties = Object.entries({ ...place, title }).map(([key, value]) => {
      return `${key}=${commandText(String(value)).replaceAll(/[:,]/g, encodeURIComponent)}`;
    });
    return `::${commands[level]} ${properties.join(',')}::${commandText(messageIn(lang, finding))}`;
  });
  return linesText([...lines, ...summary]);
}

/** Escapes as the toolkit's `command.ts` does, so that no line break ends the command; escapes control characters, too. */
function commandText(text: string): string {
  return text.replaceAll(/[^\r\n]+/g, visible).replaceAll(/[%\r\n]/g, encodeURIComponent);
}

const signs = { error: '❌', warning: '⚠️', note: 'ℹ️' } as const;

/** A comment for a pull request: a table of the failures first, then the summary. */
function markdownReport(report: Report): string {
  const { lang, summary, command, subject } = report;
  const messages = inLanguage(lang, { en, ja });
  const title = [`tsunagi ${command}`, ...(subject === null ? [] : [subject])].join(': ');
  const findings = allFindings(report);
  const others = findings.filter((finding) => !fails(finding));
  const tableOf = (shown: readonly ReportFinding[]): string[] => {
    const rows = shown.map(({ at, level, code: id, problem, mitigation }) => [
      at ? code(visible(placeText(at))) : '',
      `${signs[level]} ${escaped(problem)} ${code(id)}`,
      escaped(mitigation),
    ]);
    return table([messages.place, messages.finding, messages.mitigation], rows);
  };
  const folded = [
    ['<details>', `<summary>${escaped(messages.others(others.length))}</summary>`],
    tableOf(others),
    ['</details>'],
  ];
  return blocksText([
    [`### ${headingText(title)}`],
    tableOf(findings.filter(fails)),
    ...(others.length === 0 ? [] : folded),
    summary.map((line, index) => (index < summary.length - 1 ? `${escaped(line)}\\` : `**${escaped(line)}**`)),
  ]);
}
