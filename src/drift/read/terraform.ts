import { at, entry, type SourceNode, SourceText } from '../../pack/source-node.ts';
import { type BuiltResource, type Property, type PropertyValue, type Stack, spelledFor, type Unseen } from '../stack.ts';
import { readJson } from './template-text.ts';
import { type PlannedResource, plannedResources, terraformReferences } from './terraform-references.ts';

/** Reads the planned or current resources from `terraform show -json`; null if it is neither a plan nor a state. */
export function readPlan(plan: SourceNode, file: string): Stack | null {
  const values = entry(plan, 'planned_values') ?? entry(plan, 'values');
  if (!entry(plan, 'format_version') || !values) return null;
  const found = plannedResources(entry(values, 'root_module'));
  const unknown = new Map(
    (entry(plan, 'resource_changes')?.items ?? []).map((change) => [
      textOf(entry(change, 'address')),
      at(change, ['change', 'after_unknown']),
    ]),
  );
  const references = terraformReferences(entry(entry(plan, 'configuration'), 'root_module'), found);
  const unseen: Unseen[] = [];
  const [errored, complete] = [entry(plan, 'errored'), entry(plan, 'complete')];
  if (errored?.scalar === true) unseen.push({ id: file, kind: 'partial', at: errored.key ?? errored.at });
  else if (complete?.scalar === false) unseen.push({ id: file, kind: 'partial', at: complete.key ?? complete.at });
  for (const { address, type, written } of found) {
    if (type === 'aws_cloudformation_stack') unseen.push({ id: address, kind: 'nested', at: written.at });
  }
  return {
    file,
    form: 'terraform',
    resources: found.map((each) => resourceOf(each, unknown.get(each.address) ?? null, references)),
    exports: new Map(),
    unseen,
  };
}

function resourceOf(
  { address, type, values, written }: PlannedResource,
  unknown: SourceNode | null,
  references: ReturnType<typeof terraformReferences>,
): BuiltResource {
  return {
    id: address,
    path: null,
    type,
    at: written.at,
    condition: null,
    decided: null,
    get statements() {
      return references.statements(address);
    },
    property(name): Property {
      const path = (type.startsWith('awscc_') ? spelledFor(type, name) : name).split('.');
      const found = valuesAt(values, unknown, path);
      const expression = references.expression(address, path);
      // A module also passes on variables that its caller does not set.
      const explicit = expression === 'some' && !address.startsWith('module.');
      return { values: found ?? unknownAs[expression], at: written.at, explicit };
    },
    ...references.referencesOf(address),
  };
}

/** Values of a property that is known only after apply. If the configuration does not set it, the provider computes it. */
const unknownAs: Readonly<Record<'some' | 'none' | 'unknown', Property['values']>> = {
  some: [{ kind: 'set' }],
  none: [{ kind: 'absent' }],
  unknown: null,
};

/** The values of a property; null if they are known only after apply. */
function valuesAt(
  values: SourceNode | null,
  unknown: SourceNode | null,
  path: readonly string[],
): readonly PropertyValue[] | null {
  if (unknown?.scalar === true) return null;
  if (values?.items) {
    const all = values.items.map((item, index) => valuesAt(item, unknown?.items?.[index] ?? null, path));
    if (all.some((each) => each === null)) return null;
    return all.length === 0 ? [{ kind: 'absent' }] : all.flatMap((each) => each ?? []);
  }
  const [key, ...rest] = path;
  if (key !== undefined && typeof values?.scalar === 'string' && values.scalar !== '') {
    // Policies are JSON in a string.
    const json = readJson(new SourceText('', values.scalar));
    return json && valuesAt(json.document, null, path);
  }
  if (key !== undefined) return valuesAt(entry(values, key), entry(unknown, key), rest);
  if (!values || values.scalar === null || values.scalar === '') return [{ kind: 'absent' }];
  return [values.entries ? { kind: 'set' } : { kind: 'value', text: String(values.scalar) }];
}

function textOf(written: SourceNode | null): string {
  return String(written?.scalar ?? '');
}
