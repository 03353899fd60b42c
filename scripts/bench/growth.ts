import type { Io } from '../../src/model/io.ts';
import { memoryIo, type World } from '../../test/support/memory-io.ts';

type Main = (argv: readonly string[], io: Io) => Promise<number>;

/** Below this all is noise. */
const MIN_MS = 20;
const ATTEMPTS = 8;

type Input = World & { readonly argv: readonly string[] };

/** What to run, with an input of some size. */
interface Growing {
  readonly name: string;
  readonly size: number;
  readonly of: (size: number) => Input;
}

/** How many times as long an input of four times the size takes. */
interface Growth {
  readonly name: string;
  readonly factor: number;
}

/**
 * Measures many commands, each with two sizes of input.
 *
 * @param main the program
 * @param enough a factor below which an input is not measured again
 */
export async function* growths(main: Main, enough: number): AsyncGenerator<Growth> {
  for (const each of growing) yield { name: each.name, factor: await growthOf(main, each, enough) };
}

const answers = '{data: message, completion: async, timing: any, fanout: p2p, origin: new}';
const titled = (title: string): string => `id: a\ntitle: ${JSON.stringify(title)}\nanswers: ${answers}\nexpect: {service: sqs}\n`;
const list = (count: number, of: (at: number) => string, between = ''): string =>
  Array.from({ length: count }, (_, at) => of(at)).join(between);
const records = (count: number): string =>
  list(count, (at) => `id: a${at}\nfrom: a${at % 9}\nto: b${at % 7}\nanswers: ${answers}\nexpect: {service: sqs}\n`, '---\n');

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

/** Answers to a decision are at most as many as the limited length of a path. */
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

const core = '--no-input --data message --completion async --timing any --fanout p2p --origin new';

/** Signs that somebody may repeat in any text: what is quadratic in one of them is so in all of them together. */
const signs = [...' \n.`"xカ\u200b\u0301', ...['a ', 'ab ', 'e\u0301', '漢字', 'http://a.b ', 'a.', '# a ', '[(']];
const together = (count: number): string => signs.map((sign) => sign.repeat(count)).join('a');

const commands = [
  ...['text', 'markdown', 'html'].map((format) => `overview a.yaml -f ${format}`),
  ...['text', 'adr', 'html', 'mermaid', 'cloudformation'].map((format) => `--no-input -a a.yaml -f ${format}`),
];

const title = (n: number): string => titled(together(n));
const save = (n: number): Input => ({ argv: [...core.split(' '), '--title', together(n), '--save', 'b.yaml'] });

/** A command on one file, which it names. */
function onFile(command: string, of: (n: number) => string): (n: number) => Input {
  const [file = ''] = /\S+\.\w+/.exec(command) ?? [];
  return (n) => ({ argv: command.split(' '), files: { [file]: of(n) } });
}

const resources = (count: number, of: (at: number) => string): string =>
  `Resources:\n${list(count, (at) => `  ${of(at).replaceAll('\n', '\n  ')}\n`)}`;
const queues = (count: number): string => resources(count, (at) => `R${at}: {Type: AWS::SQS::Queue}`);
const subscription = (at: number): string =>
  `R${at}: {Type: AWS::SNS::Subscription, Properties: {TopicArn: {Ref: T}, Endpoint: {'Fn::GetAtt': [Q${at}, Arn]}, Protocol: sqs}}\nQ${at}: {Type: AWS::SQS::Queue}`;
const sender = (at: number): string =>
  `Q${at}: {Type: AWS::SQS::Queue}\nF${at}: {Type: AWS::Serverless::Function, Properties: {Policies: [{SQSSendMessagePolicy: {QueueName: {'Fn::GetAtt': [Q${at}, QueueName]}}}]}}`;
const channels = (count: number): string =>
  `asyncapi: 2.6.0\ninfo: {title: a, version: 1.0.0}\nchannels:\n${list(count, (at) => `  c${at}: {publish: {operationId: o${at}}}\n`)}`;
/** A plan in which each instance of a subscription refers to that of a queue with the same key. */
const plan = (count: number): string => {
  const planned = ['aws_sqs_queue', 'aws_sns_topic_subscription'].flatMap((type) =>
    Array.from({ length: count }, (_, at) => ({ address: `${type}.a["k${at}"]`, type, values: {} })),
  );
  const endpoint = { references: ['aws_sqs_queue.a', 'each.key'] };
  const configured = { address: 'aws_sns_topic_subscription.a', expressions: { endpoint } };
  const configuration = { root_module: { resources: [configured] } };
  return JSON.stringify({ format_version: '1.2', planned_values: { root_module: { resources: planned } }, configuration });
};
/** A state in which all rules have the same target. */
const targets = (count: number): string => {
  const values = { arn: 'arn:aws:sqs:eu-west-1:111122223333:a' };
  const resources = Array.from({ length: count }, (_, at) => {
    const type = 'aws_cloudwatch_event_target';
    return { address: `${type}.t${at}`, type, values, depends_on: ['aws_cloudwatch_event_rule.r'] };
  });
  return JSON.stringify({ format_version: '1.0', values: { root_module: { resources } } });
};
const openQuote = (count: number): string => `id,data\na,"stream\n${'b,message\n'.repeat(count)}`;
const accents = (count: number): string => `e${'\u0301'.repeat(count)}`;
const headings = (n: number): string => `${titled('x')}notes: ${JSON.stringify('# a\n\n'.repeat(n / 5))}\n`;
const names = (n: number): string => `from: [${list(n, (at) => `n${at}`, ',')}]\nto: [b]\nanswers: ${answers}\n`;
const adr = `${core} --title x -f adr -o a.md`;
const kept = '# x\n\n<!-- tsunagi:begin -->\n<!-- tsunagi:end -->\n\n';
const substituted = (text: string): string =>
  `Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {A: {'Fn::Sub': '${text}'}}}\n`;
const planned = (address: string): string => {
  const resources = [{ address, type: 'aws_sqs_queue' }];
  return JSON.stringify({ format_version: '1.2', planned_values: { root_module: { resources } } });
};

const cases: readonly (readonly [name: string, size: number, command: string, of: (n: number) => string])[] = [
  ['many documents', 100, 'check a.yaml', records],
  ['many documents to fix', 50, 'check a.yaml --fix', records],
  ['many documents', 60, 'overview a.yaml -f html', records],
  ['a save among many documents', 50, `${core} --title x --save a.yaml`, records],
  ['an open quote in CSV', 500, 'batch a.csv', openQuote],
  ['open quotes in CSV', 500, 'batch a.csv', (n) => `id,data\n${'a,x"y\n'.repeat(n)}`],
  ['JSON Lines', 1500, 'batch a.jsonl', (n) => '{"answers":{"data":"message"}}\n'.repeat(n)],
  ['many keys on a line', 2500, 'batch a.jsonl', (n) => `{"answers":{${list(n, (at) => `"k${at}":1`, ',')}}}`],
  ['a long line', 100_000, 'check a.yaml', (n) => `answers: {data: ${'x'.repeat(n)}}`],
  ['an error on zero-width characters', 50_000, 'check a.yaml', (n) => `answers: {x: "${'\u200b'.repeat(n)}"}`],
  ['an error behind marks', 50_000, 'check a.yaml', (n) => `title: "${accents(n)}"\nanswers: {data: "${accents(n)}"}`],
  ['many headings', 20_000, '--no-input -a a.yaml -f adr', headings],
  ['many headings', 1000, adr, (n) => kept + '## a\n\nb\n\n'.repeat(n)],
  ['a long heading', 50_000, adr, (n) => `${kept}${'#'.repeat(n)} a ${' #'.repeat(n)}`],
  ['many errors on a line', 1500, 'check a.yaml', (n) => `answers: {${list(n, (at) => `k${at}: 1`, ', ')}}`],
  ['many errors', 1500, 'check a.yaml', (n) => `answers:\n${list(n, (at) => `  k${at}: 1\n`)}`],
  ['many names', 700, 'overview a.yaml -f html', names],
  ['blanks in a heading', 20_000, `${core} --title x -f adr --supersedes a.md -o b.md`, (n) => `# a${' '.repeat(n)}b\n`],
  ['many resources', 12, 'scan t.yaml', queues],
  ['a variable of blanks', 1000, 'scan t.yaml', (n) => substituted(`\${${' '.repeat(n)}a`)],
  ['variables that never end', 10_000, 'scan t.yaml', (n) => substituted('${a.'.repeat(n))],
  ['an address of brackets', 10_000, 'scan p.json', (n) => planned('["'.repeat(n))],
  ['many subscriptions', 60, 'scan t.yaml', (n) => `${resources(n, subscription)}  T: {Type: AWS::SNS::Topic}\n`],
  ['many programs with permissions', 20, 'scan t.yaml', (n) => resources(n, sender)],
  ['many channels', 10, 'scan t.yaml', channels],
  ['many instances in a plan', 1000, 'scan p.json', plan],
  ['many resources with one ARN in a state', 500, 'scan p.json', targets],
];

const template = { argv: ['check', 'a.yaml', '--against', 't.yaml'] };
const rules = (count: number) => ({ 'pack/pack.yaml': pack(count, 'It fits.') });
const old = (count: number) => ({ 'old/pack.yaml': pack(count, 'It is fine.').replace(/then: l1\b/g, 'then: l2') });
const manyFiles = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`l/${at}.yaml`, records(1)]));

const others: readonly (readonly [name: string, size: number, of: (n: number) => Input])[] = [
  ['an open quote in CSV in pieces', 500, (n) => ({ argv: ['batch', '--from', 'csv'], stdin: openQuote(n) })],
  ['many resources against a record', 150, (n) => ({ ...template, files: { 'a.yaml': records(1), 't.yaml': queues(n) } })],
  ['many arguments', 500, (n) => ({ argv: [...core.split(' '), ...list(n, (at) => `--k${at}`, ' ').split(' ')] })],
  [
    'a large file that many resources include',
    40,
    (n) => ({
      argv: ['scan', 't.yaml'],
      files: {
        't.yaml': resources(n, (at) => `R${at}: {Type: a, Properties: {'Fn::Transform': {Parameters: {Location: i.yaml}}}}`),
        'i.yaml': `a: [${list(50 * n, (at) => `{Ref: R${at % n}}`, ',')}]`,
      },
    }),
  ],
  ['blank lines among templates', 20_000, (n) => ({ argv: ['scan', 't'], files: { 't/a.yaml': '\n'.repeat(n) } })],
  ['many files', 100, (n) => ({ argv: ['check', 'l'], files: manyFiles(n) })],
  ['rules diff of many rules', 20, (n) => ({ argv: ['rules', 'diff', 'old', 'pack'], files: { ...rules(n), ...old(n) } })],
];

const growing: readonly Growing[] = [
  ...commands.map((command) => ({ name: `${command} on a title of every sign`, size: 4000, of: onFile(command, title) })),
  { name: 'save with a title of every sign', size: 4000, of: save },
  ...cases.map(([name, size, command, of]) => ({ name: `${name}: ${command}`, size, of: onFile(command, of) })),
  ...onRules.map(([size, ...argv]) => ({
    name: `${argv.join(' ')} of many rules`,
    size,
    of: (n: number) => ({ argv: [...argv, '--rules', 'pack'], files: rules(n) }),
  })),
  ...others.map(([name, size, of]) => ({ name, size, of })),
];

/** Measures several times, since a busy machine may spoil one of them. */
async function growthOf(main: Main, { of, size }: Growing, enough: number): Promise<number> {
  let factor = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS && factor > enough; attempt++) {
    const small = await cost(main, of(size));
    factor = Math.min(factor, (await cost(main, of(4 * size))) / Math.max(small, MIN_MS));
  }
  return factor;
}

/** The time of the processor that a run takes, in milliseconds. */
async function cost(main: Main, { argv, ...world }: Input): Promise<number> {
  const io = memoryIo(world);
  const before = process.cpuUsage();
  const exit = await main(argv, io);
  const { user, system } = process.cpuUsage(before);
  if (exit > 3) throw new Error(io.err());
  return (user + system) / 1000;
}
