import type { Place } from '../model/diagnostic.ts';
import type { SourceNode } from '../pack/source-node.ts';

/** The resources of one template or plan. */
export interface Stack {
  readonly file: string;
  readonly form: 'cloudformation' | 'terraform';
  readonly resources: readonly BuiltResource[];
  /** The ids of exported resources, by the name of the export. */
  readonly exports: ReadonlyMap<string, string>;
  /** Parts whose content is in a file that was not given. */
  readonly unseen: readonly Unseen[];
}

/**
 * A part that may build anything: a nested template, a transform, a YAML tag of another tool, or a plan that ended with an
 * error or defers changes.
 */
export interface Unseen {
  /** The resource, key or file that includes the part. */
  readonly id: string;
  readonly at: Place;
  /** The path of a nested template, relative to the folder of the file; absent or null: not a local file. */
  readonly path?: string | null;
}

export interface BuiltResource {
  /** The logical id (CloudFormation) or the address (Terraform). */
  readonly id: string;
  /** The construct path in AWS CDK; null: none. */
  readonly path: string | null;
  readonly type: string;
  readonly at: Place;
  /** The condition for building it; null: it is always built. */
  readonly condition: string | null;
  /** The metadata in which `tsunagi` recorded the decision; null: none. */
  readonly decided: SourceNode | null;
  /** The statements of its policies that allow something. */
  readonly statements: readonly PolicyStatement[];
  /** Looks up a property; `path` is its keys, joined by dots. */
  property(path: string): Property;
  /** References to resources of the same stack, or to exports of another one. */
  readonly references: readonly Reference[];
  /** The keys below which it refers to something that the file does not show. */
  readonly opaque: readonly string[];
}

export interface Property {
  /** All possible values; null: any. */
  readonly values: readonly PropertyValue[] | null;
  readonly at: Place;
  /** Whether the value was set explicitly; false: it may be a default. */
  readonly explicit: boolean;
}

/**
 * `absent`: not set. `set`: set to a list, a mapping or an unknown value. `beginning`: a text that starts with this.
 * `least`: this number or more.
 */
export type PropertyValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'set' }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'beginning'; readonly text: string }
  | { readonly kind: 'least'; readonly number: number };

export interface Reference {
  /** The id of a resource; for an import the name of the export. */
  readonly to: string;
  readonly imported: boolean;
  /** The keys above the reference, outermost first. */
  readonly keys: readonly string[];
}

/** A statement of a policy that allows actions on resources, given by their ids. */
export interface PolicyStatement {
  readonly actions: readonly string[];
  readonly to: readonly string[];
}

/** `maybe`: unknown. */
export type Tristate = 'yes' | 'maybe' | 'no';

/** The disjunction: `yes` if any is `yes`, else `maybe` if any is `maybe`. */
export function anyOf(found: readonly Tristate[]): Tristate {
  return (['yes', 'maybe'] as const).find((each) => found.includes(each)) ?? 'no';
}

/** The conjunction: `no` if any is `no`, else `maybe` if any is `maybe`. */
export function allOf(found: readonly Tristate[]): Tristate {
  return (['no', 'maybe'] as const).find((each) => found.includes(each)) ?? 'yes';
}

/** Whether a property has the wanted value, ignoring case. A `*` at the end matches any rest. */
export function matches({ values }: Property, wanted: string): Tristate {
  return overall(values, (value) => matchesOne(value, wanted.toLowerCase()));
}

export function isSet({ values }: Property): Tristate {
  return overall(values, ({ kind }) => (kind === 'absent' ? 'no' : 'yes'));
}

function matchesOne(value: PropertyValue, wanted: string): Tristate {
  if (value.kind === 'absent') return 'no';
  if (value.kind === 'set' || value.kind === 'least') return 'maybe';
  const text = value.text.toLowerCase();
  const beginning = wanted.endsWith('*') ? wanted.slice(0, -1) : null;
  if (value.kind === 'value') return (beginning === null ? text === wanted : text.startsWith(beginning)) ? 'yes' : 'no';
  if (beginning !== null && text.startsWith(beginning)) return 'yes';
  return (beginning ?? wanted).startsWith(text) ? 'maybe' : 'no';
}

function overall(values: readonly PropertyValue[] | null, of: (value: PropertyValue) => Tristate): Tristate {
  const [first = 'maybe', ...others] = values?.map(of) ?? [];
  return others.every((each) => each === first) ? first : 'maybe';
}

/** A key for a type that is equal for CloudFormation and the Terraform provider `awscc`. */
export function typeKey(type: string): string {
  return type.startsWith('aws_') ? type : looseType(type);
}

/** Like `typeKey`, but also equal for the Terraform provider `aws` if it uses the same name. */
export function looseType(type: string): string {
  return type
    .replace(/^awscc_/, 'aws_')
    .replaceAll(/::|_/g, '')
    .toLowerCase();
}

/** A CloudFormation property, spelled as the type's provider does: `FifoQueue` is `fifo_queue` in Terraform. */
export function spelledFor(type: string, property: string): string {
  if (!/^aws(cc)?_/.test(type)) return property;
  return property.replaceAll(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3_$2$4').toLowerCase();
}

/** Whether two names mean the same property, in the spelling of CloudFormation or of Terraform. */
export function sameProperty(a: string, b: string): boolean {
  return a === b || a.replaceAll('_', '').toLowerCase() === b.replaceAll('_', '').toLowerCase();
}

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
    for (const stack of stacks) {
      for (const resource of stack.resources) {
        for (const { to, imported, keys } of resource.references) {
          const target = imported ? this.exported.get(to) : this.find(stack, to);
          if (!target || target === resource) continue;
          append(this.targets, resource, { resource: target, keys });
          append(this.referring, target, { resource, keys });
        }
      }
    }
  }

  find(stack: Stack, id: string): BuiltResource | undefined {
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
