import type { Place } from '../model/diagnostic.ts';
import type { SourceNode } from '../pack/source-node.ts';

/** What one template, or one plan, builds. */
export interface Stack {
  readonly file: string;
  readonly form: 'cloudformation' | 'terraform';
  readonly resources: readonly BuiltResource[];
  /** Of its resources, those that others may import, by the name of the export. */
  readonly exports: ReadonlyMap<string, string>;
  /** Parts whose content stands elsewhere, and was not given. */
  readonly unseen: readonly Unseen[];
}

export interface Unseen {
  /** The resource, or the key, that brings it in. */
  readonly id: string;
  /**
   * `nested`: a template of its own. `macro`: a transform may add anything. `tag`: a YAML tag of some other tool stands for
   * anything. `partial`: the plan ended with an error, or defers changes.
   */
  readonly kind: 'nested' | 'macro' | 'tag' | 'partial';
  readonly at: Place;
}

export interface BuiltResource {
  /** The logical id, or the address. */
  readonly id: string;
  /** Its path among the constructs of AWS CDK, where it has one. */
  readonly path: string | null;
  readonly type: string;
  readonly at: Place;
  /** What decides whether it is built at all; null: it is built in any case. */
  readonly condition: string | null;
  /** It stands for a connection that a transform makes, and is not counted. */
  readonly derived: boolean;
  /** What `tsunagi` wrote into it about the decision that it was made for. */
  readonly decided: SourceNode | null;
  /** What the policies in it allow. */
  readonly statements: readonly PolicyStatement[];
  /** The values of a property; `path` is its keys, joined by dots. */
  property(path: string): Property;
  /** All that it refers to, in the same stack or by what another one exports. */
  readonly references: readonly Reference[];
  /** The keys below which it refers to something that cannot be seen. */
  readonly opaque: readonly string[];
}

export interface Property {
  /** All possible values; null: any. */
  readonly values: readonly PropertyValue[] | null;
  readonly at: Place;
  /** Somebody wrote it, so that it is no default. */
  readonly explicit: boolean;
}

/**
 * `absent`: it is not set. `set`: it is, to something that is no single value, or is not known yet. `least`: to some number
 * that is no less.
 */
export type PropertyValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'set' }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'beginning'; readonly text: string }
  | { readonly kind: 'least'; readonly number: number };

export interface Reference {
  /** The id of another resource; of an import, the name of the export. */
  readonly to: string;
  readonly imported: boolean;
  /** The keys that it stands below, from the outside in. */
  readonly keys: readonly string[];
}

/** What one statement of a policy allows: actions, on other resources by their ids. */
export interface PolicyStatement {
  readonly actions: readonly string[];
  readonly to: readonly string[];
}

/** `maybe` where it is unknown. */
export type Tristate = 'yes' | 'maybe' | 'no';

/** Whether any of several things is so. */
export function anyOf(found: readonly Tristate[]): Tristate {
  return (['yes', 'maybe'] as const).find((each) => found.includes(each)) ?? 'no';
}

/** Whether a property is what is wanted: a value in any case of letters, or a beginning with `*` behind it. */
export function matches({ values }: Property, wanted: string): Tristate {
  return overall(values, (value) => matchesOne(value, wanted.toLowerCase()));
}

/** Whether a property is set. */
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
  if (values === null) return 'maybe';
  const found = new Set(values.map(of));
  return found.size === 1 ? ([...found][0] as Tristate) : 'maybe';
}

/** A type without what distinguishes CloudFormation's spelling from that of the Terraform provider `awscc`. */
export function typeKey(type: string): string {
  if (type.startsWith('awscc_')) return `aws${type.slice('awscc_'.length).replaceAll('_', '')}`;
  return type.startsWith('AWS::') ? type.replaceAll('::', '').toLowerCase() : type;
}

/** The same of all providers alike: a type that is called the same in CloudFormation and in Terraform is one. */
export function looseType(type: string): string {
  return type
    .replace(/^awscc_/, 'aws_')
    .replaceAll(/::|_/g, '')
    .toLowerCase();
}

/** A property of CloudFormation as resources of some type spell it: `FifoQueue` is `fifo_queue` in Terraform. */
export function spelledFor(type: string, property: string): string {
  if (!/^aws(cc)?_/.test(type)) return property;
  return property.replaceAll(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3_$2$4').toLowerCase();
}

/** Whether two names are one property, in the spelling of CloudFormation or of Terraform's `awscc`. */
export function sameProperty(a: string, b: string): boolean {
  return a === b || a.replaceAll('_', '').toLowerCase() === b.replaceAll('_', '').toLowerCase();
}
