import { diagnostics as en } from '../messages/en/diagnostics.ts';
import { diagnostics as ja } from '../messages/ja/diagnostics.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Finding, Place, Problem } from '../model/diagnostic.ts';
import type { DiagnosticMessage } from '../model/place.ts';
import { docsLink, messageIn, placeText, type ReportFinding } from './reports/report.ts';
import { type Paint, plain, type Style, visible } from './style.ts';
import { displayWidth } from './text/width.ts';

const paints = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

/** Renders findings for people and editors: `file:line:col: level: problem and mitigation [code]`, the line and a caret. */
export function renderFindings(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, string>,
  lang: string,
  style: Style = plain,
): string {
  const show = findingText(sources, lang, style);
  return findings.map((each) => show({ ...each, ...messageOf(each, lang) })).join('');
}

type LocatedMessage = Pick<Finding, 'at' | 'level'> & ReturnType<typeof messageOf> & { readonly code: string };

/** Creates a renderer for single findings, which splits each source into lines only once. */
export function findingText(sources: ReadonlyMap<string, string>, lang: string, style: Style) {
  const known = new Map<string, readonly string[]>();
  const lineOf = ({ file, line }: Place): string => {
    const lines = known.get(file) ?? (sources.get(file) ?? '').split('\n');
    known.set(file, lines);
    return lines[line - 1]?.replace(/\r$/, '') ?? '';
  };
  return ({ at, level, code, ...message }: LocatedMessage): string => {
    const paint = style[paints[level]];
    const place = at ? style.bold(`${visible(placeText(at))}: `) : '';
    const head = `${place}${paint(`${level}:`)} ${messageIn(lang, message)} ${style.dim(`[${code}]`)}\n`;
    return at ? head + excerpt(at, lineOf(at), paint) : head;
  };
}

/** The message and its remedy as one text. */
export function formatMessage(problem: Problem | Finding, lang: string): string {
  return messageIn(lang, messageOf(problem, lang));
}

/** The problem and its mitigation, with control characters made visible. */
export function messageOf(problem: Problem | Finding, lang: string): { readonly problem: string; readonly mitigation: string } {
  const messages = inLanguage(lang, { en, ja });
  const say = messages[problem.code] as (args: Problem['args']) => DiagnosticMessage;
  const [what, mitigation] = say(problem.args);
  return { problem: visible(what), mitigation: visible(mitigation) };
}

/** A finding as a report shows it. */
export function reportFinding(finding: Finding, lang: string) {
  const { code, level, at, args } = finding;
  return { code, level, ...messageOf(finding, lang), at, args, docs: docsLink(code), witness: null } satisfies ReportFinding;
}

/** The most columns of a source line, which fit a terminal of 80 beside the number; and of these, those before the caret. */
const MAX_EXCERPT_COLUMNS = 71;
const COLUMNS_BEFORE_CARET = 50;

/** A source line with a caret below the place; empty if there is nothing to show. */
function excerpt({ line: number, col, length }: Place, line: string, paint: Paint): string {
  if (line.trim() === '') return '';
  const column = col - 1;
  // A line may be megabytes long: read only the part near the caret.
  const before = [...line.slice(Math.max(0, column - 4 * COLUMNS_BEFORE_CARET), column)];
  const left = fitting(before.reverse(), COLUMNS_BEFORE_CARET).reverse();
  const marked = fitting([...line.slice(column, column + length)], MAX_EXCERPT_COLUMNS - COLUMNS_BEFORE_CARET);
  const [leftText, markedText] = [shown(left), shown(marked)];
  const end = column + marked.join('').length;
  const room = MAX_EXCERPT_COLUMNS - displayWidth(leftText) - displayWidth(markedText);
  const right = fitting([...line.slice(end, end + 4 * MAX_EXCERPT_COLUMNS)], room);
  const lead = left.join('').length < column ? '…' : '';
  const tail = end + right.join('').length < line.length ? '…' : '';
  const indent = ' '.repeat(displayWidth(lead + leftText));
  const carets = '^'.repeat(Math.max(1, displayWidth(markedText)));
  // No line may begin with text from the file: log readers run commands found there, even after blanks.
  const gutter = `${number} | `;
  const below = `${' '.repeat(gutter.length - 2)}| `;
  return `${gutter}${lead}${leftText}${markedText}${shown(right)}${tail}\n${below}${indent}${paint(carets)}\n`;
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
  return visible(characters.join('').replaceAll('\t', ' '));
}
