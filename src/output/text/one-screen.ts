import type { DecisionMessages } from '../../messages/en/decision.ts';
import type { Decision, Instead, Recommendation } from '../../model/decision.ts';
import type { DecisionItem } from '../context.ts';
import { type Assumption, type DecisionView, decisionView, type FlipGroup } from '../decision-view.ts';
import { type LinkPicture, linkPicture } from '../link-picture.ts';
import { bold, bullet, columnOf, dim, fitted, fittedItems, paragraph, row, section, wholeSentences } from './layout.ts';
import { openLines } from './open-decision.ts';
import { fullSize, requirementLines, type ScreenSize, screenSizes } from './requirement-lines.ts';
import type { TextContext } from './text-context.ts';
import { displayWidth } from './width.ts';

/** What a decision may take of a terminal of 24 lines; more where there is more to heed. */
const MAX_LINES = 24;
const MAX_LINES_WITH_WARNINGS = 30;

/** Lines that the shell needs below. */
const PROMPT_LINES = 2;

/** One decision on one screen: the recommendation first, and what is most worth knowing of it. */
export function oneScreen(page: TextContext, item: DecisionItem): string[] {
  const { decision } = item;
  if (!decision.recommendation) return openLines(page, item);
  const view = decisionView(page, decision);
  const most = decision.warnings.length > 1 ? MAX_LINES_WITH_WARNINGS : MAX_LINES;
  const budget = Math.min(most, page.height === undefined ? most : page.height - PROMPT_LINES);
  let lines: string[] = [];
  for (const size of screenSizes) {
    lines = screenOf(page, item, decision.recommendation, view, size);
    if (lines.length <= budget) break;
  }
  return lines;
}

function screenOf(
  page: TextContext,
  item: DecisionItem,
  recommendation: Recommendation,
  view: DecisionView,
  size: ScreenSize,
): string[] {
  const { decision } = item;
  const { messages } = page;
  const blocks = [
    headLines(page, item, view, size),
    section(
      page,
      messages.why,
      recommendation.because.slice(0, size.why).flatMap((text) => itemLines(page, text, size)),
    ),
    section(page, messages.requirements, requirementLines(page, view, recommendation, size)),
    section(page, messages.tradeOffs, tradeOffLines(page, recommendation, size)),
    assumptionLines(page, decision, view.assumptions, size),
    flipLines(page, decision, view.changes, size),
    paragraph(page, [dim(page, messages.more({ services: decision.candidates.length }))], 0),
  ].filter((lines) => lines.length > 0);
  return blocks.flatMap((lines, index) => (index > 0 && size.gaps ? ['', ...lines] : lines));
}

/** Title, what is unmet, the recommendation, a better neighbour, and the picture. */
export function headLines(
  page: TextContext,
  { decision, title }: DecisionItem,
  view: DecisionView,
  size: ScreenSize = fullSize,
): string[] {
  const { messages, names, style } = page;
  const { recommendation } = decision;
  if (!recommendation) return [];
  const missed = view.missed.map(({ topic }) => topic);
  const unmet = missed.length > 0 || view.unmet.length > 0;
  const heading = title?.replace(/\s+/gu, ' ').trim() ?? '';
  const first = [
    ...(heading === '' ? [] : [bold(page, unmet ? `${heading}${messages.colon}` : heading)]),
    ...(unmet
      ? [
          {
            text: missed.length > 0 ? `${messages.onlyNear}${messages.colon}${messages.and(missed)}` : messages.onlyNear,
            paint: style.red,
          },
        ]
      : []),
  ];
  const companions = messages.and(recommendation.with.map(names.companion));
  const pattern = recommendation.pattern === null ? undefined : page.pack.patterns[recommendation.pattern]?.name;
  const picture = linkPicture(page, decision, title);
  const name = `${names.offering(recommendation.service, recommendation.variant)}${companions === '' ? '' : ` + ${companions}`}`;
  const lead = `${unmet ? messages.nearest : messages.recommended}${messages.colon}`;
  const more = pattern === undefined ? '' : ` - ${pattern}`;
  return [
    ...paragraph(page, first, 0),
    // How it is put to work is worth no second line: the drawing shows it.
    ...paragraph(page, [lead, bold(page, name), displayWidth(lead + name + more) <= page.width ? dim(page, more) : ''], 0),
    ...decision.instead.slice(0, size.neighbours).flatMap((each) => insteadLines(page, each, size)),
    ...(picture === null ? [] : pictureLines(page, picture)),
  ];
}

function insteadLines(page: TextContext, { name, because, givesUp }: Instead, { textLines }: ScreenSize): string[] {
  const { messages, style } = page;
  const lead = { text: `${messages.instead}${messages.colon}`, paint: style.yellow };
  return [
    ...fitted(wholeSentences(because), textLines, (text) =>
      bullet(page, [lead, bold(page, name), messages.stop, text], { text: '>', paint: style.yellow }, 0),
    ),
    ...fitted(wholeSentences(givesUp), textLines, (text) =>
      paragraph(page, [dim(page, `${messages.givesUp}${messages.colon}${text}`)]),
    ),
  ];
}

function tradeOffLines(page: TextContext, { tradeOffs, cost }: Recommendation, size: ScreenSize): string[] {
  const { messages } = page;
  return [
    ...tradeOffs.slice(0, size.tradeOffs).flatMap((text) => itemLines(page, text, size)),
    ...(size.cost && cost.length > 0 ? itemLines(page, messages.sentences(cost), size, `${messages.cost}${messages.colon}`) : []),
  ];
}

function assumptionLines(
  page: TextContext,
  { recommendation }: Decision,
  assumptions: readonly Assumption[],
  size: ScreenSize,
): string[] {
  const { messages, names } = page;
  if (assumptions.length === 0 || size.assumptions === 0) return [];
  const shown = [...assumptions].sort((a, b) => b.changes.length - a.changes.length).slice(0, size.assumptions);
  const column = columnOf(
    page,
    shown.map(({ question }) => question),
  );
  const heading = messages.some({ heading: messages.assumptions, shown: shown.length, all: assumptions.length });
  return section(
    page,
    heading,
    shown.flatMap(({ question, value, changes }) => {
      const others = changes.map(({ values, resultShort }) => messages.otherwise({ to: values.join('|'), result: resultShort }));
      const stays = messages.stays(names.short(recommendation?.service ?? ''));
      return fittedItems(
        others.length > 0 ? others : [stays],
        messages.semicolon,
        messages.andMore,
        size.assumptionLines,
        (text) => row(page, question, column, [names.value(question, value), dim(page, `  ${text}`)]),
      );
    }),
  );
}

function flipLines(page: TextContext, { recommendation }: Decision, changes: readonly FlipGroup[], size: ScreenSize): string[] {
  const { messages, names } = page;
  if (!recommendation) return [];
  if (changes.length === 0) return [];
  const room = page.width - 2;
  const lines: string[] = [];
  let shown = 0;
  for (const { question, values, resultShort } of changes) {
    const text = messages.otherwise({ to: names.answers(question, values), result: resultShort });
    const last = lines.at(-1);
    if (displayWidth(text) > room) continue;
    if (last !== undefined && displayWidth(last) + 3 + displayWidth(text) <= room) lines[lines.length - 1] = `${last}   ${text}`;
    else if (lines.length < size.flipLines) lines.push(text);
    else continue;
    shown++;
  }
  return section(
    page,
    messages.some({ heading: messages.flips, shown, all: changes.length }),
    lines.map((line) => `  ${line}`),
  );
}

function itemLines(page: TextContext, text: string, size: ScreenSize, lead = ''): string[] {
  return fitted(wholeSentences(text), size.textLines, (sentences) => bullet(page, [lead, sentences]));
}

const INDENT_COLUMNS = 2;

/**
 * A link drawn in ASCII: other lines and arrows are two columns wide in some terminals. Where it is wider than the page,
 * its parts stand below one another.
 */
function pictureLines(page: TextContext, picture: LinkPicture): string[] {
  const lines = besideOneAnother(picture, page);
  return lines.every((line) => displayWidth(line) <= page.width) ? lines : belowOneAnother(page, picture);
}

function besideOneAnother(picture: LinkPicture, { messages, width }: TextContext): string[] {
  const { producer, before, service, behind, consumers } = picture;
  const arrow = picture.bothWays ? '<->' : '->';
  const left = ' '.repeat(INDENT_COLUMNS) + [producer, ...before.map(boxed)].map((part) => `${part} ${arrow} `).join('');
  const middle = `${left}${boxed(service)} `;
  const ends = consumers.map((consumer) => [...behind.map(boxed), consumer].join(` ${arrow} `));
  const [only, ...others] = ends;
  if (others.length === 0) {
    return [`${middle}${arrow} ${only ?? ''}`, ...deadLetterLines(picture, messages, displayWidth(left) + 2)];
  }
  const fork = ' '.repeat(displayWidth(middle));
  const below = ' '.repeat(
    Math.max(INDENT_COLUMNS, Math.min(displayWidth(middle) + 5, width - displayWidth(deadLetter(messages)))),
  );
  const tail = picture.deadLetters ? [`${below}${deadLetter(messages)}`] : [];
  return [`${middle}-+${arrow} ${only}`, ...others.map((end) => `${fork} +${arrow} ${end}`), ...tail];
}

function deadLetterLines({ deadLetters }: LinkPicture, messages: DecisionMessages, column: number): string[] {
  return deadLetters ? [`${' '.repeat(column)}${deadLetter(messages)}`] : [];
}

function deadLetter({ deadLetters, deadLetterQueue }: DecisionMessages): string {
  return `+- ${deadLetters} -> ${boxed(deadLetterQueue)}`;
}

function belowOneAnother(
  page: TextContext,
  { producer, before, service, behind, consumers, bothWays, deadLetters }: LinkPicture,
): string[] {
  const { messages } = page;
  const arrow = bothWays ? '<->' : '->';
  const chain = [...before.map(boxed), boxed(service), ...behind.map(boxed), ...consumers];
  return [
    ...paragraph(page, [producer]),
    ...chain.flatMap((part) => bullet(page, [part], arrow, 2 * INDENT_COLUMNS)),
    ...(deadLetters
      ? bullet(page, [`${messages.deadLetters} -> ${boxed(messages.deadLetterQueue)}`], '+-', 2 * INDENT_COLUMNS)
      : []),
  ];
}

function boxed(name: string): string {
  return `[ ${name} ]`;
}
