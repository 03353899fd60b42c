import { reports as en } from '../../messages/en/reports.ts';
import { reports as ja } from '../../messages/ja/reports.ts';
import { inLanguage } from '../../messages/locale.ts';
import { findingText } from '../findings.ts';
import { type Paint, visible } from '../style.ts';
import { answersOf, placeText, type Report, type ReportContext } from './report.ts';

/** Renders the report for people: each finding with its source line and the answers that show it, then what was covered. */
export function render({ lang, findings, cases = [], summary }: Report, { sources, style }: ReportContext): string {
  const { shownBy, comparedWith, pasted, failed } = inLanguage(lang, { en, ja });
  const show = findingText(sources, lang, style);
  const found = findings.map(({ witness, paste, ...finding }) => {
    const shown = witness ? answersOf(witness) : [];
    const blocks = shown.map((answers, index) =>
      block((index === 0 ? shownBy : comparedWith)(witness?.command ?? ''), answers, style.dim),
    );
    return [show(finding), ...blocks, paste === undefined ? '' : block(pasted, paste.trimEnd(), style.dim)].join('');
  });
  const failing = cases.flatMap(({ name, at, passed, problem }) => {
    const place = at ? style.bold(`${visible(placeText(at))}: `) : '';
    const why = problem === '' ? '' : `  ${problem.replaceAll('\n', '\n  ')}\n`;
    return passed ? [] : [`${place}${style.red(failed)}: ${visible(name)}\n${why}`];
  });
  const closing = summary.map((line) => `${line}\n`).join('');
  return [...found, ...failing, closing].filter((part) => part !== '').join('\n');
}

function block(head: string, text: string, paint: Paint): string {
  const lines = text.split('\n').map((line) => `    ${paint(line)}`.trimEnd());
  return [`  ${head}`, ...lines].map((line) => `${line}\n`).join('');
}
