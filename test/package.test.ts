import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clean } from './proof/clean.ts';
import { builtInPack, builtInSource } from './support/built-in.ts';
import { pathOf, textOf } from './support/repository.ts';
import { queueFlags, Sandbox, type Tarball } from './support/sandbox.ts';
import { check, inProgram, onePerCommand } from './support/scenarios.ts';

const manifest = JSON.parse(textOf('package.json'));

const MAX_PACKED_BYTES = 700 * 1024;

const sandbox = new Sandbox();
const program = sandbox.path('node_modules/tsunagi/bin/tsunagi.js');
let tarball: Tarball;

beforeAll(() => {
  tarball = sandbox.pack();
  // Without one, npm would look for the project in the folders above.
  sandbox.write('package.json', '{"private": true}\n');
  const installed = sandbox.run('npm', ['install', '--strict-allow-scripts', tarball.path]);
  if (installed.status !== 0) throw new Error(installed.stderr);
}, 60_000);

afterAll(() => sandbox.remove());

describe('the package', () => {
  const allowed = [
    /^(README\.md|LICENSE|package\.json)$/,
    /^bin\/(tsunagi\.js|package\.json)$/,
    /^dist\/cli\/[a-z0-9-]+\.cjs$/,
    /^dist\/(index\.js|package\.json|built-in\.br|THIRD-PARTY-LICENSES\.txt)$/,
    /^dist\/([a-z-]+\/)*[a-z-]+\.d\.ts$/,
    /^dist\/schema\/(answers|checked|decision|explanation|next|overlay|pack|report)\.json$/,
    /^docs\/[a-z-]+\.md$/,
    /^skills\/tsunagi\/SKILL\.md$/,
  ];

  test('has what a user needs and nothing else', () => {
    const paths = tarball.files.map(({ path }) => path);
    expect(paths.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(allowed.filter((pattern) => !paths.some((path) => pattern.test(path)))).toEqual([]);
    expect(paths.length).toBeLessThanOrEqual(90);
    expect(tarball.size, 'remove about as much as you add').toBeLessThanOrEqual(MAX_PACKED_BYTES);
    console.log(`${paths.length} files, ${tarball.size} bytes packed, ${tarball.unpackedSize} bytes unpacked`);
  });

  test('needs no other package, and runs nothing on installation', () => {
    expect(Object.keys(manifest).filter((key) => /dependencies$/i.test(key))).toEqual(['devDependencies']);
    expect(readdirSync(sandbox.path('node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['tsunagi']);
    expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
  });

  test('has the licences of what it bundles', () => {
    const notices = textOf('dist/THIRD-PARTY-LICENSES.txt');
    for (const name of ['yaml', 'zod']) expect(notices).toMatch(new RegExp(`^${name} \\d.*\\(.+\\)$`, 'm'));
  });

  test('has the packs of the YAML files', () => {
    const source = builtInSource();
    for (const lang of source.languages) expect(builtInPack(lang)).toEqual(JSON.parse(JSON.stringify(source.in(lang))));
  });
});

describe('installed without a network', () => {
  test('prints its version', () => {
    expect(sandbox.run('npx', ['tsunagi', '--version'])).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  test.each(onePerCommand.map((scenario) => [scenario.name, scenario] as const))('runs "%s"', async (_, scenario) => {
    check(scenario, await inProgram(program)(scenario));
  });

  test('writes templates with their reasons', () => {
    const { stdout } = sandbox.run(process.execPath, [program, ...queueFlags, '-f', 'cloudformation', '--lang', 'ja']);
    expect(stdout).toContain('\n  # キューです。受信側が削除するまで');
  });

  test('serves agents', () => {
    const head = { jsonrpc: '2.0' };
    const clientInfo = { name: 'test', version: '1.0.0' };
    const messages = [
      { ...head, id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo } },
      { ...head, method: 'notifications/initialized' },
      { ...head, id: 2, method: 'tools/list' },
    ];
    const input = messages.map((message) => `${JSON.stringify(message)}\n`).join('');
    const { stdout, stderr } = sandbox.run(process.execPath, [program, 'mcp'], { input });
    expect(stderr).toBe('');
    const [, listed = ''] = stdout.split('\n');
    expect(JSON.parse(listed).result.tools).toHaveLength(3);
  });

  test("runs README's program, and the usage's, as written, under tsc --strict", () => {
    const [, source = ''] = /## As a library\n.*?```ts\n(.*?)```/s.exec(textOf('README.md')) ?? [];
    const more = "export type { Witness } from 'tsunagi';\ndecide(pack, { data: undefined });";
    sandbox.write('program.mts', `${source}${more}`);
    sandbox.write('form.mts', /```ts\n(.*?)```/s.exec(textOf('docs/usage.md'))?.[1] ?? '');
    const options = '--strict --target es2022 --module nodenext --skipDefaultLibCheck program.mts form.mts'.split(' ');
    expect(sandbox.run(pathOf('node_modules/.bin/tsc'), options)).toEqual({ status: 0, stdout: '', stderr: '' });
    const { status, stdout, stderr } = sandbox.run('node', ['program.mjs']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^.+\?\ndecided Amazon SQS\n$/);
    expect(sandbox.run('node', ['form.mjs']).stdout).toMatch(/^Amazon \w+/);
  });

  test('decides many answers in memory as the page on batches does', () => {
    sandbox.write('batch.mjs', /```js\n(.*?)```/s.exec(textOf('docs/batch.md'))?.[1] ?? '');
    const { status, stdout, stderr } = sandbox.run('node', ['batch.mjs']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^sqs \d+\n$/);
  });

  test('loads, reads and lints as a library', () => {
    const head = { format: 1, id: 'ours', version: '1.0.0', extends: 'aws-messaging' };
    sandbox.write('ours/pack.yaml', JSON.stringify({ pack: { ...head, title: 'Ours', languages: ['en', 'ja'] } }));
    // The proof of a small pack shows the same as the long one of the built-in pack.
    for (const [path, text] of Object.entries(clean)) sandbox.write(path, text);
    const source = `import { symlinkSync } from 'node:fs'; import { createRequire } from 'node:module'; import { inspect } from 'node:util';
      import { builtInPack, decide, deciderOf, lint, loadPack, nextQuestion, readAnswers } from 'tsunagi';
      const pack = loadPack('ours', { lang: 'ja' }), queue = { data: 'message', completion: 'async', timing: 'pull', fanout: 'p2p', origin: 'new' };
      const [link] = readAnswers('title: orders\\nanswers: {data: message}', { pack });
      const isNext = nextQuestion(pack, { data: 'message' }).id !== nextQuestion(pack, {}).id;
      console.log(pack.lang, builtInPack().lang, link.title, link.answers.data.value, lint(loadPack('pack'), { asOf: '2026-12-15' }).findings, isNext, /Getter/.test(inspect(decide(pack, {}))), builtInPack() === builtInPack('fr'), decide(pack, queue, { assume: undefined }).status, deciderOf(pack)(queue).summary.service, decide(pack, { data: { value: 'stream', from: undefined } }).path[0].from);
      symlinkSync('b.yaml', 'ours/b.yaml'); const { InputError } = createRequire(import.meta.url)('tsunagi');
      for (const refused of [() => decide(pack, { data: ['message'] }), () => nextQuestion(pack, null), () => decide(pack, []), () => decide(pack, { data: { value: 'stream', from: 'agents' } }), () => decide(pack, { data: { value: 'stream', from: Object.create(null) } }), () => readAnswers('answers: {dat: message}'), () => loadPack('ours'), () => lint(pack, { asOf: 'today' })])
        try { refused(); } catch (error) { console.log(error instanceof InputError, error.message, error.findings?.[0].messages.ja + ""); }`;
    sandbox.write('library.mjs', source);
    const { status, stdout, stderr } = sandbox.run('node', ['library.mjs']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^ja en orders message \[\] true false true decided sqs file\ntrue .*a list.*リスト/);
    expect(stdout).toMatch(
      /\ntrue .*nothing.*\ntrue .*a list.*\ntrue .*from.*`agent`.*\ntrue .*from.*mapping.*\ntrue .*:1:11.*\ntrue .*b\.y.*\nfalse /s,
    );
  });

  test.each([
    ['a decision', [...queueFlags, '-f', 'json']],
    ['the help', ['--help']],
    ['the version', ['--version']],
  ])('loads no package that %s does not need', (_, args) => {
    const signs = {
      yaml: 'tag:yaml.org,2002:',
      zod: 'invalid_union',
      inquirer: 'ExitPromptError',
      chalk: 'bgRedBright',
      mcp: 'server/discover',
    };
    for (const chunk of chunksLoaded(args)) {
      const text = readFileSync(chunk, 'utf8');
      expect([chunk, Object.entries(signs).filter(([, sign]) => text.includes(sign))]).toEqual([chunk, []]);
    }
  });

  /** The program's own files that a run loads. */
  function chunksLoaded(args: readonly string[]): string[] {
    sandbox.write(
      'loaded.cjs',
      `process.on('exit', () => require('fs').writeFileSync('loaded.json', JSON.stringify(Object.keys(require.cache))));`,
    );
    const { status } = sandbox.run('node', ['--require', './loaded.cjs', program, ...args]);
    expect(status).toBe(0);
    const loaded: string[] = JSON.parse(sandbox.read('loaded.json'));
    return loaded.filter((file) => file.endsWith('.cjs') && file.includes('tsunagi/dist'));
  }
});

test('says what to do if it is not built, or if it is bundled without its data', () => {
  cpSync(pathOf('bin'), sandbox.path('unbuilt/bin'), { recursive: true });
  const { status, stdout, stderr } = sandbox.run('node', ['unbuilt/bin/tsunagi.js', '--version']);
  expect({ status, stdout }).toEqual({ status: 70, stdout: '' });
  expect(stderr).toMatch(/^tsunagi: .*`npm ci`.*\n$/);
  cpSync(pathOf('dist'), sandbox.path('unbuilt/dist'), { recursive: true, filter: (path) => !path.endsWith('.br') });
  const bundled = sandbox.run('node', ['-e', 'require("./unbuilt/dist/index.js").builtInPack()']);
  expect(bundled.stderr).toContain('/unbuilt/dist/built-in.br. Bundlers have to treat tsunagi as external.');
});
