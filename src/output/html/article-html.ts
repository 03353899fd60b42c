import { type Locale, localeOf } from '../../messages/locale.ts';
import { type Article, type Articles, asTable, type Block, type Inline, type Prose, type Section } from '../article.ts';
import type { DecisionContext, DecisionItem, RenderContext } from '../context.ts';
import { decisionArticles } from '../decision-article.ts';
import { html, htmlDocument, link, list, type Markup, nothing, table } from './html.ts';
import { pictureSvg } from './svg.ts';

/** Renders decisions as one page. */
export function decisionHtml(items: readonly DecisionItem[], context: DecisionContext): string {
  return articlesHtml(decisionArticles(items, context), context);
}

/** Renders a self-contained page that runs no script and fetches nothing, whatever its texts contain. */
export function articlesHtml({ heading, articles }: Articles, { pack, css = '' }: RenderContext): string {
  const locale = localeOf(pack);
  const { messages } = locale;
  const [first] = articles;
  const title = heading ?? first?.title ?? '';
  const result = heading === null ? (first?.result?.name ?? '') : '';
  const links = articles.map(
    (article, index) =>
      html`<a href="#d${String(index + 1)}-title">${article.title}</a> <span>${article.result?.name ?? ''}</span>`,
  );
  const several = articles.map((article, index) => {
    const id = `d${index + 1}-`;
    return html`<article aria-labelledby="${id}title">
<h2 id="${id}title">${article.title}</h2>
${articleMarkup(locale, article, id)}
</article>`;
  });
  const main =
    heading === null
      ? html`${articles.map((article) => articleMarkup(locale, article, ''))}`
      : html`<nav aria-label="${heading}">
${list(links)}
</nav>
${several}`;
  return htmlDocument({
    lang: pack.lang,
    title: title.includes(result) ? title : `${title}${messages.colon}${result}`,
    policy: "style-src 'unsafe-inline'",
    css,
    body: html`<div class="page">
<header>
<p class="kicker">${pack.title}</p>
<h1>${title}</h1>
</header>
<main>
${main}
</main>
<footer>${messages.inBrackets(`${messages.rules}${messages.colon}${pack.id}@${pack.version}`, pack.digest)}</footer>
</div>`,
  });
}

/** A heading that a link can lead to. With a prefix, it is below the heading of one of several articles. */
function headingOf(prefix: string, name: string, text: string): Markup {
  return prefix === '' ? html`<h2 id="${name}">${text}</h2>` : html`<h3 id="${prefix}${name}">${text}</h3>`;
}

/** `prefix` precedes the ids in an article that is one of several. */
function articleMarkup(locale: Locale, article: Article, prefix: string): Markup {
  const { sections, foot, command } = article;
  const parts = [
    leadMarkup(locale, article, prefix),
    sectionsMarkup(locale, sections, prefix),
    command ? partMarkup(prefix, 'command', command.heading, html`<pre><code>${command.text}</code></pre>`) : nothing,
    list(foot.map((text) => html`${text}`)),
  ];
  return html`${parts.filter(({ text }) => text !== '')}`;
}

/** What is wrong with the result, then the result and how to read it. */
export function leadMarkup(locale: Locale, { title, alert, result, lead }: Article, prefix = ''): Markup {
  const warning = alert
    ? html`<section class="unmet">
${headingOf(prefix, 'unmet', alert.heading)}
${blocksMarkup(locale, alert.heading, alert.blocks, prefix)}
</section>
`
    : nothing;
  const name = result
    ? html`${headingOf(prefix, 'result', result.label)}
<p class="name">${result.name}</p>
`
    : nothing;
  return html`${warning}<section class="result${result?.isOpen ? ' open' : ''}">
${name}${blocksMarkup(locale, title, lead, prefix)}
</section>`;
}

/** Renders sections as parts of a page, each beside its heading; empty ones are left out. */
export function sectionsMarkup(locale: Locale, sections: readonly Section[], prefix = ''): Markup {
  const parts = sections.map(({ name, heading, blocks, folded }, index) =>
    partMarkup(prefix, name ?? `part${index}`, heading, blocksMarkup(locale, heading, blocks, prefix), folded),
  );
  return html`${parts.filter((part) => part !== nothing)}`;
}

/** A part of a page with its heading. If it is folded, only its heading is visible until it is unfolded, except on paper. */
function partMarkup(prefix: string, name: string, heading: string, body: Markup, folded = false): Markup {
  if (body.text.trim() === '') return nothing;
  const head = headingOf(prefix, name, heading);
  const all = html`<div class="body">
${body}
</div>`;
  if (folded) return html`<details class="part ${name}"><summary>${head}</summary>\n${all}</details>`;
  return html`<section class="part ${name}">\n${head}\n${all}\n</section>`;
}

/** Renders blocks one below the other; `name` labels their tables, and `prefix` precedes the ids in drawings. */
function blocksMarkup(locale: Locale, name: string, blocks: readonly Block[], prefix: string): Markup {
  return html`${blocks.map((block) => blockMarkup(locale, name, block, prefix))}`;
}

function blockMarkup(locale: Locale, name: string, block: Block, prefix: string): Markup {
  const markupOf = (prose: Prose): Markup => inlineMarkup(locale, prose);
  switch (block.kind) {
    case 'paragraph': {
      const text = markupOf(block.text);
      return text.text === '' ? nothing : html`<p>${text}</p>`;
    }
    case 'list':
      if (block.folded) return html`${block.items.map(({ text, details = [] }) => foldedItem(locale, text, details))}`;
      return list(block.items.map(({ text, details = [] }) => html`${markupOf(text)}${list(details.map(markupOf))}`));
    case 'terms':
      return block.entries.length === 0
        ? nothing
        : html`<dl>${block.entries.map(
            ({ term, words, lines }) =>
              html`<div><dt><code>${term}</code> ${words ?? ''}</dt>${lines.map((line) => html`<dd>${markupOf(line)}</dd>`)}</div>`,
          )}</dl>`;
    case 'table':
    case 'grid': {
      const { head, rows } = asTable(block);
      const written = rows.map((cells) => cells.map(markupOf));
      return table(name, head, written);
    }
    case 'picture':
      return pictureSvg(block.picture, locale.messages, prefix);
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
    if ('state' in inline) return html` <span class="tag ${inline.state}">${text}</span>`;
    switch (inline.role) {
      case 'detail':
        return nothing;
      case 'arrow':
        return html` →\u00a0`;
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
