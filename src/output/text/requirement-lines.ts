import type { Warning } from '../../model/decision.ts';
import { type DecisionView, isMitigatedBefore } from '../decision-view.ts';
import type { RequirementRow, RequirementState } from '../requirement-rows.ts';
import type { TextContext } from './article-text.ts';
import { columnOf, firstSentence, fitted, fittedItems, GAP_COLUMNS, paragraph, row, wholeSentences } from './layout.ts';
import { displayWidth, largest, pad } from './width.ts';

/** How much room each part may use if there is room for everything. */
const fullSize = {
  neighbours: 2,
  why: 3,
  tradeOffs: 2,
  cost: true,
  sizing: true,
  assumptions: 4,
  /** Lines for the changes beside one assumption. */
  assumptionLines: 2,
  flipLines: 4,
  /** Lines for one text; its first sentence is always complete. */
  textLines: Number.MAX_SAFE_INTEGER,
  /** How many warnings to show with their mitigation. */
  advice: Number.MAX_SAFE_INTEGER,
  /** How many warnings to show; a line counts the rest. */
  warnings: Number.MAX_SAFE_INTEGER,
  /** Whether requirements that are met share lines, and how many lines they may take then. */
  dense: false,
  metLines: 6,
  /** Whether to separate parts by an empty line. */
  gaps: true,
};

export type ScreenSize = Readonly<typeof fullSize>;

/** What a screen with empty lines gives up step by step until it fits: each step changes the size before it. */
const cuts: readonly Partial<ScreenSize>[] = [
  { textLines: 3 },
  { why: 2, flipLines: 3, textLines: 2 },
  { flipLines: 2, assumptions: 3 },
  { textLines: 1 },
  { dense: true },
  { assumptions: 2 },
  { assumptionLines: 1 },
  { flipLines: 1 },
];

/** What a screen shows if there is room for nothing more. */
const smallest: ScreenSize = {
  neighbours: 1,
  why: 1,
  tradeOffs: 1,
  cost: false,
  sizing: false,
  assumptions: 0,
  assumptionLines: 1,
  flipLines: 0,
  textLines: 1,
  advice: 0,
  warnings: 1,
  dense: true,
  metLines: 1,
  gaps: false,
};

/** What it shows besides if there is room, in the order of its worth: what does not fit before what else could be chosen. */
const additions: readonly Partial<ScreenSize>[] = [
  { sizing: true },
  { warnings: 2 },
  { metLines: 2 },
  { warnings: 3 },
  { advice: 1 },
  { warnings: 4 },
  { advice: 2 },
  { warnings: Number.MAX_SAFE_INTEGER },
  { neighbours: 2 },
  { flipLines: 1 },
  { assumptions: 1 },
  { why: 2 },
  { advice: 3 },
  { advice: 4 },
  { advice: Number.MAX_SAFE_INTEGER },
  { metLines: 6 },
  { assumptions: 2 },
  { cost: true },
  { tradeOffs: 2 },
  { flipLines: 2 },
  { assumptions: 3 },
  { assumptionLines: 2 },
  { textLines: 2 },
  { assumptions: 4 },
];

/** Lays out a screen in the roomiest size that fits. */
export function fittedScreen(maxLines: number, layOut: (size: ScreenSize) => string[]): string[] {
  let size = fullSize;
  for (const cut of [{}, ...cuts]) {
    size = { ...size, ...cut };
    const lines = layOut(size);
    if (lines.length <= maxLines) return lines;
  }
  size = smallest;
  let lines = layOut(size);
  for (const addition of additions) {
    const larger = { ...size, ...addition };
    const more = layOut(larger);
    if (more.length > maxLines) continue;
    size = larger;
    lines = more;
  }
  return lines;
}

/** For one of several decisions. */
export const shortSize: ScreenSize = { ...fullSize, why: 1, textLines: 2, neighbours: 1 };

const MAX_LIMIT_LINES = 2;

/** Need and limit of each requirement: unmet ones first, or what is unmet in general, then warnings, then those that are met. */
export function requirementLines(page: TextContext, view: DecisionView, size: ScreenSize): string[] {
  const { messages, dim } = page;
  const inside = inner(page);
  const inState = (state: RequirementState): RequirementRow[] => view.requirements.filter((each) => each.state === state);
  const rowLines = (each: RequirementRow, index: number): string[] => {
    const need = pad(each.need, needColumn) + ' '.repeat(GAP_COLUMNS);
    return marked(page, each.state, [
      ...fitted(wholeSentences(each.limit), MAX_LIMIT_LINES, (limit) => row(inside, each.topic, column, [need, dim(limit)], 0)),
      ...(each.state === 'met' || index >= size.advice ? [] : adviceOn(each, index)),
    ]);
  };
  const adviceOn = (each: RequirementRow, index: number): string[] => {
    const text = dealingWith(each);
    // What deals with several requirements follows the last of them.
    const isSaidBelow = shown.slice(index + 1, size.advice).some((other) => dealingWith(other) === text);
    return text === '' || isSaidBelow
      ? []
      : fitted(wholeSentences(text), size.textLines, (how) => row(inside, '', column, [how], 0));
  };
  const sentenceLines = (texts: readonly string[]): string[] =>
    fitted(texts, size.textLines + 1, (text) => paragraph(inside, [text], 0));
  const met = inState('met');
  const isQuota = ({ warning }: RequirementRow): boolean => warning?.limit?.kind === 'quota';
  // A quota can be raised.
  const warned = inState('warning').toSorted((a, b) => Number(isQuota(a)) - Number(isQuota(b)));
  const notMet = [...inState('unmet'), ...warned];
  const general = view.missed.length > 0 ? [] : view.unmet;
  const shown = notMet.slice(0, size.warnings);
  const inColumns = size.dense ? shown : [...shown, ...met];
  const column = columnOf(page, inColumns, ({ topic }) => topic);
  const needColumn = columnOf(page, inColumns, ({ need }) => need);
  const notes = view.warnings.slice(0, Math.max(0, size.warnings - shown.length));
  const noteLines = (warning: Warning, index: number): string[] => {
    const before = [...shown.map((each) => (each.state === 'warning' ? each.warning : null)), ...notes.slice(0, index)];
    const note = isMitigatedBefore(before, warning) || before.length >= size.advice ? { ...warning, mitigation: null } : warning;
    return marked(page, 'warning', sentenceLines(noteTexts(page, note, size)));
  };
  const left = notMet.length + view.warnings.length - shown.length - notes.length;
  return [
    ...general.flatMap(({ text }) => marked(page, 'unmet', sentenceLines(wholeSentences(text)))),
    ...shown.flatMap(rowLines),
    ...notes.flatMap(noteLines),
    ...(left > 0 ? marked(page, 'warning', paragraph(inside, [dim(messages.moreWarnings(left))], 0)) : []),
    ...(size.dense ? denseLines(page, met, size) : met.flatMap(rowLines)),
  ];
}

/** The mitigation for a requirement, if it isn't all said. An unmet one shows its limit: a warning concerns another limit. */
function dealingWith({ state, limit, text, warning }: RequirementRow): string {
  const rest = text === limit ? '' : text;
  return state === 'unmet' ? rest : (warning?.mitigation?.text ?? warning?.limit?.raise ?? rest);
}

/** The variants of a warning with its mitigation, from the longest to the shortest. */
function noteTexts({ messages }: TextContext, { text, mitigation }: Warning, { textLines }: ScreenSize): string[] {
  const warnings = textLines === 1 ? [firstSentence(text)] : wholeSentences(text);
  if (!mitigation) return warnings;
  const shortest = warnings.at(-1) ?? '';
  return [warnings[0] ?? '', shortest].flatMap((warning) =>
    wholeSentences(mitigation.text).map((how) => messages.sentences([warning, how])),
  );
}

/** The requirements that are met, on as few lines as possible. */
function denseLines(page: TextContext, met: readonly RequirementRow[], { metLines }: ScreenSize): string[] {
  const { messages } = page;
  const texts = met.map(({ topic, need, limit }, index) => {
    const short = firstSentence(limit).replace(/[.。]$/u, '');
    // A limit that only repeats the answer adds nothing, and a sentence about several requirements follows the last of them.
    const isSaid = need.toLowerCase().includes(short.toLowerCase()) || met.slice(index + 1).some(({ text }) => text === limit);
    return isSaid ? `${topic} ${need}` : messages.inBrackets(`${topic} ${need}`, short);
  });
  const lay = (text: string): string[] => paragraph(inner(page), [text], 0);
  return marked(page, 'met', fittedItems(texts, messages.semicolon, messages.andMore, metLines, lay));
}

const paints = { met: 'green', warning: 'yellow', unmet: 'red' } as const satisfies Record<RequirementState, string>;

function inner(page: TextContext): TextContext {
  return { ...page, width: page.width - 2 * GAP_COLUMNS - markColumn(page) };
}

function markColumn({ messages }: TextContext): number {
  return largest(Object.values(messages.marks).map(displayWidth));
}

function marked(page: TextContext, state: RequirementState, lines: readonly string[]): string[] {
  const mark = page.messages.marks[state];
  const gap = ' '.repeat(GAP_COLUMNS);
  const room = ' '.repeat(markColumn(page));
  const lead = page.style[paints[state]](mark) + room.slice(displayWidth(mark));
  return lines.map((line, index) => `${gap}${index === 0 ? lead : room}${gap}${line}`.trimEnd());
}
