import { web as en } from '../messages/en/web.ts';
import { web as ja } from '../messages/ja/web.ts';
import type { Pack, Value } from '../model/pack.ts';
import { html, htmlDocument, Markup } from '../output/html/html.ts';

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

export interface WebPage extends Omit<PageData, 'packs'> {
  readonly packs: readonly Pack[];
  readonly script: string;
  /** The style of decision pages, and what it adds to that. */
  readonly css: string;
}

/** The questionnaire as one file that allows only its own script. Packs are deflated: two languages would take 1.1 MB. */
export async function webPage({ packs, script, css, ...more }: WebPage): Promise<string> {
  const entries = await Promise.all(packs.map(async (pack) => [pack.lang, await deflated(JSON.stringify(pack))] as const));
  const data: PageData = { packs: Object.fromEntries(entries), ...more };
  // What would end the script or begin a comment can occur only inside strings.
  const program = script.replace(/<(?=!--|\/script)/gi, '\\x3c');
  const [first] = packs;
  const page = {
    lang: more.lang ?? first?.lang ?? 'en',
    title: first?.title ?? '',
    policy: `script-src '${await digest(program)}'; style-src '${await digest(css)}'`,
    css,
    body: html`<noscript><div class="page"><p>${en.needsScript}</p><p lang="ja">${ja.needsScript}</p></div></noscript>
${scriptElement(JSON.stringify(data).replaceAll('<', '\\u003c'), ` type="application/json" id="${dataId}"`)}
${scriptElement(program)}`,
  };
  return htmlDocument(page, html`<meta name="referrer" content="no-referrer">\n`);
}

/** Not a template of `html`: a bundler rewrites tagged templates that contain the end of a script, and adds a helper. */
function scriptElement(content: string, attributes = ''): Markup {
  return new Markup(`<script${attributes}>${content}</script>`);
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
