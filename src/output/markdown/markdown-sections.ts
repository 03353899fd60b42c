import type { Locale } from '../../messages/locale.ts';
import type { Decision, Step } from '../../model/decision.ts';
import { alarmText, byVerdict, type DecisionView, metricsOf, sizingText, winText } from '../decision-view.ts';
import { code, escaped, link, table } from './markdown.ts';

/** The question to answer first, and the others. */
export function openPart(locale: Locale, { open }: Decision, asks: readonly string[]): [string, ...string[][]][] {
  if (!open) return [];
  const { messages, names, pack, flag } = locale;
  const choices = pack.questions.find((question) => question.id === open.ask)?.values ?? [];
  const others = asks.filter((id) => id !== open.ask);
  return [
    [
      messages.answerFirst,
      [`${escaped(names.ask(open.ask))} ${code(flag(open.ask))}`],
      table(
        [messages.answer, messages.meaning],
        choices.map(({ value }) => [code(value), escaped(names.value(open.ask, value))]),
      ),
      [escaped(open.why)],
    ],
    [messages.thenAlso, others.map((id) => `- ${escaped(names.ask(id))} ${code(flag(id))}`)],
  ];
}

/** A question with its id, which is its flag as well. */
function asked({ names }: Locale, question: string): string {
  return `${code(question)} ${escaped(names.ask(question))}`;
}

/** Each given requirement: need against limit. */
export function requirementTable(locale: Locale, { requirements }: DecisionView): string[] {
  const { messages } = locale;
  return table(
    [messages.requirement, messages.need, messages.limit, messages.fit],
    requirements.map(({ question, need, limit, state, text, source }) => [
      asked(locale, question),
      escaped(need),
      withSource(
        locale,
        [limit || messages.noLimit, state === 'met' ? '' : text].filter((part) => part !== '').join(messages.stop),
        source,
      ),
      state === 'met' ? messages.states.met : `**${messages.states[state]}**`,
    ]),
  );
}

/** How many units are needed, and what was computed. */
export function quantityList(locale: Locale, { recommendation, derived }: Decision): string[] {
  const { messages, names } = locale;
  return [
    ...(recommendation?.sizing ?? []).map((sizing) => `- ${withSource(locale, sizingText(locale, sizing), sizing.source)}`),
    ...derived.map(({ id, value, from }) => {
      const text = escaped(`${names.topic(id)}${messages.colon}${names.value(id, value)}`);
      return `- ${text}${messages.inBrackets('', from.map(code).join(messages.comma))}`;
    }),
  ];
}

/** Each step of the walk: question, answer and reason. */
export function answerTable(locale: Locale, path: readonly Step[]): string[] {
  const { messages, names } = locale;
  const answer = ({ question, answer: value, from }: Step): string => {
    const source = messages.from[from];
    const text = escaped(names.value(question, value));
    return source === undefined ? text : messages.inBrackets(text, source);
  };
  return table(
    [messages.question, messages.answer, messages.because],
    path.map((step) => [asked(locale, step.question), answer(step), escaped(step.because)]),
  );
}

/** What was assumed, with what other answers would lead to. */
export function assumedTable(locale: Locale, decision: Decision, { assumptions }: DecisionView): string[] {
  const { messages, names } = locale;
  return table(
    [messages.question, messages.answer, messages.changed, messages.result],
    assumptions.flatMap(({ question, value, changes }) => {
      const first = [asked(locale, question), escaped(names.value(question, value))];
      if (changes.length === 0) return [[...first, '', escaped(messages.stays(decision.recommendation?.name ?? ''))]];
      return changes.map(({ to, result }) => [...first, escaped(to), escaped(result)]);
    }),
  );
}

/** Every single change that would lead elsewhere, but those of what was assumed. */
export function flipTable(locale: Locale, { recommendation, flips }: Decision, { changes }: DecisionView): string[] {
  const { messages } = locale;
  if (!recommendation) return [];
  if (flips.length === 0) return [escaped(messages.noFlips(recommendation.name))];
  return table(
    [messages.question, messages.changed, messages.result],
    changes.map(({ question, answered, to, result }) => [
      answered ? asked(locale, question) : messages.inBrackets(asked(locale, question), messages.unanswered),
      escaped(to),
      escaped(result),
    ]),
  );
}

/** Every service with its verdict, its first reason and what would make it the recommendation. */
export function candidateTable(locale: Locale, { candidates }: Decision): string[] {
  const { messages, names } = locale;
  return table(
    [messages.service, messages.verdict, messages.reason, messages.recommendedIf],
    byVerdict(candidates).map(({ service, verdict, reasons: [reason], wins }) => [
      escaped(names.service(service)),
      messages.verdicts[verdict],
      reason ? withSource(locale, reason.text, reason.source) : '',
      verdict === 'recommended' ? '' : winText(locale, wins, code),
    ]),
  );
}

/** A text and a link to where it is said. */
export function withSource({ messages }: Locale, text: string, source: string | null | undefined): string {
  return source ? messages.inBrackets(escaped(text), link(messages.source, source)) : escaped(text);
}

/** All metrics, with their starter alarms. */
export function metricTable({ messages }: Locale, decision: Decision): string[] {
  const rows = metricsOf(decision).map(({ kind, metric: { namespace, metric, statistic, alarm, meaning, source } }) => [
    messages[kind],
    messages.inBrackets(code(`${namespace} ${metric}`), link(messages.source, source)),
    escaped(statistic),
    alarm ? escaped(alarmText(messages, alarm)) : '',
    escaped(meaning),
  ]);
  return table([messages.kind, messages.metric, messages.statistic, messages.alarm, messages.meaning], rows);
}
