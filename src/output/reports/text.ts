import { reports as en } from '../../messages/en/reports.ts';
import { reports as ja } from '../../messages/ja/reports.ts';
import { inLanguage } from '../../messages/locale.ts';
import { locationText } from '../../model/source-location.ts';
import { findingText } from '../findings.ts';
import { escapeControls, type Paint } from '../style.ts';
import { hanging, linesText, paragraph } from '../text/layout.ts';
import { type ReportFormat, witnessDocuments } from './report.ts';

/** For people: each failed case, each finding with its source line and the answers that show it, then what was covered. */
export const textReport: ReportFormat = {
  listing: 'unaccepted',
  render({ lang, findings, cases = [], summary }, { sources, ...page }) {
    const { style } = page;
    const { shownBy, comparedWith, failed } = inLanguage(lang, { en, ja });
    const show = findingText(sources, lang, page);
    const found = findings.map((finding) => {
      const { witness } = finding;
      const shown = witness ? witnessDocuments(witness) : [];
      const blocks = shown.map((answers, index) =>
        indented((index === 0 ? shownBy : comparedWith)(witness?.command ?? ''), answers, style.dim),
      );
      return [show(finding), ...blocks].join('');
    });
    const failing = cases.flatMap(({ name, at, passed, problem }) => {
      const place = { text: at ? `${escapeControls(locationText(at))}: ` : '', paint: style.bold };
      const head = hanging(page, '', '  ', [place, { text: failed, paint: style.red }, `: ${escapeControls(name)}`]);
      return passed ? [] : linesText([...head, ...problem.split('\n').flatMap((line) => paragraph(page, [line]))]);
    });
    return [...failing, ...found, linesText(summary.flatMap((line) => hanging(page, '', '  ', [line])))].join('\n');
  },
};

function indented(head: string, text: string, paint: Paint): string {
  const lines = text.split('\n').map((line) => `    ${paint(line)}`.trimEnd());
  return linesText([`  ${head}`, ...lines]);
}
