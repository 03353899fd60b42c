/** A piece of HTML. Any other value in a template is text and gets escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | Markup | readonly Markup[];

/** A tagged template for markup: escapes strings, in content as well as in quoted attributes, and inserts markup unchanged. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + textOf(parts[index] ?? '')).join(''));
}

function textOf(part: Part): string {
  // No line breaks between a number and its unit.
  if (typeof part === 'string') return escapeXml(part.replace(/(?<=\d) (?=[KMGT]i?B)/g, '\u00a0'));
  return part instanceof Markup ? part.text : part.map(({ text }) => text).join('\n');
}

export const nothing: Markup = new Markup('');

/** A link that sends no referrer; only a web address becomes one. */
export function link(text: string, url: string | null | undefined): Markup {
  return url && /^https?:\/\//i.test(url) ? html`<a href="${url}" rel="noopener noreferrer">${text}</a>` : html`${text}`;
}

/** A list with an item for each part; nothing without parts. */
export function list(items: readonly Markup[]): Markup {
  if (items.length === 0) return nothing;
  return html`<ul>
${items.map((item) => html`<li>${item}</li>`)}
</ul>`;
}

/** A table that scrolls on narrow screens; the first cell of a row is its header. */
export function table(name: string, head: readonly string[], rows: readonly (readonly Markup[])[]): Markup {
  return html`<div class="table" role="group" aria-label="${name}" tabindex="0">
<table>
<thead><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ([first = nothing, ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
)}
</tbody>
</table>
</div>`;
}

/** Escapes text for markup and attributes; drops characters that XML does not allow. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/** A page that fetches nothing; ends in one newline. `policy`: the directives of its security policy that allow anything. */
export function htmlDocument(
  page: Readonly<Record<'lang' | 'title' | 'policy' | 'css', string>> & { readonly body: Markup },
  head = nothing,
): string {
  const { lang, title, policy, css, body } = page;
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${policy}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${head}<title>${title}</title>
<style>${new Markup(css)}</style>
</head>
<body>
${body}
</body>
</html>
`.text;
}
