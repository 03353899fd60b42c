import type { Place } from '../../model/diagnostic.ts';
import { visible } from '../style.ts';
import { messageIn, normalPath, type Report } from './report.ts';

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Workflow commands of GitHub Actions, which show each finding at its line in a pull request. */
export function render({ lang, findings, cases = [], summary }: Report): string {
  const lines = findings.map((finding) => command(commands[finding.level], finding.at, finding.code, messageIn(lang, finding)));
  const failed = cases
    .filter(({ passed }) => !passed)
    .map(({ at, name, problem }) => command('error', at, name, problem || name));
  return [...lines, ...failed, ...summary].map((line) => `${line}\n`).join('');
}

function command(name: string, at: Place | null, title: string, message: string): string {
  const place = at ? { file: normalPath(at.file), line: at.line, col: at.col, endColumn: at.col + at.length } : {};
  const properties = Object.entries({ ...place, title }).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${name} ${properties.join(',')}::${data(message)}`;
}

/** Escapes as the toolkit's `command.ts` does, so that no line break ends the command; and control characters, as it does not. */
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
