import type { Decision, Reason, Step, Verdict } from '../model/decision.ts';
import { assumedIn, candidateGroups, type FlipGroup, flipGroups, heldIn } from './decision-view.ts';
import { columnOf, paragraph, row, type Span, section } from './layout.ts';
import type { Paint, Style } from './style.ts';
import { dim, type Sheet } from './text-context.ts';
import { displayWidth } from './width.ts';
import { winText } from './wins.ts';

/** Each step: the question, its answer, where that came from if nobody gave it, and the reason. */
export function pathLines(sheet: Sheet, decision: Decision): string[] {
  const { labels, names, style } = sheet;
  const held = heldIn(decision);
  const column = columnOf(
    sheet,
    [...decision.path, ...held.map(([question]) => ({ question }))].map(({ question }) => question),
  );
  const label = (question: string): Span => ({ text: question, paint: style.cyan });
  const steps = decision.path.flatMap((step) =>
    row(sheet, label(step.question), column, [answerOf(sheet, step), ...becauseOf(sheet, step)]),
  );
  if (held.length === 0) return steps;
  return [
    ...steps,
    ...paragraph(sheet, [dim(sheet, labels.held)]),
    ...held.flatMap(([question, value]) => row(sheet, label(question), column, [names.value(question, value)])),
  ];
}

function answerOf({ names, style }: Sheet, { question, answer }: Step): Span {
  return { text: names.value(question, answer), paint: style.bold };
}

function becauseOf(sheet: Sheet, { from, because }: Step): Span[] {
  const source = sheet.labels.from[from];
  return [
    ...(source === undefined ? [] : [dim(sheet, sheet.labels.inBrackets('', source))]),
    ...(because === '' ? [] : [sheet.labels.stop, because]),
  ];
}

/** What nobody answered and the rules assumed, with what other answers would lead to. */
export function assumedLines(sheet: Sheet, decision: Decision): string[] {
  const { labels, names, style } = sheet;
  const steps = decision.path.filter((step) => step.from === 'assumed');
  const groups = flipGroups(decision.flips, names, labels);
  const column = columnOf(
    sheet,
    steps.map((step) => step.question),
  );
  return steps.flatMap((step) => {
    const lines = row(sheet, { text: step.question, paint: style.cyan }, column, [answerOf(sheet, step)]);
    const changes = groups.filter((group) => group.question === step.question);
    const stays = dim(sheet, labels.stays(decision.recommendation?.name ?? ''));
    const otherwise = changes.length > 0 ? [dim(sheet, labels.instead), ...changesOf(sheet, changes)] : [stays];
    return [...lines, ...row(sheet, '', column, otherwise)];
  });
}

/** Every single change that would lead elsewhere: of given answers, then of requirements that nobody stated. */
export function flipLines(sheet: Sheet, decision: Decision): string[] {
  const { labels, names } = sheet;
  const { recommendation } = decision;
  if (!recommendation) return [];
  const assumed = assumedIn(decision);
  if (decision.flips.length === 0) return section(sheet, labels.flips, paragraph(sheet, [labels.noFlips(recommendation.name)]));
  const groups = flipGroups(
    decision.flips.filter((flip) => !assumed.has(flip.question)),
    names,
    labels,
  );
  const column = columnOf(
    sheet,
    groups.map((group) => group.question),
  );
  const part = (heading: string, answered: boolean): string[] => {
    const of = groups.filter((group) => group.answered === answered);
    if (of.length === 0) return [];
    return [...paragraph(sheet, [dim(sheet, heading)]), ...changeRows(sheet, of, column)];
  };
  const heading = assumed.size > 0 ? labels.otherFlips : labels.flips;
  return section(sheet, heading, [...part(labels.ifAnswered, true), ...part(labels.ifGiven, false)]);
}

/** One row for each question, with all that its other answers would lead to. */
function changeRows(sheet: Sheet, groups: readonly FlipGroup[], column: number): string[] {
  const questions = [...new Set(groups.map((group) => group.question))];
  return questions.flatMap((question) => {
    const changes = groups.filter((group) => group.question === question);
    return row(sheet, { text: question, paint: sheet.style.cyan }, column, changesOf(sheet, changes));
  });
}

function changesOf({ labels, style }: Sheet, groups: readonly FlipGroup[]): Span[] {
  return groups.flatMap(({ to, then }, index) => [
    index > 0 ? labels.otherChange : '',
    labels.change(to),
    { text: then, paint: style.bold },
  ]);
}

/** Every service with its verdict, its first reason and what makes it win; the recommended one's reasons are said above. */
export function candidateLines(sheet: Sheet, { candidates }: Decision): string[] {
  const { labels, names, style } = sheet;
  const column = columnOf(sheet, Object.values(labels.verdicts));
  return candidateGroups(candidates).flatMap(({ verdict, services, reason, wins }) => {
    const label = { text: labels.verdicts[verdict], paint: paintOf(style, verdict) };
    const name = { text: labels.and(services.map(names.service)), paint: style.bold };
    if (verdict === 'recommended') return row(sheet, label, column, [name]);
    return [
      ...row(sheet, label, column, [name, ...(reason === null ? [] : reasonOf(sheet, verdict, reason))]),
      ...services.flatMap((service, index) => {
        const of = services.length > 1 ? labels.serviceWinsWith(names.service(service)) : labels.winsWith;
        const answers = { text: winText(sheet, wins[index] ?? null, (answer) => answer), paint: style.cyan };
        return row(sheet, '', column, [dim(sheet, `${of}${labels.colon}`), answers]);
      }),
    ];
  });
}

function reasonOf({ labels, notes, ...page }: Sheet, verdict: Verdict, { question, text, source }: Reason): Span[] {
  const by = question === null ? '' : labels.inBrackets('', question);
  // A fact's first sentence says what rules the service out.
  if (verdict === 'ruled-out' && source) return [dim(page, by), labels.colon, firstSentence(text), dim(page, notes.mark(source))];
  return [dim(page, by), labels.colon, text];
}

function paintOf(style: Style, verdict: Verdict): Paint {
  if (verdict === 'recommended') return style.green;
  return verdict === 'viable' ? style.yellow : style.red;
}

/** The first metric of each kind: packs list the most telling one first. */
export function metricLines(sheet: Sheet, { monitoring, recommendation }: Decision): string[] {
  const { labels, style } = sheet;
  if (!monitoring || !recommendation) return [];
  const kinds = (['utilization', 'saturation', 'errors'] as const).filter((kind) => monitoring[kind].length > 0);
  if (kinds.length === 0) return [];
  const column = columnOf(
    sheet,
    kinds.map((kind) => labels[kind]),
  );
  const command = `tsunagi services ${recommendation.service}`;
  return [
    ...kinds.flatMap((kind) => {
      const [metric] = monitoring[kind];
      if (!metric) return [];
      const name = { text: metric.metric, paint: style.bold };
      return row(sheet, labels[kind], column, [
        name,
        labels.inBrackets('', metric.statistic),
        labels.colon,
        firstSentence(metric.meaning),
      ]);
    }),
    ...paragraph(sheet, [dim(sheet, labels.allMetrics(command))]),
  ];
}

/** Shorter than this a first sentence says too little. */
const telling = 28;

/** The beginning of a text that goes on to say more than there is room for; Markdown and JSON have it all. */
function firstSentence(text: string): string {
  let start = '';
  for (const sentence of text.match(/.+?(?:。|\.(?=\s+\p{Lu})|$)/gsu) ?? []) {
    start += sentence;
    if (displayWidth(start) >= telling) break;
  }
  return start.trim();
}
