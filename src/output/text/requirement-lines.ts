import { distinctBy } from '../../engine/lists.ts';
import type { Warning } from '../../model/decision.ts';
import { type DecisionView, isMitigatedBefore } from '../decision-view.ts';
import type { RequirementRow, RequirementState } from '../requirement-rows.ts';
import { paints, type TextContext } from './article-text.ts';
import { beginnings, columnOf, firstSentence, fitted, GAP_COLUMNS, paragraph, row, wholeSentences } from './layout.ts';
import type { ScreenSize } from './screen-size.ts';
import { displayWidth, largest, pad } from './width.ts';

const MAX_LIMIT_LINES = 2;

/** Need and limit of each requirement: unmet ones first, or what is unmet in general, then warnings, then those that are met. */
export function requirementLines(page: TextContext, view: DecisionView, size: ScreenSize): string[] {
  const { messages, dim } = page;
  const inside = { ...page, width: page.width - 2 * GAP_COLUMNS - markColumn(page) };
  const inState = (state: RequirementState): RequirementRow[] => view.requirements.filter((each) => each.state === state);
  const isQuota = ({ warning }: RequirementRow): boolean => warning?.limit?.kind === 'quota';
  // A quota can be raised.
  const warned = inState('warning').toSorted((a, b) => Number(isQuota(a)) - Number(isQuota(b)));
  // The limit of the service; `--explain` adds that of a companion.
  const notMet = [...distinctBy(inState('unmet'), ({ question }) => question), ...warned];
  const met = inState('met');
  const general = view.missed.length > 0 ? [] : view.unmet;
  const shown = notMet.slice(0, size.warnings);
  // What to do about a figure that is exceeded says more than general advice on an answer.
  const isExceeded = ({ warning }: RequirementRow): boolean => warning?.limit?.max !== undefined;
  const advised = shown.toSorted((a, b) => Number(isExceeded(b)) - Number(isExceeded(a))).slice(0, size.advice);
  const notes = view.warnings.slice(0, size.warnings - shown.length);
  const left = notMet.length + view.warnings.length - shown.length - notes.length;
  const inColumns = size.dense ? shown : [...shown, ...met];
  const topicColumn = columnOf(page, inColumns, ({ topic }) => topic);
  const needColumn = columnOf(page, inColumns, ({ need }) => need);
  return [
    ...general.flatMap(({ text }) => marked(page, 'unmet', sentenceLines(wholeSentences(text)))),
    ...shown.flatMap((each, index) => marked(page, each.state, [...rowLines(each), ...adviceLines(each, index)])),
    ...notes.flatMap((warning, index) => marked(page, 'warning', noteLines(warning, index))),
    ...(left > 0 ? marked(page, 'warning', paragraph(inside, [dim(messages.moreWarnings(left))], 0)) : []),
    ...(size.dense ? denseLines() : met.flatMap((each) => marked(page, 'met', rowLines(each)))),
  ];

  function rowLines({ topic, need, limit }: RequirementRow): string[] {
    const padded = pad(need, needColumn) + ' '.repeat(GAP_COLUMNS);
    return fitted(wholeSentences(limit), MAX_LIMIT_LINES, (text) => row(inside, topic, topicColumn, [padded, dim(text)], 0));
  }

  function adviceLines(each: RequirementRow, index: number): string[] {
    const text = adviceOn(each);
    // What deals with several requirements follows the last of them.
    const isSaidBelow = shown.slice(index + 1).some((other) => advised.includes(other) && adviceOn(other) === text);
    if (text === '' || isSaidBelow || !advised.includes(each)) return [];
    return fitted(wholeSentences(text), size.textLines, (how) => row(inside, '', topicColumn, [how], 0));
  }

  function noteLines(warning: Warning, index: number): string[] {
    const before = [...shown.map((each) => (each.state === 'warning' ? each.warning : null)), ...notes.slice(0, index)];
    const isBare = isMitigatedBefore(before, warning) || before.length >= size.advice;
    return sentenceLines(noteTexts(isBare ? { ...warning, mitigation: null } : warning));
  }

  /** The variants of a warning with its mitigation, from the longest to the shortest. */
  function noteTexts({ text, mitigation }: Warning): string[] {
    // A row may have said it, but not what to do.
    const isSaid = mitigation && shown.some((each) => each.text === text);
    const said = size.textLines === 1 ? [firstSentence(text)] : wholeSentences(text);
    const warnings = isSaid ? [] : said;
    if (!mitigation) return warnings;
    return [warnings[0] ?? '', warnings.at(-1) ?? ''].flatMap((warning) =>
      wholeSentences(mitigation.text).map((how) => messages.sentences([warning, how])),
    );
  }

  function sentenceLines(texts: readonly string[]): string[] {
    return fitted(texts, size.textLines + 1, (text) => paragraph(inside, [text], 0));
  }

  /** The requirements that are met, on as few lines as possible. */
  function denseLines(): string[] {
    const texts = met.map(({ topic, need, limit }, index) => {
      const short = firstSentence(limit).replace(/[.。]$/u, '');
      // A limit that only repeats the answer adds nothing, and a sentence about several requirements follows the last of them.
      const isSaid = need.toLowerCase().includes(short.toLowerCase()) || met.slice(index + 1).some(({ text }) => text === limit);
      return isSaid ? `${topic} ${need}` : messages.inBrackets(`${topic} ${need}`, short);
    });
    const lay = (some: readonly string[]): string[] => paragraph(inside, [some.join(' / ')], 0);
    return marked(page, 'met', fitted(beginnings(texts, messages.andMore), size.metLines, lay));
  }
}

/** What to do about a requirement; empty if its row says it already. A warning beside an unmet one is about another limit. */
function adviceOn({ state, limit, text, warning }: RequirementRow): string {
  const rest = text === limit ? '' : text;
  return state === 'unmet' ? rest : (warning?.mitigation?.text ?? warning?.limit?.raise ?? rest);
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
