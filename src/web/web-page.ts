import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { web as en } from '../messages/en/web.ts';
import { web as ja } from '../messages/ja/web.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
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

/** What the page shows of a record. */
export type PageRecord = Pick<LinkRecord, 'key' | 'title' | 'from' | 'to' | 'file' | 'answers' | 'expect'>;

export interface WebPage extends Omit<PageData, 'packs'> {
  readonly packs: readonly Pack[];
  readonly script: string;
  /** The style of decision pages, and what it adds to that. */
  readonly css: string;
}

/** The questionnaire as one file that allows only its own script. Packs are deflated: two languages would take 1.1 MB. */
export function webPage({ packs, script, css, ...more }: WebPage): string {
  const entries = packs.map((pack) => [pack.lang, deflateRawSync(JSON.stringify(pack)).toString('base64')]);
  const data: PageData = { packs: Object.fromEntries(entries), ...more };
  // What would end the script or begin a comment can occur only inside strings.
  const program = script.replace(/<(?=!--|\/script)/gi, '\\x3c');
  const [first] = packs;
  const page = {
    lang: more.lang ?? first?.lang ?? 'en',
    title: first?.title ?? '',
    policy: `script-src '${digest(program)}'; style-src '${digest(css)}'`,
    css,
    body: html`<noscript><div class="page"><p>${en.needsScript}</p><p lang="ja">${ja.needsScript}</p></div></noscript>
${scriptElement(JSON.stringify(data).replaceAll('<', '\\u003c'), ' type="application/json"')}
${scriptElement(program)}`,
  };
  return htmlDocument(page, html`<meta name="referrer" content="no-referrer">\n`);
}

/** Not a template of `html`: a bundler rewrites tagged templates that contain the end of a script, and adds a helper. */
function scriptElement(content: string, attributes = ''): Markup {
  return new Markup(`<script${attributes}>${content}</script>`);
}

/** A digest in the form of a content security policy. */
function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
