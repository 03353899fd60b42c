import { readFileSync } from 'node:fs';
import { nodeIo } from '../../src/cli/host/node-io.ts';
import { lazy, remembered } from '../../src/engine/lazy.ts';
import type { Pack } from '../../src/model/pack.ts';
import { builtInFiles, compiledPack } from '../../src/pack/built-in-files.ts';
import { decompress } from '../../src/pack/disk-files.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import type { PackSource } from '../../src/pack/pack-source.ts';
import { pathOf } from './repository.ts';

/** The built-in pack as the program has it, in a language; cached, since preparing it takes long. */
export const builtInPack = remembered((lang: string): Pack => compiledPack(builtInFile, lang));

/** The text of a file that comes with the program. */
export const builtInFile = builtInFiles((path) => readFileSync(pathOf(`dist/${path}`)), decompress);

/** The built-in pack from its YAML, with its cases; read once. */
export const builtInSource = lazy((): PackSource => {
  const { source, findings } = loadPackFolder(nodeIo(process).files, pathOf('rules/aws-messaging'));
  if (source === null) throw new Error(JSON.stringify(findings));
  return source;
});
