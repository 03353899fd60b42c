import { reports as en } from '../../messages/en/reports.ts';
import { reports as ja } from '../../messages/ja/reports.ts';
import { inLanguage } from '../../messages/locale.ts';
import { code, escaped, headingText, table } from '../markdown/markdown.ts';
import { visible } from '../style.ts';
import { blocksText } from '../text/layout.ts';
import { allFindings, fails, placeText, type Report, type ReportFinding } from './report.ts';

/** Renders a comment for a pull request: a table of the failures first, then the summary. */
export function render(report: Report): string {
  const { lang, summary, tool, subject } = report;
  const messages = inLanguage(lang, { en, ja });
  const title = [`${tool.name} ${tool.command}`, ...(subject === null ? [] : [subject])].join(': ');
  const findings = allFindings(report);
  const others = findings.filter((finding) => !fails(finding));
  const tableOf = (shown: readonly ReportFinding[]): string[] =>
    table([messages.place, messages.finding, messages.mitigation], shown.map(row));
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

const signs = { error: '❌', warning: '⚠️', note: 'ℹ️' } as const;

function row({ at, level, code: id, problem, mitigation }: ReportFinding): string[] {
  const place = at ? code(visible(placeText(at))) : '';
  return [place, `${signs[level]} ${escaped(problem)} ${code(id)}`, escaped(mitigation)];
}
