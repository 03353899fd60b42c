import { remembered } from '../../engine/lazy.ts';
import { append } from '../../engine/lists.ts';
import { entry, listOf, nodeAt, type SourceNode, SourceText, textsOf, valuesIn } from '../../pack/source-node.ts';
import { type BuiltResource, type Property, type Reference, type Stack, sameProperty } from '../stack.ts';
import { statementsIn } from './cloudformation.ts';
import { readJson } from './template-text.ts';
import { blockAddressOf, configurationIn } from './terraform-configuration.ts';

/** Reads the planned or current resources from `terraform show -json`; null if it is neither a plan nor a state. */
export function readPlan(plan: SourceNode): Stack | null {
  const { file } = plan.at;
  const root = entry(plan, 'planned_values') ?? entry(plan, 'values');
  // An empty state has nothing but its version.
  if (!entry(plan, 'format_version') || (!root && plan.entries?.size !== 1)) return null;
  const planned = resourcesIn(entry(root, 'root_module')).flatMap((resource) => {
    const [address, type] = [entry(resource, 'address'), entry(resource, 'type')?.scalar];
    if (typeof address?.scalar !== 'string' || typeof type !== 'string' || entry(resource, 'mode')?.scalar === 'data') return [];
    return [{ address: address.scalar, type, values: entry(resource, 'values'), at: address.at }];
  });
  const [errored, complete] = [entry(plan, 'errored'), entry(plan, 'complete')];
  const incomplete = complete?.scalar === false ? complete : null;
  const partial = errored?.scalar === true ? errored : incomplete;
  const nested = planned.filter(({ type }) => type === 'aws_cloudformation_stack');
  const changes = listOf(entry(plan, 'resource_changes'));
  const unknown = new Map(changes.map((each) => [entry(each, 'address')?.scalar, nodeAt(each, ['change', 'after_unknown'])]));
  const configurationOf = configurationIn(plan, planned);
  /** Addresses by identifier of existing resources (an ARN, a URL or an id), and by block and identifier. */
  const identifiers = new Map<string, string[]>();
  for (const { address, values } of planned) {
    for (const name of new Set(['arn', 'id', 'url', 'invoke_arn'].map((key) => entry(values, key)?.scalar))) {
      if (typeof name !== 'string') continue;
      for (const key of [name, `${blockAddressOf(address)} ${name}`]) append(identifiers, key, address);
    }
  }
  const ownersOf = remembered((name: string) => ownersAmong(identifiers.get(name) ?? []));
  const existing = nodeAt(plan, ['prior_state', 'values', 'root_module']) ?? entry(root, 'root_module');
  const dependencies = new Map(
    resourcesIn(existing).map((each) => [entry(each, 'address')?.scalar, textsOf(entry(each, 'depends_on'))]),
  );
  return {
    file,
    form: 'terraform',
    resources: planned.map(resourceOf),
    outputs: [],
    unseen: [
      ...(partial ? [{ id: file, at: partial.key ?? partial.at }] : []),
      ...nested.map(({ address: id, at }) => ({ id, at })),
    ],
    nested: new Map(),
    nestedBy: [],
  };

  function resourceOf({ address, type, values, at }: (typeof planned)[number]): BuiltResource {
    const configured = configurationOf(address);
    const expressions = configured?.expressions ?? null;
    const later = unknown.get(address) ?? null;
    // An expression may also refer to what it does not choose.
    const isUnset = ([key = '']: readonly string[]): boolean =>
      later !== null && (valuesAt(values, later, [key])?.every(({ kind }) => kind === 'absent') ?? false);
    const written = configured?.references.filter(({ keys }) => !isUnset(keys)) ?? [];
    const references = [...written, ...identifiedIn(values, address)];
    return {
      id: address,
      path: null,
      type,
      at,
      condition: null,
      decided: null,
      get statements() {
        const known = policiesIn(values).flatMap((policy) => statementsIn(policy, (each) => identifiedIn(each, address)));
        return [...known, ...(configured?.statements() ?? [])];
      },
      property(name): Property {
        const path = name.split('.');
        const isWritten = entryLike(expressions, path[0] ?? '') !== null;
        // If the configuration does not set a value that is known only after apply, the provider computes it.
        const computed: Property['values'] = configured === null ? null : [{ kind: isWritten ? 'set' : 'absent' }];
        const found = valuesAt(values, later, path) ?? computed;
        // A module also passes on variables that its caller does not set.
        return { values: found, at, explicit: isWritten && !address.startsWith('module.') };
      },
      references,
      missing: [],
      opaque: hiddenKeys(later, expressions, references),
    };
  }

  /** References by identifiers in the known values of the resource at the address; a mere name needs a dependency, too. */
  function identifiedIn(values: SourceNode | null, address: string): Reference[] {
    const needed = dependencies.get(address) ?? [];
    return [...valuesIn(values)].flatMap(({ node: { scalar }, keys }) => {
      if (typeof scalar !== 'string') return [];
      const named = ownersAmong(needed.flatMap((block) => identifiers.get(`${block} ${scalar}`) ?? []));
      const identified = scalar.match(/(?:arn:|https:\/\/)[^\s"'\\,;<>{}]+/g)?.flatMap((name) => ownersOf(name)) ?? [];
      return [...new Set([...named, ...identified])].filter((to) => to !== address).map((to) => ({ to, keys }));
    });
  }

  /** A policy has the ARN of what it is for, too, and depends on it. Among others it is unclear whose identifier it is. */
  function ownersAmong(all: readonly string[]): readonly string[] {
    const named = new Set(all.map(blockAddressOf));
    const owners = all.filter((each) => !dependencies.get(each)?.some((block) => named.has(block)));
    return owners.length === 1 ? owners : [];
  }
}

/**
 * The keys above values that are known only after apply and whose references the plan does not show: local values, and what
 * a dynamic block contains. Other values at the top that the configuration does not set are computed by the provider.
 */
function hiddenKeys(unknown: SourceNode | null, expressions: SourceNode | null, references: readonly Reference[]): string[] {
  const shown = new Set(references.map(({ keys }) => keys.join('.')));
  return [...valuesIn(unknown)].flatMap(({ node, keys }) => {
    const isGiven = keys.length > 1 || nodeAt(expressions, keys) !== null;
    return node.scalar === true && isGiven && !shown.has(keys.join('.')) ? keys : [];
  });
}

/** Known values that are policies, which are JSON. */
function policiesIn(values: SourceNode | null): SourceNode[] {
  return [...valuesIn(values)].flatMap(({ node: { scalar } }) => {
    const isPolicy = typeof scalar === 'string' && scalar.includes('"Statement"');
    return (isPolicy && readJson(new SourceText('', scalar))?.document) || [];
  });
}

/** The planned resources of a module and of those in it. */
function resourcesIn(module: SourceNode | null): SourceNode[] {
  return [...listOf(entry(module, 'resources')), ...listOf(entry(module, 'child_modules')).flatMap(resourcesIn)];
}

/** The values of a property; null if they are known only after apply. */
function valuesAt(values: SourceNode | null, unknown: SourceNode | null, path: readonly string[]): Property['values'] {
  if (unknown?.scalar === true) return null;
  if (values?.items) {
    const all = values.items.map((item, index) => valuesAt(item, unknown?.items?.[index] ?? null, path));
    if (all.includes(null)) return null;
    return all.length === 0 ? [{ kind: 'absent' }] : all.flatMap((each) => each ?? []);
  }
  const [key, ...rest] = path;
  if (key !== undefined && typeof values?.scalar === 'string' && values.scalar !== '') {
    // Policies are JSON in a string.
    const json = readJson(new SourceText('', values.scalar));
    return json && valuesAt(json.document, null, path);
  }
  if (key !== undefined) return valuesAt(entryLike(values, key), entryLike(unknown, key), rest);
  if (!values || values.scalar === null || values.scalar === '') return [{ kind: 'absent' }];
  return [values.entries ? { kind: 'set' } : { kind: 'value', text: String(values.scalar) }];
}

/** The entry with a key, in the spelling of CloudFormation or of Terraform. */
function entryLike(node: SourceNode | null, key: string): SourceNode | null {
  return entry(node, [...(node?.entries?.keys() ?? [])].find((each) => sameProperty(each, key)) ?? key);
}
