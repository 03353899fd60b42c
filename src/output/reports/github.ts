import { normalPath } from '../../model/readable-files.ts';
import { escapeControls } from '../style.ts';
import { linesText } from '../text/layout.ts';
import { allFindings, messageIn, type ReportFormat } from './report.ts';

/** Workflow commands of GitHub Actions, which show each finding at its line in a pull request. */
export const githubReport: ReportFormat = {
  listing: 'unaccepted',
  render({ lang, summary, ...report }) {
    const lines = allFindings(report).map((finding) => {
      const { at, code: title, level } = finding;
      const place = at && { file: normalPath(at.file), line: at.line, col: at.col, endColumn: at.col + at.length };
      const properties = Object.entries({ ...place, title }).map(([key, value]) => {
        return `${key}=${commandText(String(value)).replace(/[:,]/g, encodeURIComponent)}`;
      });
      return `::${level === 'note' ? 'notice' : level} ${properties.join(',')}::${commandText(messageIn(lang, finding))}`;
    });
    return linesText([...lines, ...summary]);
  },
};

/** Escapes as the toolkit's `command.ts` does, so that no line break ends the command; escapes control characters, too. */
function commandText(text: string): string {
  return text.replace(/[^\r\n]+/g, escapeControls).replace(/[%\r\n]/g, encodeURIComponent);
}
