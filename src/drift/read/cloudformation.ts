import { at, entry, type SourceNode, spot } from '../../pack/source-node.ts';
import type { BuiltResource, PolicyStatement, Property, Reference, Stack, Unseen } from '../stack.ts';
import { type ArnShapes, arnFinder, propertyReader, referencesIn } from './cloudformation-values.ts';
import { samResources, type WrittenResource } from './sam.ts';

/** A template with the paths, beside it, of templates that it takes in. */
export interface ReadTemplate {
  readonly stack: Stack;
  readonly nested: readonly { readonly id: string; readonly path: string }[];
}

const nestedTypes: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

/** A CloudFormation template, whose `Resources` are known to be a mapping. */
export function readTemplate(template: SourceNode, file: string, shapes: ArnShapes = new Map()): ReadTemplate {
  const propertyOf = propertyReader(template);
  const written = resourcesOf(entry(template, 'Resources'));
  const found = [...written, ...samResources(template, written)];
  const ids = new Set(found.map(({ id }) => id));
  const arnOf = arnFinder(
    found.map((each) => [each.id, each.written]),
    shapes,
  );
  const nested: { id: string; path: string }[] = [];
  const unseen: Unseen[] = macrosOf(template);
  const resources = found.flatMap((each): BuiltResource[] => {
    const { id, written } = each;
    const type = entry(written, 'Type')?.scalar;
    const place = written.key ?? written.at;
    if (typeof type !== 'string') {
      // A transform among the resources may bring in any.
      if (id.startsWith('Fn::')) unseen.push({ id, kind: 'macro', at: place });
      return [];
    }
    const inside = nestedTypes.get(type);
    if (type.endsWith('::MODULE')) unseen.push({ id, kind: 'nested', at: place });
    if (inside !== undefined) {
      const path = localPath(written, inside);
      unseen.push({ id, kind: 'nested', at: place });
      if (path !== null) nested.push({ id, path });
    }
    const references = (value: SourceNode): readonly Reference[] => referencesIn(value, ids, arnOf);
    return [resourceOf(each, type, references, propertyOf)];
  });
  const exports = exportsOf(template, (value) => referencesIn(value, ids, arnOf));
  return { stack: { file, form: 'cloudformation', resources, exports, unseen }, nested };
}

/** The resources, with those that `Fn::ForEach` makes: one each, whatever the collection. */
function resourcesOf(resources: SourceNode | null): WrittenResource[] {
  return [...(resources?.entries ?? [])].flatMap(([id, written]): WrittenResource[] => {
    if (!id.startsWith('Fn::ForEach::')) {
      const condition = entry(written, 'Condition')?.scalar;
      return [{ id, written, condition: typeof condition === 'string' ? condition : null }];
    }
    const [, collection, body] = written.items ?? [];
    const sure = (collection?.items?.length ?? 0) > 0;
    return resourcesOf(body ?? null).map((each) => ({ ...each, condition: each.condition ?? (sure ? null : id) }));
  });
}

function resourceOf(
  { id, written, condition, derived = false }: WrittenResource,
  type: string,
  referencesOf: (value: SourceNode) => readonly Reference[],
  propertyOf: ReturnType<typeof propertyReader>,
): BuiltResource {
  const place = written.key ?? written.at;
  const properties = entry(written, 'Properties');
  const path = at(written, ['Metadata', 'aws:cdk:path'])?.scalar;
  return {
    id,
    path: typeof path === 'string' ? path : null,
    type,
    at: place,
    condition,
    derived,
    decided: at(written, ['Metadata', 'tsunagi']),
    get statements() {
      return properties ? statementsIn(properties, referencesOf) : [];
    },
    property(name): Property {
      const found = propertyOf(properties, name.split('.'));
      const { values: all, written: holder } = found;
      const explicit = all !== null && !all.some(({ kind }) => kind === 'absent');
      return { values: all, at: holder ? spot(holder) : place, explicit };
    },
    references: properties ? referencesOf(properties) : [],
    opaque: [],
  };
}

/** What the policies in some properties allow. */
function statementsIn(written: SourceNode, referencesOf: (value: SourceNode) => readonly Reference[]): PolicyStatement[] {
  const own = at(written, ['PolicyDocument', 'Statement']);
  const statements = own?.items ?? (own ? [own] : []);
  const allowed = statements.filter((each) => entry(each, 'Effect')?.scalar !== 'Deny');
  return [
    ...allowed.map((statement): PolicyStatement => {
      const action = entry(statement, 'Action');
      const resource = entry(statement, 'Resource');
      return {
        actions: (action?.items ?? (action ? [action] : [])).map(({ scalar }) => String(scalar)),
        to: resource ? referencesOf(resource).map(({ to }) => to) : [],
      };
    }),
    ...(entry(written, 'Policies')?.items ?? []).flatMap((policy) => statementsIn(policy, referencesOf)),
  ];
}

/** What a template exports under a name that is written out, as AWS CDK does between stacks. */
function exportsOf(template: SourceNode, referencesOf: (value: SourceNode) => readonly Reference[]): ReadonlyMap<string, string> {
  const exports = new Map<string, string>();
  for (const output of entry(template, 'Outputs')?.entries?.values() ?? []) {
    const name = at(output, ['Export', 'Name'])?.scalar;
    const value = entry(output, 'Value');
    const [reference] = value ? referencesOf(value) : [];
    if (typeof name === 'string' && reference) exports.set(name, reference.to);
  }
  return exports;
}

/** Macros of one's own; AWS's are read through, or found where they stand. */
function macrosOf(template: SourceNode): Unseen[] {
  const transform = entry(template, 'Transform');
  return (transform?.items ?? (transform ? [transform] : [])).flatMap((each): Unseen[] => {
    const name = each.entries ? entry(each, 'Name')?.scalar : each.scalar;
    if (typeof name === 'string' && name.startsWith('AWS::') && name !== 'AWS::Include') return [];
    return [{ id: String(name ?? 'Transform'), kind: 'macro', at: each.at }];
  });
}

/** Where a nested template lies beside this one: what AWS CDK says of it, else what is no address. */
function localPath(written: SourceNode, property: string): string | null {
  const asset = at(written, ['Metadata', 'aws:asset:path'])?.scalar;
  const path = asset ?? at(written, ['Properties', property])?.scalar;
  return typeof path === 'string' && !/^[a-z0-9]+:/i.test(path) ? path : null;
}
