import type { SourceNode } from '../../pack/source-node.ts';
import type { Reference } from '../stack.ts';
import type { OwnArns } from './cloudformation-arns.ts';

/** All that a value refers to, with the keys that it does so below; `ids` and `arns` are the resources that there are. */
export function referencesIn(written: SourceNode, ids: ReadonlySet<string>, arns: OwnArns): Reference[] {
  const found: Reference[] = [];
  walk(written, []);
  return found;

  function walk(value: SourceNode, keys: readonly string[]): void {
    for (const item of value.items ?? []) walk(item, keys);
    const own = value.entries ? arns.find(value) : null;
    if (own !== null) found.push({ to: own, imported: false, keys });
    for (const [key, inner] of value.entries ?? []) {
      for (const name of namesIn(key, inner)) {
        const to = name.split('.', 1)[0] as string;
        if (ids.has(to)) found.push({ to, imported: false, keys });
      }
      if (key === 'Fn::ImportValue' && typeof inner.scalar === 'string') found.push({ to: inner.scalar, imported: true, keys });
      walk(inner, key.startsWith('Fn::') || key.startsWith('!') ? keys : [...keys, key]);
    }
  }
}

/** The names that an intrinsic function speaks of: `Queue` or `Queue.Arn`. */
function namesIn(key: string, value: SourceNode): string[] {
  const first = value.items ? value.items[0]?.scalar : value.scalar;
  if (typeof first !== 'string') return [];
  if (key === 'Ref' || key === 'Fn::GetAtt') return [first];
  if (key !== 'Fn::Sub') return [];
  return [...first.matchAll(/\$\{\s*([A-Za-z0-9]+)(?:\.[^}]*)?\}/g)].map(([, name]) => name as string);
}
