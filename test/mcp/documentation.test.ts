import { basename, dirname } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { builtInFile } from '../support/built-in.ts';
import { pathOf, textOf } from '../support/repository.ts';
import { run } from '../support/run.ts';

const page = textOf('docs/agents.md');
const skillFile = 'skills/tsunagi/SKILL.md';
const skill = textOf(skillFile);

/** The commands with which the documented client configurations start the server. */
const commands: readonly { readonly command: string; readonly args: string[] }[] = [
  ...[...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, json = '']) => {
    const { mcpServers, servers } = JSON.parse(json);
    return (mcpServers ?? servers).tsunagi;
  }),
  ...[...page.matchAll(/^\w+ mcp add tsunagi -- (\S+) (.*)$/gm)].map(([, command = '', args = '']) => ({
    command,
    args: args.split(' '),
  })),
];

test('every documented configuration starts the server', async () => {
  expect(commands).toHaveLength(3);
  const distinct = new Map(commands.map((each) => [JSON.stringify([each.command, each.args]), each]));
  for (const { command, args } of distinct.values()) {
    const client = new Client({ name: 'test', version: '1.0.0' });
    onTestFinished(() => client.close());
    const here = args.map((arg) => arg.replace('/opt/tsunagi', pathOf()));
    await client.connect(new StdioClientTransport({ command: command === 'node' ? process.execPath : command, args: here }));
    expect((await client.listTools()).tools).toHaveLength(3);
  }
});

test('the skill meets the format of agent skills, and is short', () => {
  const [, head = ''] = /^---\n(.*?)\n---\n/s.exec(skill) ?? [];
  const { name, description } = parse(head);
  expect(name).toBe(basename(dirname(skillFile)));
  expect(description.length).toBeLessThanOrEqual(1_024);
  expect(skill.trimEnd().split('\n').length).toBeLessThanOrEqual(80);
});

test('the skill names only keys that `tsunagi next` returns', () => {
  const { properties, $defs } = JSON.parse(builtInFile('schema/next.json'));
  const keys = new Set(
    [properties, ...Object.values<{ properties?: object }>($defs).map((each) => each.properties ?? {})].flatMap(Object.keys),
  );
  const named = [...skill.matchAll(/`(?:decision\.)?([a-z][A-Za-z]*)`/g)].map(([, key = '']) => key);
  const others = ['tsunagi', 'unknown', 'proposed', 'accepted', 'form', 'agent', 'next'];
  expect(named.filter((key) => !keys.has(key) && !others.includes(key))).toEqual([]);
});

test('the commands in the skill exist', async () => {
  const commandLines = [...skill.matchAll(/`tsunagi ([a-z].*?)`/g)].map(([, words = '']) => words.split(' '));
  expect(commandLines.length).toBeGreaterThan(2);
  const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(skill) ?? [];
  for (const argv of commandLines) {
    const { exit, err } = await run(argv, { files: { 'link.yaml': yaml, 'links/a.yaml': yaml } });
    expect([argv, exit === 2 ? err : '']).toEqual([argv, '']);
  }
});
