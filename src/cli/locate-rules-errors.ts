import type { Finding } from '../model/diagnostic.ts';
import type { CommandLine } from './command-line.ts';
import { commandLineName } from './command-line.ts';
import type { BadInput } from './exit.ts';
import { builtInId } from './packs.ts';
import type { Placed } from './peek.ts';

type Problems = Pick<BadInput, 'findings' | 'sources'>;

/** Gives what is wrong with the folder of the rules as a whole the place where it is named: command line or environment. */
export function placedAtRules({ findings, sources }: Problems, rules: Placed | null, line: CommandLine): Problems {
  if (rules === null) return { findings, sources };
  const { value, at } = rules;
  const inside = value.replace(/(?<=.)\/+$/, '');
  const placed = findings.map((each): Finding => {
    const path = 'path' in each.args ? each.args.path : null;
    if (each.at || typeof path !== 'string' || !(path === inside || path.startsWith(`${inside}/`))) return each;
    return each.code === 'folder-missing' && inside === builtInId
      ? { ...each, at, args: { ...each.args, isBuiltIn: true } }
      : { ...each, at };
  });
  return { findings: placed, sources: new Map([...sources, [at.file, at.file === commandLineName ? line.text : value]]) };
}
