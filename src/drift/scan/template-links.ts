import { readAnswers } from '../../engine/answer.ts';
import type { Pack } from '../../model/pack.ts';
import type { Settlement } from '../../model/service.ts';
import { entry, plain } from '../../pack/source-node.ts';
import { type Identity, identitiesIn } from '../identity.ts';
import { type BuiltResource, matches, type Property, type Stack, typeKey } from '../stack.ts';
import { type Connection, connectionsIn } from './connections.ts';
import { type Draft, type DraftAnswer, settle, slugOf, titleOf } from './draft.ts';

/** A draft with the file of the resource that it is about. */
export interface LocatedDraft {
  readonly draft: Draft;
  readonly file: string;
}

/**
 * One draft for each link that templates build: a resource of one of the pack's services with what goes together with it by
 * the pack, such as a topic with the queues that are subscribed to it.
 */
export function linksInTemplates(pack: Pack, stacks: readonly Stack[]): LocatedDraft[] {
  const connections = connectionsIn(stacks);
  const identities = identitiesIn(pack, stacks).filter(({ resource, general, aside }) => {
    if (resource.decided) return true;
    // A queue that may be one for dead letters is a link where something uses it.
    return !general && (aside === 'no' || (aside === 'maybe' && connections.some((each) => each.connector === resource)));
  });
  const byResource = new Map(identities.map((identity) => [identity.resource, identity]));
  const parts = new Map(identities.map((identity) => [identity, companionsOf(identity)]));
  const has = (main: Identity, part: Identity): boolean =>
    [parts.get(main)?.before, parts.get(main)?.after].some((beside) => beside?.has(part));
  // Of two that go together either way, the first is what the link is about.
  const isPart = (identity: Identity, at: number): boolean =>
    identities.some((main, index) => has(main, identity) && (!has(identity, main) || index < at));
  return identities
    .filter((identity, index) => !isPart(identity, index))
    .map((identity) => ({ draft: draftOf(identity), file: identity.stack.file }));

  /** What stands before a resource and behind it in the same link, directly or in a row. */
  function companionsOf(main: Identity): { readonly before: ReadonlySet<Identity>; readonly after: ReadonlySet<Identity> } {
    const before = new Set<Identity>();
    const after = new Set<Identity>();
    for (const { connector, program, direction } of connections) {
      const other = program === null ? undefined : byResource.get(program);
      const own = byResource.get(connector);
      if (!other || !own || other === own) continue;
      const [first, second] = direction === 'consumes' ? [own, other] : [other, own];
      if (first === main && goesWith(main, second)) after.add(second);
      if (second === main && goesWith(main, first)) before.add(first);
    }
    // An API that both fills a queue and reads it stands in front.
    for (const identity of before) after.delete(identity);
    return { before, after };
  }

  /** Whether the pack recommends a service together with another one. */
  function goesWith({ service }: Identity, other: Identity): boolean {
    const isOther = (id: string): boolean => id.split('/', 1)[0] === other.service;
    const { leaves, advice } = pack;
    return (
      Object.values(leaves).some(({ options }) => options.some((each) => each.service === service && each.with.some(isOther))) ||
      advice.some(({ services, with: beside }) => beside.some(isOther) && services.some((id) => id.split('/', 1)[0] === service))
    );
  }

  function draftOf(main: Identity): Draft {
    const { before, after } = companionsOf(main);
    const parts = [...before, main, ...after];
    const used = (direction: Connection['direction'], identity: Identity): Connection[] =>
      connections.filter((each) => each.direction === direction && each.connector === identity.resource);
    const programs = (direction: Connection['direction']): string[] => [
      ...new Set(
        parts
          .flatMap((part) => used(direction, part))
          .flatMap(({ program }) => program ?? [])
          .filter((program) => !parts.some(({ resource }) => resource === program))
          .map(nameOf),
      ),
    ];
    const [from, to] = [programs('produces'), programs('consumes')];
    const name = nameOf(main.resource);
    const decided = decidedAnswers(main);
    const [variant, ...others] = main.certain;
    return {
      id: slugOf(name),
      title: titleOf(from, name, to),
      from,
      to,
      built: parts.map(({ resource }) => nameOf(resource)),
      offering: {
        service: main.service,
        variant: variant !== undefined && others.length === 0 && main.possible.length === 0 ? variant : null,
        with: [...new Set([...before, ...after].map(({ service }) => service))],
      },
      answers: decided ?? answersOf(main, before, after, (identity) => used('consumes', identity)),
      complete: decided !== null,
    };
  }

  function answersOf(
    main: Identity,
    before: ReadonlySet<Identity>,
    after: ReadonlySet<Identity>,
    consumersOf: (identity: Identity) => Connection[],
  ): Record<string, DraftAnswer> {
    const settled = (identity: Identity, numbers = false) =>
      settledBy(pack, { identity, consumers: consumersOf(identity) }, numbers);
    // What stands in front is what senders meet.
    const answers = new Map([...settled(main), ...[...before].flatMap((part) => [...settled(part)])]);
    const behind = [...after].map((part) => settled(part, true));
    for (const [id, answer] of behind[0] ?? []) {
      if (!answers.has(id) && behind.every((each) => each.get(id)?.value === answer.value)) answers.set(id, answer);
    }
    return Object.fromEntries(answers);
  }

  /** The answers that a template of our own was made for. */
  function decidedAnswers({ resource }: Identity): Record<string, DraftAnswer> | null {
    const written = entry(resource.decided, 'answers');
    if (!written?.entries) return null;
    const { answers } = readAnswers(pack, plain(written), 'scan');
    const note = (id: string): string => `${nameOf(resource)}: Metadata.tsunagi.answers.${id}`;
    return Object.fromEntries(
      Object.entries(answers).flatMap(([id, { value }]) => (value === null ? [] : [[id, { value, note: note(id) }]])),
    );
  }
}

/** A resource of a link with those who receive from it. */
interface Used {
  readonly identity: Identity;
  readonly consumers: readonly Connection[];
}

/**
 * The answers that a resource and its use settle, by the pack's `settles` and `reaches`. Where two things that it says do
 * not agree, nothing is settled.
 *
 * @param numbers only numbers: of what stands behind another service the rest says nothing of the whole link
 */
function settledBy(pack: Pack, used: Used, numbers = false): ReadonlyMap<string, DraftAnswer> {
  const { resource, service } = used.identity;
  const { settles = [], reaches = [] } = pack.services.find(({ id }) => id === service)?.builtAs ?? {};
  const found = new Map<string, DraftAnswer | null>();
  for (const settlement of settles) {
    if (numbers && settlement.value !== null) continue;
    const answer = answerOf(settlement, used);
    if (answer) settle(found, settlement.question, answer);
  }
  for (const { type, question, property, per, absent } of reaches) {
    if (typeKey(type) !== typeKey(resource.type)) continue;
    const number = numberIn(resource.property(property));
    if (number !== null && number !== absent)
      settle(found, question, { value: number / per, note: noteOf(resource, property, number) });
  }
  return new Map([...found].flatMap(([question, answer]) => (answer ? [[question, answer] as const] : [])));
}

function answerOf({ value, type, where = {}, property, per = 1, consumers, to }: Settlement, used: Used): DraftAnswer | null {
  const { resource } = used.identity;
  if (type !== undefined && typeKey(type) !== typeKey(resource.type)) return null;
  const set = Object.entries(where);
  if (!set.every(([path, wanted]) => matches(resource.property(path), wanted) === 'yes')) return null;
  const notes = set.map(([path, wanted]) => noteOf(resource, path, wanted));
  if (property !== undefined) {
    const number = numberIn(resource.property(property));
    return number === null ? null : { value: number / per, note: noteOf(resource, property, number) };
  }
  if (value === null) return null;
  const programs = new Map(used.consumers.map((each) => [each.program?.id ?? each.said.resource.id, each]));
  if (consumers !== undefined && programs.size < consumers) return null;
  if (to && (used.consumers.length === 0 || !used.consumers.every(({ kind }) => kind !== null && to.includes(kind)))) return null;
  if (consumers !== undefined || to) {
    for (const { said } of programs.values()) notes.push(noteOf(said.resource, said.property, said.value));
  }
  if (notes.length === 0) notes.push(noteOf(resource, 'Type', resource.type));
  return { value, note: notes.join('; ') };
}

/** A number that is written out, and no default; null for all else. */
function numberIn({ values, explicit }: Property): number | null {
  const [only, ...others] = values ?? [];
  if (!explicit || only?.kind !== 'value' || others.length > 0 || only.text.trim() === '') return null;
  const number = Number(only.text);
  return Number.isFinite(number) ? number : null;
}

function noteOf(resource: BuiltResource, property: string, value: string | number | null): string {
  const what = resource.derived ? resource.id : `${nameOf(resource)}: ${property}`;
  return `${what}${value === null ? '' : ` = ${value}`}`;
}

/** A resource as records name it: by its construct's path where it has one, else by its id. */
function nameOf({ id, path }: BuiltResource): string {
  return path === null ? id : path.replace(/\/Resource$/, '');
}
