import { html, Markup, nothing } from './html.ts';
import { style } from './html-style.ts';

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** What a page has around its body. */
export interface HtmlPage {
  readonly lang: string;
  /** The title of the window. */
  readonly title: string;
  /** What kind of page it is, above the heading. */
  readonly kicker: string;
  readonly heading: string;
  readonly body: Markup;
  readonly footer: string;
}

/** A page that stands alone: it runs no script and fetches nothing, whatever texts it shows. Ends in one newline. */
export function htmlPage({ lang, title, kicker, heading, body, footer }: HtmlPage): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<div class="page">
<header>
<p class="kicker">${kicker}</p>
<h1>${heading}</h1>
</header>
<main>
${body}
</main>
<footer>${footer}</footer>
</div>
</body>
</html>
`.text;
}

export type Heading = 'h2' | 'h3';

/** A heading of the given rank. */
export function headingOf(heading: Heading, id: string, text: string): Markup {
  return heading === 'h2' ? html`<h2 id="${id}">${text}</h2>` : html`<h3 id="${id}">${text}</h3>`;
}

/** Parts of a page, each with its heading beside it; those without a body are left out. */
export function partsOf(
  heading: Heading,
  id: string,
  parts: readonly (readonly [name: string, title: string, body: Markup])[],
): Markup {
  return html`${parts
    .filter(([, , body]) => body.text.trim() !== '')
    .map(
      ([name, title, body]) => html`<section class="part">
${headingOf(heading, `${id}${name}`, title)}
<div class="body">
${body}
</div>
</section>`,
    )}${nothing}`;
}
