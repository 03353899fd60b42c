import { append, sameInAll } from '../engine/lists.ts';
import type { SourceLocation } from '../model/source-location.ts';
import type { SourceNode } from '../pack/source-node.ts';

/** The resources of one template or plan. */
export interface Stack {
  readonly file: string;
  readonly form: 'cloudformation' | 'terraform';
  readonly resources: readonly BuiltResource[];
  /** `exportedAs`: the name of the export, if it is literal. */
  readonly outputs: readonly { readonly id: string; readonly reference: Reference; readonly exportedAs: string | null }[];
  /** Parts whose content is in a file that was not given. */
  readonly unseen: readonly Unseen[];
  /** The stacks of its nested templates, by the id of the resource that nests them. */
  readonly nested: ReadonlyMap<string, readonly Stack[]>;
  /** The resources that nest it and set its parameters; readers of files add to it. */
  readonly nestedBy: BuiltResource[];
}

/** A part that may build anything: a nested template, a transform, another tool's YAML tag, or a plan that is not complete. */
export interface Unseen {
  /** The resource, key or file that includes the part. */
  readonly id: string;
  readonly at: SourceLocation;
  /** Where a nested template is, relative to the folder of the file, or its URL; absent or null: not written out. */
  readonly path?: string | null;
}

export interface BuiltResource {
  /** The logical id (CloudFormation) or the address (Terraform). */
  readonly id: string;
  /** The construct path in AWS CDK; null: none. */
  readonly path: string | null;
  readonly type: string;
  readonly at: SourceLocation;
  /** The condition for building it; null: it is always built. */
  readonly condition: string | null;
  /** The metadata in which `tsunagi` recorded the decision; null: none. */
  readonly decided: SourceNode | null;
  /** The statements of its policies that allow something. */
  readonly statements: readonly PolicyStatement[];
  /** Looks up a property; `path` is its keys, joined by dots. */
  property(path: string): Property;
  readonly references: readonly Reference[];
  /** References to names that the file does not have, so that it cannot be deployed. */
  readonly missing: readonly Reference[];
  /** The keys below which it refers to something that the file does not show. */
  readonly opaque: readonly string[];
}

export interface Property {
  /** All possible values; null: any. */
  readonly values: readonly PropertyValue[] | null;
  readonly at: SourceLocation;
  /** Whether the value was set explicitly; false: it may be a default. */
  readonly explicit: boolean;
}

/**
 * `absent`: not set. `set`: set to a list, a mapping or an unknown value. `beginning`: a text that starts with this.
 * `range`: a number from one to the other.
 */
export type PropertyValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'set' }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'beginning'; readonly text: string }
  | { readonly kind: 'range'; readonly least: number; readonly most: number };

export interface Reference {
  /** A resource or parameter of the same stack, `Nested.Outputs.Name`, or for an import the name of the export. */
  readonly to: string;
  readonly imported?: boolean;
  /** The keys above the reference, outermost first. */
  readonly keys: readonly string[];
}

export interface PolicyStatement {
  readonly actions: readonly string[];
  readonly to: readonly Reference[];
}

/** `maybe`: unknown. */
export type Tristate = 'yes' | 'maybe' | 'no';

/** The name of a resource in records and findings: its construct path if it has one, else its id. */
export function nameOf({ id, path }: Pick<BuiltResource, 'id' | 'path'>): string {
  return path === null ? id : path.replace(/\/(Resource|Default)$/, '');
}

/** The disjunction: `yes` if any is `yes`, else `maybe` if any is `maybe`. */
export function anyOf(found: readonly Tristate[]): Tristate {
  return (['yes', 'maybe'] as const).find((each) => found.includes(each)) ?? 'no';
}

/** The conjunction: `no` if any is `no`, else `maybe` if any is `maybe`. */
export function allOf(found: readonly Tristate[]): Tristate {
  return (['no', 'maybe'] as const).find((each) => found.includes(each)) ?? 'yes';
}

/** Whether a property has the wanted value, ignoring case. A `*` at the end matches any rest. */
export function hasValue({ values }: Pick<Property, 'values'>, wanted: string): Tristate {
  return overall(values, (value) => matchesOne(value, wanted.toLowerCase()));
}

function matchesOne(value: PropertyValue, wanted: string): Tristate {
  if (value.kind === 'absent') return 'no';
  if (value.kind === 'set' || value.kind === 'range') return wanted === '*' ? 'yes' : 'maybe';
  const text = value.text.toLowerCase();
  const beginning = wanted.endsWith('*') ? wanted.slice(0, -1) : null;
  if (value.kind === 'value') return (beginning === null ? text === wanted : text.startsWith(beginning)) ? 'yes' : 'no';
  if (beginning !== null && text.startsWith(beginning)) return 'yes';
  return (beginning ?? wanted).startsWith(text) ? 'maybe' : 'no';
}

/** What holds of all values; `maybe` if they differ, or null: any value is possible. */
export function overall<T>(values: readonly T[] | null, of: (value: T) => Tristate): Tristate {
  return sameInAll(values ?? [], of) ?? 'maybe';
}

/** A key for a type that is equal for CloudFormation and the Terraform provider `awscc`. */
export function typeKey(type: string): string {
  return type.startsWith('aws_') ? type : looseType(type);
}

/** Like `typeKey`, but also equal for the Terraform provider `aws` if it uses the same name. */
export function looseType(type: string): string {
  return type
    .replace(/^awscc_/, 'aws_')
    .replace(/::|_/g, '')
    .toLowerCase();
}

/** A CloudFormation property, spelled as the type's provider does: `FifoQueue` is `fifo_queue` in Terraform. Keys in it stay. */
export function spelledFor(type: string, property: string): string {
  if (!/^aws(cc)?_/.test(type)) return property;
  const [first = '', ...keys] = property.split('.');
  return [first.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3_$2$4').toLowerCase(), ...keys].join('.');
}

/** Whether two names mean the same property, in the spelling of CloudFormation or of Terraform. */
export function sameProperty(a: string, b: string): boolean {
  return a === b || a.replaceAll('_', '').toLowerCase() === b.replaceAll('_', '').toLowerCase();
}

/** One end of a reference: the resource, and the keys above the reference. */
export interface ReferenceEnd {
  readonly resource: BuiltResource;
  readonly keys: readonly string[];
}

export type ResourceGraph = ReturnType<typeof resourceGraph>;

/** The references between resources: within stacks, through exports, and into and out of nested stacks. */
export function resourceGraph(stacks: readonly Stack[]) {
  const byId = new Map(stacks.map((stack) => [stack, new Map(stack.resources.map((each) => [each.id, each]))]));
  const exported = new Map<string, { readonly stack: Stack; readonly reference: Reference }>();
  const nesting = new Map<Stack, { readonly stack: Stack; readonly id: string }[]>();
  for (const stack of stacks) {
    for (const { reference, exportedAs } of stack.outputs) if (exportedAs) exported.set(exportedAs, { stack, reference });
    for (const [id, inner] of stack.nested) for (const each of inner) append(nesting, each, { stack, id });
  }
  const targets = new Map<BuiltResource, ReferenceEnd[]>();
  const referring = new Map<BuiltResource, ReferenceEnd[]>();
  for (const stack of stacks) for (const resource of stack.resources) addReferences(stack, resource);
  return { stacks, find, resolve, targetsOf, referringTo };

  function addReferences(stack: Stack, resource: BuiltResource): void {
    for (const reference of resource.references) {
      for (const target of resolve(stack, reference)) {
        if (target === resource) continue;
        append(targets, resource, { resource: target, keys: reference.keys });
        append(referring, target, { resource, keys: reference.keys });
      }
    }
  }

  function find(stack: Stack, id: string): BuiltResource | undefined {
    return byId.get(stack)?.get(id);
  }

  /** The resources that a reference leads to; `followed` holds those before it, since templates can refer in a circle. */
  function resolve(stack: Stack, reference: Reference, followed = new Set<Reference>()): BuiltResource[] {
    const own = reference.imported ? undefined : find(stack, reference.to);
    if (own || followed.has(reference)) return own ? [own] : [];
    followed.add(reference);
    return elsewhere(stack, reference).flatMap((next) => resolve(next.stack, next.reference, followed));
  }

  /** What a reference stands for in other stacks: an export, an output of a nested stack, or a parameter of this one. */
  function elsewhere(stack: Stack, { to, imported }: Reference): { readonly stack: Stack; readonly reference: Reference }[] {
    const definition = imported ? exported.get(to) : undefined;
    if (imported) return definition ? [definition] : [];
    const [inner = '', output = ''] = to.split('.Outputs.');
    const outputs = (stack.nested.get(inner) ?? []).flatMap((each) =>
      each.outputs.filter(({ id }) => id === output).map(({ reference }) => ({ stack: each, reference })),
    );
    const given = (nesting.get(stack) ?? []).flatMap(({ stack: outer, id }) =>
      (find(outer, id)?.references ?? [])
        .filter(({ keys: [section, parameter] }) => section === 'Parameters' && parameter === to)
        .map((reference) => ({ stack: outer, reference })),
    );
    return [...outputs, ...given];
  }

  /** The resources that a resource refers to, below a key or anywhere. */
  function targetsOf(resource: BuiltResource, key?: string): readonly ReferenceEnd[] {
    const all = targets.get(resource) ?? [];
    return key === undefined ? all : all.filter(({ keys }) => isWithinProperty(keys, key));
  }

  function referringTo(resource: BuiltResource): readonly ReferenceEnd[] {
    return referring.get(resource) ?? [];
  }
}

/** Whether the keys of a reference lead into the first part of a property such as `Policy.Principal`. */
export function isWithinProperty(keys: readonly string[], property: string): boolean {
  return sameProperty(keys[0] ?? '', property.split('.', 1)[0] ?? '');
}
