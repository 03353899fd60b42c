import { at, entry, type SourceNode } from '../../pack/source-node.ts';
import type { Reference } from '../stack.ts';
import type { PlannedResource } from './terraform.ts';

/** Modules in modules, and values that are handed on between them, as far as they are followed. */
const deepest = 32;

/** What the resources of a plan refer to: by the configuration that it holds, and by what is known of the others already. */
export class TerraformReferences {
  private readonly root: SourceNode | null;
  private readonly resources: ReadonlyMap<string, PlannedResource>;
  /** The addresses of the instances of each resource of the configuration. */
  private readonly instances = new Map<string, string[]>();
  /** By what identifies a resource that exists: its ARN, or the address of a queue. */
  private readonly known = new Map<string, string>();

  constructor(root: SourceNode | null, resources: readonly PlannedResource[]) {
    this.root = root;
    this.resources = new Map(resources.map((resource) => [resource.address, resource]));
    for (const { address, values } of resources) {
      const block = blockOf(address);
      this.instances.set(block, [...(this.instances.get(block) ?? []), address]);
      for (const name of ['arn', 'id', 'url']) {
        const value = entry(values, name)?.scalar;
        if (typeof value === 'string' && identifier.test(value)) this.known.set(value, address);
      }
    }
  }

  /** Whether a property was written; `unknown` where the plan holds no configuration. */
  expression(address: string, path: readonly string[]): 'some' | 'none' | 'unknown' {
    const expressions = this.expressionsOf(address);
    if (!expressions) return 'unknown';
    return entry(expressions, path[0] as string) ? 'some' : 'none';
  }

  of(address: string): Reference[] {
    const found: Reference[] = [];
    const expressions = this.expressionsOf(address);
    if (expressions) {
      this.inExpressions(expressions, modulesOf(blockOf(address)), [], (keys, to) => {
        for (const instance of this.instances.get(to) ?? []) found.push({ to: instance, imported: false, keys });
      });
    }
    const values = this.resources.get(address)?.values;
    if (values) {
      this.inValues(values, [], (keys, to) => {
        if (to !== address) found.push({ to, imported: false, keys });
      });
    }
    return found;
  }

  private expressionsOf(address: string): SourceNode | null {
    const block = blockOf(address);
    const modules = modulesOf(block);
    const own = block.slice(block.length - block.split('.').slice(-2).join('.').length);
    const resources = entry(this.moduleAt(modules), 'resources')?.items ?? [];
    const resource = resources.find((each) => entry(each, 'address')?.scalar === own);
    return resource ? (entry(resource, 'expressions') ?? emptyMapping(resource)) : null;
  }

  private moduleAt(modules: readonly string[]): SourceNode | null {
    return modules.reduce((module, name) => at(module, ['module_calls', name, 'module']), this.root);
  }

  /** Goes through expressions to the resources that they refer to, through variables and outputs of modules. */
  private inExpressions(
    written: SourceNode,
    modules: readonly string[],
    keys: readonly string[],
    tell: (keys: readonly string[], to: string) => void,
    depth = 0,
  ): void {
    if (depth > deepest) return;
    for (const item of written.items ?? []) this.inExpressions(item, modules, keys, tell, depth + 1);
    for (const [key, inner] of written.entries ?? []) {
      if (key === 'references' && inner.items) {
        // A reference stands beside all that it is part of: `module.a.b` beside `module.a`, which alone says nothing.
        for (const { scalar } of inner.items) if (typeof scalar === 'string') this.follow(scalar, modules, keys, tell, depth + 1);
      } else if (key !== 'constant_value') this.inExpressions(inner, modules, [...keys, key], tell, depth + 1);
    }
  }

  private follow(
    reference: string,
    modules: readonly string[],
    keys: readonly string[],
    tell: (keys: readonly string[], to: string) => void,
    depth: number,
  ): void {
    const [first = '', second = '', third] = reference.replaceAll(/\[[^\]]*\]/g, '').split('.');
    const go = (expression: SourceNode | null, inside: readonly string[]): void => {
      if (expression) this.inExpressions(expression, inside, [], (_, to) => tell(keys, to), depth);
    };
    if (first === 'var') {
      const above = modules.slice(0, -1);
      go(at(this.moduleAt(above), ['module_calls', modules.at(-1) ?? '', 'expressions', second]), above);
    } else if (first === 'module') {
      const inside = [...modules, second];
      if (third !== undefined) go(at(this.moduleAt(inside), ['outputs', third, 'expression']), inside);
    } else if (!['data', 'local', 'each', 'count', 'path', 'self', 'terraform'].includes(first) && second !== '') {
      tell(keys, [...modules.flatMap((name) => ['module', name]), first, second].join('.'));
    }
  }

  private inValues(written: SourceNode, keys: readonly string[], tell: (keys: readonly string[], to: string) => void): void {
    for (const item of written.items ?? []) this.inValues(item, keys, tell);
    for (const [key, inner] of written.entries ?? []) this.inValues(inner, [...keys, key], tell);
    if (typeof written.scalar !== 'string') return;
    for (const [name] of written.scalar.matchAll(identifiers)) {
      const to = this.known.get(name);
      if (to !== undefined) tell(keys, to);
    }
  }
}

const identifier = /^(arn:|https:\/\/)/;
const identifiers = /(?:arn:|https:\/\/)[^\s"'\\,;<>{}]+/g;

/** An address without the keys of instances: that of the block in the configuration. */
function blockOf(address: string): string {
  return address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]/g, '');
}

/** The names of the modules that a block is in. */
function modulesOf(block: string): string[] {
  return [...block.matchAll(/(?:^|\.)module\.([^.]+)/g)].map(([, name]) => name as string);
}

function emptyMapping({ at: place }: SourceNode): SourceNode {
  return { at: place, key: null, scalar: undefined, entries: new Map(), items: null };
}
