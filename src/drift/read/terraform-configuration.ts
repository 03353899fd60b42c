import { append } from '../../engine/lists.ts';
import { entry, listOf, nodeAt, type SourceNode, textsOf, valuesIn } from '../../pack/source-node.ts';
import type { PolicyStatement, Reference } from '../stack.ts';

interface Module {
  /** The beginning of the addresses in it: `module.orders.`, or nothing. */
  readonly prefix: string;
  readonly written: SourceNode | null;
  /** The block that calls it; null for the root module. */
  readonly caller: Block | null;
}

/** A block of the configuration: a resource, a data source, the call of a module; or (null) an output. */
interface Block {
  readonly module: Module;
  readonly written: SourceNode | null;
}

/** The addresses that expressions lead to for a resource; empty for one that is being followed, which ends loops. */
type Followed = Map<SourceNode, readonly string[]>;

/**
 * Reads the configuration in a plan.
 *
 * @param resources all resources of the plan, by their addresses with instance keys
 * @returns finds the configuration of a resource by its address; a state has none
 */
export function configurationIn(plan: SourceNode, resources: readonly { readonly address: string }[]) {
  const modules = new Map<string, Module>();
  const blocks = new Map<string, Block>();
  addModule({ prefix: '', written: nodeAt(plan, ['configuration', 'root_module']), caller: null });
  /** The addresses of all instances, by block, and by block with an instance key. */
  const instances = new Map<string, string[]>();
  for (const { address } of resources) {
    append(instances, blockAddressOf(address), address);
    append(instances, `${blockAddressOf(address)}[${instanceKeysOf(address).at(-1) ?? ''}]`, address);
  }
  return configurationOf;

  /** What is written for a resource, and the resources that it refers to; null: it is not in the configuration. */
  function configurationOf(address: string) {
    const block = blocks.get(blockAddressOf(address));
    if (!block) return null;
    const expressions = entry(block.written, 'expressions');
    const references = referencesIn(expressions, block, address);
    return { expressions, references, statements: () => statementsOf(block, address) };
  }

  function addModule(module: Module): void {
    modules.set(module.prefix, module);
    for (const written of listOf(entry(module.written, 'resources'))) {
      blocks.set(`${module.prefix}${entry(written, 'address')?.scalar}`, { module, written });
    }
    for (const [name, call] of entry(module.written, 'module_calls')?.entries ?? []) {
      addModule({
        prefix: `${module.prefix}module.${name}.`,
        written: entry(call, 'module'),
        caller: { module, written: call },
      });
    }
  }

  /** The statements of a policy that come from a data source `aws_iam_policy_document`, without `Deny`. */
  function statementsOf(block: Block, address: string): PolicyStatement[] {
    const policy = textsOf(nodeAt(block.written, ['expressions', 'policy', 'references']));
    const names = policy.flatMap((reference) => /^data\.aws_iam_policy_document\.[^.[]+/.exec(reference)?.[0] ?? []);
    return [...new Set(names)].flatMap((name) => {
      const document = blocks.get(block.module.prefix + name);
      if (!document) return [];
      return listOf(nodeAt(document.written, ['expressions', 'statement']))
        .filter((statement) => nodeAt(statement, ['effect', 'constant_value'])?.scalar !== 'Deny')
        .map((statement) => ({
          actions: textsOf(nodeAt(statement, ['actions', 'constant_value'])),
          to: referencesIn(entry(statement, 'resources'), document, address),
        }));
    });
  }

  /** Follows the references in an expression of a block to resources, for the resource at the address. */
  function referencesIn(
    expression: SourceNode | null,
    block: Block,
    address: string,
    followed: Followed = new Map(),
  ): Reference[] {
    return [...valuesIn(expression)].flatMap(({ node: { scalar }, keys }) => {
      if (keys.at(-1) !== 'references' || keys.includes('constant_value') || typeof scalar !== 'string') return [];
      // Terraform lists each reference with its prefixes: `module.a.b` with `module.a`, which leads nowhere.
      return addressesOf(scalar, block, address, followed).map((to) => ({ to, keys: keys.slice(0, -1) }));
    });
  }

  /** The resources that a name in a block means, also through variables and outputs of modules. */
  function addressesOf(name: string, block: Block, address: string, followed: Followed): readonly string[] {
    const [first = '', second = '', third = ''] = blockAddressOf(name).split('.');
    const { module, written } = block;
    const through = (expression: SourceNode | null, inner: Block): readonly string[] => {
      if (!expression) return [];
      if (!followed.has(expression)) {
        followed.set(expression, []);
        followed.set(
          expression,
          referencesIn(expression, inner, address, followed).map(({ to }) => to),
        );
      }
      return followed.get(expression) ?? [];
    };
    if (first === 'each') {
      const found = second === 'value' ? [...new Set(through(entry(written, 'for_each_expression'), block))] : [];
      // If there are more than instances, some of them are the values of other keys.
      return found.length > (instances.get(blockAddressOf(address)) ?? []).length ? [] : found;
    }
    const { caller } = module;
    if (first === 'var') return caller ? through(nodeAt(caller.written, ['expressions', second]), caller) : [];
    if (first === 'module') {
      const called = modules.get(`${module.prefix}module.${second}.`);
      if (!called) return [];
      const found = through(nodeAt(called.written, ['outputs', third, 'expression']), { module: called, written: null });
      const [instance] = /^module\.[^.[]+\[("([^"\\]|\\.)*"|\d+)\]/.exec(name) ?? [];
      const ofInstance = found.filter((to) => to.includes(`${instance}.`));
      return ofInstance.length > 0 ? ofInstance : found;
    }
    return instancesOf(`${module.prefix}${first}.${second}`, name, address);
  }

  /** The instances that a reference means: those with its key, else with the key of the referring resource, else all. */
  function instancesOf(blockAddress: string, reference: string, address: string): readonly string[] {
    const [named] = instanceKeysOf(reference);
    const wanted = named === undefined ? instanceKeysOf(address) : [named];
    const withKey = [...new Set(wanted)].flatMap((key) => instances.get(`${blockAddress}[${key}]`) ?? []);
    return withKey.length > 0 ? withKey : (instances.get(blockAddress) ?? []);
  }
}

const instanceKey = /\[("(?:[^"\\]|\\.)*"|[^[\]]*)\]/g;

/** The address of the configuration block: without instance keys. */
export function blockAddressOf(address: string): string {
  return address.replace(instanceKey, '');
}

/** The instance keys in an address or a reference, outermost first. */
function instanceKeysOf(address: string): string[] {
  return [...address.matchAll(instanceKey)].map(([, key = '']) => key);
}
