/** A piece of HTML; whatever else comes into a template is text and is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | Markup | readonly Markup[];

/** Markup from a template: strings in it are escaped, for content and for quoted attributes alike; markup is put in as it is. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, index) => text + textOf(parts[index] ?? '')).join(''));
}

function textOf(part: Part): string {
  if (typeof part === 'string') return escapeXml(part);
  return part instanceof Markup ? part.text : part.map(({ text }) => text).join('\n');
}

export const nothing: Markup = new Markup('');

/** A link that tells the other side nothing of this page; only a web address becomes one. */
export function link(text: string, url: string | null | undefined): Markup {
  return url && /^https?:\/\//i.test(url) ? html`<a href="${url}" rel="noopener noreferrer">${text}</a>` : html`${text}`;
}

/** A name in one word that may be broken where a part of it begins: `OldestMessage`. */
export function breakable(name: string): Markup {
  return new Markup(
    name
      .split(/(?<=[a-z])(?=[A-Z])/)
      .map(escapeXml)
      .join('<wbr>'),
  );
}

/** A list with an item for each part, or nothing. */
export function list(items: readonly Markup[], className = ''): Markup {
  if (items.length === 0) return nothing;
  return html`<ul${className === '' ? nothing : html` class="${className}"`}>
${items.map((item) => html`<li>${item}</li>`)}
</ul>`;
}

/** A table in a box of its own, which scrolls where the screen is too narrow; the first cell of a row is its header. */
export function table(name: string, head: readonly string[], rows: readonly (readonly Markup[])[]): Markup {
  if (rows.length === 0) return nothing;
  return html`<div class="table" role="group" aria-label="${name}" tabindex="0">
<table>
<thead><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
<tbody>
${rows.map(([first = nothing, ...others]) => html`<tr><th scope="row">${first}</th>${others.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
</tbody>
</table>
</div>`;
}

/** A text as it is inside markup or an attribute; characters that XML cannot have are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
