import { reports as en } from '../../messages/en/reports.ts';
import { reports as ja } from '../../messages/ja/reports.ts';
import { inLanguage } from '../../messages/locale.ts';
import { code, escaped, headingText, table } from '../markdown/markdown.ts';
import { visible } from '../style.ts';
import { blocksText } from '../text/layout.ts';
import { fails, placeText, type Report, type ReportFinding } from './report.ts';

/** For a comment on a pull request: what failed first, as a table; then how it ended. */
export function render(report: Report): string {
  const { lang, findings, cases = [], summary, tool, subject } = report;
  const messages = inLanguage(lang, { en, ja });
  const title = [`${tool.name} ${tool.command}`, ...(subject === null ? [] : [subject])].join(': ');
  const failed = cases.filter(({ passed }) => !passed);
  const others = findings.filter((finding) => !fails(finding));
  const head = [messages.place, messages.finding];
  const failedRows = failed.map(({ at, name, problem }) => [placeOf(at), escaped(problem === '' ? name : `${name}: ${problem}`)]);
  const folded = [
    ['<details>', `<summary>${escaped(messages.others(others.length))}</summary>`],
    table([...head, messages.mitigation], others.map(row)),
    ['</details>'],
  ];
  return blocksText([
    [`### ${headingText(title)}`],
    table([...head, messages.mitigation], findings.filter(fails).map(row)),
    table(head, failedRows),
    ...(others.length === 0 ? [] : folded),
    summary.map((line, index) => (index < summary.length - 1 ? `${escaped(line)}\\` : `**${escaped(line)}**`)),
  ]);
}

const signs = { error: '❌', warning: '⚠️', note: 'ℹ️' } as const;

function row({ at, level, code: id, problem, mitigation }: ReportFinding): string[] {
  return [placeOf(at), `${signs[level]} ${escaped(problem)} ${code(id)}`, escaped(mitigation)];
}

function placeOf(at: ReportFinding['at']): string {
  return at ? code(visible(placeText(at))) : '';
}
