import { web as en } from '../messages/en/web.ts';
import { web as ja } from '../messages/ja/web.ts';
import type { Pack, Value } from '../model/pack.ts';
import { html, htmlDocument, Markup, pageStyle } from '../output/html/html.ts';

/** The input of the page besides its script, embedded in the file as JSON. */
export interface PageData {
  /** The pack by language, as deflated JSON in base 64. */
  readonly packs: Readonly<Record<string, string>>;
  /** The initial language of the page; null: the browser's. */
  readonly lang: string | null;
  /** The folder of the rules as the command line names it; null for the built-in ones. */
  readonly rules: string | null;
  readonly records: readonly PageRecord[];
}

/** A recorded link that can be opened. */
export interface PageRecord {
  /** Its title, else its id, else its file and number. */
  readonly name: string;
  readonly title: string | null;
  readonly file: string;
  /** Null: explicitly unknown. */
  readonly answers: Readonly<Record<string, Value | null>>;
  /** The recorded outcome, as `service` or `service/variant`, and the rules behind it; null if the record does not say. */
  readonly result: string | null;
  readonly digest: string | null;
}

/** The id of the element that holds the data. */
export const dataId = 'tsunagi-data';

/** The parts of a page. */
export interface WebPage extends Omit<PageData, 'packs'> {
  /** The pack in each of its languages. */
  readonly packs: readonly Pack[];
  /** The built script. */
  readonly script: string;
}

/**
 * Builds the questionnaire as one self-contained file. Its content security policy allows only its own script and style, by
 * digest. Packs are deflated, because two languages would take 1.1 MB uncompressed.
 */
export async function webPage({ packs, script, ...more }: WebPage): Promise<string> {
  const entries = await Promise.all(packs.map(async (pack) => [pack.lang, await deflated(JSON.stringify(pack))] as const));
  const data: PageData = { packs: Object.fromEntries(entries), ...more };
  const css = `${pageStyle}\n${webStyle}`;
  const program = inPage(script);
  const [first] = packs;
  return htmlDocument({
    lang: more.lang ?? first?.lang ?? 'en',
    title: first?.title ?? '',
    policy: `script-src '${await digest(program)}'; style-src '${await digest(css)}'`,
    css,
    head: html`<meta name="referrer" content="no-referrer">\n`,
    body: html`<noscript><div class="page"><p>${en.needsScript}</p><p lang="ja">${ja.needsScript}</p></div></noscript>
${scriptElement(JSON.stringify(data).replaceAll('<', '\\u003c'), ` type="application/json" id="${dataId}"`)}
${scriptElement(program)}`,
  });
}

/** Not a template of `html`: a bundler rewrites tagged templates that contain the end of a script, and adds a helper. */
function scriptElement(content: string, attributes = ''): Markup {
  return new Markup(`<script${attributes}>${content}</script>`);
}

/** Escapes a script for embedding: what would end it or begin a comment can occur only inside strings. */
function inPage(script: string): string {
  return script.replace(/<(?=!--|\/script)/gi, '\\x3c');
}

async function deflated(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return base64(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** A digest in the form of a content security policy. */
async function digest(text: string): Promise<string> {
  return `sha256-${base64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))}`;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The style that the page adds to that of decision pages. */
const webStyle = `
.page:has(.views){max-width:78rem;padding-top:1rem}
@media (min-width:64rem){.chips{position:absolute;clip-path:inset(50%)}}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.bar{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.25rem 1rem;padding:.4rem 0 .9rem;border-bottom:1px solid var(--line);margin-bottom:clamp(1.25rem,4vw,2.75rem)}
.brand{margin:0;font-family:ui-serif,Charter,Georgia,serif;font-weight:600;font-size:1.15rem;letter-spacing:.01em}
.brand .of{margin-left:.9rem;padding-left:.9rem;border-left:1px solid var(--line);font-family:system-ui,-apple-system,sans-serif}
.brand span{font-size:.85em;font-weight:400;color:var(--soft);margin-left:.35em}
.bar .actions{display:flex;flex-wrap:wrap;align-items:center;gap:.1rem .3rem}
.languages{border:0;padding:0;margin:0;display:flex}
button,input,textarea{font:inherit;color:inherit}
button{cursor:pointer;background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.45rem .95rem;min-height:2.6rem;transition:border-color .15s,background-color .15s,transform .15s}
button:hover{border-color:var(--accent)}
button.primary{background:var(--accent);border-color:var(--accent);color:var(--ground);font-weight:600}
button.primary:hover{filter:brightness(1.08)}
button.plain{background:none;border-color:transparent;color:var(--accent);padding:.45rem .6rem;font-size:.925rem}
button.plain:hover{text-decoration:underline;text-underline-offset:.2em}
button.plain[aria-pressed=true]{color:var(--ink);font-weight:600}
.buttons{display:flex;flex-wrap:wrap;align-items:center;gap:.6rem;margin:1.5rem 0 0}
h1:focus{outline:none}
main{min-width:0}
main h1{margin:.25rem 0 .9rem}
.view-question h1,.view-requirements h1{font-size:clamp(1.55rem,3.6vw,2.15rem)}
p.why{color:var(--soft);max-width:44rem;margin-bottom:1.6rem}
.choices{list-style:none;padding:0;margin:0;display:grid;gap:.7rem}
.choices li{margin:0}
.choice{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem 1rem;align-items:baseline;width:100%;text-align:left;border-radius:.9rem;padding:.95rem 1.25rem;box-shadow:0 1px 2px rgb(0 0 0/.035)}
.choice:hover{transform:translateX(.2rem)}
.choice strong{font-size:1.06rem}
.choice .about{grid-column:1/-1;color:var(--soft);font-size:.925rem;line-height:1.55}
.choice[aria-current]{border-color:var(--accent);box-shadow:inset .3rem 0 0 var(--accent)}
.choice.unknown{background:none;border-style:dashed;box-shadow:none;padding-block:.7rem}
.choice.unknown strong{font-weight:400}
.choice.unknown[aria-current]{border-color:var(--accent);border-style:solid}
input:not([type=radio]),textarea{background:var(--card);border:1px solid color-mix(in srgb,var(--soft) 65%,var(--line));border-radius:.55rem;padding:.45rem .75rem;min-height:2.6rem;max-width:100%}
input[aria-invalid=true]{border-color:var(--bad);border-width:2px}
textarea{width:100%;font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.85rem;line-height:1.5;padding:.8rem 1rem;resize:vertical}
.entry input:not(#title){width:9rem}
.unit{color:var(--soft);font-size:.925rem}
.problem{color:var(--bad);font-size:.925rem}
aside h2,.copy h2,.field>h2{font-family:inherit;font-size:.875rem;font-weight:600;color:var(--soft);margin:0 0 .6rem}
aside section+section{margin-top:2rem}
aside ul{list-style:none;padding:0;margin:0}
aside li{margin:0}
.services li{position:relative;padding:.3rem 0 .3rem 1.5rem}
.services li::before{content:"";position:absolute;left:.1rem;top:.7rem;width:.7rem;height:.7rem;border-radius:50%;border:2px solid var(--good);background:var(--good);transition:background-color .3s,border-color .3s}
.services .out::before{background:none;border-color:var(--line)}
.services .possible{font-weight:600}
.services details{border:0}
.services summary{color:var(--soft);padding:0;margin:0;list-style:none}
.services summary::-webkit-details-marker{display:none}
.services summary{text-decoration:line-through;text-decoration-color:color-mix(in srgb,var(--soft) 55%,transparent)}
.services summary:hover{color:var(--ink)}
.services details p{font-size:.875rem;color:var(--soft);line-height:1.5;margin:.2rem 0 .5rem}
.answers{border-top:1px solid var(--line)}
.answers li{border-bottom:1px solid var(--line)}
.answers button{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:.75rem;width:100%;text-align:left;border:0;border-radius:0;background:none;padding:.5rem .2rem;font-size:.925rem;line-height:1.45}
.answers button:hover{background:var(--card)}
.answers button:hover span:last-child{text-decoration:underline;text-underline-offset:.2em}
.notice{background:var(--warn-ground);border-radius:.8rem;padding:.8rem 1.1rem;margin:0 0 1.2rem}
.notice,.notice *{color:var(--warn)}
.notice ul{margin-top:.4rem}
.notice p:last-child{margin:0}
.notices,.contents{display:contents}
.notice.tried>span{flex:1}
.notice.tried{position:sticky;top:.6rem;z-index:2;border:1px solid currentcolor;display:flex;justify-content:space-between;align-items:center;gap:.5rem 1rem;padding-block:.5rem}
.notice button{flex:none;background:none;border-color:currentcolor}
.field{border-top:1px solid var(--line);padding:1.1rem 0 .6rem}
.field fieldset{border:0;padding:0;margin:0}
.field :is(p,legend){margin:0 0 .4rem;padding:0}
.entry{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem .7rem;margin:.4rem 0}
.field output:not(:empty){display:block;margin-top:.45rem}
.field output .ask{display:inline}
.pills{display:flex;flex-wrap:wrap;gap:.45rem;margin:.4rem 0}
.pills label{display:inline-flex;align-items:center;border:1px solid var(--line);border-radius:1.3rem;background:var(--card);padding:.3rem .9rem;min-height:2.4rem;font-size:.925rem;cursor:pointer}
.pills label:hover{border-color:var(--accent)}
.pills label.chosen{border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent);font-weight:600}
.pills label:has(:focus-visible){outline:3px solid var(--accent);outline-offset:2px}
.pills input{position:absolute;opacity:0;pointer-events:none}
.pills label{position:relative}
.conclusion{position:sticky;bottom:0;background:var(--ground);border-top:1px solid var(--line);padding:.8rem 0;z-index:1}
.conclusion p{margin:0;flex-basis:100%}
.try{min-height:2rem;padding:.15rem .75rem;border-radius:1.1rem;font-size:.9rem;color:var(--accent);text-align:left;margin:0 .2rem .2rem 0}
.try::before{content:"";display:inline-block;width:.42em;height:.42em;border:solid currentcolor;border-width:.12em .12em 0 0;rotate:45deg;margin:0 .55em .1em 0}
.explain{margin-top:2.5rem}
.explain>summary .because{display:block}
.explain .part:first-child{border-top:0;margin-top:.5rem}
.copy{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.25rem clamp(1.1rem,3vw,1.75rem);margin-top:2.5rem}
.copy .entry{margin:.2rem 0}
.copy .entry label{flex-basis:100%}
.copy .entry input{width:18rem}
.copy .buttons{margin:1rem 0 .4rem}
.copy [role=status]{min-height:1.65rem;margin:0}
.view-records main{max-width:48rem;margin:0 auto}
noscript p{margin:2rem 0}
@media (min-width:64rem){.views:not(.view-records){display:grid;grid-template-columns:minmax(0,1fr) 18.5rem;gap:clamp(2rem,5vw,4.5rem);align-items:start}aside{position:sticky;top:1.5rem;max-height:calc(100vh - 3rem);overflow-y:auto;padding:.2rem}.field{display:grid;grid-template-columns:9rem minmax(0,1fr);column-gap:2rem}.view-result .part{grid-template-columns:11.5rem minmax(0,1fr);column-gap:2rem}.explain .part{display:block}}
@media (max-width:48rem){.brand .of{display:none}.bar{gap:.1rem .3rem}.bar .actions{gap:0}.bar button.plain{padding:.45rem .28rem;font-size:.85rem}.conclusion button{padding-inline:.8rem}}
@media (max-width:63.99rem){.chips{font-size:.875rem;margin:-.6rem 0 1.1rem}.view-question aside section:first-child{display:none}aside{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1.5rem}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}.choice:hover{transform:none}}
@media print{.bar,aside,.buttons,.copy,.notice button{display:none!important}.views{display:block!important}.try{border:0;padding:0;color:inherit}.try::before{display:none}}
`.trim();
