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
  if (typeof part === 'string') return escapeXml(part);
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
  if (rows.length === 0) return nothing;
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

/** The frame around the body of a page. */
export interface HtmlPage {
  readonly lang: string;
  /** The window title. */
  readonly title: string;
  /** The directives of its content security policy that allow anything. */
  readonly policy: string;
  readonly css: string;
  /** More elements for its `head`. */
  readonly head?: Markup;
  readonly body: Markup;
}

/** A page that fetches nothing; ends in one newline. */
export function htmlDocument({ lang, title, policy, css, head = nothing, body }: HtmlPage): string {
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

/** A page that runs no script, whatever its texts contain; `kicker`, above the heading, names the kind of page. */
export function htmlPage(page: Pick<HtmlPage, 'lang' | 'title' | 'body'> & Record<'kicker' | 'heading' | 'footer', string>) {
  const { kicker, heading, body, footer, ...more } = page;
  const framed = html`<div class="page">
<header>
<p class="kicker">${kicker}</p>
<h1>${heading}</h1>
</header>
<main>
${body}
</main>
<footer>${footer}</footer>
</div>`;
  return htmlDocument({ ...more, policy: "style-src 'unsafe-inline'", css: pageStyle, body: framed });
}

export type Heading = 'h2' | 'h3';

/** A heading that a link can lead to. */
export function headingOf(heading: Heading, id: string, text: string): Markup {
  return heading === 'h2' ? html`<h2 id="${id}">${text}</h2>` : html`<h3 id="${id}">${text}</h3>`;
}

export type HtmlPart = readonly [name: string, title: string, body: Markup];

/** Parts of a page, each beside its heading; parts without a body are left out. */
export function partsOf(heading: Heading, id: string, parts: readonly HtmlPart[]): Markup {
  const shown = parts.filter(([, , body]) => body.text.trim() !== '');
  return html`${shown.map(
    ([name, title, body]) => html`<section class="part ${name}">
${headingOf(heading, `${id}${name}`, title)}
<div class="body">
${body}
</div>
</section>`,
  )}`;
}

/** The style of a page: for paper, light and dark screens, narrow and wide ones. It fetches nothing. */
export const pageStyle = `
:root{color-scheme:light dark;--ground:#f8f7f3;--card:#fff;--ink:#20262c;--soft:#56606a;--line:#dcd8ce;--accent:#0d5a66;--good:#17633a;--good-ground:#e4f1e8;--warn:#7d4600;--warn-ground:#fcf1dc;--bad:#8c2f2a;--bad-ground:#f7e9e7}
@media (prefers-color-scheme:dark){:root{--ground:#14181b;--card:#1b2025;--ink:#e5e3dc;--soft:#a7aeb5;--line:#343b42;--accent:#82cbd3;--good:#8ad6a6;--good-ground:#1a3024;--warn:#efc37f;--warn-ground:#332812;--bad:#eeaaa3;--bad-ground:#382221}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.65 system-ui,-apple-system,"Segoe UI","Hiragino Sans","Yu Gothic UI","Noto Sans CJK JP","Noto Sans JP",IPAGothic,sans-serif;overflow-wrap:anywhere}
.page{max-width:66rem;margin:0 auto;padding:3rem 1.25rem 4rem}
h1,h2,h3,.name{font-family:ui-serif,Charter,Georgia,"Hiragino Mincho ProN","Yu Mincho","Noto Serif CJK JP","Noto Serif JP",serif;font-weight:600;line-height:1.3;text-wrap:balance}
:lang(ja) :is(h1,h2,h3,.name){font-family:"Hiragino Sans","Yu Gothic UI","Noto Sans CJK JP","Noto Sans JP",IPAGothic,sans-serif;line-height:1.45}
:lang(ja){line-break:strict;word-break:auto-phrase}
h1{font-size:clamp(1.7rem,5vw,2.5rem);margin:.2rem 0 2rem}
article>h2{font-size:clamp(1.5rem,4vw,2rem);margin:4.5rem 0 1.5rem}
.kicker,footer{color:var(--soft);font-size:.875rem;margin:0}
p{margin:0 0 .6rem}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:.06em}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:3px}
code{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.88em;color:var(--soft)}
ul{margin:0;padding-left:1.2em}
li+li{margin-top:.45rem}
nav ul{list-style:none;padding:0;border-top:1px solid var(--line)}
nav li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.5rem;margin:0;padding:.5rem 0;border-bottom:1px solid var(--line)}
.result{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.75rem clamp(1.25rem,4vw,2.5rem)}
.result>:is(h2,h3){font:inherit;font-size:.875rem;color:var(--soft);margin:0}
.name{font-size:clamp(1.6rem,4.5vw,2.2rem);color:var(--good);margin:.1rem 0 .6rem}
.open .name{color:var(--warn)}
.unmet{background:var(--bad-ground);color:var(--bad);border-radius:1rem;padding:1.1rem clamp(1.25rem,4vw,2.5rem);margin-bottom:1rem}
.unmet a,.unmet :is(h2,h3){color:inherit}
.unmet :is(h2,h3){font-size:1.05rem;margin:0 0 .3rem}
.part{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1.5rem}
.part>:is(h2,h3){font-size:1.15rem;margin:0 0 1rem}
.body>:last-child{margin-bottom:0}
.ask{color:var(--soft);font-size:.925rem}
.tag{display:inline-block;font-size:.8rem;line-height:1.5;padding:0 .55em;border-radius:1em;white-space:nowrap;background:var(--warn-ground);color:var(--warn)}
.tag:is(.recommended,.met){background:var(--good-ground);color:var(--good)}
.tag:is(.ruled-out,.unmet){background:var(--bad-ground);color:var(--bad)}
.tag.viable{background:transparent;box-shadow:inset 0 0 0 1px var(--line);color:var(--soft)}
dl{margin:0}
dl>div{padding:.55rem 0;border-bottom:1px solid var(--line)}
dl>div:first-child{padding-top:0}
dt{color:var(--soft);font-size:.925rem}
dd{margin:0}
:is(.warnings,.instead) .body>ul{list-style:none;padding:0}
:is(.warnings,.instead) .body>ul>li{background:var(--warn-ground);color:var(--warn);border-radius:.7rem;padding:.8rem 1.1rem}
:is(.warnings,.instead) :is(strong,a,code){color:var(--warn)}
details{border-bottom:1px solid var(--line)}
details:first-of-type{border-top:1px solid var(--line)}
summary{cursor:pointer;padding:.7rem .2rem;list-style-position:outside;margin-left:1.1rem}
summary .because{display:block;color:var(--soft);font-size:.925rem}
details>div{padding:.2rem .2rem 1.2rem 1.3rem}
.table{overflow-x:auto;margin:0 0 1rem}
table{border-collapse:collapse;overflow-wrap:break-word;width:100%;font-size:.925rem;line-height:1.5}
th,td{text-align:left;vertical-align:top;padding:.55rem 1.1rem .55rem 0;border-bottom:1px solid var(--line);font-weight:400;min-width:6rem}
td:last-child{min-width:10rem;padding-right:0}
thead th{color:var(--soft);font-size:.85rem;white-space:nowrap}
pre{background:var(--card);border:1px solid var(--line);border-radius:.7rem;padding:1rem 1.2rem;margin:0;white-space:pre-wrap}
pre code{color:inherit}
footer{border-top:1px solid var(--line);margin-top:3rem;padding-top:1rem}
.picture{margin:.4rem 0 1.4rem}
.picture svg{display:block;max-width:100%;height:auto;font:15px system-ui,-apple-system,"Segoe UI","Hiragino Sans","Yu Gothic UI","Noto Sans CJK JP","Noto Sans JP",IPAGothic,sans-serif}
.picture .tall{display:none}
.system{overflow-x:auto;margin:0}
.system svg{max-width:none}
.box rect{fill:var(--card);stroke:var(--soft);stroke-width:1.5}
.box text{fill:var(--ink);text-anchor:middle}
.box.chosen rect{fill:var(--good-ground);stroke:var(--good);stroke-width:2.5}
.box.chosen text{font-weight:600}
.box.companion rect{stroke:var(--accent)}
.box.failed rect{stroke-dasharray:5 4}
.box.open rect{fill:var(--warn-ground);stroke:var(--warn);stroke-dasharray:5 4}
.arrow{fill:none;stroke:var(--soft);stroke-width:1.5}
.arrow.dashed{stroke-dasharray:5 4}
.tip{fill:var(--soft)}
@media (max-width:40rem){.picture .wide{display:none}.picture .tall{display:block;margin:0 auto}.page{padding-top:1.5rem}h1{margin-bottom:1rem}}
@media (min-width:56rem){td:last-child{min-width:14rem}.part{display:grid;grid-template-columns:12rem minmax(0,1fr);column-gap:2.5rem}dl>div{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);column-gap:2rem}dt{grid-row:1/span 99}dd{grid-column:2}}
@media print{:root{--ground:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--accent:#0d5a66;--good:#17633a;--good-ground:#fff;--warn:#7d4600;--warn-ground:#fff;--bad:#8c2f2a;--bad-ground:#fff}body{font-size:10pt}.page{max-width:none;padding:0}.part{break-inside:auto;margin-top:1.2rem}h1,h2,h3{break-after:avoid}li,tr,summary{break-inside:avoid}.table{overflow:visible}.result,.unmet,.warnings li,.tag{border:1px solid var(--line)}.picture .wide{display:block}.picture .tall{display:none}details::details-content{content-visibility:visible;display:block;block-size:auto}.table a::after,.notes a::after{content:" <" attr(href) ">";font-size:.8em}article+article{break-before:page}}
`.trim();
