import { append } from '../../engine/lists.ts';
import type { Pack, Value } from '../../model/pack.ts';
import { entry, listOf, nodeAt, type SourceNode, stringAt, textsOf } from '../../pack/source-node.ts';
import type { Unseen } from '../stack.ts';
import { agreed, type Draft, type Found, found, linkTitle, slugOf } from './draft.ts';

export interface AsyncApi {
  readonly root: SourceNode;
  /** Reads a file that is named in another one; null if it is not below the operand or cannot be read. */
  readonly read: (path: string, namedIn: string) => SourceNode | null;
}

/** How many references are followed, one after the other, which ends circles. */
const MAX_REFERENCES = 10;

/** A protocol that gives an answer. */
interface NamedProtocol {
  readonly protocol: string;
  /** The answers that its name gives, and its version. */
  readonly named: readonly Found[];
}

type Channel = ReturnType<typeof channelOf>;

function channelOf(address: string, file: string) {
  return {
    address,
    file,
    /** The hosts of its servers. */
    servers: new Set<string>(),
    from: new Set<string>(),
    to: new Set<string>(),
    ofServers: [] as NamedProtocol[],
    ofBindings: [] as NamedProtocol[],
    /** How messages are exchanged, with the place that shows it. */
    exchanges: new Map<'reply' | 'two-way', string>(),
  };
}

/**
 * A draft for each channel with operations, one for all its applications, and the references that could not be followed.
 * Replies belong to the link of the requests.
 */
export function linksInAsyncApi(pack: Pack, documents: readonly AsyncApi[]) {
  const channels: Channel[] = [];
  const unseen = new Map<SourceNode, Unseen>();
  /** What a protocol of a server or binding says, alone or with its version, `reply` or `two-way`. */
  const byName = new Map<string, { readonly question: string; readonly value: Value }[]>();
  for (const { id: question, values } of pack.questions) {
    for (const { value, asyncapi = [] } of values) for (const name of asyncapi) append(byName, name, { question, value });
  }
  documents.forEach(readDocument);
  const drafts = channels.filter(({ from, to }) => from.size + to.size > 0).map(draftOf);
  return { drafts, unseen: [...unseen.values()] };

  function draftOf(channel: Channel): Draft {
    const { address, file } = channel;
    const [from, to] = [[...channel.from], [...channel.to]];
    // Who is at the other end of both directions is not known.
    const isTwoWay = from.length === 1 && to.length === 1 && from[0] === to[0];
    return {
      id: slugOf(address) || 'channel',
      file,
      title: isTwoWay ? `${from[0]} ↔ ${address}` : linkTitle(from, address, to),
      from,
      to: isTwoWay ? [] : to,
      built: null,
      offering: null,
      answers: agreed(answersOf(channel)),
      complete: false,
    };
  }

  /** What all servers answer, or all bindings without servers. */
  function answersOf({ ofServers, ofBindings, exchanges }: Channel): Found[] {
    const protocols = ofServers.length > 0 ? ofServers : ofBindings;
    const answers = protocols.map(({ protocol, named }) => {
      return [...named, ...[...exchanges].flatMap(([exchange, place]) => answersTo(`${protocol} ${exchange}`, place))];
    });
    return answers.flat().filter(([question]) => answers.every((each) => each.some(([other]) => other === question)));
  }

  function answersTo(name: string, place: string): Found[] {
    return (byName.get(name) ?? []).map(({ question, value }) => found(question, value, place));
  }

  /** Adds the channels and operations of a document. */
  function readDocument({ root, read }: AsyncApi): void {
    const { file } = root.at;
    /** Files that were read, by their names, and as references in other files name them. */
    const roots = new Map([[file, root]]);
    const application = String(nodeAt(root, ['info', 'title'])?.scalar || file);
    for (const [name, written] of entry(root, 'channels')?.entries ?? []) readChannel(name, resolved(written));
    for (const [name, written] of entry(root, 'operations')?.entries ?? []) {
      const operation = resolved(written);
      const reference = entry(operation, 'channel');
      if (!reference) continue;
      const channel = channelAt(nameIn(reference) ?? name, resolved(reference));
      readOperation(channel, `operations.${name}`, operation, entry(operation, 'action')?.scalar);
    }

    function readChannel(name: string, written: SourceNode): void {
      const channel = channelAt(name, written);
      for (const [server, definition] of serversOf(written)) {
        const protocol = String(entry(definition, 'protocol')?.scalar).toLowerCase();
        const version = entry(definition, 'protocolVersion')?.scalar;
        const place = `${file}: servers.${server}.protocol`;
        const ofVersion = answersTo(`${protocol} ${version}`, `${place}Version = ${version}`);
        const named = [...answersTo(protocol, `${place} = ${protocol}`), ...ofVersion];
        if (byName.has(protocol)) channel.ofServers.push({ protocol, named });
      }
      readBindings(channel, `channels.${name}`, written);
      // Version 2 takes the view of others: they publish what the application receives.
      readOperation(channel, `channels.${name}.publish`, entry(written, 'publish'), 'receive');
      readOperation(channel, `channels.${name}.subscribe`, entry(written, 'subscribe'), 'send');
    }

    /** The servers that a channel is on; without a list, all of them. Version 2 names them, version 3 refers to them. */
    function serversOf(channel: SourceNode) {
      const defined = entry(root, 'servers');
      const listed = listOf(entry(channel, 'servers')).map((each) => {
        return [nameIn(each) ?? String(each.scalar), entry(defined, String(each.scalar)) ?? each] as const;
      });
      const all = listed.length > 0 ? listed : [...(defined?.entries ?? [])];
      return all.map(([name, server]) => [name, resolved(server)] as const);
    }

    function readOperation(channel: Channel, where: string, written: SourceNode | null, action: unknown): void {
      if (!written) return;
      const operation = resolved(written);
      if (action === 'send') channel.from.add(application);
      if (action === 'receive') channel.to.add(application);
      for (const each of [operation, ...listOf(entry(operation, 'traits'))]) readBindings(channel, where, resolved(each));
      if (entry(operation, 'reply')) channel.exchanges.set('reply', `${file}: ${where}.reply`);
      if (channel.from.has(application) && channel.to.has(application)) channel.exchanges.set('two-way', `${file}: ${where}`);
    }

    function readBindings(channel: Channel, where: string, written: SourceNode): void {
      const bindings = entry(written, 'bindings');
      for (const protocol of (bindings && resolved(bindings).entries)?.keys() ?? []) {
        if (!byName.has(protocol)) continue;
        channel.ofBindings.push({ protocol, named: answersTo(protocol, `${file}: ${where}.bindings.${protocol}`) });
      }
    }

    /** Documents share a channel if it has the same address in both, and one of its servers, as far as both name them. */
    function channelAt(name: string, written: SourceNode): Channel {
      const address = String(entry(written, 'address')?.scalar || name);
      const servers = serversOf(written).flatMap(([, server]) => {
        const host = ['url', 'host', 'pathname'].flatMap((key) => textsOf(entry(server, key)));
        return host.join('').replace(/^\w+:\/\/|\/$/g, '') || [];
      });
      const isSame = (other: Channel) =>
        other.address === address &&
        (servers.length === 0 || other.servers.size === 0 || servers.some((each) => other.servers.has(each)));
      const channel = channels.find(isSame) ?? channelOf(address, file);
      if (!channels.includes(channel)) channels.push(channel);
      for (const each of servers) channel.servers.add(each);
      return channel;
    }

    /** Follows a `$ref`, within a file or to one beside it; what it cannot follow stays as it is. */
    function resolved(written: SourceNode, steps = 0): SourceNode {
      const reference = entry(written, '$ref');
      if (typeof reference?.scalar !== 'string' || steps === MAX_REFERENCES) return written;
      const [path = '', pointer = ''] = reference.scalar.split('#');
      const key = path === '' ? written.at.file : `${path} in ${written.at.file}`;
      const base = roots.get(key) ?? read(path, written.at.file);
      if (base) roots.set(key, base).set(base.at.file, base);
      const target = nodeAt(base, keysIn(pointer).slice(1));
      if (target) return resolved(target, steps + 1);
      unseen.set(reference, { id: reference.scalar, at: reference.at });
      return written;
    }
  }
}

/** The last key of a `$ref`. */
function nameIn(written: SourceNode): string | undefined {
  return keysIn(stringAt(written, '$ref') ?? '').at(-1) || undefined;
}

function keysIn(pointer: string): string[] {
  return pointer.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
