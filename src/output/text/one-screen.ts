import { groupedBy } from '../../engine/lists.ts';
import { numberText } from '../../messages/names.ts';
import type { Instead, Open } from '../../model/decision.ts';
import { type Pack, questionOf, serviceOf } from '../../model/pack.ts';
import type { DecisionItem } from '../context.ts';
import {
  type DecisionView,
  decisionView,
  isCompanion,
  isNearest,
  overQuotaText,
  resultName,
  withStatus,
} from '../decision-view.ts';
import { linkPicture } from '../link-picture.ts';
import { pictureLines, type TextContext, textContext } from './article-text.ts';
import {
  beginnings,
  besideOneAnother,
  blocksText,
  bullet,
  columnOf,
  fitted,
  type Page,
  paragraph,
  row,
  section,
  wholeSentences,
} from './layout.ts';
import { requirementLines } from './requirement-lines.ts';
import { fittedScreen, type ScreenSize } from './screen-size.ts';
import { displayWidth } from './width.ts';

/** The lines that a decision may use of a 24-line terminal; more if there is more to warn about. */
const MAX_LINES = 24;
const MAX_LINES_WITH_WARNINGS = 30;

/** The layouts of an open decision, the roomiest first: whether it has blank lines, and how many services an answer may name. */
const openSizes = [
  { gaps: true, maxServices: 4 },
  { gaps: false, maxServices: 4 },
  { gaps: false, maxServices: 2 },
];

/** Lines that the shell prompt needs. */
const PROMPT_LINES = 2;

/** One decision on one screen: the recommendation first, then what matters most. */
export function oneScreen(page: TextContext, item: DecisionItem): string[] {
  const { recommendation } = item.decision;
  if (!recommendation) return openLines(page, item);
  const { messages, names, dim } = page;
  const { service, tradeOffs, cost } = recommendation;
  const view = decisionView(page, item.decision);
  // How the service handles a requirement stands in that row.
  const limits = new Set(view.requirements.map(({ limit }) => limit));
  const because = recommendation.because.filter((text) => !limits.has(text));
  const isSaved = Boolean(item.record?.expect);
  const marked = view.requirements.filter(({ state }) => state !== 'met').length + view.warnings.length;
  const budget = Math.min(marked > 1 ? MAX_LINES_WITH_WARNINGS : MAX_LINES, (page.height ?? Infinity) - PROMPT_LINES);
  return fittedScreen(budget, screenOf);

  function screenOf(size: ScreenSize): string[] {
    const items = (texts: readonly string[], lead = ''): string[] =>
      texts.flatMap((text) => fitted(wholeSentences(text), size.textLines, (sentences) => bullet(page, [lead, sentences])));
    const requirements = [
      ...requirementLines(page, view, size),
      ...(size.sizing ? view.sizes : []).flatMap(({ text }) => paragraph(page, [text])),
    ];
    // Outcomes that say nothing alike have the service in common.
    const about = serviceOf(page.pack, service)?.summary ?? '';
    const allCost = size.cost && cost.length > 0 ? [messages.sentences(cost)] : [];
    const blocks = [
      headLines(page, item, view, size),
      section(page, messages.why, items(because.length > 0 ? because.slice(0, size.why) : [about])),
      section(page, messages.requirements, requirements),
      section(page, messages.tradeOffs, [
        ...items(tradeOffs.slice(0, size.tradeOffs)),
        ...items(allCost, `${messages.cost}${messages.colon}`),
      ]),
      assumptionLines(size),
      flipLines(size),
      paragraph(page, [dim(page.more ?? messages.more({ services: item.decision.candidates.length, isSaved }))], 0),
    ].filter((lines) => lines.length > 0);
    return blocks.flatMap((lines, index) => (index > 0 && size.gaps ? ['', ...lines] : lines));
  }

  function assumptionLines(size: ScreenSize): string[] {
    // Nobody has to confirm what changes nothing.
    const assumptions = view.assumptions.filter(({ changes }) => changes.length > 0).sort(assumptionOrder(page.pack));
    const isGuess = (assumption: Assumption): boolean => certainty(page.pack, assumption) < 2;
    const shown = assumptions.filter((each, index) => index < Math.max(size.assumptions, isGuess(each) ? 1 : 0));
    const column = columnOf(page, shown, ({ question }) => question);
    const lines = shown.flatMap(({ question, value, changes }) => {
      // What keeps the service is left to `--explain` beside what changes it.
      const others = changes.filter(({ isRedesign }) => !isRedesign);
      const texts = (others.length > 0 ? others : changes).map(({ values, resultShort }) => {
        return messages.otherwise({ to: values.join('|'), result: resultShort });
      });
      return fitted(beginnings(texts, messages.andMore), size.assumptionLines, (some) =>
        row(page, question, column, [names.value(question, value), dim(`  ${some.join(messages.semicolon)}`)]),
      );
    });
    if (shown.length === 0) return assumptionLine(assumptions);
    const heading = messages.some({ heading: messages.assumptions, shown: shown.length, all: assumptions.length });
    return section(page, heading, lines);
  }

  /** Where there is no room for what they change, at least which they are. */
  function assumptionLine(assumptions: readonly Assumption[]): string[] {
    const texts = assumptions.map(({ question, value }) => `${question}=${value}`);
    const lead = `${messages.assumptions}${messages.colon}`;
    return fitted(beginnings(texts, messages.andMore), 1, (some) => paragraph(page, [lead, some.join(messages.comma)], 0));
  }

  function flipLines({ flipLines: maxLines }: ScreenSize): string[] {
    const { changes, nearestChanges } = view;
    const room = page.width - 2;
    const texts = nearestChanges
      .filter(({ resultShort }) => resultShort !== messages.thenOpen)
      .map(({ question, values, spans, resultShort }) => {
        return messages.otherwise({ to: names.answers(question, values, spans), result: resultShort });
      })
      .filter((text) => displayWidth(text) <= room);
    const { lines, shown } = besideOneAnother(texts, '   ', room, maxLines);
    const indented = lines.map((line) => `  ${line}`);
    return section(page, messages.some({ heading: messages.flips, shown, all: changes.length }), indented);
  }
}

type Assumption = DecisionView['assumptions'][number];

/**
 * 0: a guess instead of the safe value, the last that a question assumes; 1: a default where no value is always safe; 2: the safe
 * value; 3: whatever it is, the service stays.
 */
function certainty(pack: Pack, { question, value, from, changes }: Assumption): number {
  if (changes.every(({ isRedesign }) => isRedesign)) return 3;
  const safe = questionOf(pack, question)?.assume.at(-1);
  if (from === 'default' && (!safe || Object.keys(safe.when).length > 0)) return 1;
  return value === safe?.value ? 2 : 0;
}

/** The order in which assumptions are to be confirmed: guesses first. */
function assumptionOrder(pack: Pack): (a: Assumption, b: Assumption) => number {
  // Of equally certain ones, first what has the most other values.
  const alternatives = ({ changes }: Assumption): number => changes.flatMap(({ values }) => values).length;
  // Last what other answers only make fall short, and before that traits of programs.
  const relevance = ({ question, changes }: Assumption): number => {
    if (changes.every(({ fallsShort }) => fallsShort)) return 2;
    return questionOf(pack, question)?.about === undefined ? 0 : 1;
  };
  return (a, b) => certainty(pack, a) - certainty(pack, b) || alternatives(b) - alternatives(a) || relevance(a) - relevance(b);
}

/** Title, unmet requirements, recommendation, a better neighbour, the picture, and the question that is left. */
export function headLines(page: TextContext, item: DecisionItem, view: DecisionView, size: ScreenSize): string[] {
  const { decision } = item;
  const { messages, names, flag, pack, bold, dim, paint } = page;
  const { recommendation, instead, open } = decision;
  if (!recommendation) return [];
  const missed = view.missedTopics;
  const isUnmet = isNearest(decision);
  const unmet = beginnings(missed, messages.andMore).map((some) => messages.onlyNear(messages.and(some)));
  const picture = linkPicture(page, item);
  const name = resultName(page, recommendation);
  const lead = `${isUnmet ? messages.nearest : messages.recommended}${messages.colon}`;
  const patternName = pack.patterns[recommendation.pattern ?? '']?.name;
  const more = patternName === undefined ? '' : ` - ${patternName}`;
  const title = withStatus(page, item);
  const heading = title && isUnmet ? `${title}${messages.colon}` : title;
  return [
    ...fitted(missed.length > 0 ? unmet : [isUnmet ? messages.onlyNear('') : ''], 2, (text) =>
      paragraph(page, [bold(heading), paint('red', text)], 0),
    ),
    // How to apply it does not deserve a second line: the drawing shows it.
    ...paragraph(page, [lead, bold(name), displayWidth(lead + name + more) <= page.width ? dim(more) : ''], 0),
    ...instead.slice(0, size.neighbours).flatMap((each) => insteadLines(page, each, size, instead.length)),
    ...(picture === null ? [] : pictureLines(page, picture)),
    ...(open === null
      ? []
      : paragraph(page, [paint('yellow', `${messages.leftOpen}${messages.colon}`), names.ask(open.ask), ' ', flag(open.ask)])),
  ];
}

function insteadLines(page: TextContext, neighbour: Instead, { textLines, neighbours }: ScreenSize, all: number): string[] {
  const { messages, bold, dim, paint } = page;
  const { name, complements, because, givesUp } = neighbour;
  const overQuota = overQuotaText(page, neighbour);
  const heading = messages.some({
    heading: complements ? messages.complement : messages.instead,
    shown: Math.min(neighbours, all),
    all,
  });
  const lead = paint('yellow', `${heading}${messages.colon}`);
  return [
    ...fitted(wholeSentences(because), textLines, (text) =>
      bullet(page, [lead, bold(name), messages.stop, text], paint('yellow', '>'), 0),
    ),
    ...(overQuota === '' ? [] : paragraph(page, [paint('yellow', overQuota)])),
    ...fitted(wholeSentences(givesUp), textLines, (text) =>
      paragraph(page, [dim(`${messages.givesUp}${messages.colon}${text}`)]),
    ),
  ];
}

/** An open decision on one screen: the services that are still possible, the question that settles most, and how to answer it. */
function openLines(page: TextContext, item: DecisionItem): string[] {
  const { messages, names, style, bold, dim } = page;
  const { decision, byDefault } = item;
  const title = withStatus(page, item);
  const { open, answers, candidates } = decision;
  if (!open) return [];
  const ruledOut = candidates.filter((each) => each.verdict === 'ruled-out' && !isCompanion(each, decision));
  const settled = [
    ...(ruledOut.length === 0 ? [] : [messages.rulesOut(messages.and(ruledOut.map(({ service }) => names.short(service))))]),
    ...Object.entries(answers).map(([question, value]) => `${question}=${typeof value === 'number' ? numberText(value) : value}`),
  ];
  const labelled = (label: string, items: readonly string[]): string[] =>
    fitted(beginnings(items, messages.andMore), 2, (some) =>
      row(page, label, displayWidth(label), [some.join(messages.comma)], 0),
    );
  const notDecided = { text: messages.notDecided, paint: (text: string) => style.bold(style.yellow(text)) };
  const possible = bold(messages.and(open.possible.map(names.service)));
  // A number question shows its unit.
  const [first] = questionOf(page.pack, open.ask)?.values ?? [];
  const answer = first ? page.answer(open.ask, first.value) : page.flag(open.ask);
  const others = open.asks.filter((id) => id !== open.ask);
  return fitted(openSizes, MAX_LINES, ({ gaps, maxServices }) => [
    ...paragraph(page, [bold(title ? `${title}${messages.colon}` : ''), notDecided], 0),
    ...paragraph(page, [messages.stillPossible, messages.colon, possible]),
    ...(gaps ? [''] : []),
    ...paragraph(page, [bold(messages.settles)], 0),
    ...questionLines(page, open, maxServices),
    ...fitted(wholeSentences(open.why), 2, (text) => paragraph(page, [dim(text)])),
    ...(gaps ? [''] : []),
    ...labelled(messages.thenAlso, others),
    ...labelled(messages.settled, settled),
    ...paragraph(page, [messages.nextStep(answer)], 0),
    ...defaultLines(page, byDefault, 0),
  ]);
}

/** A question with its values: those that lead to the same services together, with the names of these or how many there are. */
function questionLines(page: TextContext, { ask, leads }: Open, maxServices: number): string[] {
  const { pack, names, messages } = page;
  const choices = questionOf(pack, ask)?.values ?? [];
  const leadOf = (value: string) => leads.find(({ answer }) => answer === value) ?? { possible: [], with: [] };
  const keyOf = (value: string): string => JSON.stringify([leadOf(value).possible, leadOf(value).with]);
  const groups = groupedBy(choices, ({ value }) => keyOf(value)).map((alike) => alike.map(({ value }) => value));
  const column = columnOf(page, groups, (values) => values.join('|'));
  const lines = groups.flatMap((values) => {
    const to = names.values(ask, values, []);
    const { possible, with: companions } = leadOf(values[0] ?? '');
    const isFew = possible.length <= maxServices;
    // Only a single service has companions.
    const few = messages.or(possible.map((service) => names.together(service, companions)));
    const result = isFew ? few : messages.severalServices(possible.length);
    const text = possible.length > 0 ? messages.otherwise({ to, result }) : to;
    return row(page, page.paint('cyan', values.join('|')), column, [text], 4);
  });
  return [...paragraph(page, [names.ask(ask)]), ...lines];
}

/** What the defaults lead to, if that is one service. */
function defaultLines(page: TextContext, byDefault: DecisionItem['byDefault'], indent?: number): string[] {
  if (!byDefault?.service) return [];
  return paragraph(page, [page.messages.orDefaults(page.names.together(byDefault.service, byDefault.with))], indent);
}

/** What open decisions still need when nobody can be asked: the flags for everything that each leaves open, all at once. */
export function renderMissing(items: readonly DecisionItem[], context: Page & { readonly pack: Pack }): string {
  const page = textContext(context);
  const { messages, style, bold, flag } = page;
  const blocks = items.map(({ title, decision: { status, open }, byDefault }, index): string[] => {
    if (status !== 'open' || !open) return [];
    const name = title ?? (items.length > 1 ? messages.decision(index + 1) : '');
    const ids = [...new Set([open.ask, ...open.asks])];
    const heading = `${name && `${name}${messages.colon}`}${messages.cannotDecide(ids.length)}`;
    return [
      ...paragraph(page, [bold(heading)], 0),
      ...besideOneAnother(ids.map(flag), ' ', page.width - 2).lines.map((line) => `  ${style.cyan(line)}`),
      ...defaultLines(page, byDefault),
    ];
  });
  return blocksText(blocks);
}
