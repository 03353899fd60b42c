import type { Locale } from '../messages/locale.ts';
import type { Names } from '../messages/names.ts';
import type { Decision, Step } from '../model/decision.ts';
import { alarmText } from './alarm.ts';
import { assumedIn, byVerdict, flipGroups, heldIn } from './decision-view.ts';
import { code, escaped, link, table } from './markdown.ts';
import { winText } from './wins.ts';

/** What can still come out, and the question to answer first. */
export function openPart(locale: Locale, { open }: Decision, asks: readonly string[]): [string, ...string[][]][] {
  if (!open) return [];
  const { messages, names, pack, flag } = locale;
  const choices = pack.questions.find((question) => question.id === open.ask)?.values ?? [];
  const others = asks.filter((id) => id !== open.ask);
  const flagOf = (id: string): string => code(flag(id));
  return [
    [messages.stillPossible, open.possible.map((id) => `- ${escaped(names.service(id))}`)],
    [
      messages.answerFirst,
      [`${escaped(names.ask(open.ask))} ${flagOf(open.ask)}`],
      table(
        [messages.answer, messages.meaning],
        choices.map(({ value }) => [code(value), escaped(names.value(open.ask, value))]),
      ),
      [escaped(open.why)],
    ],
    [messages.thenAlso, others.map((id) => `- ${escaped(names.ask(id))} ${flagOf(id)}`)],
  ];
}

/** A question with its id, which is its flag as well. */
function asked(names: Names, question: string): string {
  return `${code(question)} ${escaped(names.ask(question))}`;
}

/** Each step of the walk: question, answer and reason. */
export function answerTable({ messages, names }: Locale, path: readonly Step[]): string[] {
  const answer = ({ question, answer: value, from }: Step): string => {
    const source = messages.from[from];
    const text = escaped(names.value(question, value));
    return source === undefined ? text : messages.inBrackets(text, source);
  };
  return table(
    [messages.question, messages.answer, messages.because],
    path.map((step) => [asked(names, step.question), answer(step), escaped(step.because)]),
  );
}

/** Answers that no step of the walk asked for. */
export function heldTable({ messages, names }: Locale, decision: Decision): string[] {
  const rows = heldIn(decision).map(([question, value]) => [asked(names, question), escaped(names.value(question, value))]);
  return table([messages.question, messages.answer], rows);
}

/** What was assumed, with what other answers would lead to. */
export function assumedTable({ messages, names }: Locale, decision: Decision): string[] {
  const groups = flipGroups(decision.flips, names, messages);
  const steps = decision.path.filter((step) => step.from === 'assumed');
  return table(
    [messages.question, messages.answer, messages.changed, messages.result],
    steps.flatMap(({ question, answer }) => {
      const first = [asked(names, question), escaped(names.value(question, answer))];
      const changes = groups.filter((group) => group.question === question);
      if (changes.length === 0) return [[...first, '', escaped(messages.stays(decision.recommendation?.name ?? ''))]];
      return changes.map(({ to, then }) => [...first, escaped(to), escaped(then)]);
    }),
  );
}

/** Every single change that would lead elsewhere. */
export function flipTable({ messages, names }: Locale, decision: Decision): string[] {
  const { recommendation, flips } = decision;
  if (!recommendation) return [];
  if (flips.length === 0) return [escaped(messages.noFlips(recommendation.name))];
  const assumed = assumedIn(decision);
  const standing = (question: string, answered: boolean): string => {
    const text = asked(names, question);
    if (assumed.has(question)) return messages.inBrackets(text, messages.from.assumed ?? '');
    return answered ? text : messages.inBrackets(text, messages.unanswered);
  };
  return table(
    [messages.question, messages.changed, messages.result],
    flipGroups(flips, names, messages).map(({ question, answered, to, then }) => [
      standing(question, answered),
      escaped(to),
      escaped(then),
    ]),
  );
}

/** Every service with its verdict, its first reason and what makes it win. */
export function candidateTable(locale: Locale, { candidates }: Decision): string[] {
  const { messages, names } = locale;
  return table(
    [messages.service, messages.verdict, messages.reason, messages.winsWith],
    byVerdict(candidates).map(({ service, verdict, reasons: [reason], wins }) => [
      escaped(names.service(service)),
      messages.verdicts[verdict],
      reason ? withSource(locale, reason.text, reason.source) : '',
      winText(locale, wins, code),
    ]),
  );
}

/** A text and a link to where it is said. */
export function withSource({ messages }: Locale, text: string, source: string | null | undefined): string {
  return source ? messages.inBrackets(escaped(text), link(messages.source, source)) : escaped(text);
}

/** All metrics, with their starter alarms. */
export function metricTable({ messages }: Locale, { monitoring }: Decision): string[] {
  if (!monitoring) return [];
  const rows = (['utilization', 'saturation', 'errors'] as const).flatMap((kind) =>
    monitoring[kind].map((metric) => [
      messages[kind],
      messages.inBrackets(code(`${metric.namespace} ${metric.metric}`), link(messages.source, metric.source)),
      escaped(metric.statistic),
      metric.alarm ? escaped(alarmText(messages, metric.alarm)) : '',
      escaped(metric.meaning),
    ]),
  );
  return table([messages.kind, messages.metric, messages.statistic, messages.alarm, messages.meaning], rows);
}
