import type { Pack } from '../../model/pack.ts';
import { at, entry, type SourceNode } from '../../pack/source-node.ts';

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
