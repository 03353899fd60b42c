import { join } from 'node:path';
import { nodeIo } from '../../src/cli/host/node-io.ts';
import type { PackSource } from '../../src/model/pack-source.ts';
import { loadPackFolder } from '../../src/pack/index.ts';

/** The built-in pack as its authors wrote it. */
export function builtInSource(): PackSource {
  const { source, findings } = loadPackFolder(nodeIo(process).files, join(import.meta.dirname, '../../rules/aws-messaging'));
  if (source === null) throw new Error(JSON.stringify(findings));
  return source;
}
