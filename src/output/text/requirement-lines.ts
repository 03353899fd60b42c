import type { Recommendation, Warning } from '../../model/decision.ts';
import { type DecisionView, type RequirementRow, type RequirementState, sizingText } from '../decision-view.ts';
import type { Paint } from '../style.ts';
import { columnOf, dim, firstSentence, fitted, fittedItems, paragraph, row, wholeSentences } from './layout.ts';
import type { TextContext } from './text-context.ts';
import { displayWidth, pad } from './width.ts';

/** How much each part may take. A decision gets the first of the sizes with which it fits. */
export interface ScreenSize {
  readonly neighbours: number;
  readonly why: number;
  readonly tradeOffs: number;
  readonly cost: boolean;
  readonly assumptions: number;
  /** Lines of the changes beside one assumption. */
  readonly assumptionLines: number;
  readonly flipLines: number;
  /** Lines that one text may take; its first sentence is whole in any case. */
  readonly textLines: number;
  /** How to deal with a warning. */
  readonly advice: boolean;
  /** How many warnings are shown; a line says how many more there are. */
  readonly warnings: number;
  /** Lines of requirements that are met, where they are dense. */
  readonly metLines: number;
  /** Requirements that are met stand beside one another. */
  readonly dense: boolean;
  /** An empty line between parts. */
  readonly gaps: boolean;
}

const roomy: ScreenSize = {
  neighbours: 2,
  why: 3,
  tradeOffs: 2,
  cost: true,
  assumptions: 4,
  assumptionLines: 2,
  flipLines: 4,
  textLines: 3,
  advice: true,
  warnings: Number.MAX_SAFE_INTEGER,
  dense: false,
  metLines: 6,
  gaps: true,
};
const medium: ScreenSize = { ...roomy, why: 2, flipLines: 3, textLines: 2 };
const small: ScreenSize = { ...medium, flipLines: 2, assumptions: 3, textLines: 1 };
const dense: ScreenSize = { ...small, dense: true, assumptions: 2 };
const tight: ScreenSize = { ...dense, tradeOffs: 1, flipLines: 1, assumptionLines: 1, gaps: false };
const tightest: ScreenSize = { ...tight, why: 1, assumptions: 1, cost: false };
const noAdvice: ScreenSize = { ...tightest, advice: false, neighbours: 1 };

/** From the roomiest to the tightest. */
export const screenSizes: readonly ScreenSize[] = [
  roomy,
  medium,
  { ...medium, flipLines: 2, assumptions: 3 },
  small,
  { ...small, dense: true },
  dense,
  { ...dense, assumptionLines: 1 },
  { ...dense, assumptionLines: 1, flipLines: 1 },
  { ...medium, flipLines: 2, dense: true, gaps: false },
  { ...small, gaps: false },
  { ...dense, gaps: false },
  { ...dense, assumptionLines: 1, gaps: false },
  tight,
  { ...tight, why: 1 },
  { ...tight, why: 1, cost: false },
  tightest,
  { ...tightest, warnings: 4 },
  noAdvice,
  { ...noAdvice, warnings: 3 },
  { ...noAdvice, warnings: 2, metLines: 3 },
  { ...noAdvice, warnings: 2, metLines: 2, assumptions: 0 },
  { ...noAdvice, warnings: 1, metLines: 1, assumptions: 0, flipLines: 0 },
];

/** For a page that has room for everything. */
export const fullSize: ScreenSize = { ...roomy, textLines: Number.MAX_SAFE_INTEGER };

/** For one of several decisions. */
export const shortSize: ScreenSize = { ...roomy, why: 1, textLines: 2, neighbours: 1 };

const GAP_COLUMNS = 2;
const MAX_LIMIT_LINES = 2;

/** Each requirement with need against limit, what is unmet first, then what to heed, then what is met. */
export function requirementLines(
  page: TextContext,
  view: DecisionView,
  recommendation: Recommendation,
  size: ScreenSize,
): string[] {
  const rows = (['unmet', 'warning', 'met'] as const).flatMap((state) =>
    view.requirements.filter((each) => each.state === state),
  );
  const column = columnOf(
    page,
    rows.map(({ topic }) => topic),
  );
  const needColumn = columnOf(
    page,
    rows.map(({ need }) => need),
  );
  const plain = rows.filter(({ state }) => state !== 'met');
  const met = rows.filter(({ state }) => state === 'met');
  // One screen may have said already what is unmet in general; then no row can say it.
  const general = view.missed.length > 0 ? [] : view.unmet;
  const rowsShown = plain.slice(0, size.warnings);
  const notes = view.warnings.slice(0, Math.max(0, size.warnings - rowsShown.length));
  const left = plain.length + view.warnings.length - rowsShown.length - notes.length;
  return [
    ...general.flatMap((warning) => marked(page, 'unmet', sentenceLines(page, wholeSentences(warning.text), size))),
    ...rowsShown.flatMap((each) => rowLines(page, each, column, needColumn, size)),
    ...notes.flatMap((warning) => marked(page, 'warning', sentenceLines(page, noteTexts(page, warning, size), size))),
    ...(left > 0 ? marked(page, 'warning', paragraph(inner(page), [dim(page, page.messages.moreWarnings(left))], 0)) : []),
    ...(size.dense ? denseLines(page, met, size) : met.flatMap((each) => rowLines(page, each, column, needColumn, size))),
    ...sizingLines(page, recommendation),
  ];
}

function rowLines(page: TextContext, each: RequirementRow, column: number, needColumn: number, size: ScreenSize): string[] {
  const { topic, state, need, limit, warning, text } = each;
  const inside = inner(page);
  const filled = displayWidth(need) <= needColumn ? pad(need, needColumn) : need;
  // What is unmet is said by the limit itself: a warning about the same requirement is about another limit.
  const dealing = state === 'unmet' ? text : messageOf(warning);
  const more = state === 'met' || !size.advice ? '' : dealing;
  return marked(page, state, [
    ...fitted(wholeSentences(limit), MAX_LIMIT_LINES, (short) =>
      row(inside, topic, column, [`${filled}${' '.repeat(GAP_COLUMNS)}`, dim(page, short)], 0),
    ),
    ...(more === '' ? [] : fitted(wholeSentences(more), size.textLines, (sentences) => row(inside, '', column, [sentences], 0))),
  ]);
}

function sentenceLines(page: TextContext, texts: readonly string[], { textLines }: ScreenSize): string[] {
  return fitted(texts, textLines + 1, (text) => paragraph(inner(page), [text], 0));
}

/** What there is to say of a requirement besides need and limit: how to deal with it. */
function messageOf(warning: Warning | null): string {
  return warning?.mitigation?.text ?? warning?.limit?.raise ?? warning?.text ?? '';
}

/** A warning and how to deal with it, from the longest to the shortest. */
function noteTexts({ messages }: TextContext, { text, mitigation }: Warning, { advice, textLines }: ScreenSize): string[] {
  const warnings = textLines === 1 ? [firstSentence(text)] : wholeSentences(text);
  if (!mitigation || !advice) return warnings;
  const shortest = warnings.at(-1) ?? '';
  return [warnings[0] ?? '', shortest].flatMap((warning) =>
    wholeSentences(mitigation.text).map((how) => messages.sentences([warning, how])),
  );
}

/** What is met in as few lines as it takes. */
function denseLines(page: TextContext, met: readonly RequirementRow[], size: ScreenSize): string[] {
  const { messages } = page;
  const texts = met.map(({ topic, need, limit }) => {
    const short = firstSentence(limit);
    return short === '' ? `${topic} ${need}` : messages.inBrackets(`${topic} ${need}`, short);
  });
  const lines = fittedItems(texts, messages.semicolon, messages.andMore, size.metLines, (text) =>
    paragraph(inner(page), [text], 0),
  );
  return marked(page, 'met', lines);
}

function sizingLines(page: TextContext, { sizing }: Recommendation): string[] {
  const { messages } = page;
  // One unit is what anybody would start with.
  const counted = sizing.filter(({ count }) => count > 1);
  return counted.flatMap((each) => paragraph(page, [`${messages.sizing}${messages.colon}${sizingText(page, each)}`]));
}

const paints: { readonly [S in RequirementState]: 'green' | 'yellow' | 'red' } = {
  met: 'green',
  warning: 'yellow',
  unmet: 'red',
};

/** The width of the column of marks. */
function markColumn({ messages }: TextContext): number {
  return Math.max(...Object.values(messages.marks).map(displayWidth));
}

function inner(page: TextContext): TextContext {
  return { ...page, width: page.width - 2 * GAP_COLUMNS - markColumn(page) };
}

/** Lines behind a mark that says how they are meant. */
function marked(page: TextContext, state: RequirementState, lines: readonly string[]): string[] {
  const column = markColumn(page);
  const mark = page.messages.marks[state];
  const paint: Paint = page.style[paints[state]];
  return lines.map((line, index) => {
    const lead = index === 0 ? paint(mark) + ' '.repeat(column - displayWidth(mark)) : ' '.repeat(column);
    return `${' '.repeat(GAP_COLUMNS)}${lead}${' '.repeat(GAP_COLUMNS)}${line}`.trimEnd();
  });
}
