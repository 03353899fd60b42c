import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../../src/model/pack.ts';

/** The built-in pack as the program has it, in a language. */
export function builtInPack(lang: 'en' | 'ja'): Pack {
  return JSON.parse(readFileSync(join(import.meta.dirname, `../../dist/packs/aws-messaging.${lang}.json`), 'utf8'));
}
