import { remembered } from '../../engine/lazy.ts';
import { MAX_ALIASED_VALUES } from '../../pack/files.ts';
import { entry, listOf, nodeAt, type SourceNode, spot, stringAt, textsOf, valuesIn } from '../../pack/source-node.ts';
import type { BuiltResource, PolicyStatement, Property, Reference, Stack, Unseen } from '../stack.ts';
import { type ArnShapes, arnFinder, propertyReader, referencesIn } from './cloudformation-values.ts';
import { afterSam } from './sam.ts';

/** By type of a nested stack: the property with the location of its template. */
const nestedTypes: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

/** What a template includes from this location; null if it cannot be read. */
export type Include = (location: string) => SourceNode | null;

export function readTemplate(template: SourceNode, shapes: ArnShapes, include: Include): Stack {
  const nestedBy: BuiltResource[] = [];
  const propertyOf = propertyReader(template, nestedBy);
  const found = afterSam(template);
  const ids = new Set([...found.keys(), ...(entry(template, 'Parameters')?.entries?.keys() ?? [])]);
  const arnOf = arnFinder(found, shapes);
  const referencesFrom = remembered((location: string) => {
    const included = include(location);
    return included && referencesOf(included);
  });
  /** The references that included files may still repeat. */
  let left = MAX_ALIASED_VALUES;
  const unseen: Unseen[] = macrosOf(template);
  const resources = [...found].flatMap(([id, written]): BuiltResource[] => {
    const type = stringAt(written, 'Type');
    const location = written.key ?? written.at;
    if (type === null) {
      // A transform or a loop among the resources may add any resource.
      if (id.startsWith('Fn::')) unseen.push({ id, at: location });
      return [];
    }
    const inside = nestedTypes.get(type);
    if (inside !== undefined || type.endsWith('::MODULE')) {
      unseen.push({ id, at: location, path: inside === undefined ? null : locationOf(written, inside) });
    }
    return [resourceOf(id, written, type)];
  });
  return { file: template.at.file, form: 'cloudformation', resources, outputs: outputsOf(), unseen, nested: new Map(), nestedBy };

  function resourceOf(id: string, written: SourceNode, type: string): BuiltResource {
    const location = written.key ?? written.at;
    const properties = entry(written, 'Properties');
    return {
      id,
      path: stringAt(written, 'Metadata', 'aws:cdk:path'),
      type,
      at: location,
      condition: stringAt(written, 'Condition'),
      decided: nodeAt(written, ['Metadata', 'tsunagi']),
      get statements() {
        return properties ? statementsIn(properties, referencesOf) : [];
      },
      property(name): Property {
        const { values, written: holder } = propertyOf(properties, name.split('.'));
        const explicit = values !== null && !values.some(({ kind }) => kind === 'absent');
        return { values, at: holder ? spot(holder) : location, explicit };
      },
      references: properties ? [...referencesOf(properties), ...includedIn(id, properties)] : [],
      get missing() {
        return properties
          ? referencesIn(properties, { has: (id) => !ids.has(id) }, () => null).filter((each) => !each.imported)
          : [];
      },
      opaque: [],
    };
  }

  function referencesOf(value: SourceNode): Reference[] {
    return referencesIn(value, ids, arnOf);
  }

  /** The references in files that the properties include, as an API does its definition. */
  function includedIn(id: string, properties: SourceNode): Reference[] {
    return [...valuesIn(properties)].flatMap(({ node, keys }) => {
      if (stringAt(node, 'Fn::Transform', 'Name') !== 'AWS::Include') return [];
      const location = stringAt(node, 'Fn::Transform', 'Parameters', 'Location');
      const included = location === null ? null : referencesFrom(location);
      if (!included && unseen.at(-1)?.id !== id) unseen.push({ id, at: node.at });
      const references = (included ?? []).slice(0, left);
      left -= references.length;
      return references.map((each) => ({ ...each, keys: [...keys, ...each.keys] }));
    });
  }

  /** The outputs; an export has a literal name if AWS CDK wrote it for a reference between stacks. */
  function outputsOf(): Stack['outputs'] {
    return [...(entry(template, 'Outputs')?.entries ?? [])].flatMap(([id, output]) => {
      const [reference] = listOf(entry(output, 'Value')).flatMap(referencesOf);
      return reference ? [{ id, reference, exportedAs: stringAt(output, 'Export', 'Name') }] : [];
    });
  }
}

/** The template's custom macros and `AWS::Include`; AWS's other transforms need no warning. */
function macrosOf(template: SourceNode): Unseen[] {
  return listOf(entry(template, 'Transform')).flatMap((each): Unseen[] => {
    const name = each.entries ? entry(each, 'Name')?.scalar : each.scalar;
    if (typeof name === 'string' && name.startsWith('AWS::') && name !== 'AWS::Include') return [];
    return [{ id: String(name ?? 'Transform'), at: each.at }];
  });
}

/** The path of a nested template's AWS CDK asset, else its location or URL; null: not written out. */
function locationOf(written: SourceNode, property: string): string | null {
  return stringAt(written, 'Metadata', 'aws:asset:path') ?? stringAt(written, 'Properties', property);
}

/** The statements of the policies in these properties, also below `Fn::If`, without `Deny`. */
export function statementsIn(properties: SourceNode, referencesOf: (resource: SourceNode) => Reference[]): PolicyStatement[] {
  return [...valuesIn(properties)].flatMap(({ node }) => {
    const [action, resource] = [entry(node, 'Action'), entry(node, 'Resource')];
    if (!action || !resource || entry(node, 'Effect')?.scalar === 'Deny') return [];
    return [{ actions: textsOf(action), to: referencesOf(resource) }];
  });
}
