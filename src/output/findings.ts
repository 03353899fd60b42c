import { remembered } from '../engine/lazy.ts';
import { findings as en } from '../messages/en/findings.ts';
import { findings as ja } from '../messages/ja/findings.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Finding, Problem } from '../model/finding.ts';
import { type FindingMessage, locationText, type SourceLocation } from '../model/source-location.ts';
import { messageIn, type ReportFinding } from './reports/report.ts';
import { escapeControls, type Paint, plain } from './style.ts';
import { hanging, linesText, type Page } from './text/layout.ts';
import { displayWidth } from './text/width.ts';

const paints = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

/** Output that is not a terminal, where editors and other programs expect one line a finding. */
export const unwrapped: Page = { width: Infinity, style: plain };

/** Renders findings for people and editors: `file:line:col: level: problem and mitigation [code]`, the line and a caret. */
export function renderFindings(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, string>,
  lang: string,
  page = unwrapped,
): string {
  const show = findingText(sources, lang, page);
  return findings.map((each) => show(reportFinding(each, lang))).join('');
}

/** Creates a renderer for single findings, which splits each source into lines, and prints each list of names, only once. */
export function findingText(sources: ReadonlyMap<string, string>, lang: string, page: Page) {
  const { style } = page;
  const listed = new Set<string>();
  const linesOf = remembered((file: string) => (sources.get(file) ?? '').split('\n'));
  const lineOf = ({ file, line }: SourceLocation): string => linesOf(file)[line - 1]?.replace(/\r$/, '') ?? '';
  return ({ at, level, code, args, problem, mitigation }: ReportFinding): string => {
    const paint = style[paints[level]];
    const message = { problem, mitigation: listed.has(mitigation) ? '' : mitigation };
    if (('known' in args || 'allowed' in args) && !('suggestion' in args)) listed.add(mitigation);
    // Indented, a wrapped text from a file cannot pass for a finding.
    const head = hanging(page, '', '  ', [
      { text: at ? `${escapeControls(locationText(at))}: ` : '', paint: style.bold },
      { text: `${level}:`, paint },
      ` ${messageIn(lang, message)} `,
      { text: `[${code}]`, paint: style.dim },
    ]);
    return linesText(head) + (at ? excerpt(at, lineOf(at), paint, page.width) : '');
  };
}

/** The problem and its mitigation as one text. */
export function formatMessage(problem: Problem | Finding, lang: string): string {
  const [what, mitigation] = messageOf(problem, lang);
  return messageIn(lang, { problem: what, mitigation });
}

/** The problem and its mitigation, with control characters made visible. */
export function messageOf({ code, args }: Problem, lang: string): FindingMessage {
  const say = inLanguage(lang, { en, ja })[code] as (args: Problem['args']) => FindingMessage;
  const [problem, mitigation] = say(args);
  return [escapeControls(problem), escapeControls(mitigation)];
}

export function reportFinding(finding: Finding, lang: string): ReportFinding {
  const [problem, mitigation] = messageOf(finding, lang);
  return { ...finding, problem, mitigation };
}

/** The most columns of a line with its number, and the share of the text that is before the caret. */
const MAX_EXCERPT_COLUMNS = 80;
const SHARE_BEFORE_CARET = 0.7;

/** A source line with a caret below the location; empty if there is nothing to show. */
function excerpt({ line: number, col, length }: SourceLocation, line: string, paint: Paint, width: number): string {
  if (line.trim() === '') return '';
  const column = col - 1;
  // No line may begin with text from the file: log readers run commands found there, even after blanks.
  const gutter = `${number} | `;
  const columns = Math.min(width, MAX_EXCERPT_COLUMNS) - gutter.length - 2;
  const columnsBefore = Math.floor(columns * SHARE_BEFORE_CARET);
  // A line may be megabytes long: read only the part near the caret.
  const before = [...line.slice(Math.max(0, column - 4 * columnsBefore), column)];
  const left = fitting(before.reverse(), columnsBefore).reverse();
  const leftText = shown(left);
  const right = fitting([...line.slice(column, column + 4 * columns)], columns - displayWidth(leftText));
  const markedText = shown([...right.join('').slice(0, length)]);
  const lead = left.join('').length < column ? '…' : '';
  const tail = column + right.join('').length < line.length ? '…' : '';
  const indent = ' '.repeat(displayWidth(lead + leftText));
  const carets = '^'.repeat(Math.max(1, displayWidth(markedText)));
  const below = `${' '.repeat(gutter.length - 2)}| `;
  return `${gutter}${lead}${leftText}${shown(right)}${tail}\n${below}${indent}${paint(carets)}\n`;
}

/** The longest beginning of the characters that fits the width. */
function fitting(characters: readonly string[], width: number): string[] {
  let left = width;
  const taken: string[] = [];
  for (const character of characters) {
    left -= displayWidth(shown([character]));
    if (left < 0) break;
    taken.push(character);
  }
  return taken;
}

function shown(characters: readonly string[]): string {
  return escapeControls(characters.join('').replaceAll('\t', ' '));
}
