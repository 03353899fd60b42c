import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../src/cli/commands.ts';
import { builtInPack } from '../support/built-in.ts';
import { type Content, mutated, nastyWords } from './mutate.ts';
import { type Random, randomOf } from './random.ts';

/** What the program is run on. */
export interface FuzzInput {
  readonly argv: readonly string[];
  readonly files: Readonly<Record<string, Content>>;
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Content;
}

const root = join(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const folder = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(root, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((file) => [file.slice(join(root, path).length + 1), readFileSync(file, 'utf8')]),
  );

const record = `schema: tsunagi/answers@1
id: orders
title: orders to billing
status: accepted
date: 2026-11-01
decided-by: [Aiko]
from: [shop]
to: [billing, mail]
notes: |
  Agreed with the owners of both.
answers: {data: message, completion: async, timing: {value: any, note: x}, fanout: p2p, origin: new, message-kib: 20}
expect: {service: sqs, variant: standard}
review-by: 2027-01-01
`;
const built = `${record}built: [Orders]\n`;
const links = [record, built, ...Object.values(folder('examples'))];
const jsonRecord = JSON.stringify({
  id: 'j',
  answers: { data: 'message', completion: 'sync' },
  expect: { service: 'api-gateway' },
});
const cdk = {
  'cdk.out/cdk.out': '{"version":"36.0.0"}',
  'cdk.out/manifest.json': JSON.stringify({
    artifacts: {
      Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' }, displayName: 'Shop' },
      Inner: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Inner' } },
    },
  }),
};
const template = {
  Parameters: { Name: { Type: 'String', Default: 'x' } },
  Resources: {
    Orders: {
      Type: 'AWS::SQS::Queue',
      Properties: { FifoQueue: true, QueueName: { Ref: 'Name' } },
      Metadata: { 'aws:cdk:path': 'Shop/Orders' },
    },
    Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'inner.yaml' } },
    Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Arn: { 'Fn::GetAtt': ['Orders', 'Arn'] }, Id: 'x' }] } },
  },
};
const templates = [...Object.values(folder('test/drift/inputs')), JSON.stringify(template), JSON.stringify(template, null, 2)];
const smallPack = text('test/support/small-pack.yaml');
const overlay = `pack: {format: 1, id: ours, version: 1.0.0, extends: aws-messaging, title: {en: Ours, ja: 当社}, languages: [en, ja]}
services:
  sqs: {facts: {message-kib: {max: 512, short: {en: 512 KiB, ja: 512 KiB}, text: {en: x, ja: x}, source: https://x.example, checked: 2026-11-24}}}
advice: {synchronous-price: null}
cases:
  - {name: a queue, answers: {data: message, completion: async, timing: pull, fanout: p2p, origin: new}, expect: {service: sqs}}
`;
const baseline = `schema: tsunagi/baseline@1
findings:
  - {record: orders, code: check-service, detail: sqs, reason: agreed, until: 2026-12-31}
`;
const csv =
  'id,data,completion,timing,fanout,origin,message-kib\na,message,async,any,p2p,new,20\nb,"stream",async,pull,pubsub,new,\n';
const lines = `${JSON.stringify({ id: 'a', answers: { data: 'message', completion: 'async' } })}\n{"data":"stream","timing":"pull"}\n`;
const everything = [...links, ...templates, smallPack, overlay, baseline, csv, lines];

const { questions, services } = builtInPack('en');
const fileNames = [
  'a.yaml',
  'links/a.yaml',
  'b c.yml',
  'd.json',
  '\u202eyaml.a',
  '__proto__',
  "e'$(id).yaml",
  '::x.yaml',
  'f.md',
  'g\u001b[1m.yaml',
];

/** The input of a seed. */
export function inputOf(seed: number): FuzzInput {
  const random = randomOf(seed);
  const [command, build] = random.pick(surfaces);
  const built = build(random);
  const argv = [...(command === '' ? [] : command.split(' ')), ...(built.argv ?? [])];
  if (random.percent(4)) argv.splice(random.below(argv.length + 1), 0, random.pick(nastyWords));
  if (random.percent(10)) argv.push('--lang', random.pick(['ja', 'ja', 'en', ...nastyWords]));
  if (random.percent(4)) argv.push(`--${random.pick(optionNames)}`, random.pick(nastyWords));
  if (random.percent(3)) argv.push(`--rules=${random.pick(nastyWords)}`);
  return { argv, files: {}, env: environment(random), stdin: '', ...withoutArgv(built) };
}

type Built = Partial<Omit<FuzzInput, 'env'>>;

function withoutArgv({ argv: _, ...rest }: Built): Omit<Built, 'argv'> {
  return rest;
}

const optionNames = [
  'answers',
  'set',
  'select',
  'save',
  'title',
  'by',
  'date',
  'supersedes',
  'format',
  'output',
  'baseline',
  'as-of',
  'map',
];

function environment(random: Random): Record<string, string> {
  if (!random.percent(8)) return {};
  const question = random.pick(questions).id.toUpperCase().replaceAll('-', '_');
  return {
    [`TSUNAGI_ANSWER_${random.percent(80) ? question : random.pick(nastyWords)}`]: random.pick(nastyWords),
    ...(random.percent(20) ? { TSUNAGI_LANG: random.pick(['ja', ...nastyWords]) } : {}),
    ...(random.percent(5) ? { TSUNAGI_RULES: random.pick(nastyWords) } : {}),
    ...(random.percent(20) ? { LANG: random.pick(['ja_JP.UTF-8', ...nastyWords]) } : {}),
  };
}

function answerFlags(random: Random): string[] {
  return questions.flatMap((question) => {
    if (!random.percent(random.percent(50) ? 25 : 5)) return [];
    const values = question.type === 'number' ? ['0', '5', '1e6', '3.5'] : question.values.map(({ value }) => value);
    return [`--${question.id}`, random.percent(2) ? random.pick(nastyWords) : random.pick(values)];
  });
}

const core = ['--data', 'message', '--completion', 'async', '--timing', 'any', '--fanout', 'p2p', '--origin', 'new'];

function format(random: Random, command: keyof typeof commands): string[] {
  const spec = commands[command];
  const known: readonly string[] = 'choices' in spec && 'format' in spec.choices ? spec.choices.format : ['text'];
  return random.percent(70) ? ['-f', random.percent(95) ? random.pick(known) : random.pick(nastyWords)] : [];
}

function some(random: Random, ...options: readonly (readonly [chance: number, () => readonly string[]])[]): string[] {
  return options.flatMap(([chance, option]) => (random.percent(chance) ? option() : []));
}

/** Answers files under some names, mostly changed ones. */
function answersFiles(random: Random): Record<string, Content> {
  const files: [string, Content][] = [];
  for (let count = 1 + random.below(2); count > 0; count--) {
    const name = random.percent(70) ? random.pick(['a.yaml', 'links/a.yaml', 'd.json']) : random.pick(fileNames);
    const seed = name === 'd.json' ? jsonRecord : random.pick(links);
    files.push([name, mutated(random, seed, everything)]);
  }
  return Object.fromEntries(files);
}

const textOption = (random: Random, ...good: readonly string[]): string => random.pick(random.percent(70) ? good : nastyWords);

/** What each command is run on. */
const surfaces: readonly (readonly [command: string, build: (random: Random) => Built])[] = [
  ['', decide],
  ['', decide],
  ['', save],
  ['', save],
  ['', save],
  ['check', check],
  ['check', check],
  ['check', check],
  ['check', drift],
  ['check', drift],
  ['scan', scan],
  ['scan', scan],
  [
    'overview',
    (random) => {
      const files = answersFiles(random);
      return { files, argv: [...Object.keys(files), ...format(random, 'overview'), ...some(random, [10, () => ['--explain']])] };
    },
  ],
  ['batch', batch],
  ['batch', batch],
  ['batch', batch],
  [
    'next',
    (random) => {
      const files = answersFiles(random);
      return { files, argv: [...answerFlags(random), ...some(random, [40, () => ['-a', Object.keys(files)[0] ?? '']])] };
    },
  ],
  [
    'services',
    (random) => ({
      argv: [
        ...some(
          random,
          [60, () => [textOption(random, ...services.map(({ id }) => id))]],
          [20, () => [random.pick(services).id]],
        ),
        ...some(random, [20, () => ['--map', `${textOption(random, 'data', 'timing')},${textOption(random, 'fanout', 'ops')}`]]),
        ...some(random, [8, () => ['--alarms', 'cloudformation']]),
        ...format(random, 'services'),
      ],
    }),
  ],
  ['mcp', agent],
  ['completion', (random) => ({ argv: [random.pick(['bash', 'zsh', 'fish']), '--', ...words(random), random.pick(nastyWords)] })],
  ['', (random) => (random.percent(5) ? diff(random) : { argv: words(random) })],
  ['', ownRules],
  ['', ownRules],
  [
    'init',
    (random) => ({ argv: some(random, [60, () => [random.pick(fileNames)]], [20, () => ['-o', random.pick(fileNames)]]) }),
  ],
  ['rules init', (random) => ({ argv: [textOption(random, 'new', 'a/b')] })],
];

function words(random: Random): string[] {
  const names = Object.keys(commands).flatMap((name) => name.split(' '));
  const all = [...names, ...optionNames.map((name) => `--${name}`), ...nastyWords, '--help'];
  return Array.from({ length: random.below(5) }, () => random.pick(all));
}

function decide(random: Random): Built {
  const files = answersFiles(random);
  return {
    files,
    argv: [
      '--no-input',
      ...some(random, [60, () => core], [60, () => answerFlags(random)], [40, () => ['-a', Object.keys(files)[0] ?? '']]),
      ...some(random, [10, () => ['--set', textOption(random, 'data=message', 'message-kib=5', 'timing=unknown')]]),
      ...some(random, [5, () => ['--select', textOption(random, 'orders')]], [10, () => ['--explain']]),
      ...some(random, [8, () => ['--title', textOption(random, 'a to b')]], [5, () => ['-o', random.pick(fileNames)]]),
      ...some(random, [10, () => [random.pick(['--defaults', '--no-assume'])]]),
      ...format(random, 'decide'),
    ],
  };
}

function save(random: Random): Built {
  const files = answersFiles(random);
  const [first = 'a.yaml'] = Object.keys(files);
  return {
    files,
    argv: [
      '--no-input',
      ...some(random, [60, () => core], [30, () => answerFlags(random)], [40, () => ['-a', first]]),
      ...['--save', random.percent(60) ? first : random.pick([...fileNames, 'adr.md'])],
      ...some(
        random,
        [60, () => ['--title', textOption(random, 'a to b', '注文から請求')]],
        [20, () => ['--by', textOption(random, 'Aiko')]],
      ),
      ...some(
        random,
        [10, () => ['--date', textOption(random, '2026-11-01')]],
        [10, () => ['--select', textOption(random, 'orders')]],
      ),
      ...some(random, [15, () => ['--supersedes', random.percent(70) ? first : `${first}#${random.pick(nastyWords)}`]]),
    ],
  };
}

function check(random: Random): Built {
  const files = answersFiles(random);
  const known = mutated(random, baseline, everything);
  return {
    files: { ...files, 'baseline.yaml': known },
    argv: [
      ...Object.keys(files),
      ...some(random, [25, () => ['--baseline', 'baseline.yaml']], [10, () => ['--write-baseline', 'baseline.yaml']]),
      ...some(
        random,
        [20, () => ['--fix']],
        [10, () => ['--as-of', textOption(random, '2026-12-01')]],
        [5, () => ['--require', 'human']],
      ),
      ...format(random, 'check'),
    ],
  };
}

/** What an agent sends, mostly as the protocol has it, in either generation of it. */
function agent(random: Random): Built {
  const files = answersFiles(random);
  const about = { name: 'fuzz', version: '1.0.0' };
  const isModern = random.percent(50);
  const begin = [
    { id: 'begin', method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: about } },
    { method: 'notifications/initialized' },
  ];
  const calls = Array.from({ length: 1 + random.below(4) }, (_, id) => {
    const meta = { protocolVersion: '2026-07-28', clientInfo: about, clientCapabilities: {} };
    const named = Object.entries(meta).map(([key, value]) => [`io.modelcontextprotocol/${key}`, value]);
    const params = { ...toolCall(random, Object.keys(files)), ...(isModern ? { _meta: Object.fromEntries(named) } : {}) };
    return { id, method: 'tools/call', params };
  });
  const messages = [...(isModern ? [] : begin), ...calls].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }));
  const stdin = `${messages.join('\n')}\n`;
  return { files, stdin: random.percent(70) ? stdin : mutated(random, stdin, everything) };
}

function toolCall(random: Random, files: readonly string[]): { readonly name: string; readonly arguments: object } {
  const flags = answerFlags(random);
  const typed = (text = ''): string | number => (/^\d/.test(text) && random.percent(90) ? Number(text) : text);
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

function templateFiles(random: Random): Record<string, Content> {
  const changed = (): Content => mutated(random, random.pick(templates), everything);
  return {
    't/a.yaml': changed(),
    't/inner.yaml': changed(),
    'cdk.out/cdk.out': cdk['cdk.out/cdk.out'],
    'cdk.out/manifest.json': mutated(random, cdk['cdk.out/manifest.json'], everything),
    'cdk.out/Shop.template.json': mutated(random, JSON.stringify(template), everything),
  };
}

function scan(random: Random): Built {
  return { files: templateFiles(random), argv: [random.pick(['t', 't/a.yaml', 'cdk.out'])] };
}

function drift(random: Random): Built {
  const files = { 'a.yaml': mutated(random, built, everything), ...templateFiles(random) };
  return { files, argv: ['a.yaml', '--against', random.pick(['t', 't/a.yaml', 'cdk.out']), ...format(random, 'check')] };
}

function batch(random: Random): Built {
  const isCsv = random.percent(50);
  const content = mutated(random, isCsv ? csv : lines, everything);
  const options = some(
    random,
    [70, () => ['--from', isCsv ? 'csv' : 'jsonl']],
    [10, () => ['--delimiter', textOption(random, ';', '\t')]],
  );
  return random.percent(50)
    ? { stdin: content, argv: options }
    : { files: { 'in.csv': content }, argv: ['in.csv', ...options, ...some(random, [20, () => ['-o', 'out.jsonl']])] };
}

/** A pack of one's own, under a command that reads it. */
function ownRules(random: Random): Built {
  const command = random.pick(['rules lint', 'rules lint', 'rules test', 'rules graph', 'decide'] as const);
  const options =
    command === 'decide'
      ? ['--no-input', '--completion', 'async', '--fanout', 'p2p']
      : [...command.split(' '), ...(command === 'rules graph' ? some(random, [20, () => ['--coverage']]) : [])];
  return rules(random, [...options, ...format(random, command)]);
}

function diff(random: Random): Built {
  const { files } = rules(random, []);
  return {
    files: { ...files, 'old/pack.yaml': smallPack },
    argv: ['rules', 'diff', 'old', 'pack', ...format(random, 'rules diff')],
  };
}

function rules(random: Random, argv: readonly string[]): Built {
  const isOverlay = random.percent(5);
  const seed = isOverlay ? overlay : smallPack;
  const content = mutated(random, seed, everything);
  const name = random.percent(95) ? 'pack/pack.yaml' : `pack/${random.pick(fileNames)}`;
  return { files: { [name]: content }, argv: [...argv, '--rules', 'pack'] };
}
