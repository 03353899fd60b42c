import { remembered } from '../../engine/lazy.ts';
import { distinctBy } from '../../engine/lists.ts';
import { entry, nodeAt, type SourceNode, stringAt, valuesIn } from '../../pack/source-node.ts';
import type { BuiltResource, Property, PropertyValue, Reference } from '../stack.ts';

const absent: PropertyValue = { kind: 'absent' };
const set: PropertyValue = { kind: 'set' };

/** Evaluates the properties of a template as far as it, and the resources that nest it, determine them. */
export function propertyReader(template: SourceNode, nestedBy: readonly BuiltResource[]) {
  const given = remembered((name: string) => {
    const values = union(nestedBy.map((each) => each.property(`Parameters.${name}`).values));
    return values && distinctBy(values, (value) => JSON.stringify(value));
  });
  return property;

  /** The possible values of a property (null: any), and its node (null: it is not written). */
  function property(
    container: SourceNode | null,
    path: readonly string[],
  ): { readonly values: Property['values']; readonly written: SourceNode | null } {
    const [key, ...rest] = path;
    if (key === undefined) return { values: valuesOf(container), written: container };
    const branches = container && (branchesOf(container) ?? container.items);
    if (branches) return { values: union(branches.map((branch) => property(branch, path).values)), written: container };
    const inner = entry(container, key);
    if (inner) {
      const found = property(inner, rest);
      return { values: found.values, written: found.written ?? inner };
    }
    // An intrinsic function may add a missing key.
    const open = container?.entries ? [...container.entries.keys()].some((name) => isIntrinsic(name)) : container !== null;
    return { values: open ? null : [absent], written: container };
  }

  function valuesOf(written: SourceNode | null): readonly PropertyValue[] | null {
    const branches = written && branchesOf(written);
    if (branches) return union(branches.map(valuesOf));
    const call = functionIn(written);
    if (!call) return [literal(written)];
    if (call.name === 'Fn::FindInMap') return mapped(call.argument);
    const text = textOf(written);
    // The value is known only at deployment, but it is set.
    if (text === null) return call.name === 'Fn::Join' || call.name === 'Fn::ImportValue' ? [set] : null;
    const [, only] = /^\$\{([^}.]+)\}$/.exec(text) ?? [];
    if (only !== undefined) return parameter(only);
    return [textValue(text, /\$\{|\{\{resolve:/)];
  }

  /** Both sides of an `Fn::If`, null for `AWS::NoValue`; null if the node is not an `Fn::If`. */
  function branchesOf(written: SourceNode): readonly (SourceNode | null)[] | null {
    const call = functionIn(written);
    const items = call?.name === 'Fn::If' ? call.argument.items : null;
    if (items?.length !== 3) return null;
    return items.slice(1).map((item) => (entry(item, 'Ref')?.scalar === 'AWS::NoValue' ? null : item));
  }

  function parameter(name: string): readonly PropertyValue[] | null {
    if (name === 'AWS::NoValue') return [absent];
    const parameter = nodeAt(template, ['Parameters', name]);
    // A resource or a pseudo parameter.
    if (!parameter) return [set];
    // What is allowed for such a parameter is the name of another one.
    if (String(entry(parameter, 'Type')?.scalar).startsWith('AWS::SSM::')) return [set];
    // What a nested stack is not given has the default for certain.
    if (nestedBy.length > 0) {
      return given(name)?.map((value) => (value.kind === 'absent' ? literal(entry(parameter, 'Default')) : value)) ?? [set];
    }
    const allowed = entry(parameter, 'AllowedValues')?.items;
    if (allowed) return allowed.map(literal);
    if (entry(parameter, 'Type')?.scalar === 'Number') {
      const bound = (key: string, none: number): number => Number(entry(parameter, key)?.scalar ?? none);
      const least = bound('MinValue', -Infinity);
      return [{ kind: 'range', least, most: bound('MaxValue', Infinity) }];
    }
    const pattern = entry(parameter, 'AllowedPattern')?.scalar;
    // The lookahead leaves out a last character that is optional or repeated.
    const beginning = /^\^((?:[\w-]|\\[.-])+)(?![*?{|])/.exec(String(pattern))?.[1];
    if (beginning === undefined || String(pattern).includes('|')) return [set];
    return [{ kind: 'beginning', text: beginning.replaceAll('\\', '') }];
  }

  function mapped(written: SourceNode): readonly PropertyValue[] | null {
    const [map, first, second] = (written.items ?? []).map(({ scalar }) => scalar);
    const fallback = entry(written.items?.[3], 'DefaultValue');
    const found = typeof map === 'string' ? nodeAt(template, ['Mappings', map]) : null;
    if (!found?.entries || typeof second !== 'string') return null;
    const rows = typeof first === 'string' ? [entry(found, first)] : [...found.entries.values()];
    // Which keys a parameter may have is not known here, so that it may also be none of them.
    if (fallback && typeof first !== 'string') rows.push(null);
    return union(rows.map((row) => valuesOf(entry(row, second) ?? fallback)));
  }
}

function literal(written: SourceNode | null): PropertyValue {
  if (!written || written.scalar === null) return absent;
  return written.scalar === undefined ? set : textValue(String(written.scalar));
}

function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::') || name.startsWith('!');
}

/** The intrinsic function that a mapping with a single key stands for; null: the value is none. */
function functionIn(written: SourceNode | null): { readonly name: string; readonly argument: SourceNode } | null {
  const [only, ...others] = written?.entries ?? [];
  if (!only || others.length > 0 || !isIntrinsic(only[0])) return null;
  return { name: only[0], argument: only[1] };
}

/** A text up to what is known only at deployment. CloudFormation reads YAML 1.1, where `yes` and `on` are true. */
function textValue(text: string, unknown = /\{\{resolve:/): PropertyValue {
  const end = text.search(unknown);
  if (end >= 0) return { kind: 'beginning', text: text.slice(0, end) };
  return { kind: 'value', text: booleans.get(text.toLowerCase()) ?? text };
}

const booleans: ReadonlyMap<string, string> = new Map(Object.entries({ yes: 'true', on: 'true', no: 'false', off: 'false' }));

/** The possible values of all branches; null if a branch may have any value. */
function union(all: readonly (readonly PropertyValue[] | null)[]): readonly PropertyValue[] | null {
  return all.includes(null) ? null : all.flatMap((values) => values ?? []);
}

/** All references in a value to what `ids` has, to ARNs that `arnOf` resolves, and to imports. */
export function referencesIn(written: SourceNode, ids: Pick<Set<string>, 'has'>, arnOf: ArnFinder): Reference[] {
  return [...valuesIn(written)].flatMap(({ node, keys: above }) => {
    const keys = above.filter((key) => !isIntrinsic(key));
    const text = (node.entries && textOf(node)) ?? '';
    const named = arnOf(text);
    const imported = stringAt(node, 'Fn::ImportValue');
    // Whatever is joined follows below.
    const variables = node.entries?.has('Fn::Join')
      ? []
      : text.matchAll(/\$\{([A-Za-z0-9]+)(\.Outputs\.[A-Za-z0-9]+)?(?:\.[^${}]*)?\}/g);
    const local = nodeAt(node, ['Fn::Sub'])?.items?.[1]?.entries;
    const own = [...variables].flatMap(([, id = '', output = '']) => (ids.has(id) && !local?.has(id) ? id + output : []));
    return [
      ...[...(named === null ? [] : [named]), ...own].map((to) => ({ to, keys })),
      ...(imported === null ? [] : [{ to: imported, imported: true, keys }]),
    ];
  });
}

/** By resource type: `service:rest` of its ARNs, without Region and account, with the naming property in `${}`. */
export type ArnShapes = ReadonlyMap<string, string>;

/** Only in the stack's own account and Region does a name certainly mean the template's resource. */
const ownArn = /^arn:(?:aws[a-z-]*|\$\{AWS::Partition\}):([a-z]+):\$\{AWS::Region\}:\$\{AWS::AccountId\}:(.+)$/s;

/** The id of the template's resource with this ARN; null: the text is another ARN, or not an ARN. */
export type ArnFinder = (text: string) => string | null;

/** Creates a finder for ARNs that are composed from resource names. */
export function arnFinder(resources: ReadonlyMap<string, SourceNode>, shapes: ArnShapes): ArnFinder {
  const ids = new Map<string, string | null>();
  for (const [id, written] of resources) {
    const shape = shapes.get(String(entry(written, 'Type')?.scalar)) ?? '';
    const [, before, property = '', after] = /^(.*)\$\{(\w+)\}(.*)$/s.exec(shape) ?? [];
    const name = textOf(nodeAt(written, ['Properties', property]));
    if (!name) continue;
    const key = `${before}${name}${after}`;
    // Of two resources with the same name only one is built, and the template does not show which.
    ids.set(key, ids.has(key) ? null : id);
  }
  return (text) => {
    const [, service, rest] = ownArn.exec(text) ?? [];
    return ids.get(`${service}:${rest}`) ?? null;
  };
}

/** A value as text with `${Name}` or `${Name.Attribute}` for what functions insert; null: other functions decide it. */
function textOf(value: SourceNode | null): string | null {
  const call = functionIn(value);
  if (!call) return typeof value?.scalar === 'string' || typeof value?.scalar === 'number' ? String(value.scalar) : null;
  const { name, argument } = call;
  const [first, second] = argument.items ?? [];
  const text = first?.scalar ?? argument.scalar;
  if (typeof text !== 'string') return null;
  if (name === 'Fn::Join') {
    const texts = second?.items?.map(textOf);
    return !texts || texts.includes(null) ? null : texts.join(text);
  }
  if (name === 'Fn::Sub') {
    return text.replace(/\$\{([^${}]*)\}/g, (_, inner) => {
      const variable = inner.trim();
      return textOf(entry(second, variable)) ?? `\${${variable}}`;
    });
  }
  if (name === 'Fn::GetAtt') return `\${${[text, second?.scalar ?? ''].join('.')}}`;
  return name === 'Ref' ? `\${${text}}` : null;
}
