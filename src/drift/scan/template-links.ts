import { readAnswers } from '../../engine/answer.ts';
import type { Pack } from '../../model/pack.ts';
import { entry, plain } from '../../pack/source-node.ts';
import { type Identity, identitiesIn } from '../identity.ts';
import type { BuiltResource, Stack } from '../stack.ts';
import { type Connection, connectionsIn } from './connections.ts';
import { type Draft, type DraftAnswer, slugOf, titleOf } from './draft.ts';
import { nameOf, settledBy } from './settle.ts';

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
  return new LinkFinder(pack, stacks).links();
}

class LinkFinder {
  private readonly pack: Pack;
  private readonly identities: readonly Identity[];
  private readonly connections: readonly Connection[];
  private readonly byResource: ReadonlyMap<BuiltResource, Identity>;

  constructor(pack: Pack, stacks: readonly Stack[]) {
    this.pack = pack;
    this.connections = connectionsIn(stacks);
    const all = identitiesIn(pack, stacks);
    this.identities = all.filter(({ resource, general, aside }) => {
      if (resource.decided) return true;
      // A queue that may be one for dead letters is a link where something uses it.
      return !general && (aside === 'no' || (aside === 'maybe' && this.connections.some((each) => each.connector === resource)));
    });
    this.byResource = new Map(this.identities.map((identity) => [identity.resource, identity]));
  }

  links(): LocatedDraft[] {
    const parts = new Map(this.identities.map((identity) => [identity, this.companionsOf(identity)]));
    const has = (main: Identity, part: Identity): boolean => {
      const { before, after } = parts.get(main) ?? { before: null, after: null };
      return (before?.has(part) ?? false) || (after?.has(part) ?? false);
    };
    // Of two that go together either way, the first is what the link is about.
    const isPart = (identity: Identity): boolean =>
      this.identities.some(
        (main, index) => has(main, identity) && (!has(identity, main) || index < this.identities.indexOf(identity)),
      );
    return this.identities
      .filter((identity) => !isPart(identity))
      .map((identity) => ({ draft: this.draft(identity), file: identity.stack.file }));
  }

  /** What stands before a resource and behind it in the same link, directly or in a row. */
  private companionsOf(main: Identity): { readonly before: ReadonlySet<Identity>; readonly after: ReadonlySet<Identity> } {
    const before = new Set<Identity>();
    const after = new Set<Identity>();
    for (const { connector, program, direction } of this.connections) {
      const other = program === null ? undefined : this.byResource.get(program);
      const own = this.byResource.get(connector);
      if (!other || !own || other === own) continue;
      const [first, second] = direction === 'consumes' ? [own, other] : [other, own];
      if (first === main && this.goesWith(main, second)) after.add(second);
      if (second === main && this.goesWith(main, first)) before.add(first);
    }
    // An API that both fills a queue and reads it stands in front.
    for (const identity of before) after.delete(identity);
    return { before, after };
  }

  /** Whether the pack recommends a service together with another one. */
  private goesWith({ service }: Identity, other: Identity): boolean {
    const isOther = (id: string): boolean => id.split('/', 1)[0] === other.service;
    const { leaves, advice } = this.pack;
    return (
      Object.values(leaves).some(({ options }) => options.some((each) => each.service === service && each.with.some(isOther))) ||
      advice.some(({ services, with: beside }) => beside.some(isOther) && services.some((id) => id.split('/', 1)[0] === service))
    );
  }

  private draft(main: Identity): Draft {
    const { before, after } = this.companionsOf(main);
    const parts = [...before, main, ...after];
    const used = (direction: Connection['direction'], identity: Identity): Connection[] =>
      this.connections.filter((each) => each.direction === direction && each.connector === identity.resource);
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
    const decided = this.decidedAnswers(main);
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
      answers: decided ?? this.answers(main, before, after, (identity) => used('consumes', identity)),
      complete: decided !== null,
    };
  }

  private answers(
    main: Identity,
    before: ReadonlySet<Identity>,
    after: ReadonlySet<Identity>,
    consumersOf: (identity: Identity) => Connection[],
  ): Record<string, DraftAnswer> {
    const settled = (identity: Identity, numbers = false) =>
      settledBy(this.pack, { identity, consumers: consumersOf(identity) }, numbers);
    // What stands in front is what senders meet.
    const answers = new Map([...settled(main), ...[...before].flatMap((part) => [...settled(part)])]);
    const behind = [...after].map((part) => settled(part, true));
    for (const [id, answer] of behind[0] ?? []) {
      if (!answers.has(id) && behind.every((each) => each.get(id)?.value === answer.value)) answers.set(id, answer);
    }
    return Object.fromEntries(answers);
  }

  /** The answers that a template of our own was made for. */
  private decidedAnswers({ resource }: Identity): Record<string, DraftAnswer> | null {
    const written = entry(resource.decided, 'answers');
    if (!written?.entries) return null;
    const { answers } = readAnswers(this.pack, plain(written), 'scan');
    const note = (id: string): string => `${nameOf(resource)}: Metadata.tsunagi.answers.${id}`;
    return Object.fromEntries(
      Object.entries(answers).flatMap(([id, { value }]) => (value === null ? [] : [[id, { value, note: note(id) }]])),
    );
  }
}
