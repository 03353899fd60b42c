import type { DecisionMessages } from '../../messages/en/decision.ts';
import type { Inline, Item, Section } from '../sections.ts';
import { html, link, type Markup, nothing, table } from './html.ts';

/** What a section says below its heading. */
export function sectionBody(messages: DecisionMessages, { heading, table: of, items }: Section): Markup {
  const rows = of?.rows.map((cells) => cells.map((cell) => lineMarkup(messages, cell))) ?? [];
  return html`${table(heading, of?.head ?? [], rows)}${itemList(messages, items)}`;
}

/** Items as a list; what can be folded is folded. */
export function itemList(messages: DecisionMessages, items: readonly Item[]): Markup {
  if (items.length === 0) return nothing;
  if (items.every(({ folded }) => folded)) return html`${items.map((item) => foldedItem(messages, item))}`;
  return html`<ul class="items">
${items.map(({ label, lines }) => {
  const body = html`${lines.map((line) => html`<p>${lineMarkup(messages, line)}</p>`)}`;
  if (label === undefined) return html`<li>${body}</li>`;
  return html`<li class="labelled"><p class="ask">${lineMarkup(messages, [label])}</p><div>${body}</div></li>`;
})}
</ul>`;
}

function foldedItem(messages: DecisionMessages, { lines: [title = [], ...lines] }: Item): Markup {
  // A link inside of what unfolds could not be reached.
  const because = lines[0]?.filter((inline) => typeof inline === 'string' || inline.as !== 'source') ?? [];
  const summary = html`${lineMarkup(messages, title)}<span class="because">${lineMarkup(messages, because)}</span>`;
  return html`<details><summary>${summary}</summary><div>${itemList(
    messages,
    lines.map((line) => ({ lines: [line] })),
  )}</div></details>`;
}

export function lineMarkup(messages: DecisionMessages, line: readonly Inline[]): Markup {
  return line.map((inline) => inlineMarkup(messages, inline)).reduce((all, part) => html`${all}${part}`, nothing);
}

function inlineMarkup(messages: DecisionMessages, inline: Inline): Markup {
  if (typeof inline === 'string') return html`${inline}`;
  switch (inline.as) {
    case 'strong':
      return html`<strong>${inline.text}</strong>`;
    case 'soft':
      return html`<span class="ask">${inline.text}</span>`;
    case 'code':
      return html`<code>${inline.text}</code>`;
    case 'detail':
      return nothing;
    case 'question':
      return html`<code>${inline.id}</code> ${inline.text}`;
    case 'link':
      return html`<strong>${link(inline.text, inline.url)}</strong>`;
    case 'source':
      return html` ${link(messages.source, inline.url)}`;
    case 'tag':
      return html`<span class="tag ${inline.state}">${inline.text}</span>`;
    case 'arrow':
      return html` → `;
    case 'change':
      return html`<span data-change="${JSON.stringify(inline.answers)}">${inline.text}</span>`;
  }
}
