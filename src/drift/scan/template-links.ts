import { knownValues, readAnswers } from '../../engine/answer.ts';
import { append } from '../../engine/lists.ts';
import type { Answers } from '../../model/decision.ts';
import { offeringIdOf, type Pack } from '../../model/pack.ts';
import { entry, plainValue, stringAt } from '../../pack/source-node.ts';
import { alsoLinks, type Connection, connectionsIn, type Direction } from '../connections.ts';
import { type Identity, identitiesIn } from '../identity.ts';
import { type BuiltResource, nameOf, resourceGraph, type Stack } from '../stack.ts';
import { type Draft, type Found, found, linkTitle, slugOf } from './draft.ts';
import { settledBy } from './settled.ts';

/** A draft for each link: a resource of a service, with those that the pack combines with it, as a topic with its queues. */
export function linksInTemplates(pack: Pack, stacks: readonly Stack[]): Draft[] {
  const graph = resourceGraph(stacks);
  const known = identitiesIn(pack, graph);
  const connections = connectionsIn(graph, known);
  const received = new Set(connections.flatMap(({ to, direction }) => (direction === 'receiving' ? to : [])));
  const alsoLinked = alsoLinks(graph, connections);
  const identities = [...known.values()].filter((identity) => {
    const { resource, general, aside } = identity;
    // A resource that is marked as part of a link is none itself.
    if (entry(resource.decided, 'answers')) return true;
    if (entry(resource.decided, 'part-of')) return false;
    // A possible dead-letter queue is a link if something receives from it.
    return !general && (aside === 'no' || (aside === 'maybe' ? received : alsoLinked).has(identity));
  });
  const connectionsOf = new Map<Identity, Connection[]>();
  for (const connection of connections) append(connectionsOf, connection.to, connection);
  const usesOf = (identity: Identity, direction: Direction): Connection[] =>
    (connectionsOf.get(identity) ?? []).filter((each) => each.direction === direction);
  const beside = besideEach();
  const mainsOf = new Map<Identity, Identity[]>();
  for (const [main, { before, after }] of beside) for (const part of [...before, ...after]) append(mainsOf, part, main);
  return [...beside].flatMap(([main, { before, after }]) => (isMain(main) ? draftOf(main, before, after) : []));

  /** Whether a resource has a draft, and does not only belong to that of another one. */
  function isMain(identity: Identity): boolean {
    const mains = mainsOf.get(identity) ?? [];
    // Of two resources each of which can be the companion of the other, the first one is the main resource.
    const isFirst = (main: Identity): boolean => identities.indexOf(identity) < identities.indexOf(main);
    if (mains.every((main) => mainsOf.get(main)?.includes(identity) && isFirst(main))) return true;
    // So is an API in front of others if there is more behind it.
    const receivers = usesOf(identity, 'receiving').flatMap(({ program }) => program ?? []);
    const hasMoreBehind = receivers.some((program) => mains.every(({ resource }) => resource !== program));
    return hasMoreBehind && mains.every((main) => beside.get(main)?.before.has(identity));
  }

  /** By resource, those in front of it and behind it in the same link. */
  function besideEach() {
    const byResource = new Map(identities.map((identity) => [identity.resource, identity]));
    const found = new Map(identities.map((identity) => [identity, { before: new Set<Identity>(), after: new Set<Identity>() }]));
    for (const { to, program, direction } of connections) {
      const other = program === null ? undefined : byResource.get(program);
      if (!other || !found.has(to)) continue;
      // What both sends to a queue and receives from it, as an API may, goes in front.
      if (direction === 'receiving' && usesOf(to, 'sending').some((each) => each.program === program)) continue;
      const [first, second] = direction === 'receiving' ? [to, other] : [other, to];
      if (goesWith(pack, first, second)) found.get(first)?.after.add(second);
      if (goesWith(pack, second, first)) found.get(second)?.before.add(first);
    }
    return found;
  }

  function draftOf(main: Identity, before: ReadonlySet<Identity>, after: ReadonlySet<Identity>): Draft {
    const parts = [...before, main, ...after];
    const programs = (some: readonly Identity[], direction: Direction): BuiltResource[] =>
      some
        .flatMap((part) => usesOf(part, direction))
        .flatMap(({ program }) => program ?? [])
        .filter((program) => ![...parts, ...(mainsOf.get(main) ?? [])].some(({ resource }) => resource === program));
    const receivers = programs([main, ...after], 'receiving');
    // What receives from a queue behind an API and sends to the API answers the clients.
    const senders = programs([...before], 'sending').filter((program) => !receivers.includes(program));
    const from = namesOf([...senders, ...programs([main, ...after], 'sending')]);
    const to = namesOf(receivers);
    const name = nameOf(main.resource);
    const decided = decidedAnswers(pack, main);
    const marked = [...known.values()].filter(
      ({ resource, stack }) => stack === main.stack && entry(resource.decided, 'part-of')?.scalar === main.resource.id,
    );
    return {
      id: slugOf(name),
      file: main.stack.file,
      title: stringAt(main.resource.decided, 'title') || linkTitle(from, name, to),
      from,
      to,
      built: [...parts, ...marked].map(builtName),
      offering: { service: main.service, variant: main.variant },
      answers: decided ?? settledIn([main, ...before], [...after]),
      complete: decided !== null,
    };
  }

  /** The name of a resource, with its file if another file has the name, too. */
  function builtName({ stack, resource }: Identity): string {
    const name = nameOf(resource);
    const isAlone = graph.stacks.every((other) => other === stack || !graph.find(other, name));
    return isAlone ? name : `${stack.file}#${name}`;
  }

  /** Senders use the resource in front, so its answers count. Of those behind, only numbers concern the whole link. */
  function settledIn(front: readonly Identity[], behind: readonly Identity[]): Answers {
    // What is in front may have the permission to receive, too, but is no consumer.
    const settled = (identity: Identity): Found[] => {
      const uses = usesOf(identity, 'receiving');
      const consumers = uses.filter(({ program }) => front.every(({ resource }) => resource !== program));
      return settledBy(pack, identity.builtAs, identity.resource, consumers, usesOf(identity, 'sending'));
    };
    const [numbers = [], ...others] = behind.map((part) => settled(part).filter(([, { value }]) => typeof value === 'number'));
    const common = numbers.filter(([id, { value }]) =>
      others.every((each) => each.some(([other, same]) => other === id && same.value === value)),
    );
    const inFront = front.flatMap(settled);
    return Object.fromEntries([...inFront, ...common.filter(([id]) => inFront.every(([other]) => other !== id))]);
  }
}

/** Whether the pack recommends a service together with another one. A separate link does not go with an undecided one. */
function goesWith({ leaves, advice }: Pack, one: Identity, other: Identity): boolean {
  if ((one.apart || other.apart) && ![one, other].some(({ resource }) => entry(resource.decided, 'answers'))) return false;
  const isOf = (wanted: string) => (id: string) => offeringIdOf(id).service === wanted;
  return (
    Object.values(leaves).some(({ options }) =>
      options.some((each) => each.service === one.service && each.with.some(isOf(other.service))),
    ) || advice.some((each) => each.with.some(isOf(other.service)) && each.services.some(isOf(one.service)))
  );
}

/** The answers in the metadata of a template that `tsunagi` wrote; null: none. */
function decidedAnswers(pack: Pack, { resource }: Identity): Answers | null {
  const written = entry(resource.decided, 'answers');
  if (!written?.entries) return null;
  const { answers } = readAnswers(pack, plainValue(written), 'scan');
  const note = (id: string): string => `${nameOf(resource)}: Metadata.tsunagi.answers.${id}`;
  return Object.fromEntries(Object.entries(knownValues(answers)).map(([id, value]) => found(id, value, note(id))));
}

function namesOf(resources: readonly BuiltResource[]): string[] {
  return [...new Set(resources.map(nameOf))];
}
