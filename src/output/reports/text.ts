import { reports as en } from '../../messages/en/reports.ts';
import { reports as ja } from '../../messages/ja/reports.ts';
import { inLanguage } from '../../messages/locale.ts';
import type { Level } from '../../model/diagnostic.ts';
import { excerpt } from '../findings.ts';
import { type Paint, type Style, visible } from '../style.ts';
import {
  answersOf,
  messageIn,
  placeText,
  type Report,
  type ReportCase,
  type ReportContext,
  type ReportFinding,
} from './report.ts';

/** For people: each finding with the line that it is about and the answers that show it, then what was covered. */
export function render(report: Report, { sources, style }: ReportContext): string {
  const lines = new Map<string, readonly string[]>();
  const findings = report.findings.map((finding) => {
    const more = [excerpt(finding.at, sources, lines), witnessOf(finding, report, style), pasteOf(finding, report, style)];
    return `${headline(finding, report, style)}\n${more.join('')}`;
  });
  const failed = (report.cases ?? []).filter(({ passed }) => !passed).map((each) => caseLines(each, report, style));
  const summary = report.summary.map((line) => `${line}\n`).join('');
  return [...findings, ...failed, summary].filter((part) => part !== '').join('\n');
}

function headline({ at, level, code, ...said }: ReportFinding, { lang }: Report, style: Style): string {
  const place = at ? `${style.cyan(visible(placeText(at)))}: ` : '';
  return `${place}${paintOf(style)[level](level)}: ${messageIn(lang, said)} ${style.dim(`[${code}]`)}`;
}

function paintOf({ red, yellow, cyan }: Style): { readonly [L in Level]: Paint } {
  return { error: red, warning: yellow, note: cyan };
}

function witnessOf({ witness }: ReportFinding, { lang }: Report, style: Style): string {
  if (!witness) return '';
  const { shownBy, comparedWith } = inLanguage(lang, { en, ja });
  return answersOf(witness)
    .map((answers, index) => block((index === 0 ? shownBy : comparedWith)(witness.command), answers, style.dim))
    .join('');
}

function pasteOf({ paste }: ReportFinding, { lang }: Report, { dim }: Style): string {
  return paste === undefined ? '' : block(inLanguage(lang, { en, ja }).pasted, paste.trimEnd(), dim);
}

function block(head: string, text: string, paint: Paint): string {
  const lines = text.split('\n').map((line) => `    ${paint(line)}`.trimEnd());
  return [`  ${head}`, ...lines].map((line) => `${line}\n`).join('');
}

function caseLines({ name, at, problem }: ReportCase, { lang }: Report, style: Style): string {
  const place = at ? `${style.cyan(visible(placeText(at)))}: ` : '';
  const why = problem === '' ? '' : `  ${problem.replaceAll('\n', '\n  ')}\n`;
  return `${place}${style.red(inLanguage(lang, { en, ja }).failed)}: ${visible(name)}\n${why}`;
}
