import type { Pack } from '../../model/pack.ts';
import { entry, type SourceNode } from '../../pack/source-node.ts';
import { type Draft, type DraftAnswer, slugOf, titleOf } from './draft.ts';
import type { LocatedDraft } from './template-links.ts';

/** What a program speaks, by the protocol names of AsyncAPI's servers and bindings, as answers to `protocol`. */
const protocols: ReadonlyMap<string, string> = new Map([
  ['kafka', 'kafka'],
  ['kafka-secure', 'kafka'],
  ['amqp', 'amqp'],
  ['amqps', 'amqp'],
  ['amqp1', 'amqp'],
  ['mqtt', 'mqtt'],
  ['mqtts', 'mqtt'],
  ['mqtt5', 'mqtt'],
  ['secure-mqtt', 'mqtt'],
  ['jms', 'jms'],
  ['stomp', 'stomp'],
  ['stomps', 'stomp'],
  ['http', 'https'],
  ['https', 'https'],
  ['ws', 'websocket'],
  ['wss', 'websocket'],
  ['ibmmq', 'other'],
  ['ibmmq-secure', 'other'],
  ['nats', 'other'],
  ['pulsar', 'other'],
  ['redis', 'other'],
  ['solace', 'other'],
  ['googlepubsub', 'other'],
  ['anypointmq', 'other'],
  ['sns', 'none'],
  ['sqs', 'none'],
]);

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
  for (const each of documents) new AsyncApiReader(each, channels).read();
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

class AsyncApiReader {
  private readonly file: string;
  private readonly root: SourceNode;
  private readonly application: string;
  private readonly channels: Map<string, Channel>;

  constructor({ file, document }: AsyncApiDocument, channels: Map<string, Channel>) {
    this.file = file;
    this.root = document;
    const title = entry(entry(document, 'info'), 'title')?.scalar;
    this.application = typeof title === 'string' && title !== '' ? title : file;
    this.channels = channels;
  }

  read(): void {
    const version = String(entry(this.root, 'asyncapi')?.scalar ?? '');
    for (const [name, written] of entry(this.root, 'channels')?.entries ?? []) {
      const channel = this.resolved(written);
      if (version.startsWith('2')) this.readChannel2(name, channel);
      else this.readChannel3(name, channel);
    }
    for (const [name, written] of entry(this.root, 'operations')?.entries ?? []) this.readOperation(name, this.resolved(written));
  }

  /** In version 2 others publish what the application receives. */
  private readChannel2(name: string, written: SourceNode): void {
    const channel = this.channelAt(name);
    const [publish, subscribe] = [entry(written, 'publish'), entry(written, 'subscribe')];
    if (publish) channel.to.add(this.application);
    if (subscribe) channel.from.add(this.application);
    const where = `channels.${name}`;
    const servers = entry(written, 'servers')?.items?.map(({ scalar }) => String(scalar)) ?? null;
    this.protocol(channel, where, written, servers);
    for (const operation of [publish, subscribe]) if (operation) this.bindings(channel, where, this.resolved(operation));
    if (publish && subscribe) this.bothWays(channel, where);
  }

  private readChannel3(name: string, written: SourceNode): void {
    const channel = this.channelAt(this.addressOf(name, written));
    const servers = entry(written, 'servers')?.items?.map((each) => nameOfRef(each) ?? '') ?? null;
    this.protocol(channel, `channels.${name}`, written, servers);
  }

  private readOperation(name: string, operation: SourceNode): void {
    const written = entry(operation, 'channel');
    if (!written) return;
    const channel = this.channelAt(this.addressOf(nameOfRef(written) ?? name, this.resolved(written)));
    const where = `operations.${name}`;
    const action = entry(operation, 'action')?.scalar;
    if (action === 'send') channel.from.add(this.application);
    if (action === 'receive') channel.to.add(this.application);
    const reply = entry(operation, 'reply');
    if (reply) settle(channel, 'completion', { value: 'sync', note: `${this.file}: ${where}.reply` });
    const back = reply && entry(this.resolved(reply), 'channel');
    const answering = back && this.channelAt(this.addressOf(nameOfRef(back) ?? '', this.resolved(back)));
    if (answering && answering !== channel) answering.replies = true;
    this.bindings(channel, where, operation);
    if (channel.from.has(this.application) && channel.to.has(this.application)) this.bothWays(channel, where);
  }

  private bothWays(channel: Channel, where: string): void {
    if (channel.answers.get('protocol')?.value !== 'websocket') return;
    settle(channel, 'bidirectional', { value: 'yes', note: `${this.file}: ${where}` });
  }

  /** The protocol of the servers that a channel is on, where it is one. */
  private protocol(channel: Channel, where: string, written: SourceNode, names: readonly string[] | null): void {
    const servers = entry(this.root, 'servers')?.entries ?? new Map<string, SourceNode>();
    const own = [...servers].filter(([name]) => names === null || names.includes(name));
    for (const [name, server] of own) {
      const protocol = String(entry(this.resolved(server), 'protocol')?.scalar ?? '').toLowerCase();
      const value = protocols.get(protocol);
      const note = `${this.file}: servers.${name}.protocol = ${protocol}`;
      if (value !== undefined) settle(channel, 'protocol', { value, note });
    }
    this.bindings(channel, where, written);
  }

  private bindings(channel: Channel, where: string, written: SourceNode): void {
    const bindings = entry(written, 'bindings');
    for (const [name, binding] of (bindings && this.resolved(bindings).entries) ?? []) {
      const value = protocols.get(name);
      const at = `${this.file}: ${where}.bindings.${name}`;
      if (value !== undefined) settle(channel, 'protocol', { value, note: at });
      if (name === 'sqs') this.queue(channel, at, entry(binding, 'queue'));
    }
  }

  private queue(channel: Channel, at: string, queue: SourceNode | null): void {
    if (entry(queue, 'fifoQueue')?.scalar === true) {
      settle(channel, 'ordering', { value: 'per-key', note: `${at}.queue.fifoQueue = true` });
    }
    const seconds = entry(queue, 'messageRetentionPeriod')?.scalar;
    if (typeof seconds === 'number') {
      settle(channel, 'retention-days', { value: seconds / 86_400, note: `${at}.queue.messageRetentionPeriod = ${seconds}` });
    }
  }

  private channelAt(address: string): Channel {
    const known = this.channels.get(address);
    if (known) return known;
    const channel = {
      address,
      file: this.file,
      from: new Set<string>(),
      to: new Set<string>(),
      answers: new Map(),
      replies: false,
    };
    this.channels.set(address, channel);
    return channel;
  }

  private addressOf(name: string, written: SourceNode): string {
    const address = entry(written, 'address')?.scalar;
    return typeof address === 'string' && address !== '' ? address : name;
  }

  /** What a `$ref` inside the document stands for; what is elsewhere stays unknown. */
  private resolved(written: SourceNode): SourceNode {
    const reference = entry(written, '$ref')?.scalar;
    if (typeof reference !== 'string' || !reference.startsWith('#/')) return written;
    const path = reference
      .slice(2)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    return path.reduce<SourceNode | null>((found, part) => entry(found, part), this.root) ?? written;
  }
}

/** Notes an answer; of two that differ neither counts. */
function settle({ answers }: Channel, question: string, answer: DraftAnswer): void {
  const before = answers.get(question);
  answers.set(question, before === undefined || before?.value === answer.value ? (before ?? answer) : null);
}

function nameOfRef(written: SourceNode): string | null {
  const reference = entry(written, '$ref')?.scalar;
  const last = typeof reference === 'string' ? reference.split('/').at(-1) : undefined;
  return last === undefined ? null : last.replaceAll('~1', '/').replaceAll('~0', '~');
}
