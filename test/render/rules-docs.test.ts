import { expect, test } from 'vitest';
import { docsPage } from '../../src/pack-docs/rules-docs.ts';
import { builtInPack } from '../support/built-in.ts';
import { smallPack } from '../support/small-pack.ts';

test.each([builtInPack('ja'), smallPack('ja')])(
  'Japanese pages of $id have no English punctuation, and no blank between sentences',
  (pack) => {
    // With another layer all nodes and leaves say where they are from.
    const page = docsPage({ ...pack, layer: 'ours' }, 'ja')
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .replaceAll(/\]\([^)]*\)/g, ']');
    const japanese = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}`;
    const foreign = new RegExp(`^.*(?:[${japanese}。）\\]\`*](?:[:,;] | \\()|[。）] [${japanese}]).*$`, 'gmu');
    expect(page.match(foreign)).toBeNull();
  },
);

test('Japanese limits are said as on cards, with their unit behind the number', () => {
  const page = docsPage(builtInPack('ja'), 'ja');
  for (const limit of ['：14日以下 |', '：10240 KiB以下 |', '0 KiB以上（例：256）']) expect(page).toContain(limit);
});
