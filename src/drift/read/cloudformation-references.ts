import type { Pack } from '../../model/pack.ts';
import { at, entry, type SourceNode } from '../../pack/source-node.ts';
import type { Reference } from '../stack.ts';

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

/** By type of resource: the end of an ARN, after account and Region, with the property that names the resource in `${}`. */
export type ArnShapes = ReadonlyMap<string, string>;

/** The ARNs of the resources that the services of a pack are built as. */
export function arnShapesOf({ services }: Pick<Pack, 'services'>): ArnShapes {
  const resources = services.flatMap(({ builtAs }) => builtAs?.resources ?? []);
  return new Map(resources.flatMap(({ type, arn }) => (arn === undefined ? [] : [[type, arn]])));
}

/** In the stack's own account and Region alone is what has the name certain to be what the template builds. */
const ownArn = /^arn:(?:aws[a-z-]*|\$\{AWS::Partition\}):([a-z]+):\$\{AWS::Region\}:\$\{AWS::AccountId\}:(.+)$/s;

/** The resources of a template by the ARNs that are put together from their names. */
export class OwnArns {
  private readonly ids = new Map<string, string | null>();

  constructor(resources: Iterable<readonly [id: string, resource: SourceNode]>, shapes: ArnShapes) {
    for (const [id, resource] of resources) {
      const shape = shapes.get(String(entry(resource, 'Type')?.scalar)) ?? '';
      const [, before, property = '', after] = /^(.*)\$\{(\w+)\}(.*)$/.exec(shape) ?? [];
      const name = textOf(at(resource, ['Properties', property]));
      if (name === null || name === '') continue;
      const key = `${before}${name}${after}`;
      // Of two of one name only one can be built: which of them is not to be seen.
      this.ids.set(key, this.ids.has(key) ? null : id);
    }
  }

  /** The resource that an ARN is that of; null if it is none of the template's, or no ARN. */
  find(value: SourceNode): string | null {
    const [, service, rest] = ownArn.exec(textOf(value) ?? '') ?? [];
    return this.ids.get(`${service}:${rest}`) ?? null;
  }
}

/** A value as one text in which `${Name}` stands for what is put in: the same text is the same value. Null: it is no text. */
function textOf(value: SourceNode | null): string | null {
  if (!value) return null;
  if (!value.entries) return typeof value.scalar === 'string' || typeof value.scalar === 'number' ? String(value.scalar) : null;
  const [[name, inner] = []] = value.entries;
  if (value.entries.size !== 1 || !inner) return null;
  if (name === 'Ref') return typeof inner.scalar === 'string' ? `\${${inner.scalar}}` : null;
  if (name === 'Fn::Sub')
    return typeof inner.scalar === 'string'
      ? inner.scalar.replaceAll(/\$\{\s*([^}]*?)\s*\}/g, (_, variable) => `\${${variable}}`)
      : null;
  const [delimiter, parts] = name === 'Fn::Join' ? (inner.items ?? []) : [];
  if (typeof delimiter?.scalar !== 'string' || !parts?.items) return null;
  const texts = parts.items.map(textOf);
  return texts.includes(null) ? null : texts.join(delimiter.scalar);
}
