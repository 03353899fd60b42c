import type { Words } from '../messages/words.ts';
import type { Decision, Step, Warning } from '../model/decision.ts';
import { alarmText } from './alarm.ts';
import { assumedIn, byVerdict, type FlipGroup, flipGroups, heldIn } from './decision-view.ts';
import { breakable, html, link, list, type Markup, nothing, table } from './html.ts';
import { winText } from './wins.ts';

/** A question with its id, which is its flag as well. */
function asked({ names }: Words, question: string): Markup {
  return html`<code>${question}</code> ${names.ask(question)}`;
}

/** A text and a link to where it is said. */
export function withSource({ labels }: Words, text: string, source: string | null | undefined): Markup {
  return source ? html`${text} ${link(labels.source, source)}` : html`${text}`;
}

export function warningList(words: Words, warnings: readonly Warning[]): Markup {
  const { labels } = words;
  const items = warnings.map(({ text, source, mitigation }) => {
    const more = mitigation
      ? html`<p><strong>${labels.mitigation}${labels.colon}</strong>${withSource(words, labels.priced(mitigation.text, mitigation.price), mitigation.source)}</p>`
      : nothing;
    return html`<p>${withSource(words, text, source)}</p>${more}`;
  });
  return list(items, 'notes');
}

/** The steps of the walk, and what they end at. */
export function wayList(words: Words, { path, recommendation, open }: Decision): Markup {
  const { labels, names } = words;
  if (path.length === 0) return nothing;
  const end = recommendation
    ? html`<li class="end"><p><strong>${names.offering(recommendation.service, recommendation.variant)}</strong></p></li>`
    : html`<li class="end undecided"><p class="ask">${labels.answerFirst}</p><p>${asked(words, open?.ask ?? '')}</p></li>`;
  return html`<ol class="way">
${path.map((step) => stepItem(words, step))}
${end}
</ol>`;
}

function stepItem(words: Words, { question, answer, from, because }: Step): Markup {
  const source = words.labels.from[from];
  const tag = source === undefined ? nothing : html` <span class="tag">${source}</span>`;
  return html`<li${source === undefined ? nothing : html` class="assumed"`}><p class="ask">${asked(words, question)}</p><p><strong>${words.names.value(question, answer)}</strong>${tag}</p><p>${because}</p></li>`;
}

/** Answers that no step of the walk asked for. */
export function heldTable(words: Words, decision: Decision): Markup {
  const { labels, names } = words;
  const rows = heldIn(decision).map(([question, value]) => [asked(words, question), html`${names.value(question, value)}`]);
  return table(labels.held, [labels.question, labels.answer], rows);
}

/** What was assumed, with what other answers would lead to. */
export function assumedTable(words: Words, { path, flips, recommendation }: Decision): Markup {
  const { labels, names } = words;
  const groups = flipGroups(flips, names, labels);
  const rows = path
    .filter(({ from }) => from === 'assumed')
    .map(({ question, answer }) => {
      const changes = groups.filter((group) => group.question === question);
      const stays = recommendation ? html`${labels.stays(recommendation.name)}` : nothing;
      return [
        asked(words, question),
        html`<strong>${names.value(question, answer)}</strong>`,
        changes.length === 0 ? stays : changeList(words, changes),
      ];
    });
  return table(labels.assumed, [labels.question, labels.answer, labels.changed], rows);
}

/** What would lead elsewhere: other answers, then answers to what nobody was asked. */
export function flipParts(words: Words, decision: Decision): Markup {
  const { labels, names } = words;
  const { recommendation, flips } = decision;
  if (!recommendation) return nothing;
  if (flips.length === 0) return html`<p>${labels.noFlips(recommendation.name)}</p>`;
  const assumed = assumedIn(decision);
  const groups = flipGroups(flips, names, labels);
  const part = (heading: string, of: readonly FlipGroup[], open: boolean): Markup => {
    const questions = [...new Set(of.map(({ question }) => question))];
    if (questions.length === 0) return nothing;
    const tag = (question: string): Markup =>
      assumed.has(question) ? html` <span class="tag">${labels.from.assumed ?? ''}</span>` : nothing;
    const rows = questions.map((question) => [
      html`${asked(words, question)}${tag(question)}`,
      changeList(
        words,
        of.filter((group) => group.question === question),
      ),
    ]);
    const title = heading.replace(/:$/, '');
    return html`<details${open ? html` open` : nothing}><summary>${title}</summary><div>${table(title, [labels.question, labels.changed], rows)}</div></details>
`;
  };
  const answered = groups.filter((group) => group.answered);
  return html`${part(labels.ifAnswered, answered, true)}${part(
    labels.ifGiven,
    groups.filter((group) => !group.answered),
    answered.length === 0,
  )}`;
}

function changeList({ labels }: Words, changes: readonly FlipGroup[]): Markup {
  return list(
    changes.map(({ to, then }) => html`${labels.change(to)}<strong>${then}</strong>`),
    'changes',
  );
}

/** Every service: its verdict and first reason, and unfolded all reasons and what makes it win. */
export function candidateParts(words: Words, { candidates }: Decision): Markup {
  const { labels, names } = words;
  const parts = byVerdict(candidates).map(({ service, verdict, reasons, wins }) => {
    const all = reasons.map(({ question, answer, text, source }) => {
      const by = question === null ? '' : `${names.ask(question)} ${answer === null ? '' : names.value(question, answer)}`.trim();
      return html`${by === '' ? nothing : html`<span class="ask">${by}</span><br>`}${withSource(words, text, source)}`;
    });
    const winning =
      verdict === 'recommended'
        ? nothing
        : html`<p class="wins">${labels.winsWith}${labels.colon}<code>${winText(words, wins, (text) => text)}</code></p>`;
    return html`<details><summary><strong>${names.service(service)}</strong> <span class="tag ${verdict}">${labels.verdicts[verdict]}</span><span class="because">${reasons[0]?.text ?? ''}</span></summary><div>${list(all)}${winning}</div></details>`;
  });
  return html`${parts}`;
}

/** All metrics, with their starter alarms. */
export function metricTable({ labels }: Words, { monitoring }: Decision): Markup {
  if (!monitoring) return nothing;
  const rows = (['utilization', 'saturation', 'errors'] as const).flatMap((kind) =>
    monitoring[kind].map(({ namespace, metric, dimensions, statistic, alarm, meaning, source }) => [
      html`<strong>${breakable(metric)}</strong><br><code>${[namespace, ...dimensions].join(' ')}</code> ${link(labels.source, source)}`,
      html`${labels[kind]}`,
      html`${statistic}`,
      html`${alarm ? alarmText(labels, alarm) : '-'}`,
      html`${meaning}`,
    ]),
  );
  return table(labels.monitoring, [labels.metric, labels.kind, labels.statistic, labels.alarm, labels.meaning], rows);
}
