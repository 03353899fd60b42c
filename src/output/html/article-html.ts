import { type Locale, type LocaleOptions, localeOf } from '../../messages/locale.ts';
import { type Article, asTable, type Block, type Inline, type Prose } from '../article.ts';
import { html, htmlPage, link, list, type Markup, nothing, partsOf, table } from './html.ts';

/** An article as one page that stands alone. */
export function articleHtml({ title, lead, sections, foot, rules }: Article, context: LocaleOptions): string {
  const locale = localeOf(context);
  const { pack, messages } = locale;
  const markup = (name: string, blocks: readonly Block[]): Markup =>
    html`${blocks.map((block) => blockMarkup(locale, name, block))}`;
  const parts = sections.map(({ heading, blocks }, index) => [`part${index}`, heading, markup(heading, blocks)] as const);
  return htmlPage({
    lang: context.lang,
    title,
    kicker: pack.title,
    heading: title,
    body: html`<section class="result">
${markup(title, lead)}
</section>
${partsOf('h2', '', parts)}
${list(foot.map((text) => html`${text}`))}`,
    footer: `${messages.rules}${messages.colon}${rules.id} ${rules.version} (${rules.digest})`,
  });
}

function blockMarkup(locale: Locale, name: string, block: Block): Markup {
  const said = (prose: Prose): Markup => inlineMarkup(locale, prose);
  switch (block.kind) {
    case 'paragraph': {
      const text = said(block.text);
      return text.text === '' ? nothing : html`<p>${text}</p>`;
    }
    case 'list':
      return list(block.items.map(({ text, details = [] }) => html`${said(text)}${list(details.map(said))}`));
    case 'terms':
      return html`<dl>${block.entries.map(({ term, lines }) => html`<dt>${term}</dt>${lines.map((line) => html`<dd>${said(line)}</dd>`)}`)}</dl>`;
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

function inlineMarkup({ messages }: Locale, prose: Prose): Markup {
  const piece = (inline: Inline): Markup => {
    if (typeof inline === 'string') return html`${inline}`;
    if ('source' in inline) return inline.source === null ? nothing : html` ${link(messages.source, inline.source)}`;
    if ('url' in inline) return link(inline.text, inline.url);
    if (inline.role === 'code') return html`<code>${inline.text}</code>`;
    if (inline.role === 'open') return html`<span class="tag">${inline.text}</span>`;
    return inline.role === 'quiet' ? html`${inline.text}` : html`<strong>${inline.text}</strong>`;
  };
  // Pieces of a line are not parted by line breaks, as those of a list are.
  return prose.map(piece).reduce((line, next) => html`${line}${next}`, nothing);
}
