import type { Finding } from '../model/diagnostic.ts';
import { commandLineOf } from './command-line.ts';
import { wanted, wantedAt } from './early-options.ts';
import type { BadInput } from './exit.ts';
import type { Io } from './host/io.ts';
import { builtInId } from './packs.ts';

type Told = Pick<BadInput, 'findings' | 'sources'>;

/** What is wrong with the folder of the rules as a whole is told where it is named: on the command line or in the environment. */
export function placedAtRules(argv: readonly string[], io: Io, told: Told): Told {
  const folder = wanted(argv, io, 'rules');
  const at = folder === null ? null : wantedAt(argv, io, 'rules', commandLineOf(argv));
  if (folder === null || !at) return told;
  const inside = folder.replace(/(?<=.)\/+$/, '');
  const findings = told.findings.map((each): Finding => {
    const path = 'path' in each.args ? each.args.path : null;
    if (each.at || typeof path !== 'string' || !(path === inside || path.startsWith(`${inside}/`))) return each;
    return each.code === 'folder-missing' && inside === builtInId
      ? { ...each, at, args: { ...each.args, isBuiltIn: true } }
      : { ...each, at };
  });
  return { findings, sources: new Map([...told.sources, [at.file, folder]]) };
}
