import type { Decision, Reason, Step, Verdict } from '../model/decision.ts';
import { assumedIn, candidateGroups, type FlipGroup, flipGroups, heldIn } from './decision-view.ts';
import { columnOf, paragraph, row, type Span, section } from './layout.ts';
import type { Paint, Style } from './style.ts';
import { dim, type TextContext } from './text-context.ts';
import { displayWidth } from './width.ts';
import { winText } from './wins.ts';

/** Each step: the question, its answer, where that came from if nobody gave it, and the reason. */
export function pathLines(page: TextContext, decision: Decision): string[] {
  const { messages, names, style } = page;
  const held = heldIn(decision);
  const column = columnOf(
    page,
    [...decision.path, ...held.map(([question]) => ({ question }))].map(({ question }) => question),
  );
  const label = (question: string): Span => ({ text: question, paint: style.cyan });
  const steps = decision.path.flatMap((step) =>
    row(page, label(step.question), column, [answerOf(page, step), ...becauseOf(page, step)]),
  );
  if (held.length === 0) return steps;
  return [
    ...steps,
    ...paragraph(page, [dim(page, messages.held)]),
    ...held.flatMap(([question, value]) => row(page, label(question), column, [names.value(question, value)])),
  ];
}

function answerOf({ names, style }: TextContext, { question, answer }: Step): Span {
  return { text: names.value(question, answer), paint: style.bold };
}

function becauseOf(page: TextContext, { from, because }: Step): Span[] {
  const source = page.messages.from[from];
  return [
    ...(source === undefined ? [] : [dim(page, page.messages.inBrackets('', source))]),
    ...(because === '' ? [] : [page.messages.stop, because]),
  ];
}

/** What nobody answered and the rules assumed, with what other answers would lead to. */
export function assumedLines(page: TextContext, decision: Decision): string[] {
  const { messages, names, style } = page;
  const steps = decision.path.filter((step) => step.from === 'assumed');
  const groups = flipGroups(decision.flips, names, messages);
  const column = columnOf(
    page,
    steps.map((step) => step.question),
  );
  return steps.flatMap((step) => {
    const lines = row(page, { text: step.question, paint: style.cyan }, column, [answerOf(page, step)]);
    const changes = groups.filter((group) => group.question === step.question);
    const stays = dim(page, messages.stays(decision.recommendation?.name ?? ''));
    const otherwise = changes.length > 0 ? [dim(page, messages.instead), ...changesOf(page, changes)] : [stays];
    return [...lines, ...row(page, '', column, otherwise)];
  });
}

/** Every single change that would lead elsewhere: of given answers, then of requirements that nobody stated. */
export function flipLines(page: TextContext, decision: Decision): string[] {
  const { messages, names } = page;
  const { recommendation } = decision;
  if (!recommendation) return [];
  const assumed = assumedIn(decision);
  if (decision.flips.length === 0) return section(page, messages.flips, paragraph(page, [messages.noFlips(recommendation.name)]));
  const groups = flipGroups(
    decision.flips.filter((flip) => !assumed.has(flip.question)),
    names,
    messages,
  );
  const column = columnOf(
    page,
    groups.map((group) => group.question),
  );
  const part = (heading: string, answered: boolean): string[] => {
    const of = groups.filter((group) => group.answered === answered);
    if (of.length === 0) return [];
    return [...paragraph(page, [dim(page, heading)]), ...changeRows(page, of, column)];
  };
  const heading = assumed.size > 0 ? messages.otherFlips : messages.flips;
  return section(page, heading, [...part(messages.ifAnswered, true), ...part(messages.ifGiven, false)]);
}

/** One row for each question, with all that its other answers would lead to. */
function changeRows(page: TextContext, groups: readonly FlipGroup[], column: number): string[] {
  const questions = [...new Set(groups.map((group) => group.question))];
  return questions.flatMap((question) => {
    const changes = groups.filter((group) => group.question === question);
    return row(page, { text: question, paint: page.style.cyan }, column, changesOf(page, changes));
  });
}

function changesOf({ messages, style }: TextContext, groups: readonly FlipGroup[]): Span[] {
  return groups.flatMap(({ to, then }, index) => [
    index > 0 ? messages.otherChange : '',
    messages.change(to),
    { text: then, paint: style.bold },
  ]);
}

/** Every service with its verdict, its first reason and what makes it win; the recommended one's reasons are said above. */
export function candidateLines(page: TextContext, { candidates }: Decision): string[] {
  const { messages, names, style } = page;
  const column = columnOf(page, Object.values(messages.verdicts));
  return candidateGroups(candidates).flatMap(({ verdict, services, reason, wins }) => {
    const label = { text: messages.verdicts[verdict], paint: paintOf(style, verdict) };
    const name = { text: messages.and(services.map(names.service)), paint: style.bold };
    if (verdict === 'recommended') return row(page, label, column, [name]);
    return [
      ...row(page, label, column, [name, ...(reason === null ? [] : reasonOf(page, verdict, reason))]),
      ...services.flatMap((service, index) => {
        const of = services.length > 1 ? messages.serviceWinsWith(names.service(service)) : messages.winsWith;
        const answers = { text: winText(page, wins[index] ?? null, (answer) => answer), paint: style.cyan };
        return row(page, '', column, [dim(page, `${of}${messages.colon}`), answers]);
      }),
    ];
  });
}

function reasonOf({ messages, notes, ...page }: TextContext, verdict: Verdict, { question, text, source }: Reason): Span[] {
  const by = question === null ? '' : messages.inBrackets('', question);
  // A fact's first sentence says what rules the service out.
  if (verdict === 'ruled-out' && source)
    return [dim(page, by), messages.colon, firstSentence(text), dim(page, notes.mark(source))];
  return [dim(page, by), messages.colon, text];
}

function paintOf(style: Style, verdict: Verdict): Paint {
  if (verdict === 'recommended') return style.green;
  return verdict === 'viable' ? style.yellow : style.red;
}

/** The first metric of each kind: packs list the most telling one first. */
export function metricLines(page: TextContext, { monitoring, recommendation }: Decision): string[] {
  const { messages, style } = page;
  if (!monitoring || !recommendation) return [];
  const kinds = (['utilization', 'saturation', 'errors'] as const).filter((kind) => monitoring[kind].length > 0);
  if (kinds.length === 0) return [];
  const column = columnOf(
    page,
    kinds.map((kind) => messages[kind]),
  );
  const command = `tsunagi services ${recommendation.service}`;
  return [
    ...kinds.flatMap((kind) => {
      const [metric] = monitoring[kind];
      if (!metric) return [];
      const name = { text: metric.metric, paint: style.bold };
      return row(page, messages[kind], column, [
        name,
        messages.inBrackets('', metric.statistic),
        messages.colon,
        firstSentence(metric.meaning),
      ]);
    }),
    ...paragraph(page, [dim(page, messages.allMetrics(command))]),
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
