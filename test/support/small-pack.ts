import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../../src/model/pack.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import { memoryFiles } from '../pack/memory.ts';

const text = readFileSync(join(import.meta.dirname, 'small-pack.yaml'), 'utf8');
const { source, findings } = loadPackFolder(memoryFiles({ 'small/pack.yaml': text }), 'small');
if (source === null) throw new Error(JSON.stringify(findings));
const packs = { en: source.in('en'), ja: source.in('ja') };

/** The pack of `small-pack.yaml` in English or Japanese, under a digest that stays when it is edited. */
export function smallPack(lang: 'en' | 'ja'): Pack {
  return { ...structuredClone({ ...packs[lang] }), digest: 'sha256:0000' };
}
