import { reports as en } from '../../messages/en/reports.ts';
import { reports as ja } from '../../messages/ja/reports.ts';
import { inLanguage } from '../../messages/locale.ts';
import { locationText } from '../../model/source-location.ts';
import { code, escaped, headingText, table } from '../markdown/markdown.ts';
import { escapeControls } from '../style.ts';
import { blocksText } from '../text/layout.ts';
import { allFindings, fails, type ReportFinding, type ReportFormat } from './report.ts';

/** A comment for a pull request: a table of the failures first, then the summary. */
export const markdownReport: ReportFormat = {
  listing: 'joined',
  render(report) {
    const { lang, summary, command, subject } = report;
    const messages = inLanguage(lang, { en, ja });
    const title = `tsunagi ${command}${subject === null ? '' : `: ${subject}`}`;
    const findings = allFindings(report);
    const others = findings.filter((finding) => !fails(finding));
    const tableOf = (shown: readonly ReportFinding[]): string[] => {
      const rows = shown.map(({ at, level, code: id, problem, mitigation }) => [
        at ? code(escapeControls(locationText(at))) : '',
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
  },
};

const signs = { error: '❌', warning: '⚠️', note: 'ℹ️' } as const;
