import { type Locale, type LocaleOptions, localeOf } from '../../messages/locale.ts';
import { type Article, asTable, type Block, type Inline, type Prose, type Section } from '../article.ts';
import { type Heading, html, htmlPage, link, list, type Markup, nothing, partsOf, table } from './html.ts';

/** Renders an article as a self-contained page. */
export function articleHtml({ title, lead, sections, foot, rules }: Article, context: LocaleOptions): string {
  const locale = localeOf(context);
  const { pack, messages } = locale;
  return htmlPage({
    lang: context.lang,
    title,
    kicker: pack.title,
    heading: title,
    body: html`${lead.length === 0 ? nothing : html`<section class="result">${blocksMarkup(locale, title, lead)}</section>`}
${sectionsMarkup(locale, sections, 'h2', '')}
${list(foot.map((text) => html`${text}`))}`,
    footer: `${messages.rules}${messages.colon}${rules.id} ${rules.version} (${rules.digest})`,
  });
}

/** Renders sections as parts of a page. */
export function sectionsMarkup(locale: Locale, sections: readonly Section[], rank: Heading, id: string): Markup {
  const parts = sections.map(
    ({ name, heading, blocks }, index) => [name ?? `part${index}`, heading, blocksMarkup(locale, heading, blocks)] as const,
  );
  return partsOf(rank, id, parts);
}

/** Renders blocks one below the other; `name` labels their tables. */
export function blocksMarkup(locale: Locale, name: string, blocks: readonly Block[]): Markup {
  return html`${blocks.map((block) => blockMarkup(locale, name, block))}`;
}

function blockMarkup(locale: Locale, name: string, block: Block): Markup {
  const said = (prose: Prose): Markup => inlineMarkup(locale, prose);
  switch (block.kind) {
    case 'paragraph': {
      const text = said(block.text);
      return text.text === '' ? nothing : html`<p>${text}</p>`;
    }
    case 'list':
      if (block.folded) return html`${block.items.map(({ text, details = [] }) => foldedItem(locale, text, details))}`;
      return list(block.items.map(({ text, details = [] }) => html`${said(text)}${list(details.map(said))}`));
    case 'terms':
      return html`<dl>${block.entries.map(
        ({ term, words, lines }) =>
          html`<div><dt><code>${term}</code> ${words ?? ''}</dt>${lines.map((line) => html`<dd>${said(line)}</dd>`)}</div>`,
      )}</dl>`;
    case 'table':
    case 'grid': {
      const { head, rows } = asTable(block);
      return table(
        name,
        head,
        rows.map((cells) => cells.map(said)),
      );
    }
    case 'drawing':
      return block.svg();
  }
}

function foldedItem(locale: Locale, text: Prose, details: readonly Prose[]): Markup {
  // A link inside a `summary` could not be reached.
  const first = details[0]?.filter((inline) => typeof inline === 'string' || !('source' in inline)) ?? [];
  const because = html`<span class="because">${inlineMarkup(locale, first)}</span>`;
  const all = list(details.map((prose) => inlineMarkup(locale, prose)));
  return html`<details><summary>${inlineMarkup(locale, text)}${because}</summary><div>${all}</div></details>`;
}

function inlineMarkup({ messages }: Locale, prose: Prose): Markup {
  const piece = (inline: Inline): Markup => {
    if (typeof inline === 'string') return html`${inline}`;
    if ('source' in inline) return inline.source ? html` ${link(messages.source, inline.source)}` : nothing;
    const { text } = inline;
    if ('url' in inline) return link(text, inline.url);
    if ('changes' in inline) return html`<span data-change="${JSON.stringify(inline.changes)}">${text}</span>`;
    if ('state' in inline) return html`<span class="tag ${inline.state}">${text}</span>`;
    switch (inline.role) {
      case 'detail':
        return nothing;
      case 'arrow':
        return html` → `;
      case 'open':
        return html`<span class="tag">${text}</span>`;
      case 'quiet':
        return html`<span class="ask">${text}</span>`;
      case 'code':
        return html`<code>${text}</code>`;
      default:
        return html`<strong>${text}</strong>`;
    }
  };
  // Pieces of a line are joined without line breaks, unlike those of a list.
  return prose.map(piece).reduce((line, next) => html`${line}${next}`, nothing);
}
