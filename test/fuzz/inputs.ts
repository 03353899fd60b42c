import { commands } from '../../src/cli/commands.ts';
import { builtInPack } from '../support/built-in.ts';
import { filesBelow, textOf } from '../support/repository.ts';
import { type Content, mutated, nastyWords, type Random, randomOf } from './mutate.ts';

/** What the program is run on. */
export interface FuzzInput {
  readonly argv: readonly string[];
  readonly files: Readonly<Record<string, Content>>;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Content;
}

const textsIn = (folder: string): string[] => filesBelow(folder, /\.\w+$/).map(textOf);

const examples = textsIn('examples');
const record = `id: orders\ndate: 2026-11-01\nreview-by: 2027-01-01\nnotes: |\n  Agreed.\n${textOf('examples/orders-to-billing.yaml')}`;
const built = `${record}expect: {service: sqs}\nbuilt: [Orders]\n`;
const links = [record, built, ...examples];
const jsonRecord = '{"id": "j", "answers": {"data": "message", "completion": "sync"}, "expect": {"service": "api-gateway"}}';
const manifest = JSON.stringify({
  artifacts: {
    Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' }, displayName: 'Shop' },
    Inner: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Inner' } },
  },
});
const template = `{"Parameters": {"Name": {"Type": "String", "Default": "x"}},
"Resources": {
  "Orders": {"Type": "AWS::SQS::Queue", "Properties": {"FifoQueue": true, "QueueName": {"Ref": "Name"}}, "Metadata": {"aws:cdk:path": "Shop/Orders"}},
  "Inner": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "inner.yaml"}},
  "Rule": {"Type": "AWS::Events::Rule", "Properties": {"Targets": [{"Arn": {"Fn::GetAtt": ["Orders", "Arn"]}, "Id": "x"}]}}}}
`;
const templates = [...textsIn('test/drift/inputs'), template];
const smallPack = textOf('test/support/small-pack.yaml');
const overlay = `pack: {format: 1, id: ours, version: 1.0.0, extends: ../old, title: {en: Ours, ja: 当社}, languages: [en, ja]}
services:
  sqs: {facts: {message-kib: {max: 512, short: {en: 512 KiB, ja: 512 KiB}, text: {en: x, ja: x}, source: https://x.example, checked: 2026-11-24}}}
advice: {synchronous-price: null}
cases:
  - {name: a queue, answers: {completion: async, fanout: p2p}, expect: {service: sqs}}
`;
const baseline = `schema: tsunagi/baseline@1
findings:
  - {record: orders, code: check-service, detail: sqs, reason: agreed, until: 2026-12-31}
`;
const csv =
  'id,data,completion,timing,fanout,origin,message-kib\na,message,async,any,p2p,new,20\nb,"stream",async,pull,pubsub,new,\n';
const lines = '{"id": "a", "answers": {"data": "message", "completion": "async"}}\n{"data":"stream","timing":"pull"}\n';
const everything = [...links, ...templates, smallPack, overlay, baseline, csv, lines];

const pack = builtInPack('en');
const { questions } = pack;
const fileNames = [
  ...'a.yaml links/a.yaml d.json \u202eyaml.a __proto__ ::x.yaml f.md g\u001b[1m.yaml'.split(' '),
  ...['b c.yml', "e'$(id).yaml"],
];
const optionNames = 'answers set select save title by date supersedes format output baseline as-of map'.split(' ');
const core = '--data message --completion async --timing any --fanout p2p --origin new'.split(' ');

/** The input of a seed. */
export function inputOf(seed: number): FuzzInput {
  const random = randomOf(seed);
  const [command, , build] = random.pick(surfaces);
  const { argv: own = [], ...built } = build(random);
  const argv = [...(command === '' ? [] : command.split(' ')), ...own];
  if (random.percent(4)) argv.splice(random.below(argv.length + 1), 0, random.pick(nastyWords));
  argv.push(
    ...random.some(10, '--lang', random.pick(['ja', 'ja', 'en', ...nastyWords])),
    ...random.some(4, `--${random.pick(optionNames)}`, random.pick(nastyWords)),
    ...random.some(3, `--rules=${random.pick(nastyWords)}`),
  );
  return { argv, files: {}, env: environment(random), stdin: '', ...built };
}

type Built = Partial<Omit<FuzzInput, 'env'>>;

function environment(random: Random): Record<string, string> {
  if (!random.percent(8)) return {};
  const question = random.pick(questions).id.toUpperCase().replaceAll('-', '_');
  return {
    [`TSUNAGI_ANSWER_${random.percent(80) ? question : random.pick(nastyWords)}`]: random.pick(nastyWords),
    ...(random.percent(20) && { TSUNAGI_LANG: random.pick(['ja', ...nastyWords]) }),
    ...(random.percent(5) && { TSUNAGI_RULES: random.pick(nastyWords) }),
    ...(random.percent(20) && { LANG: random.pick(['ja_JP.UTF-8', ...nastyWords]) }),
  };
}

function answerFlags(random: Random): readonly string[] {
  return questions.flatMap((question) => {
    const values = question.type === 'number' ? ['0', '5', '1e6', '3.5'] : question.values.map(({ value }) => value);
    const value = random.percent(2) ? random.pick(nastyWords) : random.pick(values);
    return random.some(random.percent(50) ? 25 : 5, `--${question.id}`, value);
  });
}

function format(random: Random, command: keyof typeof commands): readonly string[] {
  const spec = commands[command];
  const known: readonly string[] = 'choices' in spec && 'format' in spec.choices ? spec.choices.format : ['text'];
  return random.some(70, '-f', random.percent(95) ? random.pick(known) : random.pick(nastyWords));
}

/** Answers files under some names, most of them mutated. */
function answersFiles(random: Random): Record<string, Content> {
  const files = Array.from({ length: 1 + random.below(2) }, (): [string, Content] => {
    const name = random.percent(70) ? random.pick(['a.yaml', 'links/a.yaml', 'd.json']) : random.pick(fileNames);
    return [name, mutated(random, name === 'd.json' ? jsonRecord : random.pick(links), everything)];
  });
  return Object.fromEntries(files);
}

const textOption = (random: Random, ...good: readonly string[]): string => random.pick(random.percent(70) ? good : nastyWords);

type Build = (random: Random) => Built;

const all: readonly (readonly [command: string, weight: number, build: Build])[] = [
  ['', 2, decide],
  ['', 3, save],
  ['check', 3, check],
  ['check', 2, drift],
  ['scan', 2, (random) => ({ files: templateFiles(random), argv: [random.pick(templatePaths)] })],
  ['overview', 1, onFiles((random) => [...format(random, 'overview'), ...random.some(10, '--explain')])],
  ['batch', 3, batch],
  ['next', 1, (random) => answered(random, answerFlags(random))],
  ['services', 1, services],
  ['mcp', 1, agent],
  [
    'completion',
    1,
    (random) => ({ argv: [random.pick(['bash', 'zsh', 'fish']), '--', ...words(random), random.pick(nastyWords)] }),
  ],
  ['', 1, (random) => (random.percent(5) ? diff(random) : { argv: words(random) })],
  ['', 2, ownRules],
  [
    'init',
    1,
    (random) => ({ argv: [...random.some(60, random.pick(fileNames)), ...random.some(20, '-o', random.pick(fileNames))] }),
  ],
  ['rules init', 1, (random) => ({ argv: [textOption(random, 'new', 'a/b')] })],
];

/** The input builders of the commands, each as often as its weight. */
const surfaces = all.flatMap((surface) => Array.from({ length: surface[1] }, () => surface));

function words(random: Random): string[] {
  const names = Object.keys(commands).flatMap((name) => name.split(' '));
  const known = [...names, ...optionNames.map((name) => `--${name}`), ...nastyWords, '--help'];
  return Array.from({ length: random.below(5) }, () => random.pick(known));
}

/** A command on answers files. */
function onFiles(options: (random: Random) => readonly string[]): Build {
  return (random) => {
    const files = answersFiles(random);
    return { files, argv: [...Object.keys(files), ...options(random)] };
  };
}

/** A command on answers, some of them from a file. */
function answered(random: Random, options: readonly string[], files = answersFiles(random)): Built {
  return { files, argv: [...options, ...random.some(40, '-a', Object.keys(files)[0] ?? '')] };
}

function decide(random: Random): Built {
  return answered(random, [
    '--no-input',
    ...random.some(60, ...core),
    ...random.some(60, ...answerFlags(random)),
    ...random.some(10, '--set', textOption(random, 'data=message', 'message-kib=5', 'timing=unknown')),
    ...random.some(5, '--select', textOption(random, 'orders')),
    ...random.some(10, '--explain'),
    ...random.some(8, '--title', textOption(random, 'a to b')),
    ...random.some(5, '-o', random.pick(fileNames)),
    ...random.some(10, random.pick(['--defaults', '--no-assume'])),
    ...format(random, 'decide'),
  ]);
}

function save(random: Random): Built {
  const files = answersFiles(random);
  const [first = 'a.yaml'] = Object.keys(files);
  const options = [
    '--no-input',
    ...random.some(60, ...core),
    ...random.some(30, ...answerFlags(random)),
    ...['--save', random.percent(60) ? first : random.pick([...fileNames, 'adr.md'])],
    ...random.some(60, '--title', textOption(random, 'a to b', '注文から請求')),
    ...random.some(20, '--by', textOption(random, 'Aiko')),
    ...random.some(10, '--date', textOption(random, '2026-11-01')),
    ...random.some(10, '--select', textOption(random, 'orders')),
    ...random.some(15, '--supersedes', random.percent(70) ? first : `${first}#${random.pick(nastyWords)}`),
  ];
  return answered(random, options, files);
}

function check(random: Random): Built {
  const { files, argv } = onFiles(() => [
    ...random.some(25, '--baseline', 'baseline.yaml'),
    ...random.some(10, '--write-baseline', 'baseline.yaml'),
    ...random.some(20, '--fix'),
    ...random.some(10, '--as-of', textOption(random, '2026-12-01')),
    ...random.some(5, '--require', 'human'),
    ...format(random, 'check'),
  ])(random);
  return { files: { ...files, 'baseline.yaml': mutated(random, baseline, everything) }, argv: argv ?? [] };
}

function services(random: Random): Built {
  const ids = pack.services.map(({ id }) => id);
  return {
    argv: [
      ...random.some(60, textOption(random, ...ids)),
      ...random.some(20, random.pick(ids)),
      ...random.some(20, '--map', `${textOption(random, 'data', 'timing')},${textOption(random, 'fanout', 'ops')}`),
      ...random.some(8, '--alarms', 'cloudformation'),
      ...format(random, 'services'),
    ],
  };
}

/** What an agent sends, mostly as either generation of the protocol defines it. */
function agent(random: Random): Built {
  const files = answersFiles(random);
  const clientInfo = { name: 'fuzz', version: '1.0.0' };
  const isModern = random.percent(50);
  const begin = [
    { id: 'begin', method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo } },
    { method: 'notifications/initialized' },
  ];
  const meta = { protocolVersion: '2026-07-28', clientInfo, clientCapabilities: {} };
  const named = Object.entries(meta).map(([key, value]) => [`io.modelcontextprotocol/${key}`, value]);
  const calls = Array.from({ length: 1 + random.below(4) }, (_, id) => {
    const params = { ...toolCall(random, Object.keys(files)), ...(isModern && { _meta: Object.fromEntries(named) }) };
    return { id, method: 'tools/call', params };
  });
  const messages = [...(isModern ? [] : begin), ...calls].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }));
  const stdin = `${messages.join('\n')}\n`;
  return { files, stdin: random.percent(70) ? stdin : mutated(random, stdin, everything) };
}

function toolCall(random: Random, files: readonly string[]): { readonly name: string; readonly arguments: object } {
  const flags = answerFlags(random);
  const typed = (word = ''): string | number => (/^\d/.test(word) && random.percent(90) ? Number(word) : word);
  const answers = Object.fromEntries(flags.flatMap((flag, at) => (at % 2 ? [] : [[flag.slice(2), typed(flags[at + 1])]])));
  const file = random.percent(80) ? random.pick(files) : random.pick(nastyWords);
  const nasty = random.pick(nastyWords);
  return random.pick([
    { name: 'choose_link', arguments: { answers } },
    { name: 'choose_link', arguments: { answers, title: textOption(random, 'a to b'), session: nasty } },
    { name: 'choose_link', arguments: { file } },
    { name: 'explain_link', arguments: { answers } },
    { name: 'check_records', arguments: { paths: [file], human: random.percent(20) } },
    { name: random.pick(['choose_link', nasty]), arguments: { [nasty]: nasty } },
  ]);
}

const templatePaths = ['t', 't/a.yaml', 'cdk.out'];

function templateFiles(random: Random): Record<string, Content> {
  return {
    't/a.yaml': mutated(random, random.pick(templates), everything),
    't/inner.yaml': mutated(random, random.pick(templates), everything),
    'cdk.out/cdk.out': '{"version":"36.0.0"}',
    'cdk.out/manifest.json': mutated(random, manifest, everything),
    'cdk.out/Shop.template.json': mutated(random, template, everything),
  };
}

function drift(random: Random): Built {
  const files = { 'a.yaml': mutated(random, built, everything), ...templateFiles(random) };
  return { files, argv: ['a.yaml', '--against', random.pick(templatePaths), ...format(random, 'check')] };
}

function batch(random: Random): Built {
  const isCsv = random.percent(50);
  const content = mutated(random, isCsv ? csv : lines, everything);
  const options = random.some(70, '--from', isCsv ? 'csv' : 'jsonl');
  if (random.percent(50)) return { stdin: content, argv: options };
  return { files: { 'in.csv': content }, argv: ['in.csv', ...options, ...random.some(20, '-o', 'out.jsonl')] };
}

/** A custom pack, with a command that reads it. */
function ownRules(random: Random): Built {
  const command = random.pick(['rules lint', 'rules lint', 'rules test', 'rules graph', 'decide'] as const);
  const options = {
    decide: ['--no-input', '--completion', 'async', '--fanout', 'p2p'],
    'rules lint': [],
    'rules test': [],
    'rules graph': random.some(20, '--coverage'),
  }[command];
  return rules(random, [...command.split(' '), ...options, ...format(random, command)]);
}

function diff(random: Random): Built {
  const { files } = rules(random, []);
  return { files, argv: ['rules', 'diff', 'old', 'pack', ...format(random, 'rules diff')] };
}

function rules(random: Random, argv: readonly string[]): Built {
  const content = mutated(random, random.percent(10) ? overlay : smallPack, everything);
  const name = random.percent(95) ? 'pack/pack.yaml' : `pack/${random.pick(fileNames)}`;
  return { files: { 'old/pack.yaml': smallPack, [name]: content }, argv: [...argv, '--rules', 'pack'] };
}
