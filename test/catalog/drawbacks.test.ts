import { describe, expect, test } from 'vitest';
import { builtInPack } from '../support/built-in.ts';
import { printed } from '../support/run.ts';

test.each(['en', 'ja'] as const)('the built-in pack states all costs and trade-offs in %s', (lang) => {
  const pack = builtInPack(lang);
  const all = [
    ...pack.services.flatMap(({ cost, variants }) => (variants.length === 0 ? [cost] : variants.map((variant) => variant.cost))),
    ...[...Object.values(pack.patterns), ...Object.values(pack.mitigations)].map(({ tradeOff }) => tradeOff),
  ];
  for (const text of all) expect(text).toMatch(lang === 'ja' ? /\p{Script=Hiragana}.*。$/u : /^[A-Z\d].*[\w)]\.$/);
  expect(JSON.stringify(pack.patterns)).toMatch(/Pinpoint.*(latency.*single point.*coupling|密結合.*遅延.*単一障害点)/i);
});

const fifo = ['--data=message', '--completion=async', '--timing=pull', '--fanout=p2p', '--origin=new', '--ordering=per-key'];
const large = [...fifo, '--message-kib=2048', '--no-input'];
const pack = builtInPack('en');
const serviceOf = (id: string) => pack.services.find((service) => service.id === id);
const variantOf = (id: string, variant: string) => serviceOf(id)?.variants.find((each) => each.id === variant);
const ec2 = serviceOf('ec2')?.cost as string;
const fifoQueue = variantOf('sqs', 'fifo')?.summary as string;
const own = variantOf('sqs', 'fifo')?.cost as string;
const limited = variantOf('sqs', 'fifo')?.tradeOff as string;
const queue = pack.patterns['queue']?.tradeOff as string;
const claim = pack.mitigations['claim-check']?.tradeOff as string;

describe('a decision states its trade-offs and costs', () => {
  test('as JSON, for the variant, the pattern and each mitigation', async () => {
    const decision = JSON.parse(await printed([...large, '-f', 'json']));
    expect(decision.recommendation).toMatchObject({ tradeOffs: [limited, queue], cost: [own] });
    const tradeOffs = decision.warnings.map((each: { mitigation: { tradeOff: string } | null }) => each.mitigation?.tradeOff);
    expect(tradeOffs).toContain(claim);
  });

  test.each([
    ['text --explain', [own, queue, `Trade-offs: ${claim}`]],
    ['markdown', [own, queue, `Trade-offs: ${claim}`]],
    ['html', [own, queue, `Trade-offs: ${claim}`]],
    ['cloudformation', [own, queue, `Trade-offs: ${claim}`]],
    ['adr', [queue]],
  ] as const)('as %s', async (format, drawbacks) => {
    const printout = await printed([...large, '-f', ...format.split(' ')]);
    // An ADR uses the text within a sentence, in lower case.
    const text = printout
      .replace(/&#39;|&apos;|\\'/g, "'")
      .replace(/[\s#]+/g, ' ')
      .toLowerCase();
    for (const drawback of drawbacks) expect(text).toContain(drawback.toLowerCase());
  });
});

test.each([
  ['services sqs/fifo', [fifoQueue, `Cost: ${own}`, 'time: visibility timeout, to be set above it: 30 s by default, 12 h']],
  ['services kinesis', ['Consumers no filter data-streams', 'Operations serverless Scaling']],
  ['services sqs --explain', [own, 'Built as', 'AWS::SQS::Queue, aws_sqs_queue', 'fifo: Needs a FIFO', 'standard: Needs a']],
  ['services ec2 --explain', [`Cost: ${ec2}`, 'Shared by several links', 'aws_autoscaling_group']],
  ['services sns --explain', ['With Amazon SQS: needs a subscription of a queue.']],
  ['services sns --lang ja --explain', ['Amazon SQSと組み合わせる場合はキュー']],
  ['services sqs -f markdown', [own, '`aws_sqs_queue`', '`fifo`: **Needs a FIFO', '`standard`: **Needs a dead-']],
] as const)('a card shows cost, sharing and resources: %s', async (line, said) => {
  const text = (await printed(line.split(' '))).replace(/\s+/g, ' ');
  for (const each of said) expect(text).toContain(each);
});
