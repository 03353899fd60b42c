import { append, groupedBy, sameInAll } from '../engine/lists.ts';
import type { Connector } from '../model/service.ts';
import { type Identity, servesBelow } from './identity.ts';
import {
  type BuiltResource,
  looseType,
  type ReferenceEnd,
  type ResourceGraph,
  type Stack,
  sameProperty,
  spelledFor,
  typeKey,
} from './stack.ts';

const directions = ['sending', 'receiving'] as const;
export type Direction = (typeof directions)[number];

/** A connection: a program or another resource that sends to a resource of a service, or receives from it. */
export interface Connection {
  readonly to: Identity;
  /** Null: the templates do not contain or do not show it. */
  readonly program: BuiltResource | null;
  readonly direction: Direction;
  /** The protocol of a subscription, else the type of the program. */
  readonly kind: string | null;
  /** The resource and the property that show the connection. */
  readonly shownBy: { readonly resource: BuiltResource; readonly property: string; readonly value: string | null };
}

type ServiceConnector = Connector & { readonly service: string; readonly direction: Direction };

/** All connections that templates show, through resources of the types in the pack and permissions of roles. */
export function connectionsIn(graph: ResourceGraph, identities: ReadonlyMap<BuiltResource, Identity>): Connection[] {
  const connectors = connectorsIn(identities);
  const shown: Connection[] = [];
  const allowed: Connection[] = [];
  /** By pipe, integration or the like: the resources of services that it connects with others. */
  const connectedBy = new Map<BuiltResource, BuiltResource[]>();
  for (const resource of graph.stacks.flatMap(({ resources }) => resources)) {
    for (const connector of connectors.get(looseType(resource.type)) ?? []) addShown(resource, connector);
  }
  const shownTo = new Map<BuiltResource, Connection[]>();
  for (const connection of shown) append(shownTo, connection.to.resource, connection);
  for (const stack of graph.stacks) for (const resource of stack.resources) addAllowed(stack, resource);
  // An API integration with a queue may send or receive: if its permissions show the direction, they decide.
  const isDecided = ({ to, program, shownBy }: Connection): boolean =>
    isIntegration(shownBy.resource) &&
    [...shown, ...allowed].some((each) => each.to.resource === program && each.program === to.resource);
  return [...shown.filter((each) => !isDecided(each)), ...allowed];

  /** Adds the connections that the type of a resource shows. */
  function addShown(resource: BuiltResource, { service, direction, refers, program, kind: named }: ServiceConnector): void {
    const itself = { resource, keys: [] };
    const isOwn = identities.get(resource)?.service === service;
    const targets = isOwn ? [itself] : targetsBelow(resource, refers);
    const programs = program === undefined ? [itself] : targetsBelow(resource, program);
    const { literal, count } = shownByValues(resource, spelledFor(resource.type, named ?? ''), isOwn);
    // A subscription with a literal endpoint has a consumer outside the templates, as has one of a list with more than programs.
    const users = count > programs.length ? [...programs, { resource: null, keys: [named ?? ''] }] : programs;
    for (const { to, keys } of ofService(service, targets)) {
      if (program !== undefined) append(connectedBy, resource, to.resource);
      for (const user of users.filter((each) => each.resource !== to.resource)) {
        const property = (isOwn ? user.keys : keys).slice(0, 2).join('.');
        const kind = literal?.value ?? user.resource?.type ?? null;
        const shownBy = literal ?? { resource, property, value: null };
        shown.push({ to, program: user.resource, direction, kind, shownBy });
      }
    }
  }

  /** Adds the connections that a policy allows to the programs that hold it. */
  function addAllowed(stack: Stack, policy: BuiltResource): void {
    for (const { actions, to: references } of policy.statements) {
      const targets = new Set(references.flatMap((each) => graph.resolve(stack, each)));
      for (const to of [...targets].flatMap((target) => identities.get(target) ?? [])) {
        for (const direction of directions) addAllowedTo(to, direction, actions);
      }
    }

    function addAllowedTo(to: Identity, direction: Direction, actions: readonly string[]): void {
      const value = actions.find((action) => directionOf(action, to) === direction);
      if (value === undefined) return;
      const isOneWay = actions.every((action) => [undefined, direction].includes(directionOf(action, to)));
      const programs = holdersOf(policy).flatMap((holders) => programsIn(holders, to, direction, isOneWay));
      for (const program of programs.filter((each) => each !== to.resource)) {
        const property = program === policy ? 'Policies' : 'PolicyDocument';
        allowed.push({ to, program, direction, kind: program.type, shownBy: { resource: policy, property, value } });
      }
    }
  }

  /** The resources of a service among those that references lead to. */
  function ofService(service: string, ends: readonly ReferenceEnd[]) {
    return ends.flatMap(({ resource, keys }) => {
      const to = identities.get(resource);
      return to?.service === service ? [{ to, keys }] : [];
    });
  }

  /** What holds a policy through each role that has it; programs of AWS SAM have or name policies themselves. */
  function holdersOf(policy: BuiltResource): readonly (readonly BuiltResource[])[] {
    if (isServerless(policy)) return [[policy]];
    const iamBelow = (ends: readonly ReferenceEnd[], isKey: (key: string) => boolean) =>
      ends.flatMap(({ resource, keys: [key = ''] }) => (isIam(resource) && isKey(key) ? resource : []));
    const attached = [policy, ...iamBelow(graph.referringTo(policy), isPolicyKey)];
    const roles = new Set(attached.flatMap((each) => [each, ...iamBelow(graph.targetsOf(each), isHolderKey)]));
    const groups: BuiltResource[][] = [];
    // The loop adds instance profiles to the set; iterating over a `Set` visits them, too.
    for (const role of roles) {
      const referring = graph.referringTo(role);
      for (const { resource } of referring) if (/InstanceProfile$|instance_profile$/.test(resource.type)) roles.add(resource);
      const holders = referring.filter(({ resource, keys }) => !isIam(resource) && keys.some(isRoleKey));
      groups.push(holders.map(({ resource }) => resource));
      // Below further keys, an inline statement only mentions it.
      const naming = referring.filter(({ resource, keys }) => isServerless(resource) && keys.join() === 'Policies');
      groups.push(...naming.map(({ resource }) => [resource]));
    }
    return groups;
  }

  /**
   * The holders of a role that a permission may be for; instead of a pipe or an integration, what it connects. None if one of
   * them is known to use it in this direction; those that use it in the other direction only if there are no others and the
   * permission is for this direction alone.
   */
  function programsIn(holders: readonly BuiltResource[], to: Identity, direction: Direction, isOneWay: boolean) {
    const connects = (holder: BuiltResource): boolean => connectedBy.get(holder)?.includes(to.resource) ?? false;
    const some = holders.some(connects) ? holders.filter((each) => connects(each) || !connectedBy.has(each)) : holders;
    const programs = [...new Set(some.flatMap((each) => connectedBy.get(each) ?? [each]))];
    const isReceiving = (each: Connection): boolean => each.direction === 'receiving';
    const shown = shownTo.get(to.resource) ?? [];
    // What receives from a queue behind a topic receives from the topic.
    const behind = shown.filter(isReceiving).flatMap(({ program }) => (program && shownTo.get(program)) ?? []);
    const known = [...shown, ...behind.filter(isReceiving)].filter(({ program }) => program && programs.includes(program));
    if (known.some((each) => each.direction === direction)) return [];
    const others = programs.filter((program) => !known.some((each) => each.program === program));
    return others.length > 0 || !isOneWay ? others : programs;
  }

  /** The targets below a key of a resource, or anywhere, but not what only guards or leads to them. */
  function targetsBelow(resource: BuiltResource, key: string | undefined): ReferenceEnd[] {
    const ends = graph
      .targetsOf(resource, key)
      .filter(({ resource: target, keys }) => !isIam(target) && !isApiPart(target) && !keys.some(isAroundKey))
      .map(({ resource: target, keys }): ReferenceEnd => ({ resource: ownerOf(target), keys }));
    return [...new Map(ends.map((end) => [end.resource, end])).values()];
  }

  /** Whether a resource is a model, an authorizer or another part of an API. */
  function isApiPart(resource: BuiltResource): boolean {
    return looseType(resource.type).startsWith('awsapigateway') && !identities.has(resource);
  }

  /** The stream of a registered consumer, the function of an alias or a version, else the resource itself. */
  function ownerOf(resource: BuiltResource): BuiltResource {
    const isFunctionPart = /^awslambda(alias|version)$/.test(looseType(resource.type));
    const owner = graph.targetsOf(resource).find(({ resource: target, keys: [key = ''] }) => {
      if (isFunctionPart) return sameProperty(key, 'FunctionName');
      const met = identities.get(target)?.builtAs.needs.flatMap(({ metBy }) => metBy) ?? [];
      return met.some(({ type, refers }) => refers === key && typeKey(type) === typeKey(resource.type));
    });
    return owner?.resource ?? resource;
  }
}

/**
 * Of the resources that serve others, as dead-letter queues do, those that are links as well: something receives from them, and
 * a program sends that neither reads them nor has to do with what they serve.
 */
export function alsoLinks(graph: ResourceGraph, connections: readonly Connection[]): ReadonlySet<Identity> {
  const programsOf = new Map<BuiltResource, BuiltResource[]>();
  for (const { to, program } of connections) if (program) append(programsOf, to.resource, program);
  const links = groupedBy(connections, ({ to }) => to).filter((uses) => {
    const [{ to }] = uses;
    const serves = servesBelow(to.builtAs);
    const served = graph.referringTo(to.resource).flatMap(({ resource, keys }) => (serves(keys) ? resource : []));
    const related = served.flatMap((each) => [each, ...graph.targetsOf(each).map(({ resource }) => resource)]);
    const programs = [...served.flatMap((each) => programsOf.get(each) ?? []), ...related];
    const receiving = uses.filter(({ direction }) => direction === 'receiving');
    const isApart = ({ direction, program }: Connection): boolean =>
      direction === 'sending' &&
      program !== null &&
      !programs.includes(program) &&
      receiving.every((each) => each.program !== program);
    return receiving.length > 0 && uses.some(isApart);
  });
  return new Set(links.map(([{ to }]) => to));
}

/** The pack's connectors for the services of these resources, by loose type. */
function connectorsIn(identities: ReadonlyMap<BuiltResource, Identity>) {
  const found = new Map<string, ServiceConnector[]>();
  const services = new Map([...identities.values()].map(({ service, builtAs }) => [service, builtAs]));
  for (const [service, builtAs] of services) {
    for (const direction of directions) {
      for (const connector of builtAs[direction]?.through ?? []) {
        append(found, looseType(connector.type), { ...connector, service, direction });
      }
    }
  }
  return found;
}

/** What shows connections: a property with only one value (null: it may have others), and how many (a list: one a value). */
function shownByValues(resource: BuiltResource, property: string, isList: boolean) {
  const { values } = resource.property(property);
  const value = sameInAll(values ?? [], (each) => (each.kind === 'value' ? each.text : null));
  const literal = value === null ? null : { resource, property, value };
  return { literal, count: isList ? (values ?? []).filter(({ kind }) => kind === 'value').length : Number(literal !== null) };
}

/** Whether a role, or what attaches a policy to it, refers to the policy below this key. A statement only mentions others. */
function isPolicyKey(key: string): boolean {
  return /^(managedpolicyarns|policy(arn|name)?)$/i.test(key.replaceAll('_', ''));
}

/** Whether a policy, or what attaches it, refers to roles below this key. */
function isHolderKey(key: string): boolean {
  return /^role(s|name)?$/i.test(key.replaceAll('_', ''));
}

/** Whether this key holds the reference of a program to its role. */
function isRoleKey(key: string): boolean {
  return /^(credentials(arn)?|(task|job|instance|serviceexecution)?role(arn)?|iaminstanceprofile)$/i.test(
    key.replaceAll('_', ''),
  );
}

/** Whether a reference below this key of an API is to its authorizer, a VPC endpoint or a VPC link. */
function isAroundKey(key: string): boolean {
  return /^x-amazon-apigateway-(authorizer|policy|endpoint-configuration)$|^connection_?id$/i.test(key);
}

function isServerless({ type }: BuiltResource): boolean {
  return type.startsWith('AWS::Serverless::');
}

function isIam({ type }: BuiltResource): boolean {
  return /^AWS::IAM::|^aws_iam_|::Permission$|_permission$/.test(type);
}

function isIntegration({ type }: BuiltResource): boolean {
  return /^awsapigateway(method|integration|v2integration)$/.test(looseType(type));
}

/** The only direction that an action, which may end in `*`, allows; undefined: none, or both, as `sqs:*` does. */
function directionOf(action: string, { builtAs }: Identity): Direction | undefined {
  const text = action.toLowerCase();
  const beginning = text.endsWith('*') ? text.slice(0, -1) : null;
  const allows = (each: string): boolean => text.startsWith(each) || (beginning !== null && each.startsWith(beginning));
  const allowed = directions.filter((each) => builtAs[each]?.actions?.some((one) => allows(one.toLowerCase())));
  return allowed.length === 1 ? allowed[0] : undefined;
}
