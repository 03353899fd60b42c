import { expect, test } from 'vitest';
import { run } from '../support/run.ts';
import type { Content } from './mutate.ts';

/** Four times the input may take no more than six times as long, or than six times this: less is noise. */
const MAX_FACTOR = 6;
const MIN_MILLISECONDS = 20;
const ATTEMPTS = 4;

interface Input {
  readonly argv: readonly string[];
  readonly files?: Readonly<Record<string, Content>>;
  readonly stdin?: string;
}

const answers = '{data: message, completion: async, timing: any, fanout: p2p, origin: new}';
const titled = (title: string): string => `id: a\ntitle: ${JSON.stringify(title)}\nanswers: ${answers}\nexpect: {service: sqs}\n`;
const records = (count: number): string =>
  Array.from(
    { length: count },
    (_, at) => `id: a${at}\nfrom: a${at % 9}\nto: b${at % 7}\nanswers: ${answers}\nexpect: {service: sqs}\n`,
  ).join('---\n');
const list = (count: number, of: (at: number) => string, between = ''): string =>
  Array.from({ length: count }, (_, at) => of(at)).join(between);

/** A pack that asks one question after the other, until one of them is answered by yes. */
const pack = (count: number, fits: string): string => `
pack: {format: 1, id: long, version: 1.0.0, title: Long, languages: [en], topics: {model: Model}}
questions:
${list(count, (at) => `  q${at}: {type: boolean, group: core, ask: Is it ${at}?, why: It decides., values: {yes: {text: y}, no: {text: n}}}\n`)}
tree: n0
nodes:
${list(count, (at) => `  n${at}: {ask: q${at}, branches: [{when: yes, because: ${fits}, then: l${at}}, {when: no, because: It is not., then: n${at + 1}}]}\n`)}
  n${count}: {services: [{service: s0, summary: It fits.}]}
${list(count, (at) => `  l${at}: {services: [{service: s${at}, summary: ${fits}}]}\n`)}
services:
${list(count, (at) => `  s${at}: {name: S ${at}, summary: x, url: https://x.example, facts: {a: {topic: model, question: q${at}, values: [yes], short: a, text: A., source: https://x.example, checked: 2026-11-24}}}\n`)}
cases:
${list(count, (at) => `  - {name: c${at}, answers: {${list(at, (before) => `q${before}: "no", `)}q${at}: "yes"}, expect: {service: s${at}}}\n`)}`;

/** What is asked of a decision is at most as long as a path, whose length is limited. */
const onRules: readonly (readonly [size: number, ...argv: string[]])[] = [
  [10, 'rules', 'lint'],
  [20, 'rules', 'test'],
  [20, 'rules', 'graph'],
  [20, 'rules', 'graph', '-f', 'mermaid', '--coverage'],
  [20, 'next'],
  [20, 'services'],
  [20, 'services', 's1', 's2'],
  [8, '--no-input', '--q0', 'yes', '-f', 'mermaid'],
];

const core = [
  '--no-input',
  '--data',
  'message',
  '--completion',
  'async',
  '--timing',
  'any',
  '--fanout',
  'p2p',
  '--origin',
  'new',
];

/** Texts that somebody may write anywhere, by their number of characters. */
const texts: Readonly<Record<string, (length: number) => string>> = {
  blanks: (length) => `a${' '.repeat(length)}b`,
  'blanks alone': (length) => ' '.repeat(length),
  'ends of lines': (length) => `a${'\n'.repeat(length)}b`,
  letters: (length) => 'x'.repeat(length),
  words: (length) => 'ab '.repeat(length / 3),
  'full stops': (length) => `a${'.'.repeat(length)}b`,
  'zero-width characters': (length) => '\u200b'.repeat(length),
  'marks above a letter': (length) => `e${'\u0301'.repeat(length)}`,
  kana: (length) => 'カ'.repeat(length),
  kanji: (length) => '漢字'.repeat(length / 2),
  backticks: (length) => '`'.repeat(length),
  addresses: (length) => 'http://a.b '.repeat(length / 11),
  'an address': (length) => `http://${'a.'.repeat(length / 2)}`,
  'headings of Markdown': (length) => '# a '.repeat(length / 4),
  quotes: (length) => '"'.repeat(length),
  brackets: (length) => '[('.repeat(length / 2),
};

const commands: Readonly<Record<string, (title: string) => Input>> = {
  'overview -f text': (title) => ({ argv: ['overview', 'a.yaml'], files: { 'a.yaml': titled(title) } }),
  'overview -f markdown': (title) => ({ argv: ['overview', 'a.yaml', '-f', 'markdown'], files: { 'a.yaml': titled(title) } }),
  'overview -f html': (title) => ({ argv: ['overview', 'a.yaml', '-f', 'html'], files: { 'a.yaml': titled(title) } }),
  'decide -f text': (title) => ({ argv: ['--no-input', '-a', 'a.yaml'], files: { 'a.yaml': titled(title) } }),
  'decide -f adr': (title) => ({ argv: ['--no-input', '-a', 'a.yaml', '-f', 'adr'], files: { 'a.yaml': titled(title) } }),
  'decide -f html': (title) => ({ argv: ['--no-input', '-a', 'a.yaml', '-f', 'html'], files: { 'a.yaml': titled(title) } }),
  'decide -f mermaid': (title) => ({ argv: ['--no-input', '-a', 'a.yaml', '-f', 'mermaid'], files: { 'a.yaml': titled(title) } }),
  'decide -f cloudformation': (title) => ({
    argv: ['--no-input', '-a', 'a.yaml', '-f', 'cloudformation'],
    files: { 'a.yaml': titled(title) },
  }),
  save: (title) => ({ argv: [...core, '--title', title, '--save', 'b.yaml'] }),
};

for (const [text, of] of Object.entries(texts)) {
  for (const [command, input] of Object.entries(commands)) {
    test(`${command} on a title of ${text}`, () => expectLinear((n) => input(of(n)), 5000));
  }
}

const cases: Readonly<Record<string, readonly [size: number, of: (n: number) => Input]>> = {
  'check of many documents': [100, (n) => ({ argv: ['check', 'a.yaml'], files: { 'a.yaml': records(n) } })],
  'check --fix of many documents': [50, (n) => ({ argv: ['check', 'a.yaml', '--fix'], files: { 'a.yaml': records(n) } })],
  'overview of many documents': [60, (n) => ({ argv: ['overview', 'a.yaml'], files: { 'a.yaml': records(n) } })],
  'overview of many documents as HTML': [
    60,
    (n) => ({ argv: ['overview', 'a.yaml', '-f', 'html'], files: { 'a.yaml': records(n) } }),
  ],
  'save among many documents': [
    50,
    (n) => ({ argv: [...core, '--title', 'x', '--save', 'a.yaml'], files: { 'a.yaml': records(n) } }),
  ],
  'an open quote in CSV': [
    500,
    (n) => ({ argv: ['batch', '--from', 'csv', 'a.csv'], files: { 'a.csv': `id,data\na,"stream\n${'b,message\n'.repeat(n)}` } }),
  ],
  'open quotes in CSV': [
    500,
    (n) => ({ argv: ['batch', '--from', 'csv', 'a.csv'], files: { 'a.csv': `id,data\n${'a,x"y\n'.repeat(n)}` } }),
  ],
  'an open quote in CSV in pieces': [
    500,
    (n) => ({ argv: ['batch', '--from', 'csv'], stdin: `id,data\na,"stream\n${'b,message\n'.repeat(n)}` }),
  ],
  'JSON Lines': [
    1500,
    (n) => ({ argv: ['batch', 'a.jsonl'], files: { 'a.jsonl': '{"answers":{"data":"message"}}\n'.repeat(n) } }),
  ],
  'a line of JSON with many keys': [
    2500,
    (n) => ({
      argv: ['batch', 'a.jsonl'],
      files: { 'a.jsonl': `{"answers":{${Array.from({ length: n }, (_, at) => `"k${at}":1`)}}}` },
    }),
  ],
  'a long line': [100_000, (n) => ({ argv: ['check', 'a.yaml'], files: { 'a.yaml': `answers: {data: ${'x'.repeat(n)}}` } })],
  'an error on a line of zero-width characters': [
    50_000,
    (n) => ({ argv: ['check', 'a.yaml'], files: { 'a.yaml': `answers: {x: "${'\u200b'.repeat(n)}"}` } }),
  ],
  'an error behind marks': [
    50_000,
    (n) => ({
      argv: ['check', 'a.yaml'],
      files: { 'a.yaml': `title: "e${'\u0301'.repeat(n)}"\nanswers: {data: "e${'\u0301'.repeat(n)}"}` },
    }),
  ],
  'notes of many headings as an ADR': [
    20_000,
    (n) => ({
      argv: ['--no-input', '-a', 'a.yaml', '-f', 'adr'],
      files: { 'a.yaml': `${titled('x')}notes: ${JSON.stringify('# a\n\n'.repeat(n / 5))}\n` },
    }),
  ],
  'an ADR in which tsunagi begins often': [
    1000,
    (n) => ({
      argv: [...core, '-f', 'adr', '-o', 'a.md'],
      files: {
        'a.md': `# x\n\n${'<!-- tsunagi:begin x -->\n\n'.repeat(n)}<!-- tsunagi:end -->\n${'#'.repeat(n)} a ${' #'.repeat(n)}`,
      },
    }),
  ],
  'many errors on a long line': [
    1500,
    (n) => ({
      argv: ['check', 'a.yaml'],
      files: { 'a.yaml': `answers: {${Array.from({ length: n }, (_, at) => `k${at}: 1`).join(', ')}}` },
    }),
  ],
  'many answers': [
    1500,
    (n) => ({
      argv: ['check', 'a.yaml'],
      files: { 'a.yaml': `answers:\n${Array.from({ length: n }, (_, at) => `  k${at}: 1\n`).join('')}` },
    }),
  ],
  'many names': [
    700,
    (n) => ({
      argv: ['overview', 'a.yaml', '-f', 'html'],
      files: { 'a.yaml': `from: [${Array.from({ length: n }, (_, at) => `n${at}`)}]\nto: [b]\nanswers: ${answers}\n` },
    }),
  ],
  'many resources': [
    12,
    (n) => ({
      argv: ['scan', 't.yaml'],
      files: { 't.yaml': `Resources:\n${Array.from({ length: n }, (_, at) => `  R${at}: {Type: AWS::SQS::Queue}\n`).join('')}` },
    }),
  ],
  'many resources against a record': [
    150,
    (n) => ({
      argv: ['check', 'a.yaml', '--against', 't.yaml'],
      files: {
        'a.yaml': records(1),
        't.yaml': `Resources:\n${Array.from({ length: n }, (_, at) => `  R${at}: {Type: AWS::SQS::Queue}\n`).join('')}`,
      },
    }),
  ],
  'many references': [
    60,
    (n) => ({
      argv: ['scan', 't.yaml'],
      files: {
        't.yaml': `Resources:\n${Array.from({ length: n }, (_, at) => `  R${at}: {Type: AWS::SNS::Subscription, Properties: {TopicArn: {Ref: T}, Endpoint: {'Fn::GetAtt': [Q${at}, Arn]}, Protocol: sqs}}\n  Q${at}: {Type: AWS::SQS::Queue}\n`).join('')}  T: {Type: AWS::SNS::Topic}\n`,
      },
    }),
  ],
  'programs and what they may do': [
    20,
    (n) => ({
      argv: ['scan', 't.yaml'],
      files: {
        't.yaml': `Resources:\n${Array.from({ length: n }, (_, at) => `  Q${at}: {Type: AWS::SQS::Queue}\n  F${at}: {Type: AWS::Serverless::Function, Properties: {Policies: [{SQSSendMessagePolicy: {QueueName: {'Fn::GetAtt': [Q${at}, QueueName]}}}]}}\n`).join('')}`,
      },
    }),
  ],
  'a list of channels': [
    10,
    (n) => ({
      argv: ['scan', 't.yaml'],
      files: {
        't.yaml': `asyncapi: 2.6.0\ninfo: {title: a, version: 1.0.0}\nchannels:\n${Array.from({ length: n }, (_, at) => `  c${at}: {publish: {operationId: o${at}}}\n`).join('')}`,
      },
    }),
  ],
  'many arguments': [500, (n) => ({ argv: [...core, ...Array.from({ length: n }, (_, at) => `--k${at}`)] })],
  'many files': [
    100,
    (n) => ({
      argv: ['check', 'l'],
      files: Object.fromEntries(Array.from({ length: n }, (_, at) => [`l/${at}.yaml`, records(1)])),
    }),
  ],
};

for (const [size, ...argv] of onRules) {
  const input = (n: number): Input => ({
    argv: [...argv, '--rules', 'pack'],
    files: { 'pack/pack.yaml': pack(n, 'It fits.') },
  });
  test(`${argv.join(' ')} of many rules`, () => expectLinear(input, size));
}

test('rules diff of many rules', () => {
  const input = (n: number): Input => ({
    argv: ['rules', 'diff', 'old', 'pack'],
    files: {
      'old/pack.yaml': pack(n, 'It fits.'),
      'pack/pack.yaml': pack(n, 'It is fine.').replaceAll(/then: l1\b/g, 'then: l2'),
    },
  });
  return expectLinear(input, 20);
});

for (const [name, [size, of]] of Object.entries(cases)) test(name, () => expectLinear(of, size));

/** Several times, since a machine that is busy may spoil one of them. */
async function expectLinear(of: (n: number) => Input, size: number): Promise<void> {
  let factor = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && factor > MAX_FACTOR; attempt++) {
    const small = await cost(of(size));
    factor = Math.min(factor, (await cost(of(4 * size))) / Math.max(small, MIN_MILLISECONDS));
  }
  expect(factor).toBeLessThanOrEqual(MAX_FACTOR);
}

/** The time of the processor that a run takes, in milliseconds. */
async function cost({ argv, ...world }: Input): Promise<number> {
  const before = process.cpuUsage();
  const { exit, err } = await run(argv, world);
  const { user, system } = process.cpuUsage(before);
  expect(exit, err.slice(0, 500)).toBeLessThan(4);
  if (process.env['COST']) console.log(`COST ${((user + system) / 1000).toFixed(0)}`);
  return (user + system) / 1000;
}
