import { reports as en } from '../../messages/en/reports.ts';
import { reports as ja } from '../../messages/ja/reports.ts';
import { inLanguage } from '../../messages/locale.ts';
import { code, escaped, headingText, table } from '../markdown/markdown.ts';
import { visible } from '../style.ts';
import { fails, placeText, type Report, type ReportFinding } from './report.ts';

/** For a comment on a pull request: what failed first, as a table; then how it ended. */
export function render(report: Report): string {
  const { lang, findings, cases = [], summary, tool, subject } = report;
  const messages = inLanguage(lang, { en, ja });
  const title = [`${tool.name} ${tool.command}`, ...(subject === null ? [] : [subject])].join(': ');
  const failing = findings.filter(fails);
  const others = findings.filter((finding) => !fails(finding));
  const failed = cases.filter(({ passed }) => !passed);
  const blocks = [
    [`### ${headingText(title)}`],
    table([messages.place, messages.finding, messages.mitigation], failing.map(row)),
    table(
      [messages.place, messages.finding],
      failed.map(({ at, name, problem }) => [
        at ? code(visible(placeText(at))) : '',
        escaped(problem === '' ? name : `${name}: ${problem}`),
      ]),
    ),
    others.length === 0 ? [] : ['<details>', `<summary>${escaped(messages.others(others.length))}</summary>`],
    table([messages.place, messages.finding, messages.mitigation], others.map(row)),
    others.length === 0 ? [] : ['</details>'],
    summary.map((line, index) => (index < summary.length - 1 ? `${escaped(line)}\\` : `**${escaped(line)}**`)),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const signs = { error: '❌', warning: '⚠️', note: 'ℹ️' } as const;

function row({ at, level, code: id, problem, mitigation }: ReportFinding): string[] {
  return [at ? code(visible(placeText(at))) : '', `${signs[level]} ${escaped(problem)} ${code(id)}`, escaped(mitigation)];
}
