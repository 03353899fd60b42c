import { render } from 'preact';
import { web as en } from '../../messages/en/web.ts';
import { web as ja } from '../../messages/ja/web.ts';
import type { Pack } from '../../model/pack.ts';
import { dataId, type PageData } from '../page-data.ts';
import { App } from './app.tsx';

const data: PageData = JSON.parse(document.getElementById(dataId)?.textContent ?? '{}');
const opened = new Map<string, Promise<Pack>>();

/** The pack in a language, unpacked on first use. */
function packIn(lang: string): Promise<Pack> {
  const known = opened.get(lang) ?? unpacked(data.packs[lang] ?? '');
  opened.set(lang, known);
  return known;
}

async function unpacked(packed: string): Promise<Pack> {
  const binary = atob(packed);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).json();
}

const root = document.createElement('div');
root.className = 'page';
document.body.append(root);
const languages = Object.keys(data.packs);
const wished = [data.lang ?? '', ...navigator.languages.map((lang) => lang.split('-')[0] ?? '')];
const usual = wished.find((lang) => languages.includes(lang)) ?? languages[0] ?? 'en';

render(<App data={data} languages={languages} usual={usual} packIn={packIn} />, root);
addEventListener('unhandledrejection', () => {
  if (root.childElementCount > 0) return;
  root.textContent = (usual === 'ja' ? ja : en).damaged;
});
