import type { Locale } from '../../messages/locale.ts';
import type { Decision, Reason, Step, Warning } from '../../model/decision.ts';
import {
  alarmText,
  byVerdict,
  type DecisionView,
  distinctReasons,
  type FlipGroup,
  metricsOf,
  sizingText,
  winText,
} from '../decision-view.ts';
import { quantityText } from '../requirement-rows.ts';
import { breakable, html, link, list, type Markup, nothing, table } from './html.ts';

/** A question with its id, which is its flag as well. */
export function asked({ names }: Locale, question: string): Markup {
  return html`<code>${question}</code> ${names.ask(question)}`;
}

/** A text and a link to where it is said. */
export function withSource({ messages }: Locale, text: string, source: string | null | undefined): Markup {
  return source ? html`${text} ${link(messages.source, source)}` : html`${text}`;
}

/** Warnings with their mitigations, each with what it gives up and costs. */
export function warningList(locale: Locale, warnings: readonly Warning[]): Markup {
  const { messages } = locale;
  const items = warnings.map(({ text, source, mitigation }) => {
    const warning = html`<p>${withSource(locale, text, source)}</p>`;
    if (!mitigation) return warning;
    const how = withSource(locale, messages.withDrawbacks(mitigation.text, mitigation), mitigation.source);
    return html`${warning}<p><strong>${messages.mitigation}${messages.colon}</strong>${how}</p>`;
  });
  return list(items, 'notes');
}

/** Each requirement: need against limit. */
export function requirementTable(locale: Locale, { requirements }: DecisionView): Markup {
  const { messages } = locale;
  const rows = requirements.map(({ question, need, limit, state, text, source, warning }) => {
    const more = text === '' || warning ? nothing : html`<br><span class="ask">${withSource(locale, text, source)}</span>`;
    return [
      asked(locale, question),
      html`<strong>${need}</strong>`,
      html`${limit || messages.noLimit}${more}`,
      html`<span class="tag ${state}">${messages.states[state]}</span>`,
    ];
  });
  return table(messages.checked, [messages.requirement, messages.need, messages.limit, messages.fit], rows);
}

/** How many units are needed, and what was computed. */
export function quantityList(locale: Locale, { recommendation, derived }: Decision): Markup {
  const { messages, names } = locale;
  return list([
    ...(recommendation?.sizing ?? []).map((sizing) => withSource(locale, sizingText(locale, sizing), sizing.source)),
    ...derived.map((each) => {
      const computed = messages.inBrackets('', messages.computed(each.from.join(messages.comma)));
      return html`${names.topic(each.id)}${messages.colon}<strong>${quantityText(locale, each)}</strong>${computed}`;
    }),
  ]);
}

/** The steps of the walk, and what they end at. */
export function pathList(locale: Locale, { path, recommendation, open }: Decision): Markup {
  const { messages, names } = locale;
  if (path.length === 0) return nothing;
  const end = recommendation
    ? html`<li class="end"><p><strong>${names.offering(recommendation.service, recommendation.variant)}</strong></p></li>`
    : html`<li class="end undecided"><p class="ask">${messages.answerFirst}</p><p>${asked(locale, open?.ask ?? '')}</p></li>`;
  return html`<ol class="way">
${path.map((step) => stepItem(locale, step))}
${end}
</ol>`;
}

function stepItem(locale: Locale, { question, answer, from, because }: Step): Markup {
  const source = locale.messages.from[from];
  const body = html`<p class="ask">${asked(locale, question)}</p><p><strong>${locale.names.value(question, answer)}</strong>`;
  if (source === undefined) return html`<li>${body}</p><p>${because}</p></li>`;
  return html`<li class="assumed">${body} <span class="tag">${source}</span></p><p>${because}</p></li>`;
}

/** What was assumed, with what other answers would lead to. */
export function assumedTable(locale: Locale, { recommendation }: Decision, { assumptions }: DecisionView): Markup {
  const { messages, names } = locale;
  const rows = assumptions.map(({ question, value, changes }) => [
    asked(locale, question),
    html`<strong>${names.value(question, value)}</strong>`,
    changes.length === 0 ? html`${messages.stays(recommendation?.name ?? '')}` : changeList(locale, changes),
  ]);
  return table(messages.assumptions, [messages.question, messages.answer, messages.changed], rows);
}

/** What would lead elsewhere: other answers, then requirements that nobody stated. */
export function flipParts(locale: Locale, { recommendation, flips }: Decision, { changes }: DecisionView): Markup {
  const { messages } = locale;
  if (!recommendation) return nothing;
  if (flips.length === 0) return html`<p>${messages.noFlips(recommendation.name)}</p>`;
  const answered = changes.filter((group) => group.answered);
  const added = changes.filter((group) => !group.answered);
  const given = flipPart(locale, messages.ifAnswered, answered, true);
  return html`${given}${flipPart(locale, messages.ifGiven, added, answered.length === 0)}`;
}

function flipPart(locale: Locale, title: string, groups: readonly FlipGroup[], open: boolean): Markup {
  const { messages } = locale;
  const questions = [...new Set(groups.map(({ question }) => question))];
  if (questions.length === 0) return nothing;
  const changesOf = (id: string): FlipGroup[] => groups.filter(({ question }) => question === id);
  const rows = questions.map((question) => [asked(locale, question), changeList(locale, changesOf(question))]);
  const body = table(title, [messages.question, messages.changed], rows);
  return html`<details${open ? html` open` : nothing}><summary>${title}</summary><div>${body}</div></details>
`;
}

function changeList({ messages }: Locale, changes: readonly FlipGroup[]): Markup {
  const items = changes.map(({ to, result }) => html`${to}${messages.colon}<strong>${result}</strong>`);
  return list(items, 'changes');
}

/** Every service: its verdict and first reason, and unfolded all reasons and what would make it the recommendation. */
export function candidateParts(locale: Locale, { candidates }: Decision): Markup {
  const { messages, names } = locale;
  const parts = byVerdict(candidates).map(({ service, verdict, reasons, wins }) => {
    const win = html`<code>${winText(locale, wins, (text) => text)}</code>`;
    const lead = `${messages.recommendedIf}${messages.colon}`;
    const winning = verdict === 'recommended' ? nothing : html`<p class="wins">${lead}${win}</p>`;
    const tag = html`<span class="tag ${verdict}">${messages.verdicts[verdict]}</span>`;
    const because = html`<span class="because">${reasons[0]?.text ?? ''}</span>`;
    const summary = html`<summary><strong>${names.service(service)}</strong> ${tag}${because}</summary>`;
    return html`<details>${summary}<div>${reasonList(locale, reasons)}${winning}</div></details>`;
  });
  return html`${parts}`;
}

/** Reasons, each with the answer that it is about. */
export function reasonList(locale: Locale, reasons: readonly Reason[]): Markup {
  const { names } = locale;
  const items = distinctReasons(reasons).map(({ question, answer, text, source }) => {
    const by = question === null ? '' : `${names.ask(question)} ${answer === null ? '' : names.value(question, answer)}`.trim();
    return html`${by === '' ? nothing : html`<span class="ask">${by}</span><br>`}${withSource(locale, text, source)}`;
  });
  return list(items);
}

/** All metrics, with their starter alarms. */
export function metricTable({ messages }: Locale, decision: Decision): Markup {
  const rows = metricsOf(decision).map(
    ({ kind, metric: { namespace, metric, dimensions, statistic, alarm, meaning, source } }) => [
      html`<strong>${breakable(metric)}</strong><br>
<code>${[namespace, ...dimensions].join(' ')}</code> ${link(messages.source, source)}`,
      html`${messages[kind]}`,
      html`${statistic}`,
      html`${alarm ? alarmText(messages, alarm) : '-'}`,
      html`${meaning}`,
    ],
  );
  return table(messages.monitoring, [messages.metric, messages.kind, messages.statistic, messages.alarm, messages.meaning], rows);
}
