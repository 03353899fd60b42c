import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeIo } from '../../src/cli/host/node-io.ts';
import type { Pack } from '../../src/model/pack.ts';
import type { PackSource } from '../../src/model/source-location.ts';
import { loadPackFolder } from '../../src/pack/index.ts';

/** The built-in pack as the program has it, in a language. */
export function builtInPack(lang: 'en' | 'ja'): Pack {
  return JSON.parse(readFileSync(join(import.meta.dirname, `../../dist/packs/aws-messaging.${lang}.json`), 'utf8'));
}

/** The built-in pack from its YAML, with its cases. */
export function builtInSource(): PackSource {
  const { source, findings } = loadPackFolder(nodeIo(process).files, join(import.meta.dirname, '../../rules/aws-messaging'));
  if (source === null) throw new Error(JSON.stringify(findings));
  return source;
}
