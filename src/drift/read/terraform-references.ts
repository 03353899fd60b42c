import { at, entry, type SourceNode } from '../../pack/source-node.ts';
import type { PolicyStatement, Reference } from '../stack.ts';

/** Most levels of nested modules, and of values passed between them, that are followed. */
const MAX_DEPTH = 32;

/** The context of an expression. */
interface Scope {
  readonly modules: readonly string[];
  /** The expression of `for_each`; null: none. */
  readonly forEach: SourceNode | null;
  /** The resource whose references are being resolved. */
  readonly address: string;
}

/** The target of a reference below some keys; `to` is null for a target that the plan hides, such as a local value. */
interface Target {
  readonly keys: readonly string[];
  readonly to: string | null;
}

/** Resolves references between the resources of a plan, by its configuration and by identifiers that are already known. */
export function terraformReferences(root: SourceNode | null, resources: readonly PlannedResource[]) {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  /** The addresses of all instances, by resource block of the configuration. */
  const instances = new Map<string, string[]>();
  /** Addresses by identifier of an existing resource: its ARN or URL. */
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

  /** Whether the configuration sets a property; `unknown` if the plan contains no configuration. */
  function expression(address: string, path: readonly string[]): 'some' | 'none' | 'unknown' {
    const block = blockAt(address);
    if (!block) return 'unknown';
    return at(block, ['expressions', path[0] ?? '']) ? 'some' : 'none';
  }

  /** The references of a resource, and the keys below which only hidden targets are. */
  function referencesOf(address: string): { readonly references: readonly Reference[]; readonly opaque: readonly string[] } {
    const block = blockAt(address);
    const scope = { modules: modulesOf(blockOf(address)), forEach: entry(block, 'for_each_expression'), address };
    const values = byAddress.get(address)?.values ?? null;
    const found = [...targetsIn(entry(block, 'expressions'), scope), ...identifiedIn(values).filter(({ to }) => to !== address)];
    const references = found.flatMap(({ keys, to }) => (to === null ? [] : [{ to, imported: false, keys }]));
    const shown = new Set(references.map(({ keys }) => keys[0]));
    const hidden = found.flatMap(({ keys: [key], to }) => (to === null && key !== undefined ? [key] : []));
    return { references, opaque: [...new Set(hidden)].filter((key) => !shown.has(key)) };
  }

  /** The statements of a policy that come from a data source `aws_iam_policy_document`, without `Deny`. */
  function statements(address: string): PolicyStatement[] {
    const modules = modulesOf(blockOf(address));
    const policy = at(blockAt(address), ['expressions', 'policy', 'references'])?.items ?? [];
    const documents = new Set(
      policy.flatMap(({ scalar }) => /^data\.aws_iam_policy_document\.[^.[]+/.exec(String(scalar))?.[0] ?? []),
    );
    return [...documents]
      .flatMap((document) => at(blockIn(modules, document), ['expressions', 'statement'])?.items ?? [])
      .filter((statement) => at(statement, ['effect', 'constant_value'])?.scalar !== 'Deny')
      .map((statement) => ({
        actions: (at(statement, ['actions', 'constant_value'])?.items ?? []).map(({ scalar }) => String(scalar)),
        to: [...targetsIn(entry(statement, 'resources'), { modules, forEach: null, address })].flatMap(({ to }) => to ?? []),
      }));
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

  /** Follows expressions to resources, through variables and outputs of modules. */
  function* targetsIn(written: SourceNode | null, scope: Scope, depth = 0, keys: readonly string[] = []): Generator<Target> {
    if (!written || depth > MAX_DEPTH) return;
    for (const item of written.items ?? []) yield* targetsIn(item, scope, depth + 1, keys);
    for (const [key, inner] of written.entries ?? []) {
      if (key === 'references' && inner.items) {
        // Terraform lists each reference with its prefixes: `module.a.b` with `module.a`, which has no target.
        for (const { scalar } of inner.items) {
          for (const to of targetsOf(String(scalar), scope, depth + 1)) yield { keys, to };
        }
      } else if (key !== 'constant_value') yield* targetsIn(inner, scope, depth + 1, [...keys, key]);
    }
  }

  function targetsOf(reference: string, { modules, forEach, address }: Scope, depth: number): readonly Target['to'][] {
    const [first = '', second = '', third] = blockOf(reference).split('.');
    const through = (expression: SourceNode | null, inside: readonly string[], each: SourceNode | null) =>
      [...targetsIn(expression, { modules: inside, forEach: each, address }, depth)].map(({ to }) => to);
    if (first === 'local' || first === 'self') return [null];
    if (first === 'each') return second === 'value' ? through(forEach, modules, null) : [];
    if (first === 'var') {
      const above = modules.slice(0, -1);
      const call = at(moduleAt(above), ['module_calls', modules.at(-1) ?? '']);
      return through(at(call, ['expressions', second]), above, entry(call, 'for_each_expression'));
    }
    if (first === 'module') {
      const inside = [...modules, second];
      return third === undefined ? [] : through(at(moduleAt(inside), ['outputs', third, 'expression']), inside, null);
    }
    if (['data', 'count', 'path', 'terraform'].includes(first) || second === '') return [];
    const block = [...modules.flatMap((name) => ['module', name]), first, second].join('.');
    return instancesOf(block, reference, address);
  }

  /** The instances that a reference means: those with its key, else with the key of the referring resource, else all. */
  function instancesOf(block: string, reference: string, address: string): readonly string[] {
    const all = instances.get(block) ?? [];
    if (all.length < 2) return all;
    const lastKey = (instance: string): string | undefined => instanceKeysOf(instance).at(-1);
    const [named] = instanceKeysOf(reference);
    const wanted = named !== undefined && /^("|\d)/.test(named) ? [named] : instanceKeysOf(address);
    const meant = all.filter((instance) => wanted.includes(lastKey(instance) ?? ''));
    return meant.length > 0 ? meant : all;
  }

  /** Targets whose identifiers appear in known values. */
  function identifiedIn(written: SourceNode | null, keys: readonly string[] = []): Target[] {
    const text = typeof written?.scalar === 'string' ? written.scalar : '';
    return [
      ...(written?.items ?? []).flatMap((item) => identifiedIn(item, keys)),
      ...[...(written?.entries ?? [])].flatMap(([key, inner]) => identifiedIn(inner, [...keys, key])),
      ...[...text.matchAll(identifiers)].flatMap(([name]) => (known.has(name) ? [{ keys, to: known.get(name) ?? null }] : [])),
    ];
  }
}

const identifier = /^(arn:|https:\/\/)/;
const identifiers = /(?:arn:|https:\/\/)[^\s"'\\,;<>{}]+/g;

/** A managed resource of a plan or a state. */
export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly values: SourceNode | null;
  /** The node of the address. */
  readonly written: SourceNode;
}

/** The managed resources of a module and its child modules. */
export function plannedResources(module: SourceNode | null): PlannedResource[] {
  const own = (entry(module, 'resources')?.items ?? []).flatMap((resource): PlannedResource[] => {
    const [address, type] = [entry(resource, 'address'), entry(resource, 'type')?.scalar];
    if (typeof address?.scalar !== 'string' || typeof type !== 'string' || entry(resource, 'mode')?.scalar === 'data') return [];
    return [{ address: address.scalar, type, values: entry(resource, 'values'), written: address }];
  });
  return [...own, ...(entry(module, 'child_modules')?.items ?? []).flatMap(plannedResources)];
}

const instanceKey = /\[("(?:[^"\\]|\\.)*"|[^\]]*)\]/g;

/** The address of the configuration block: without instance keys. */
function blockOf(address: string): string {
  return address.replaceAll(instanceKey, '');
}

/** The instance keys in an address or a reference, outermost first. */
function instanceKeysOf(address: string): string[] {
  return [...address.matchAll(instanceKey)].map(([, key = '']) => key);
}

/** The names of the modules that contain a block, outermost first. */
function modulesOf(block: string): string[] {
  return [...block.matchAll(/(?:^|\.)module\.([^.]+)/g)].map(([, name = '']) => name);
}
