import type { Names } from '../messages/names.ts';
import type { Words } from '../messages/words.ts';
import type { Decision, Step } from '../model/decision.ts';
import { alarmText } from './alarm.ts';
import { assumedIn, byVerdict, flipGroups, heldIn } from './decision-view.ts';
import { code, escaped, link, table } from './markdown.ts';
import { winText } from './wins.ts';

/** What can still come out, and the question to answer first. */
export function openPart(words: Words, { open }: Decision, asks: readonly string[]): [string, ...string[][]][] {
  if (!open) return [];
  const { labels, names, pack, flag } = words;
  const choices = pack.questions.find((question) => question.id === open.ask)?.values ?? [];
  const others = asks.filter((id) => id !== open.ask);
  const flagOf = (id: string): string => code(flag(id));
  return [
    [labels.stillPossible, open.possible.map((id) => `- ${escaped(names.service(id))}`)],
    [
      labels.answerFirst,
      [`${escaped(names.ask(open.ask))} ${flagOf(open.ask)}`],
      table(
        [labels.answer, labels.meaning],
        choices.map(({ value }) => [code(value), escaped(names.value(open.ask, value))]),
      ),
      [escaped(open.why)],
    ],
    [labels.thenAlso, others.map((id) => `- ${escaped(names.ask(id))} ${flagOf(id)}`)],
  ];
}

/** A question with its id, which is its flag as well. */
function asked(names: Names, question: string): string {
  return `${code(question)} ${escaped(names.ask(question))}`;
}

/** Each step of the walk: question, answer and reason. */
export function answerTable({ labels, names }: Words, path: readonly Step[]): string[] {
  const answer = ({ question, answer: value, from }: Step): string => {
    const source = labels.from[from];
    const text = escaped(names.value(question, value));
    return source === undefined ? text : labels.inBrackets(text, source);
  };
  return table(
    [labels.question, labels.answer, labels.because],
    path.map((step) => [asked(names, step.question), answer(step), escaped(step.because)]),
  );
}

/** Answers that no step of the walk asked for. */
export function heldTable({ labels, names }: Words, decision: Decision): string[] {
  const rows = heldIn(decision).map(([question, value]) => [asked(names, question), escaped(names.value(question, value))]);
  return table([labels.question, labels.answer], rows);
}

/** What was assumed, with what other answers would lead to. */
export function assumedTable({ labels, names }: Words, decision: Decision): string[] {
  const groups = flipGroups(decision.flips, names, labels);
  const steps = decision.path.filter((step) => step.from === 'assumed');
  return table(
    [labels.question, labels.answer, labels.changed, labels.result],
    steps.flatMap(({ question, answer }) => {
      const first = [asked(names, question), escaped(names.value(question, answer))];
      const changes = groups.filter((group) => group.question === question);
      if (changes.length === 0) return [[...first, '', escaped(labels.stays(decision.recommendation?.name ?? ''))]];
      return changes.map(({ to, then }) => [...first, escaped(to), escaped(then)]);
    }),
  );
}

/** Every single change that would lead elsewhere. */
export function flipTable({ labels, names }: Words, decision: Decision): string[] {
  const { recommendation, flips } = decision;
  if (!recommendation) return [];
  if (flips.length === 0) return [escaped(labels.noFlips(recommendation.name))];
  const assumed = assumedIn(decision);
  const standing = (question: string, answered: boolean): string => {
    const text = asked(names, question);
    if (assumed.has(question)) return labels.inBrackets(text, labels.from.assumed ?? '');
    return answered ? text : labels.inBrackets(text, labels.unanswered);
  };
  return table(
    [labels.question, labels.changed, labels.result],
    flipGroups(flips, names, labels).map(({ question, answered, to, then }) => [
      standing(question, answered),
      escaped(to),
      escaped(then),
    ]),
  );
}

/** Every service with its verdict, its first reason and what makes it win. */
export function candidateTable(words: Words, { candidates }: Decision): string[] {
  const { labels, names } = words;
  return table(
    [labels.service, labels.verdict, labels.reason, labels.winsWith],
    byVerdict(candidates).map(({ service, verdict, reasons: [reason], wins }) => [
      escaped(names.service(service)),
      labels.verdicts[verdict],
      reason ? withSource(words, reason.text, reason.source) : '',
      winText(words, wins, code),
    ]),
  );
}

/** A text and a link to where it is said. */
export function withSource({ labels }: Words, text: string, source: string | null | undefined): string {
  return source ? labels.inBrackets(escaped(text), link(labels.source, source)) : escaped(text);
}

/** All metrics, with their starter alarms. */
export function metricTable({ labels }: Words, { monitoring }: Decision): string[] {
  if (!monitoring) return [];
  const rows = (['utilization', 'saturation', 'errors'] as const).flatMap((kind) =>
    monitoring[kind].map((metric) => [
      labels[kind],
      labels.inBrackets(code(`${metric.namespace} ${metric.metric}`), link(labels.source, metric.source)),
      escaped(metric.statistic),
      metric.alarm ? escaped(alarmText(labels, metric.alarm)) : '',
      escaped(metric.meaning),
    ]),
  );
  return table([labels.kind, labels.metric, labels.statistic, labels.alarm, labels.meaning], rows);
}
