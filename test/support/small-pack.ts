import type { Pack } from '../../src/model/pack.ts';
import { sourceIn } from '../pack/memory.ts';
import { textOf } from './repository.ts';

const source = sourceIn({ 'small/pack.yaml': textOf('test/support/small-pack.yaml') }, 'small');
const packs = { en: source.in('en'), ja: source.in('ja') };

/** The pack of `small-pack.yaml` in English or Japanese, under a digest that stays when it is edited. */
export function smallPack(lang: 'en' | 'ja'): Pack {
  return { ...structuredClone({ ...packs[lang] }), digest: 'sha256:0000' };
}
