import { at, entry, type SourceNode } from '../../pack/source-node.ts';
import type { PolicyStatement, Reference } from '../stack.ts';

/** Modules in modules, and values that are handed on between them, as far as they are followed. */
const MAX_DEPTH = 32;

/** Where expressions stand, and what to do with what they refer to. */
interface Scope {
  readonly modules: readonly string[];
  /** What `each` goes through there. */
  readonly forEach: SourceNode | null;
  /** The resource whose references are looked for. */
  readonly address: string;
  found(keys: readonly string[], to: string): void;
  /** Something is referred to that the plan does not show, such as a local value. */
  hidden(keys: readonly string[]): void;
}

/** What the resources of a plan refer to: by the configuration that it holds, and by what is known of the others already. */
export function terraformReferences(root: SourceNode | null, resources: readonly PlannedResource[]) {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  /** The addresses of the instances of each resource of the configuration. */
  const instances = new Map<string, string[]>();
  /** By what identifies a resource that exists: its ARN, or the address of a queue. */
  const known = new Map<string, string>();
  for (const { address, values } of resources) {
    const block = blockOf(address);
    instances.set(block, [...(instances.get(block) ?? []), address]);
    for (const name of ['arn', 'id', 'url']) {
      const value = entry(values, name)?.scalar;
      if (typeof value === 'string' && identifier.test(value)) known.set(value, address);
    }
  }
  return { expression, referencesOf, statements };

  /** Whether a property was written; `unknown` where the plan holds no configuration. */
  function expression(address: string, path: readonly string[]): 'some' | 'none' | 'unknown' {
    const block = blockAt(address);
    if (!block) return 'unknown';
    return at(block, ['expressions', path[0] ?? '']) ? 'some' : 'none';
  }

  /** What a resource refers to, and the keys below which it refers to what the plan does not show. */
  function referencesOf(address: string): { readonly references: readonly Reference[]; readonly opaque: readonly string[] } {
    const references: Reference[] = [];
    const opaque = new Set<string>();
    const found = (keys: readonly string[], to: string): void => void references.push({ to, imported: false, keys });
    const resource = blockAt(address);
    const expressions = entry(resource, 'expressions');
    if (expressions) {
      const forEach = entry(resource, 'for_each_expression');
      const hidden = ([key]: readonly string[]): void => void (key !== undefined && opaque.add(key));
      walk(expressions, [], { modules: modulesOf(blockOf(address)), forEach, address, found, hidden });
    }
    const values = byAddress.get(address)?.values;
    if (values) inValues(values, [], (keys, to) => to !== address && found(keys, to));
    const shown = new Set(references.map(({ keys }) => keys[0]));
    return { references, opaque: [...opaque].filter((key) => !shown.has(key)) };
  }

  /** What a policy allows: of a data source `aws_iam_policy_document`, or of the text where that is known. */
  function statements(address: string): PolicyStatement[] {
    const modules = modulesOf(blockOf(address));
    const policy = at(blockAt(address), ['expressions', 'policy', 'references'])?.items ?? [];
    const documents = new Set(
      policy.flatMap(({ scalar }) => /^data\.aws_iam_policy_document\.[^.[]+/.exec(String(scalar))?.[0] ?? []),
    );
    return [...documents].flatMap((document) => {
      const statements = at(blockIn(modules, document), ['expressions', 'statement'])?.items ?? [];
      return statements.flatMap((statement): PolicyStatement[] => {
        if (at(statement, ['effect', 'constant_value'])?.scalar === 'Deny') return [];
        const actions = (at(statement, ['actions', 'constant_value'])?.items ?? []).map(({ scalar }) => String(scalar));
        const to: string[] = [];
        const resources = entry(statement, 'resources');
        const found = (_: readonly string[], target: string): void => void to.push(target);
        if (resources) walk(resources, [], { modules, forEach: null, address, found, hidden: () => {} });
        return [{ actions, to }];
      });
    });
  }

  function blockAt(address: string): SourceNode | null {
    const block = blockOf(address);
    return blockIn(modulesOf(block), block.split('.').slice(-2).join('.'));
  }

  function blockIn(modules: readonly string[], own: string): SourceNode | null {
    const resources = entry(moduleAt(modules), 'resources')?.items ?? [];
    return resources.find((each) => entry(each, 'address')?.scalar === own) ?? null;
  }

  function moduleAt(modules: readonly string[]): SourceNode | null {
    return modules.reduce((module, name) => at(module, ['module_calls', name, 'module']), root);
  }

  /** Goes through expressions to the resources that they refer to, through variables and outputs of modules. */
  function walk(written: SourceNode, keys: readonly string[], scope: Scope, depth = 0): void {
    if (depth > MAX_DEPTH) return;
    for (const item of written.items ?? []) walk(item, keys, scope, depth + 1);
    for (const [key, inner] of written.entries ?? []) {
      if (key === 'references' && inner.items) {
        // A reference stands beside all that it is part of: `module.a.b` beside `module.a`, which alone says nothing.
        for (const { scalar } of inner.items) if (typeof scalar === 'string') follow(scalar, keys, scope, depth + 1);
      } else if (key !== 'constant_value') walk(inner, [...keys, key], scope, depth + 1);
    }
  }

  function follow(reference: string, keys: readonly string[], scope: Scope, depth: number): void {
    const { modules, forEach, address } = scope;
    const [first = '', second = '', third] = blockOf(reference).split('.');
    const go = (expression: SourceNode | null, inside: readonly string[], each: SourceNode | null): void => {
      const found = (_: readonly string[], to: string): void => scope.found(keys, to);
      const hidden = (): void => scope.hidden(keys);
      if (expression) walk(expression, [], { modules: inside, forEach: each, address, found, hidden }, depth);
    };
    if (first === 'local' || first === 'self') scope.hidden(keys);
    else if (first === 'each') {
      if (second === 'value') go(forEach, modules, null);
    } else if (first === 'var') {
      const above = modules.slice(0, -1);
      const call = at(moduleAt(above), ['module_calls', modules.at(-1) ?? '']);
      go(at(call, ['expressions', second]), above, entry(call, 'for_each_expression'));
    } else if (first === 'module') {
      const inside = [...modules, second];
      if (third !== undefined) go(at(moduleAt(inside), ['outputs', third, 'expression']), inside, null);
    } else if (!['data', 'count', 'path', 'terraform'].includes(first) && second !== '') {
      const block = [...modules.flatMap((name) => ['module', name]), first, second].join('.');
      for (const instance of instancesOf(block, reference, address)) scope.found(keys, instance);
    }
  }

  /** The instances of a block that a reference means: those with its key, else with the key of who refers, else all. */
  function instancesOf(block: string, reference: string, address: string): readonly string[] {
    const all = instances.get(block) ?? [];
    if (all.length < 2) return all;
    const lastKey = (instance: string): string | undefined => instanceKeysOf(instance).at(-1);
    const [named] = instanceKeysOf(reference);
    const wanted = named !== undefined && /^("|\d)/.test(named) ? [named] : instanceKeysOf(address);
    const meant = all.filter((instance) => wanted.includes(lastKey(instance) ?? ''));
    return meant.length > 0 ? meant : all;
  }

  function inValues(written: SourceNode, keys: readonly string[], tell: (keys: readonly string[], to: string) => void): void {
    for (const item of written.items ?? []) inValues(item, keys, tell);
    for (const [key, inner] of written.entries ?? []) inValues(inner, [...keys, key], tell);
    if (typeof written.scalar !== 'string') return;
    for (const [name] of written.scalar.matchAll(identifiers)) {
      const to = known.get(name);
      if (to !== undefined) tell(keys, to);
    }
  }
}

const identifier = /^(arn:|https:\/\/)/;
const identifiers = /(?:arn:|https:\/\/)[^\s"'\\,;<>{}]+/g;

/** A managed resource of a plan or a state. */
export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly values: SourceNode | null;
  /** The address as it is written. */
  readonly written: SourceNode;
}

/** The managed resources of a module and of those inside it. */
export function plannedResources(module: SourceNode | null): PlannedResource[] {
  const own = (entry(module, 'resources')?.items ?? []).flatMap((resource): PlannedResource[] => {
    const [address, type] = [entry(resource, 'address'), entry(resource, 'type')?.scalar];
    if (typeof address?.scalar !== 'string' || typeof type !== 'string' || entry(resource, 'mode')?.scalar === 'data') return [];
    return [{ address: address.scalar, type, values: entry(resource, 'values'), written: address }];
  });
  return [...own, ...(entry(module, 'child_modules')?.items ?? []).flatMap(plannedResources)];
}

const instanceKey = /\[("(?:[^"\\]|\\.)*"|[^\]]*)\]/g;

/** An address without the keys of instances: that of the block in the configuration. */
function blockOf(address: string): string {
  return address.replaceAll(instanceKey, '');
}

/** The keys of instances in an address or a reference, from the outside in. */
function instanceKeysOf(address: string): string[] {
  return [...address.matchAll(instanceKey)].map(([, key = '']) => key);
}

/** The names of the modules that a block is in. */
function modulesOf(block: string): string[] {
  return [...block.matchAll(/(?:^|\.)module\.([^.]+)/g)].map(([, name = '']) => name);
}
