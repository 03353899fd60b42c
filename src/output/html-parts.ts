import type { Locale } from '../messages/locale.ts';
import type { Decision, Step, Warning } from '../model/decision.ts';
import { alarmText } from './alarm.ts';
import { assumedIn, byVerdict, type FlipGroup, flipGroups, heldIn } from './decision-view.ts';
import { breakable, html, link, list, type Markup, nothing, table } from './html.ts';
import { winText } from './wins.ts';

/** A question with its id, which is its flag as well. */
function asked({ names }: Locale, question: string): Markup {
  return html`<code>${question}</code> ${names.ask(question)}`;
}

/** A text and a link to where it is said. */
export function withSource({ messages }: Locale, text: string, source: string | null | undefined): Markup {
  return source ? html`${text} ${link(messages.source, source)}` : html`${text}`;
}

export function warningList(locale: Locale, warnings: readonly Warning[]): Markup {
  const { messages } = locale;
  const items = warnings.map(({ text, source, mitigation }) => {
    const more = mitigation
      ? html`<p><strong>${messages.mitigation}${messages.colon}</strong>${withSource(locale, messages.withDrawbacks(mitigation.text, mitigation), mitigation.source)}</p>`
      : nothing;
    return html`<p>${withSource(locale, text, source)}</p>${more}`;
  });
  return list(items, 'notes');
}

/** The steps of the walk, and what they end at. */
export function wayList(locale: Locale, { path, recommendation, open }: Decision): Markup {
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
  const tag = source === undefined ? nothing : html` <span class="tag">${source}</span>`;
  return html`<li${source === undefined ? nothing : html` class="assumed"`}><p class="ask">${asked(locale, question)}</p><p><strong>${locale.names.value(question, answer)}</strong>${tag}</p><p>${because}</p></li>`;
}

/** Answers that no step of the walk asked for. */
export function heldTable(locale: Locale, decision: Decision): Markup {
  const { messages, names } = locale;
  const rows = heldIn(decision).map(([question, value]) => [asked(locale, question), html`${names.value(question, value)}`]);
  return table(messages.held, [messages.question, messages.answer], rows);
}

/** What was assumed, with what other answers would lead to. */
export function assumedTable(locale: Locale, { path, flips, recommendation }: Decision): Markup {
  const { messages, names } = locale;
  const groups = flipGroups(flips, names, messages);
  const rows = path
    .filter(({ from }) => from === 'assumed')
    .map(({ question, answer }) => {
      const changes = groups.filter((group) => group.question === question);
      const stays = recommendation ? html`${messages.stays(recommendation.name)}` : nothing;
      return [
        asked(locale, question),
        html`<strong>${names.value(question, answer)}</strong>`,
        changes.length === 0 ? stays : changeList(locale, changes),
      ];
    });
  return table(messages.assumed, [messages.question, messages.answer, messages.changed], rows);
}

/** What would lead elsewhere: other answers, then answers to what nobody was asked. */
export function flipParts(locale: Locale, decision: Decision): Markup {
  const { messages, names } = locale;
  const { recommendation, flips } = decision;
  if (!recommendation) return nothing;
  if (flips.length === 0) return html`<p>${messages.noFlips(recommendation.name)}</p>`;
  const assumed = assumedIn(decision);
  const groups = flipGroups(flips, names, messages);
  const part = (heading: string, of: readonly FlipGroup[], open: boolean): Markup => {
    const questions = [...new Set(of.map(({ question }) => question))];
    if (questions.length === 0) return nothing;
    const tag = (question: string): Markup =>
      assumed.has(question) ? html` <span class="tag">${messages.from.assumed ?? ''}</span>` : nothing;
    const rows = questions.map((question) => [
      html`${asked(locale, question)}${tag(question)}`,
      changeList(
        locale,
        of.filter((group) => group.question === question),
      ),
    ]);
    const title = heading.replace(/:$/, '');
    return html`<details${open ? html` open` : nothing}><summary>${title}</summary><div>${table(title, [messages.question, messages.changed], rows)}</div></details>
`;
  };
  const answered = groups.filter((group) => group.answered);
  return html`${part(messages.ifAnswered, answered, true)}${part(
    messages.ifGiven,
    groups.filter((group) => !group.answered),
    answered.length === 0,
  )}`;
}

function changeList({ messages }: Locale, changes: readonly FlipGroup[]): Markup {
  return list(
    changes.map(({ to, then }) => html`${messages.change(to)}<strong>${then}</strong>`),
    'changes',
  );
}

/** Every service: its verdict and first reason, and unfolded all reasons and what makes it win. */
export function candidateParts(locale: Locale, { candidates }: Decision): Markup {
  const { messages, names } = locale;
  const parts = byVerdict(candidates).map(({ service, verdict, reasons, wins }) => {
    const all = reasons.map(({ question, answer, text, source }) => {
      const by = question === null ? '' : `${names.ask(question)} ${answer === null ? '' : names.value(question, answer)}`.trim();
      return html`${by === '' ? nothing : html`<span class="ask">${by}</span><br>`}${withSource(locale, text, source)}`;
    });
    const winning =
      verdict === 'recommended'
        ? nothing
        : html`<p class="wins">${messages.winsWith}${messages.colon}<code>${winText(locale, wins, (text) => text)}</code></p>`;
    return html`<details><summary><strong>${names.service(service)}</strong> <span class="tag ${verdict}">${messages.verdicts[verdict]}</span><span class="because">${reasons[0]?.text ?? ''}</span></summary><div>${list(all)}${winning}</div></details>`;
  });
  return html`${parts}`;
}

/** All metrics, with their starter alarms. */
export function metricTable({ messages }: Locale, { monitoring }: Decision): Markup {
  if (!monitoring) return nothing;
  const rows = (['utilization', 'saturation', 'errors'] as const).flatMap((kind) =>
    monitoring[kind].map(({ namespace, metric, dimensions, statistic, alarm, meaning, source }) => [
      html`<strong>${breakable(metric)}</strong><br><code>${[namespace, ...dimensions].join(' ')}</code> ${link(messages.source, source)}`,
      html`${messages[kind]}`,
      html`${statistic}`,
      html`${alarm ? alarmText(messages, alarm) : '-'}`,
      html`${meaning}`,
    ]),
  );
  return table(messages.monitoring, [messages.metric, messages.kind, messages.statistic, messages.alarm, messages.meaning], rows);
}
