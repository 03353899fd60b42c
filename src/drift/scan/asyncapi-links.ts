import type { Pack } from '../../model/pack.ts';
import { at, entry, type SourceNode } from '../../pack/source-node.ts';
import { type Draft, type DraftAnswer, settle, slugOf, titleOf } from './draft.ts';
import type { LocatedDraft } from './template-links.ts';

/** Answers to `protocol`, with the names that AsyncAPI's servers and bindings have for them. */
const namesOfProtocols = {
  kafka: ['kafka', 'kafka-secure'],
  amqp: ['amqp', 'amqps', 'amqp1'],
  mqtt: ['mqtt', 'mqtts', 'mqtt5', 'secure-mqtt'],
  jms: ['jms'],
  stomp: ['stomp', 'stomps'],
  https: ['http', 'https'],
  websocket: ['ws', 'wss'],
  other: ['ibmmq', 'ibmmq-secure', 'nats', 'pulsar', 'redis', 'solace', 'googlepubsub', 'anypointmq'],
  none: ['sns', 'sqs'],
};

const protocols = new Map(
  Object.entries(namesOfProtocols).flatMap(([answer, names]) => names.map((name) => [name, answer] as const)),
);

/** A document with the file that it stands in. */
export interface AsyncApiDocument {
  readonly file: string;
  readonly document: SourceNode;
}

/** What all documents together say of one channel. */
interface Channel {
  readonly address: string;
  readonly file: string;
  readonly from: Set<string>;
  readonly to: Set<string>;
  readonly answers: Map<string, DraftAnswer | null>;
  /** Replies come back on it. */
  replies: boolean;
}

/** One draft for each channel of AsyncAPI 2 and 3 documents; applications that share a channel are joined by it. */
export function linksInAsyncApi(pack: Pack, documents: readonly AsyncApiDocument[]): LocatedDraft[] {
  const channels = new Map<string, Channel>();
  for (const each of documents) readDocument(each, channels);
  const values = new Map(
    pack.questions.map(({ id, type, values: all }) => [id, type === 'number' ? null : all.map(({ value }) => value)]),
  );
  // What only carries replies belongs to the link that they answer.
  const links = [...channels.values()].filter(({ from, to, replies }) => !replies || from.size > 0 || to.size > 0);
  return links.map(({ address, file, from, to, answers }) => {
    const known = [...answers].filter((each): each is [string, DraftAnswer] => {
      const [id, answer] = each;
      const admitted = values.get(id);
      return answer !== null && admitted !== undefined && (admitted === null || admitted.includes(String(answer.value)));
    });
    const draft: Draft = {
      id: slugOf(address) || 'channel',
      title: titleOf([...from], address, [...to]),
      from: [...from],
      to: [...to],
      built: null,
      offering: null,
      answers: Object.fromEntries(known),
      complete: false,
    };
    return { draft, file };
  });
}

/** Adds what a document says to the channels that are known. */
function readDocument({ file, document: root }: AsyncApiDocument, channels: Map<string, Channel>): void {
  const title = at(root, ['info', 'title'])?.scalar;
  const application = typeof title === 'string' && title !== '' ? title : file;
  const version = String(entry(root, 'asyncapi')?.scalar ?? '');
  for (const [name, written] of entry(root, 'channels')?.entries ?? []) {
    const channel = resolved(written);
    if (version.startsWith('2')) readChannel2(name, channel);
    else readChannel3(name, channel);
  }
  for (const [name, written] of entry(root, 'operations')?.entries ?? []) readOperation(name, resolved(written));

  /** In version 2 others publish what the application receives. */
  function readChannel2(name: string, written: SourceNode): void {
    const channel = channelAt(name);
    const [publish, subscribe] = [entry(written, 'publish'), entry(written, 'subscribe')];
    if (publish) channel.to.add(application);
    if (subscribe) channel.from.add(application);
    const where = `channels.${name}`;
    const servers = entry(written, 'servers')?.items?.map(({ scalar }) => String(scalar)) ?? null;
    protocol(channel, where, written, servers);
    for (const operation of [publish, subscribe]) if (operation) bindings(channel, where, resolved(operation));
    if (publish && subscribe) bothWays(channel, where);
  }

  function readChannel3(name: string, written: SourceNode): void {
    const channel = channelAt(addressOf(name, written));
    const servers = entry(written, 'servers')?.items?.map((each) => nameOfRef(each) ?? '') ?? null;
    protocol(channel, `channels.${name}`, written, servers);
  }

  function readOperation(name: string, operation: SourceNode): void {
    const written = entry(operation, 'channel');
    if (!written) return;
    const channel = channelAt(addressOf(nameOfRef(written) ?? name, resolved(written)));
    const where = `operations.${name}`;
    const action = entry(operation, 'action')?.scalar;
    if (action === 'send') channel.from.add(application);
    if (action === 'receive') channel.to.add(application);
    const reply = entry(operation, 'reply');
    if (reply) settle(channel.answers, 'completion', { value: 'sync', note: `${file}: ${where}.reply` });
    const back = reply && entry(resolved(reply), 'channel');
    const answering = back && channelAt(addressOf(nameOfRef(back) ?? '', resolved(back)));
    if (answering && answering !== channel) answering.replies = true;
    bindings(channel, where, operation);
    if (channel.from.has(application) && channel.to.has(application)) bothWays(channel, where);
  }

  function bothWays(channel: Channel, where: string): void {
    if (channel.answers.get('protocol')?.value !== 'websocket') return;
    settle(channel.answers, 'bidirectional', { value: 'yes', note: `${file}: ${where}` });
  }

  /** The protocol of the servers that a channel is on, where it is one. */
  function protocol(channel: Channel, where: string, written: SourceNode, names: readonly string[] | null): void {
    const servers = entry(root, 'servers')?.entries ?? new Map<string, SourceNode>();
    const own = [...servers].filter(([name]) => names === null || names.includes(name));
    for (const [name, server] of own) {
      const protocol = String(entry(resolved(server), 'protocol')?.scalar ?? '').toLowerCase();
      const value = protocols.get(protocol);
      const note = `${file}: servers.${name}.protocol = ${protocol}`;
      if (value !== undefined) settle(channel.answers, 'protocol', { value, note });
    }
    bindings(channel, where, written);
  }

  function bindings(channel: Channel, where: string, written: SourceNode): void {
    const bindings = entry(written, 'bindings');
    for (const [name, binding] of (bindings && resolved(bindings).entries) ?? []) {
      const value = protocols.get(name);
      const at = `${file}: ${where}.bindings.${name}`;
      if (value !== undefined) settle(channel.answers, 'protocol', { value, note: at });
      if (name === 'sqs') queue(channel, at, entry(binding, 'queue'));
    }
  }

  function queue(channel: Channel, at: string, queue: SourceNode | null): void {
    if (entry(queue, 'fifoQueue')?.scalar === true) {
      settle(channel.answers, 'ordering', { value: 'per-key', note: `${at}.queue.fifoQueue = true` });
    }
    const seconds = entry(queue, 'messageRetentionPeriod')?.scalar;
    if (typeof seconds === 'number') {
      settle(channel.answers, 'retention-days', {
        value: seconds / 86_400,
        note: `${at}.queue.messageRetentionPeriod = ${seconds}`,
      });
    }
  }

  function channelAt(address: string): Channel {
    const known = channels.get(address);
    if (known) return known;
    const channel = {
      address,
      file: file,
      from: new Set<string>(),
      to: new Set<string>(),
      answers: new Map(),
      replies: false,
    };
    channels.set(address, channel);
    return channel;
  }

  function addressOf(name: string, written: SourceNode): string {
    const address = entry(written, 'address')?.scalar;
    return typeof address === 'string' && address !== '' ? address : name;
  }

  /** What a `$ref` inside the document stands for; what is elsewhere stays unknown. */
  function resolved(written: SourceNode): SourceNode {
    const reference = entry(written, '$ref')?.scalar;
    if (typeof reference !== 'string' || !reference.startsWith('#/')) return written;
    const path = reference
      .slice(2)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    return path.reduce<SourceNode | null>((found, part) => entry(found, part), root) ?? written;
  }
}

function nameOfRef(written: SourceNode): string | null {
  const reference = entry(written, '$ref')?.scalar;
  const last = typeof reference === 'string' ? reference.split('/').at(-1) : undefined;
  return last === undefined ? null : last.replaceAll('~1', '/').replaceAll('~0', '~');
}
