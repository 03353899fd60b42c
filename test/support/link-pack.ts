import type { Choice, Fact, Leaf, Node, Option, Pack, Question, Service, Value } from '../../src/model/pack.ts';

/**
 * A small pack for tests of what is around the core: a stream of some kind, or messages, with the built-in pack's ids. It
 * has every kind of question: choices, yes or no, numbers, an assumption, a default, requirements, an old id, and one id
 * that is an option's name, so that no flag answers it.
 */
export function linkPack(lang: 'en' | 'ja'): Pack {
  const say = (en: string, ja: string): string => (lang === 'ja' ? ja : en);
  const choice = (value: string, en: string, ja: string): Choice => ({
    value,
    text: say(en, ja),
    example: say(`${en}, for example`, `${ja}の例`),
  });
  const yesNo = [choice('yes', 'yes', 'はい'), choice('no', 'no', 'いいえ')];
  const question = (id: string, group: Question['group'], values: readonly Choice[], more: Partial<Question> = {}): Question => ({
    id,
    type: 'choice',
    group,
    ask: say(`Which ${id}?`, `${id}はどれですか。`),
    why: say(`The ${id} divides the services.`, `${id}でサービスが分かれます。`),
    values,
    min: 0,
    max: null,
    integer: false,
    unit: '',
    example: '',
    assume: [],
    default: [],
    layer: 'small',
    ...more,
  });
  const always = (value: Value): Question['assume'] => [{ when: {}, value }];
  const fact = (id: string, admits: Partial<Fact>, text: string): Fact => ({
    id,
    topic: 'model',
    question: id,
    values: null,
    min: null,
    max: null,
    kind: 'limit',
    raise: null,
    mitigation: null,
    short: text,
    text,
    source: `https://example.com/${id}`,
    checked: '2026-11-24',
    validUntil: null,
    certainty: 'aws',
    layer: 'small',
    ...admits,
  });
  const service = (id: string, name: string, facts: readonly Fact[]): Service => ({
    id,
    name,
    url: `https://example.com/${id}`,
    summary: say(`${name} is a service.`, `${name}はサービスです。`),
    differentiator: '',
    facts,
    variants: [],
    monitoring: { utilization: [], saturation: [], errors: [] },
    layer: 'small',
  });
  const option = (id: string): Option => ({
    service: id,
    variant: null,
    with: [],
    pattern: null,
    summary: '',
    because: [say(`${id} is made for this.`, `${id}が適しています。`)],
    handles: {},
    mitigations: {},
  });
  const leaf = (id: string, ...services: readonly string[]): Leaf => ({ id, options: services.map(option), layer: 'small' });
  const node = (id: string, ask: string, branches: Readonly<Record<string, string>>): Node => ({
    id,
    ask,
    branches: Object.entries(branches).map(([values, to]) => ({
      when: values.split(' '),
      because: say(`${ask} is ${values}.`, `${ask}は${values}です。`),
      to,
    })),
    layer: 'small',
  });
  const nodes = [
    node('start', 'data', { stream: 'stream', message: 'message' }),
    node('stream', 'native', { no: 'ordered', yes: 'own' }),
    node('message', 'origin', { new: 'new', migration: 'old' }),
    node('old', 'protocol', { none: 'new', 'jms amqp': 'broker' }),
    node('new', 'fanout', { p2p: 'queue', pubsub: 'topic' }),
  ];
  const leaves = [
    leaf('ordered', 'kinesis'),
    leaf('own', 'ec2'),
    leaf('broker', 'mq'),
    leaf('queue', 'sqs', 'ec2'),
    leaf('topic', 'sns'),
  ];
  return {
    id: 'aws-messaging',
    version: '1.0.0',
    layer: 'small',
    title: say('A small pack', '小さなパック'),
    languages: ['en', 'ja'],
    lang,
    digest: 'sha256:small',
    derived: [],
    questions: [
      question('data', 'core', [choice('stream', 'a stream', 'ストリーム'), choice('message', 'messages', 'メッセージ')]),
      question('origin', 'core', [choice('new', 'new', '新規'), choice('migration', 'carried over', '移行')]),
      question('protocol', 'core', [choice('none', 'none', 'なし'), choice('jms', 'JMS', 'JMS'), choice('amqp', 'AMQP', 'AMQP')]),
      question('fanout', 'core', [choice('p2p', 'one consumer', '1つの受信者'), choice('pubsub', 'several', '複数の受信者')], {
        default: always('p2p'),
      }),
      question('native', 'follow-up', yesNo, { type: 'boolean', assume: always('no') }),
      question('message-kib', 'requirement', [], { type: 'number', unit: 'KiB', max: 1_048_576, example: '256' }),
      question('consumers', 'requirement', [], { type: 'number', integer: true, min: 1, example: '3' }),
      question('format', 'requirement', [choice('json', 'JSON', 'JSON'), choice('binary', 'binary', 'バイナリー')]),
    ],
    root: 'start',
    nodes: Object.fromEntries(nodes.map((entry) => [entry.id, entry])),
    leaves: Object.fromEntries(leaves.map((entry) => [entry.id, entry])),
    services: [
      service('kinesis', 'Amazon Kinesis', []),
      service('sns', 'Amazon SNS', []),
      service('sqs', 'Amazon SQS', [
        fact('message-kib', { max: 1024 }, say('A message has at most 1 MiB.', 'メッセージは最大1 MiBです。')),
      ]),
      service('mq', 'Amazon MQ', []),
      service('ec2', 'Amazon EC2', []),
    ],
    patterns: {},
    mitigations: {},
    neighbours: {},
    advice: [],
    renamed: { size: 'message-kib' },
  };
}
