import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../src/output/text/width.ts';
import { drawnByMermaid, hasBrowser } from '../support/browser.ts';
import { builtInPack } from '../support/built-in.ts';
import { attack, hostile } from '../support/hostile-pack.ts';
import type { World } from '../support/memory-io.ts';
import { printed, run } from '../support/run.ts';
import { smallPack } from '../support/small-pack.ts';

const small: World = { packs: { en: smallPack('en'), ja: smallPack('ja') } };
const evil: World = { packs: { en: hostile(smallPack('en')) } };
const queue = ['--set', 'completion=async', '--set', 'fanout=p2p'];

/** The size of the built-in pack's tree. */
function sizeOf(lang: 'en' | 'ja') {
  const { nodes, leaves } = builtInPack(lang);
  return {
    nodes: Object.keys(nodes).length + Object.keys(leaves).length,
    edges: Object.values(nodes).flatMap(({ branches }) => branches).length,
  };
}

describe('for the terminal', () => {
  test('draws the tree, and marks the path of answers up to what nobody answered', async () => {
    expect(await printed(['rules', 'graph', ...queue, '--no-assume'], small)).toMatchInlineSnapshot(`
      "completion? *
      ├─ sync → api: api-gateway
      └─ async → fanout? *
         ├─ p2p → buffer? *
         │  ├─ yes → queue: sqs/standard > sqs/fifo > mq
         │  └─ no → notice: sns/standard
         └─ pubsub → topic: sns/standard

      * the walk
      "
    `);
  });

  test('marks what no case reaches, and says so if there is any, in Japanese', async () => {
    const argv = ['rules', 'graph', '--coverage', '--rules', 'pack', '--lang', 'ja'];
    const { files } = await run(['rules', 'init', 'pack', '--lang', 'ja']);
    expect(await printed(argv, { files })).not.toMatch(/[!！]/);
    const cases = files['pack/cases.yaml'] as string;
    const first = cases.slice(0, cases.indexOf('  - name', cases.indexOf('  - name') + 1));
    expect(await printed(argv, { files: { ...files, 'pack/cases.yaml': first } })).toMatchInlineSnapshot(`
      "fanout?
      ├─ one → queue: sqs
      └─ several → buffer? !
         ├─ yes → topic-and-queues: sns !
         └─ no → topic: sns !

      ! どのケースも到達しない
      "
    `);
  });

  test.each(['en', 'ja'])('fits the width of the terminal in %s, and names each service of a leaf once', async (lang) => {
    const out = await printed(['rules', 'graph', '--lang', lang], { terminals: ['stdout'], env: { NO_COLOR: '1' } });
    expect(out.split('\n').filter((line) => displayWidth(line) > 80 || /( \S+) >.*\1 >/.test(line))).toEqual([]);
    expect(out.split('\n').length).toBeGreaterThan(sizeOf('en').edges);
  });

  test('marks one path for each document of a file, whatever the environment answers', async () => {
    const world = {
      ...small,
      env: { TSUNAGI_ANSWER_COMPLETION: 'sync' },
      files: { 'a.yaml': 'answers: {completion: sync}\n---\nanswers: {completion: async, fanout: pubsub}\n' },
    };
    const reached = (await printed(['rules', 'graph', '-a', 'a.yaml'], world)).split('\n').filter((line) => line.endsWith(' *'));
    expect(reached).toHaveLength(4);
  });
});

describe.skipIf(!hasBrowser)('as Mermaid', { timeout: 120_000 }, () => {
  test('draws the whole tree', async () => {
    const text = await printed(['rules', 'graph', '-f', 'mermaid', '--lang', 'ja', '--set', 'data=stream']);
    const { nodes, edges } = await drawnByMermaid(text);
    expect({ nodes: nodes.length, edges: edges.length }).toEqual(sizeOf('ja'));
  });

  test('shows texts of a pack as they are', async () => {
    const { nodes } = await drawnByMermaid(await printed(['rules', 'graph', '-f', 'mermaid'], evil));
    expect(nodes.filter((text) => text.endsWith(attack) || text.endsWith(`${attack})`)).length).toBeGreaterThan(2);
  });
});
