import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { Client, type ElicitResult, InMemoryTransport } from '@modelcontextprotocol/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { nextStep } from '../../src/agents/next-step.ts';
import { nodeIo } from '../../src/cli/host/node-io.ts';
import { answersInForm, formOf, openSession, turn } from '../../src/mcp/choose-link.ts';
import { createServer } from '../../src/mcp/server.ts';
import { confinedFiles, type ToolHost } from '../../src/mcp/tool-host.ts';
import { agents } from '../../src/messages/en/agents.ts';
import { decision } from '../../src/messages/en/decision.ts';
import { prompts } from '../../src/messages/en/prompts.ts';
import { builtInFile, builtInPack } from '../support/built-in.ts';
import { problemsBy } from '../support/published-schema.ts';
import { pathOf } from '../support/repository.ts';
import { printed } from '../support/run.ts';
import { program, Sandbox } from '../support/sandbox.ts';
import { connect, connectionOfBlock } from './support.ts';

const outputs = { choose_link: 'next', explain_link: 'explanation', check_records: 'report' } as const;
const link = 'answers: {data: message, completion: async, timing: pull, fanout: p2p, origin: new}\n';

describe('the tools', () => {
  const asText = connectionOfBlock('2026-07-28');

  test.each([
    ['2025-11-25', 'en'],
    ['2026-07-28', 'ja'],
  ] as const)('are three read-only ones, described in less than 3 KB, for a client of %s (%s)', async (generation, lang) => {
    const server = await connect(generation, { args: ['--lang', lang] });
    const { tools } = await server.client.listTools();
    expect(tools.map(({ name, annotations }) => annotations?.readOnlyHint && name)).toEqual(Object.keys(outputs));
    expect(tools[0]?.description).toMatch(lang === 'ja' ? /SNS.*選びます/ : /choose.*SNS/);
    expect(await server.choose({})).toMatchObject({ lang });
    const described = tools.map(({ outputSchema: _, ...tool }) => JSON.stringify(tool)).join('');
    expect(new TextEncoder().encode(described).length).toBeLessThan(3_072);
    for (const { name, inputSchema, outputSchema } of tools) {
      for (const argument of Object.values(inputSchema.properties ?? {})) expect(argument).toHaveProperty('description');
      const published = JSON.parse(builtInFile(`schema/${outputs[name as keyof typeof outputs]}.json`));
      expect(outputSchema).toEqual({ ...published, type: 'object' });
    }
  });

  test('explain the decision of a file: why, why not, what would change it, and sources', async () => {
    const server = asText();
    const files = { 'link.yaml': link.replace('}', ', ordering: per-key, throughput: 5000, message-kib: 3000}') };
    server.box.write('link.yaml', files['link.yaml']);
    const { value, text } = await server.call('explain_link', { file: 'link.yaml' });
    expect(problemsBy('explanation', value)).toEqual([]);
    expect(value).toMatchObject({ status: 'decided', recommendation: { service: 'sqs' }, answers: { data: { from: 'file' } } });
    const { why, whyNot, changes, sources } = value as Record<string, readonly { readonly text: string; question: string }[]>;
    expect(whyNot).toHaveLength(6);
    expect(changes?.map(({ question }) => question)).toEqual(expect.arrayContaining(['receiver', 'completion']));
    const decided = await printed(['-a', 'link.yaml', '-f', 'json'], { files });
    expect(sources).toEqual([...new Set(Array.from(decided.matchAll(/"source": "(.+)"/g), ([, source]) => source))]);
    const joined = (part: unknown): string => String(part).replace(/\s+/g, '');
    for (const part of [...(why ?? []), ...(changes ?? []).map((each) => each.text)]) {
      expect(joined(text)).toContain(joined(part));
    }
    const answers = { data: 'message', completion: 'sync', origin: 'new', ops: 'self-managed' };
    const { value: near } = await server.call('explain_link', { answers });
    const unmet = { text: expect.stringMatching(/^ops=self-managed: .*managed/) };
    expect(near).toMatchObject({ unmet: [unmet], instead: [{ complements: false }] });
  });

  test('go on with the record of a file, under its title unless another was given', async () => {
    const server = asText();
    server.box.write('link.yaml', `id: orders\ntitle: Orders\n${link.replace('}', ', protocol: none, receiver: services}')}`);
    const { session } = await server.choose({ file: 'link.yaml' });
    expect((await server.choose({ session })).text).toMatch(/^Orders\n.*\nid: orders\ntitle: Orders\n/s);
    await server.choose({ session, title: 'Bills' });
    expect((await server.choose({ session, file: 'link.yaml' })).record).toContain('id: orders\ntitle: Bills\n');
  });

  test('explain an open decision of an earlier call', async () => {
    const server = asText();
    const { session } = await server.choose({ answers: { data: 'message' } });
    const { value } = await server.call('explain_link', { session });
    expect(problemsBy('explanation', value)).toEqual([]);
    expect(value).toMatchObject({ recommendation: null, why: [expect.any(String)], answers: { data: { from: 'agent' } } });
  });

  test('check records inside the working folder', async () => {
    const server = asText();
    server.box.write('links/a.yaml', `id: a\n${link}expect: {service: sqs}\n`);
    server.box.write('b.yaml', `id: b\n${link}expect: {service: sns}\n`);
    server.box.write('broken.yaml', 'answers: {dat: stream}\n');
    server.box.write('open.yaml', 'status: proposed\nanswers: {data: {value: message, from: agent}}\n');
    for (const [args, expected] of [
      [{ paths: ['links'] }, { findings: [], records: [{ id: 'a', verdict: 'same', service: 'sqs' }] }],
      [{ paths: ['{b,links/a}.yaml'] }, { findings: [{ code: 'check-service', at: { file: 'b.yaml', line: 3 } }] }],
      [
        { paths: [server.box.path('links/a.yaml'), 'open.yaml'], human: true },
        { findings: [{ code: 'check-not-human' }, { code: 'check-not-human' }] },
      ],
      [{ paths: ['broken.yaml'] }, { findings: [{ at: { file: 'broken.yaml' } }], records: [] }],
    ] as const) {
      const { value } = await server.call('check_records', args);
      expect(problemsBy('report', value)).toEqual([]);
      expect(value).toMatchObject(expected);
    }
    const { text } = await server.call('check_records', { paths: ['b.yaml', 'links'] });
    expect(text).toMatch(/^b\.yaml:3:\d+: error: .*\[check-service\]\n\n.*2 records/s);
  });

  test('refuse paths and symbolic links to outside, and never take a path for an option', async () => {
    const outside = new Sandbox();
    onTestFinished(() => outside.remove());
    outside.write('secret.yaml', `id: secret\n${link}`);
    const secret = outside.path('secret.yaml');
    const server = await connect('2026-07-28');
    symlinkSync(secret, server.box.path('link.yaml'));
    symlinkSync(outside.dir, server.box.path('folder'));
    server.box.write('links/a.txt', '');
    symlinkSync(secret, server.box.path('links/inner.yaml'));
    const missing = ['../x/../..', '/etc/none', '/none', '../none', 'none/../..', 'folder/none/*.yaml'];
    for (const path of ['..', secret, '-', 'link.yaml', 'folder', ...missing]) {
      for (const [tool, args] of [
        ['check_records', { paths: [path] }],
        ['explain_link', { file: path }],
      ] as const) {
        const { isError, text, value } = await server.call(tool, args);
        expect([tool, path, isError, value]).toEqual([tool, path, true, undefined]);
        if (tool === 'check_records' || path !== '-') expect(text).toBe(agents.outside(path));
      }
    }
    // A negated glob matches what is not below the folder that it names.
    server.box.write('../secret.yaml', `id: secret\n${link}`);
    for (const path of ['links', '--fix', '!../none']) {
      const { text, isError, value } = await server.call('check_records', { paths: [path] });
      expect([text, isError, value?.['records']]).toEqual([expect.stringContaining('error: '), !value, value && []]);
    }
    expect(server.box.names()).toEqual(['folder', 'folder/secret.yaml', 'link.yaml', 'links', 'links/a.txt', 'links/inner.yaml']);
  });
});

test('standard output contains only protocol messages, whatever the input', () => {
  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1.0.0' } },
  };
  const input = `no JSON\n{"jsonrpc":"2.0"}\n\n${JSON.stringify(initialize)}\n`;
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'mcp'], { input, encoding: 'utf8' });
  const lines = stdout.trimEnd().split('\n');
  const messages = lines.map((line) => JSON.parse(line));
  expect(messages.at(-1)).toMatchObject({ id: 1, result: { serverInfo: { name: 'tsunagi' } } });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});

test('the server refuses an unknown tool, and asks the questions of a team’s pack', async () => {
  const server = await connect('2026-07-28', { args: ['--rules', pathOf('rules/starter/en')] });
  await expect(server.call('save_link', {})).rejects.toThrow('save_link');
  expect(await server.choose({})).toMatchObject({ status: 'ask', rules: { id: expect.not.stringContaining('aws-messaging') } });
});

test('the server’s files are read inside the working folder only, and never written', () => {
  const { isInside: _, inputs, identity, withSlashes, relative, exists, ...guarded } = confinedFiles(nodeIo(process).files);
  const methods: Readonly<Record<string, (path: never) => unknown>> = guarded;
  for (const [name, method] of Object.entries(methods)) expect(() => Reflect.apply(method, null, ['/']), name).toThrow('EACCES');
  expect([exists('/'), exists('package.json')]).toEqual([false, true]);
});

describe('a form', () => {
  const host: ToolHost = {
    version: '0.0.0',
    pack: builtInPack('en'),
    policy: { assume: true, defaults: false },
    texts: { agents, decisions: decision, prompts },
    files: confinedFiles(nodeIo(process).files),
    sessions: new Map(),
    newId: () => 'only',
    inputSchemas: JSON.parse(builtInFile('mcp/input-schemas.json')),
    schema: () => ({}),
    check: () => Promise.reject(new Error('nothing is checked here')),
    formTimeoutMs: 50,
  };

  const first = nextStep(host.pack, { answers: {}, title: null, record: null, policy: host.policy });

  async function clientWhere(answer: () => Promise<ElicitResult>): Promise<Client> {
    const client = new Client({ name: 'test', version: '1.0.0' }, { capabilities: { elicitation: {} } });
    client.setRequestHandler('elicitation/create', answer);
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    const server = createServer(host, { era: 'legacy' });
    await server.connect(theirs);
    await client.connect(ours);
    onTestFinished(() => client.close());
    return client;
  }

  test.each([
    ['nobody answers in time', () => new Promise<never>(() => {})],
    ['the client fails', () => Promise.reject(new Error('no screen'))],
  ])('is replaced by text if %s', async (_, answer) => {
    const client = await clientWhere(answer);
    const { content, structuredContent } = await client.callTool({ name: 'choose_link', arguments: {} });
    expect(content).toMatchObject([{ text: expect.stringMatching(/A form cannot go further.*data: Is the data/s) }]);
    expect(structuredContent).toMatchObject({ status: 'ask', session: 'only' });
  });

  test('is shown seven times in a call at most, in one of the 200 latest sessions', () => {
    let id = 0;
    const many = { ...host, sessions: new Map(), newId: () => String(id++) };
    const [oldest, ...sessions] = Array.from({ length: 201 }, () => openSession(many, undefined));
    expect([...many.sessions.values()]).toEqual(sessions);
    const turns = Array.from({ length: 8 }, () => oldest && 'form' in turn(many, oldest, true));
    expect(turns.lastIndexOf(true)).toBe(6);
  });

  test('asks a number within its bounds, and takes one that is left out for unknown', () => {
    const question = host.pack.questions.find(({ id }) => id === 'message-kib');
    if (!question) throw new Error('the pack has changed');
    const step = { ...first, questions: [question] };
    const { required, properties } = formOf(host, step, null).requestedSchema;
    const field = { type: 'number', minimum: question.min, maximum: question.max, description: expect.stringMatching(/KiB/) };
    expect([required, properties]).toMatchObject([[], { 'message-kib': field }]);
    expect(answersInForm(host, { 'message-kib': 64 }, step)).toEqual({ 'message-kib': { value: 64, from: 'form' } });
    expect(answersInForm(host, {}, step)).toEqual({ 'message-kib': { value: null, from: 'form' } });
    expect(answersInForm(host, { 'message-kib': -1 }, step)).toBeNull();
  });

  test('is refused if its values are nested, because they could claim another author', () => {
    const { data, protocol } = formOf(host, first, null).requestedSchema.properties;
    expect(data).toMatchObject({ enum: ['stream', 'message', 'unknown'], enumNames: expect.arrayContaining(['Stream']) });
    expect(protocol).toMatchObject({ enum: expect.arrayContaining(['kafka']) });
    expect(answersInForm(host, { data: 'stream' }, first)).toEqual({ data: { value: 'stream', from: 'form' } });
    expect(answersInForm(host, { data: { value: 'stream', from: 'alice' } }, first)).toBeNull();
  });
});
