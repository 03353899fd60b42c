import { type BuiltResource, type Reference, type Stack, sameProperty } from './stack.ts';

/** One end of a reference: the resource, and the keys above the reference. */
export interface Link {
  readonly resource: BuiltResource;
  readonly keys: readonly string[];
}

/** The references between resources, within stacks and through exports. */
export class ResourceGraph {
  readonly stacks: readonly Stack[];
  private readonly byId = new Map<Stack, ReadonlyMap<string, BuiltResource>>();
  private readonly exported = new Map<string, BuiltResource>();
  private readonly targets = new Map<BuiltResource, Link[]>();
  private readonly referring = new Map<BuiltResource, Link[]>();

  constructor(stacks: readonly Stack[]) {
    this.stacks = stacks;
    for (const stack of stacks) {
      this.byId.set(stack, new Map(stack.resources.map((each) => [each.id, each])));
      for (const [name, id] of stack.exports) {
        const resource = this.find(stack, id);
        if (resource) this.exported.set(name, resource);
      }
    }
    for (const stack of stacks) for (const resource of stack.resources) this.follow(stack, resource);
  }

  private follow(stack: Stack, resource: BuiltResource): void {
    for (const { to, imported, keys } of resource.references) {
      const target = imported ? this.exported.get(to) : this.find(stack, to);
      if (!target || target === resource) continue;
      append(this.targets, resource, { resource: target, keys });
      append(this.referring, target, { resource, keys });
    }
  }

  find(stack: Stack, id: Reference['to']): BuiltResource | undefined {
    return this.byId.get(stack)?.get(id);
  }

  /** The resources that a resource refers to, below a key or anywhere. */
  targetsOf(resource: BuiltResource, key?: string): readonly Link[] {
    const all = this.targets.get(resource) ?? [];
    return key === undefined ? all : all.filter(({ keys }) => isBelow(keys, key));
  }

  /** The resources that refer to a resource. */
  referringTo(resource: BuiltResource): readonly Link[] {
    return this.referring.get(resource) ?? [];
  }
}

/** Whether a reference with these keys is below the first key of a property. */
export function isBelow(keys: readonly string[], property: string): boolean {
  return sameProperty(keys[0] ?? '', property.split('.', 1)[0] ?? '');
}

function append(links: Map<BuiltResource, Link[]>, resource: BuiltResource, link: Link): void {
  const known = links.get(resource);
  if (known) known.push(link);
  else links.set(resource, [link]);
}
