import { diagnostics as en } from '../messages/en/diagnostics.ts';
import { diagnostics as ja } from '../messages/ja/diagnostics.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Finding, Place, Problem } from '../model/diagnostic.ts';
import type { DiagnosticMessage } from '../model/place.ts';
import { type Paint, plain, type Style, visible } from './style.ts';
import { displayWidth } from './text/width.ts';

const paints = { error: 'red', warning: 'yellow', note: 'cyan' } as const;

/**
 * Findings as text for people and editors: for each one `file:line:col: level: what is wrong and what to do [code]`, then
 * the line of the source with a caret below.
 *
 * @param sources the texts that they point into, by file
 * @param lang English where it is not Japanese
 * @returns a text that ends with a newline, or is empty
 */
export function renderFindings(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, string>,
  lang: string,
  style: Style = plain,
): string {
  const lines = new Map<string, readonly string[]>();
  return findings
    .map((finding) => `${headline(finding, lang, style)}\n${excerpt(finding.at, sources, lines, style[paints[finding.level]])}`)
    .join('');
}

/** What is wrong, and what to do about it. Control characters are made visible. */
export function messageOf(problem: Problem | Finding, lang: string): { readonly problem: string; readonly mitigation: string } {
  const messages = inLanguage(lang, { en, ja });
  const say = messages[problem.code] as (args: Problem['args']) => DiagnosticMessage;
  const [what, mitigation] = say(problem.args);
  return { problem: visible(what), mitigation: visible(mitigation) };
}

function headline(finding: Finding, lang: string, style: Style): string {
  const { at, level, code } = finding;
  const { problem, mitigation } = messageOf(finding, lang);
  const place = at ? `${visible(at.file)}:${at.line}:${at.col}: ` : '';
  const between = mitigation === '' || lang === 'ja' ? '' : ' ';
  return `${style.bold(place)}${style[paints[level]](`${level}:`)} ${problem}${between}${mitigation} ${style.dim(`[${code}]`)}`;
}

/** How much of a line is shown, and how much of that stands before the caret. */
const MAX_EXCERPT_COLUMNS = 100;
const COLUMNS_BEFORE_CARET = 60;

/** The line of the source that a place is in, with a caret below; empty where there is none. `lines` remembers what was split. */
export function excerpt(
  at: Place | null,
  sources: ReadonlyMap<string, string>,
  lines: Map<string, readonly string[]>,
  paint: Paint = plain.red,
): string {
  const text = at && sources.get(at.file);
  if (!at || text === undefined || text === null) return '';
  const known = lines.get(at.file) ?? text.split('\n');
  lines.set(at.file, known);
  const line = known[at.line - 1]?.replace(/\r$/, '');
  if (line === undefined || line.trim() === '') return '';
  const column = at.col - 1;
  // A line may be megabytes long: only what is near the caret is looked at.
  const left = fitting(
    [...line.slice(Math.max(0, column - 4 * COLUMNS_BEFORE_CARET), column)].reverse(),
    COLUMNS_BEFORE_CARET,
  ).reverse();
  const start = column - left.join('').length;
  const marked = fitting([...line.slice(column, column + at.length)], MAX_EXCERPT_COLUMNS - COLUMNS_BEFORE_CARET);
  const end = column + marked.join('').length;
  const right = fitting(
    [...line.slice(end, end + 4 * MAX_EXCERPT_COLUMNS)],
    MAX_EXCERPT_COLUMNS - displayWidth(shown(left)) - displayWidth(shown(marked)),
  );
  const lead = start > 0 ? '…' : '';
  const tail = end + right.join('').length < line.length ? '…' : '';
  const indent = ' '.repeat(displayWidth(lead + shown(left)));
  const carets = '^'.repeat(Math.max(1, displayWidth(shown(marked))));
  // Nothing of a file begins a line: what reads a log takes commands there, behind blanks, too.
  const gutter = `${at.line} | `;
  const below = `${' '.repeat(gutter.length - 2)}| `;
  return `${gutter}${lead}${shown(left)}${shown(marked)}${shown(right)}${tail}\n${below}${indent}${paint(carets)}\n`;
}

/** As many of the characters, from the first on, as fit into a width. */
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
