import { visible } from '../style.ts';
import { allFindings, messageIn, normalPath, type Report } from './report.ts';

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Renders workflow commands of GitHub Actions, which show each finding at its line in a pull request. */
export function render({ lang, summary, ...report }: Report): string {
  const lines = allFindings(report).map((finding) => {
    const { at, code, level } = finding;
    const place = at ? { file: normalPath(at.file), line: at.line, col: at.col, endColumn: at.col + at.length } : {};
    const properties = Object.entries({ ...place, title: code }).map(([key, value]) => `${key}=${property(String(value))}`);
    return `::${commands[level]} ${properties.join(',')}::${data(messageIn(lang, finding))}`;
  });
  return [...lines, ...summary].map((line) => `${line}\n`).join('');
}

/** Escapes as the toolkit's `command.ts` does, so that no line break ends the command; escapes control characters, too. */
function data(text: string): string {
  return text
    .replaceAll(/[^\r\n]+/g, visible)
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
