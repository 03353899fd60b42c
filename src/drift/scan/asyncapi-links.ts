import type { Pack } from '../../model/pack.ts';
import { at, entry, type SourceNode } from '../../pack/source-node.ts';
import { agreed, type Draft, type Found, found, linkTitle, slugOf } from './draft.ts';

type Channel = ReturnType<typeof channelOf>;

function channelOf(address: string, file: string) {
  return { address, file, from: new Set<string>(), to: new Set<string>(), found: [] as Found[] };
}

/** A draft for each channel with operations, one for all its applications. Replies belong to the link of the requests. */
export function linksInAsyncApi(pack: Pack, documents: readonly SourceNode[]): Draft[] {
  const channels = new Map<string, Channel>();
  /** What a protocol of a server or binding says, or `reply`: the operation has one. */
  const byName = new Map(
    pack.questions.flatMap(({ id, values }) =>
      values.flatMap(({ value, asyncapi = [] }) => asyncapi.map((name) => [name, { question: id, value }] as const)),
    ),
  );
  documents.forEach(readDocument);
  return [...channels.values()]
    .filter(({ from, to }) => from.size + to.size > 0)
    .map(({ address, file, found: all, ...ends }) => {
      const [from, to] = [[...ends.from], [...ends.to]];
      return {
        id: slugOf(address) || 'channel',
        file,
        title: linkTitle(from, address, to),
        from,
        to,
        built: null,
        offering: null,
        answers: agreed(all),
        complete: false,
      };
    });

  /** Adds the channels and operations of a document. */
  function readDocument(root: SourceNode): void {
    const { file } = root.at;
    const title = at(root, ['info', 'title'])?.scalar;
    const application = typeof title === 'string' && title !== '' ? title : file;
    const isVersion2 = String(entry(root, 'asyncapi')?.scalar).startsWith('2');
    for (const [name, written] of entry(root, 'channels')?.entries ?? []) readChannel(name, resolved(written));
    for (const [name, written] of entry(root, 'operations')?.entries ?? []) {
      const operation = resolved(written);
      const reference = entry(operation, 'channel');
      if (!reference) continue;
      const channel = channelAt(pathOfRef(reference)?.at(-1) ?? name, resolved(reference));
      readOperation(channel, `operations.${name}`, operation, entry(operation, 'action')?.scalar);
    }

    function readChannel(name: string, written: SourceNode): void {
      const channel = channelAt(name, written);
      const servers = entry(written, 'servers')?.items?.map((each) => pathOfRef(each)?.at(-1) ?? String(each.scalar));
      for (const [server, definition] of entry(root, 'servers')?.entries ?? []) {
        const protocol = String(entry(resolved(definition), 'protocol')?.scalar).toLowerCase();
        if (servers?.includes(server) ?? true) settleBy(channel, protocol, `servers.${server}.protocol = ${protocol}`);
      }
      readBindings(channel, `channels.${name}`, written);
      if (!isVersion2) return;
      // Version 2 takes the view of others: they publish what the application receives.
      readOperation(channel, `channels.${name}.publish`, entry(written, 'publish'), 'receive');
      readOperation(channel, `channels.${name}.subscribe`, entry(written, 'subscribe'), 'send');
    }

    function readOperation(channel: Channel, where: string, written: SourceNode | null, action: unknown): void {
      if (!written) return;
      const operation = resolved(written);
      if (action === 'send') channel.from.add(application);
      if (action === 'receive') channel.to.add(application);
      readBindings(channel, where, operation);
      if (entry(operation, 'reply')) settleBy(channel, 'reply', `${where}.reply`);
    }

    function readBindings(channel: Channel, where: string, written: SourceNode): void {
      const bindings = entry(written, 'bindings');
      for (const name of (bindings && resolved(bindings).entries?.keys()) ?? []) {
        settleBy(channel, name, `${where}.bindings.${name}`);
      }
    }

    /** If servers and bindings disagree, the protocol stays open. */
    function settleBy(channel: Channel, name: string, where: string): void {
      const answer = byName.get(name);
      if (answer) channel.found.push(found(answer.question, answer.value, `${file}: ${where}`));
    }

    function channelAt(name: string, written: SourceNode): Channel {
      const address = String(entry(written, 'address')?.scalar || name);
      const channel = channels.get(address) ?? channelOf(address, file);
      channels.set(address, channel);
      return channel;
    }

    /** Resolves a `$ref` within the document; references to other files stay unresolved. */
    function resolved(written: SourceNode): SourceNode {
      const path = pathOfRef(written);
      return (path?.[0] === '#' ? at(root, path.slice(1)) : null) ?? written;
    }
  }
}

function pathOfRef(written: SourceNode): string[] | undefined {
  const reference = entry(written, '$ref')?.scalar;
  if (typeof reference !== 'string') return undefined;
  return reference.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
