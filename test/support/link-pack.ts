import type { Choice, Node, Pack, Question, Service, Value } from '../../src/model/pack.ts';
import * as parts from './parts.ts';

/**
 * A small pack for tests of everything around the engine, with the built-in pack's ids. It has every kind of question:
 * choices, yes or no, numbers, an assumption, a default, requirements, an old id, and an id that is also the name of an
 * option, so that no flag answers it.
 */
export function linkPack(lang: 'en' | 'ja'): Pack {
  const say = (en: string, ja: string): string => (lang === 'ja' ? ja : en);
  const choice = (value: string, en: string, ja: string): Choice => ({
    value,
    text: say(en, ja),
    example: say(`${en}, for example`, `${ja}の例`),
  });
  const yesNo = [choice('yes', 'yes', 'はい'), choice('no', 'no', 'いいえ')];
  const question = (id: string, group: Question['group'], values: readonly Choice[], more: Partial<Question> = {}): Question => {
    const why = say(`The ${id} divides the services.`, `${id}でサービスが分かれます。`);
    return parts.questionOf(id, { group, ask: say(`Which ${id}?`, `${id}はどれですか。`), why, values, ...more });
  };
  const always = (value: Value): Question['assume'] => [{ when: {}, value }];
  const service = (id: string, name: string, facts: Service['facts'] = []): Service => {
    const summary = say(`${name} is a service.`, `${name}はサービスです。`);
    return parts.serviceOf(id, { name, url: `https://example.com/${id}`, summary, facts });
  };
  const leaf = (id: string, ...services: readonly string[]) => {
    const because = (each: string) => [say(`${each} is made for this.`, `${each}が適しています。`)];
    return parts.leafOf(
      id,
      services.map((each) => parts.optionOf(each, { summary: '', because: because(each) })),
    );
  };
  const node = (id: string, ask: string, branches: Readonly<Record<string, string>>): Node => {
    const because = (values: string) => say(`${ask} is ${values}.`, `${ask}は${values}です。`);
    const all = Object.entries(branches).map(([values, to]) => ({ when: values.split(' '), because: because(values), to }));
    return parts.nodeOf(id, ask, all);
  };
  const text = say('A message has at most 1 MiB.', 'メッセージは最大1 MiBです。');
  return parts.packOf({
    id: 'aws-messaging',
    title: say('A small pack', '小さなパック'),
    languages: ['en', 'ja'],
    lang,
    digest: 'sha256:small',
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
    nodes: parts.byId(
      node('start', 'data', { stream: 'stream', message: 'message' }),
      node('stream', 'native', { no: 'ordered', yes: 'own' }),
      node('message', 'origin', { new: 'new', migration: 'old' }),
      node('old', 'protocol', { none: 'new', 'jms amqp': 'broker' }),
      node('new', 'fanout', { p2p: 'queue', pubsub: 'topic' }),
    ),
    leaves: parts.byId(
      leaf('ordered', 'kinesis'),
      leaf('own', 'ec2'),
      leaf('broker', 'mq'),
      leaf('queue', 'sqs', 'ec2'),
      leaf('topic', 'sns'),
    ),
    services: [
      service('kinesis', 'Amazon Kinesis'),
      service('sns', 'Amazon SNS'),
      service('sqs', 'Amazon SQS', [parts.factOf('message-kib', 'message-kib', { max: 1024, short: text, text })]),
      service('mq', 'Amazon MQ'),
      service('ec2', 'Amazon EC2'),
    ],
    renamed: { size: 'message-kib' },
  });
}
