import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Fields, Json, Resource, Template } from './parse.ts';

/** AWS's published specification of CloudFormation's resources. */
export const database = loadAwsServiceSpecSync();

const specificationOf = (type: string) => database.lookup('resource', 'cloudFormationType', 'equals', type)[0];
export type ResourceProperties = NonNullable<ReturnType<typeof specificationOf>>['properties'];
export type PropertyType = ResourceProperties[string]['type'];

const pseudo = ['AccountId', 'NoValue', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'].map((name) => `AWS::${name}`);

/**
 * What in a template is not as AWS's specification says: types, properties, what is required, what kind of value stands
 * where, and whether everything that is referred to is there and has that attribute. Each as `Resource.Property: why`.
 */
export function problemsOf(template: Template): string[] {
  const problems: string[] = [];
  const referred = new Set<string>();
  const conditionsUsed = new Set<string>();
  const say = (at: string, why: string): void => {
    problems.push(`${at}: ${why}`);
  };
  for (const [id, resource] of Object.entries(template.Resources)) checkResource(id, resource);
  for (const [id, output] of Object.entries(template.Outputs)) {
    if (isEmpty(output['Value'])) say(id, 'has no value');
    checkReferences(`Outputs.${id}`, output);
  }
  checkReferences('Conditions', template.Conditions);
  for (const [id, parameter] of Object.entries(template.Parameters)) {
    if (!/^[A-Za-z0-9]+$/.test(id)) say(id, 'is no name of a parameter');
    if (!parameter.Description) say(id, 'says not what it is for');
    if (!referred.has(id)) say(id, 'is a parameter that nothing uses');
  }
  for (const id of Object.keys(template.Conditions)) if (!conditionsUsed.has(id)) say(id, 'is a condition that nothing uses');
  return problems;

  function checkResource(id: string, resource: Resource): void {
    if (!/^[A-Za-z0-9]{1,255}$/.test(id)) say(id, 'is no logical id');
    const spec = specificationOf(resource.Type);
    if (!spec) {
      say(id, `${resource.Type} is not in the specification`);
      return;
    }
    if (resource.Condition !== undefined) useCondition(id, resource.Condition);
    for (const other of [resource.DependsOn ?? []].flat())
      if (!(other in template.Resources)) say(id, `depends on ${other}, which is not there`);
    checkProperties(id, resource.Properties ?? {}, spec.properties);
    checkReferences(id, resource.Properties ?? {});
  }

  function checkProperties(at: string, given: Fields, known: ResourceProperties): void {
    for (const [name, value] of Object.entries(given)) {
      const property = known[name];
      if (!property) say(`${at}.${name}`, 'is no such property');
      else checkValue(`${at}.${name}`, value, [property.type, ...(property.previousTypes ?? [])]);
    }
    for (const [name, { required }] of Object.entries(known))
      if (required && isEmpty(given[name])) say(`${at}.${name}`, 'is required');
  }

  /** A value has to be of one of the types. What is wrong with it is said of the first. */
  function checkValue(at: string, value: Json, types: readonly PropertyType[]): void {
    const call = callOf(value);
    if (call?.name === 'Fn::If') {
      const [, yes, no] = call.of as Json[];
      for (const branch of [yes, no])
        if (branch !== undefined && callOf(branch)?.of !== 'AWS::NoValue') checkValue(at, branch, types);
      return;
    }
    const flat = types.flatMap((type) => (type.type === 'union' ? type.types : [type]));
    const tries = flat.map((type) => {
      const before = problems.length;
      checkOne(at, value, type);
      return problems.splice(before);
    });
    if (!tries.some((found) => found.length === 0)) problems.push(...(tries[0] ?? []));
  }

  function checkOne(at: string, value: Json, type: PropertyType): void {
    const call = callOf(value);
    const listed = call?.name === 'Ref' && isList(call.of);
    switch (type.type) {
      case 'json':
        break;
      case 'array':
        if (Array.isArray(value))
          for (const [index, item] of value.entries()) checkValue(`${at}[${index}]`, item, [type.element]);
        else if (!listed) say(at, 'has to be a list');
        break;
      case 'map':
      case 'ref':
      case 'tag':
        if (call || !isFields(value)) say(at, 'has to be a map');
        else if (type.type === 'map')
          for (const [key, item] of Object.entries(value)) checkValue(`${at}.${key}`, item, [type.element]);
        else
          checkProperties(at, value, type.type === 'tag' ? tag : database.get('typeDefinition', type.reference.$ref).properties);
        break;
      default:
        checkScalar(at, value, type.type, call !== null, listed);
    }
  }

  function checkScalar(at: string, value: Json, type: string, call: boolean, listed: boolean): void {
    const kind = type === 'integer' || type === 'number' ? 'number' : type === 'boolean' ? 'boolean' : 'string';
    if (listed) say(at, 'is one value, not a list');
    else if (!call && (typeof value !== kind || (type === 'integer' && !Number.isInteger(value))))
      say(at, `has to be of type ${type}`);
  }

  function isList(id: Json): boolean {
    return typeof id === 'string' && /^(?:List<|CommaDelimitedList)/.test(template.Parameters[id]?.Type ?? '');
  }

  /** All functions below a value: what they name has to exist. */
  function checkReferences(at: string, value: Json): void {
    if (Array.isArray(value)) for (const item of value) checkReferences(at, item);
    if (!isFields(value)) return;
    const call = callOf(value);
    if (call?.name === 'Ref') useReference(at, call.of as string);
    if (call?.name === 'Condition' && typeof call.of === 'string') useCondition(at, call.of);
    if (call?.name === 'Fn::If') useCondition(at, (call.of as Json[])[0] as string);
    if (call?.name === 'Fn::GetAtt') useAttribute(at, call.of as string[]);
    if (call?.name === 'Fn::Sub') checkSub(at, call.of);
    for (const item of Object.values(value)) checkReferences(at, item);
  }

  function checkSub(at: string, of: Json): void {
    const [text, names] = Array.isArray(of) ? (of as [string, Fields]) : [of as string, {}];
    for (const [, name = ''] of text.matchAll(/\$\{([^!}][^}]*)\}/g)) {
      if (name in names) continue;
      const dot = name.indexOf('.');
      if (dot < 0) useReference(at, name);
      else useAttribute(at, [name.slice(0, dot), name.slice(dot + 1)]);
    }
  }

  function useReference(at: string, id: string): void {
    referred.add(id);
    if (!(id in template.Resources) && !(id in template.Parameters) && !pseudo.includes(id))
      say(at, `refers to ${id}, which is not there`);
  }

  function useAttribute(at: string, [id = '', attribute = '']: string[]): void {
    const resource = template.Resources[id];
    if (!resource) say(at, `refers to ${id}, which is not there`);
    const spec = specificationOf(resource?.Type ?? '');
    if (resource && spec && !(attribute in spec.attributes)) say(at, `${resource.Type} has no attribute ${attribute}`);
  }

  function useCondition(at: string, id: string): void {
    conditionsUsed.add(id);
    if (!(id in template.Conditions)) say(at, `refers to the condition ${id}, which is not there`);
  }
}

const tag: ResourceProperties = {
  Key: { type: { type: 'string' }, required: true },
  Value: { type: { type: 'string' }, required: true },
};

function callOf(value: Json): { readonly name: string; readonly of: Json } | null {
  if (!isFields(value)) return null;
  const [[name, of] = [''], ...others] = Object.entries(value);
  return others.length === 0 && /^(?:Ref|Condition|Fn::\w+)$/.test(name) ? { name, of: of as Json } : null;
}

function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null;
}
