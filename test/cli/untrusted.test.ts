import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { memoryIo } from '../support/memory-io.ts';
import { run } from '../support/run.ts';
import { queueAnswers as given, workspace } from '../support/sandbox.ts';

const record = `id: a\nanswers: ${given}\nexpect: {service: sqs}\n`;
const { path, write, shell, run: runApart, runHere } = workspace();

beforeEach(() => {
  for (const folder of ['infra/inner', 'cdk.out', 'rules']) mkdirSync(path(`repo/${folder}`), { recursive: true });
  write('secret.yaml', 'Resources:\n  Secret: {Type: AWS::SNS::Topic, Properties: {hunter2: [}}\n');
  write('repo/links/a.yaml', record);
});

/** Everything that a run in the repository prints. */
async function tsunagi(...args: readonly string[]) {
  const { status, stdout, stderr } = await runHere(args, { below: 'repo' });
  return { status, said: stdout + stderr };
}

const nested = (url: string, at: number): string =>
  `  Inner${at}: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${url}}}\n`;
const stack = (...urls: readonly string[]) => `Resources:\n${urls.map(nested).join('')}  Queue: {Type: AWS::SQS::Queue}\n`;

describe('nested templates are read only below the folder that was named', () => {
  test('not from a parent folder, a link, the environment, a device or a pipe', () => {
    symlinkSync('../../secret.yaml', path('repo/infra/linked.yaml'));
    symlinkSync('/proc/self/environ', path('repo/infra/environ.yaml'));
    symlinkSync('/dev/zero', path('repo/infra/zero.yaml'));
    shell('mkfifo repo/infra/pipe.yaml');
    const urls = ['../../secret.yaml', 'linked.yaml', 'environ.yaml', 'zero.yaml', 'pipe.yaml'];
    write('repo/infra/main.yaml', stack(...urls, '"a\\0.yaml"'));
    write('repo/cdk.out/cdk.out', '{}');
    const artifacts = urls.map((url) => ({ type: 'aws:cloudformation:stack', properties: { templateFile: `../infra/${url}` } }));
    write('repo/cdk.out/manifest.json', JSON.stringify({ artifacts: { ...artifacts } }));
    for (const against of ['infra/main.yaml', 'infra', 'cdk.out']) {
      const env = { SECRET: 'hunter2' };
      const { status, stdout, stderr } = runApart(['check', 'links', '--against', against], { below: 'repo', env });
      expect({ against, status }).toEqual({ against, status: expect.toBeOneOf([1, 2]) });
      expect((stdout + stderr).match(/\[check-built-unseen\]|folder `cdk\.out`/g)).toHaveLength(against === 'cdk.out' ? 5 : 6);
      expect(stdout + stderr).not.toContain('hunter2');
    }
  });

  test('each of them once, however many links lead to it', async () => {
    const again = stack('loop/inner/child.yaml').replace(/.*\n/, '').replace('Inner', 'Again').replace('Queue:', 'Q2:');
    write('repo/infra/main.yaml', stack('inner/child.yaml') + again);
    write('repo/infra/inner/child.yaml', 'Resources:\n  Topic: {Type: AWS::SNS::Topic}\n');
    symlinkSync('.', path('repo/infra/loop'));
    const { said } = await tsunagi('check', 'links', '--against', 'infra/main.yaml', '-f', 'json');
    expect(JSON.parse(said).templates).toMatchObject([{ file: 'infra/main.yaml' }, { file: 'infra/inner/child.yaml' }]);
  });
});

test('a link that leads out of a folder of records or of a pack is not read', async () => {
  symlinkSync('../../secret.yaml', path('repo/rules/b.yaml'));
  symlinkSync('../..', path('repo/rules/c'));
  write('repo/rules/a.yaml', 'pack: {format: 1, id: ours, version: 1.0.0, extends: aws-messaging}\n');
  write('outside.yaml', `answers: {hunter2: [}\n`);
  symlinkSync('../../outside.yaml', path('repo/links/b.yaml'));
  for (const argv of ['check links', 'check links/*.yaml', 'rules lint --rules rules']) {
    const { status, said } = await tsunagi(...argv.split(' '));
    expect({ argv, status }).toEqual({ argv, status: expect.toBeOneOf([1, 2]) });
    expect(said).toContain('[outside-folder]');
    expect(said).not.toContain('hunter2');
  }
}, 30_000);

test('no line of output begins with text of a file, so that no log takes it for a command', async () => {
  const command = '::set-output name=a::b';
  write('repo/links/b.yaml', `answers:\n    ${command}: [\n`);
  write(`repo/links/${command.replaceAll(' ', '_')}.yaml`, `answers: {"##[add-mask]x": [}\n`);
  write('repo/links/c.yaml', `answers: ${given}\n# ${command}\nnotes: |\n ${command}\nexpect: {service: sns}\n`);
  write('repo/links/d.yaml', `title: "${command} ##[x]"\nanswers: ${given}\nexpect: {service: sns}\n`);
  write('repo/links/e.yaml', `title: "${command}"\nfrom: "${command}"\nto: b\nanswers: {data: message}\n`);
  for (const argv of ['-a links/d.yaml', '-a links/e.yaml', 'overview links/d.yaml links/e.yaml -f markdown']) {
    const { said } = await tsunagi(...argv.split(' '));
    expect({ argv, lines: said.split('\n').filter((line) => /^\s*::|##\[/.test(line)) }).toEqual({ argv, lines: [] });
    expect(said).toContain(command);
  }
  for (const args of [['links'], ['links', '-f', 'github'], ['links/c.yaml', '--fix'], ['links/d.yaml']]) {
    const { said } = await tsunagi('check', ...args);
    const lines = said.split('\n').filter((line) => /^\s*::(?!(error|warning|notice) file=)/.test(line) || line.includes('##['));
    expect({ args, lines }).toEqual({ args, lines: [] });
  }
}, 30_000);

test('every command refuses a file that is too large before reading it', async () => {
  write('repo/links/big.yaml', '');
  truncateSync(path('repo/links/big.yaml'), 1_900_000_000);
  symlinkSync('/dev/zero', path('repo/rules/zero.yaml'));
  for (const folder of ['infra', 'links']) symlinkSync('/proc/self/pagemap', path(`repo/${folder}/endless.yaml`));
  for (const argv of [
    ...['check links', 'scan infra', 'check /dev/zero', 'overview links/big.yaml', '-a links/big.yaml', '-a /dev/zero'],
    ...['check links/a.yaml --against /dev/zero', 'check links/a.yaml --baseline links/big.yaml'],
    ...['links/big.yaml', 'rules/zero.yaml'].map((file) => `--data message --no-input --save ${file}`),
    'rules lint --rules links',
  ]) {
    const { status, said } = await tsunagi(...argv.split(' '));
    expect({ argv, status }).toEqual({ argv, status: argv.startsWith('rules') ? expect.toBeOneOf([1, 2]) : 2 });
    expect(said).toMatch(/limit of 10 MiB|larger than 10 MiB|no plain file|not a regular file|no-templates/);
  }
}, 60_000);

test('control characters of a file name are shown by their codes, and Mermaid gets no blank title', async () => {
  const name = 'links/a\u001b[31m\u202e.yaml';
  const files = { [name]: `title: '  '\nanswers: ${given}\nexpect: {service: sns}\n` };
  for (const option of ['--format=markdown', '--fix']) {
    const { out, err } = await run(['check', 'links', option], { files });
    expect(out + err).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e]/u);
    expect(out + err).toContain('\\u{1b}');
  }
  expect((await run(['-a', name, '-f', 'mermaid'], { files })).out).not.toContain('[""]');
});

// macOS and Windows have no such names.
test.runIf(process.platform === 'linux')('a file whose name is not UTF-8 fails alone', async () => {
  writeFileSync(Buffer.concat([Buffer.from(path('repo/links/b')), Buffer.from([0xff]), Buffer.from('.yaml')]), record);
  const { status, said } = await tsunagi('check', 'links');
  expect({ status, said }).toEqual({ status: 2, said: expect.stringContaining('[file-missing]') });
  expect(said).toMatch(/^1 record as of /m);
});

test('refuses more decisions than fit into memory with all their reasons', async () => {
  const files = { 'a.yaml': Array.from({ length: 2001 }, (_, index) => `title: t${index}\nanswers: {}\n`).join('---\n') };
  const { exit, err } = await run(['-a', 'a.yaml', '-f', 'json'], { files });
  expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining('[too-many-decisions]') });
});

test("an error reading the program's own files is not reported as a bug, nor hidden behind English", async () => {
  for (const [lang, reported] of [
    ['en', '`/opt/rules` cannot be read: EMFILE.'],
    ['ja', '「/opt/rules」を読めません'],
  ] as const) {
    const io = memoryIo();
    const builtInPack = (opened: 'en' | 'ja') => {
      if (opened !== lang) return io.builtInPack(opened);
      throw Object.assign(new Error('EMFILE'), { code: 'EMFILE', path: '/opt/rules' });
    };
    expect(await main(['--data', 'message', '--lang', lang], { ...io, builtInPack })).toBe(2);
    expect(io.err()).toContain(reported);
  }
});

describe('names that every JavaScript object has are ordinary names', () => {
  const sam = (name: string): string => `Transform: AWS::Serverless-2016-10-31
Resources:
  ${name}: {Type: ${name}, Condition: ${name}, Properties: {${name}: {Ref: ${name}}}}
  F: {Type: AWS::Serverless::Function, Properties: {Events: {${name}: {Type: ${name}, Properties: {${name}: 1}}}, Policies: [{${name}: {}}]}}
`;
  const asyncApi = (name: string): string =>
    `asyncapi: 3.0.0\nservers: {${name}: {host: a, protocol: ${name}}}\nchannels: {${name}: {address: a, bindings: {${name}: {}}}}\n`;

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s', async (name) => {
    const files = {
      'a.yaml': record,
      'b.yaml': record.replace('sqs', name).replace('id: a', `id: ${name}`),
      'sam.yaml': sam(name),
      'async.yaml': asyncApi(name),
      'known.yaml': `findings:\n- {record: a, code: ${name}, reason: x}\n`,
      'in.jsonl': `{"${name}": 1}\n{"answers": {"${name}": "x"}}\n{"id": "${name}", "answers": {"data": "${name}"}}\n`,
      'in.csv': `id,${name}\n1,2\n`,
      'answers.yaml': `answers: {"${name}": x}\n`,
    };
    const commands = [
      ...['check a.yaml b.yaml --against sam.yaml --baseline known.yaml', 'scan sam.yaml async.yaml'],
      ...['batch in.jsonl', 'batch in.csv', '-a answers.yaml', `-a a.yaml --select ${name}`],
      ...[`--set ${name}=1`, `--data ${name}`, `--${name} 1`, `--lang ${name}`, `--rules ${name}`, name],
      ...[`services ${name}`, `services --map ${name},data`, `services sqs -f ${name}`],
      ...[`help ${name}`, `completion ${name}`, `rules schema ${name}`],
    ];
    for (const command of commands) {
      for (const env of [{}, { [`TSUNAGI_ANSWER_${name}`]: '1' }]) {
        const { exit, err } = await run(command.split(' '), { files, env });
        const sound = { exit: expect.toBeOneOf([0, 1, 2, 3]), bug: false };
        expect({ command, exit, bug: err.includes('a bug') }).toEqual({ command, ...sound });
      }
    }
  });
});
