import { checksOf } from './checks.ts';
import type { Report } from './report.ts';

/** The Test Anything Protocol, version 14: a line for each kind of finding and for each case, with why it failed. */
export function render(report: Report): string {
  const checks = checksOf(report);
  const lines = checks.flatMap(({ name, result, details }, index) => {
    const line = `${result === 'failed' ? 'not ok' : 'ok'} ${index + 1} - ${description(name)}`;
    if (result === 'passed') return [line];
    if (result === 'skipped') return [`${line} # SKIP ${details.join(' ')}`];
    return [line, '  ---', '  message: |-', ...indented(details.join('\n\n')), '  ...'];
  });
  const summary = report.summary.map((line) => `# ${line}`);
  return ['TAP version 14', `1..${checks.length}`, ...lines, ...summary].map((line) => `${line}\n`).join('');
}

/** A `#` would begin a directive. */
function description(name: string): string {
  return name
    .replaceAll('\\', '\\\\')
    .replaceAll('#', '\\#')
    .replaceAll(/[\r\n]+/g, ' ');
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => (line === '' ? '' : `    ${line}`));
}
