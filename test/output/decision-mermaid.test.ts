import { describe, expect, test } from 'vitest';
import { decisionMermaid, label } from '../../src/output/markdown/mermaid.ts';
import { drawnByMermaid, hasBrowser } from '../support/browser.ts';
import { contextOf, itemOf, order } from '../support/decisions.ts';
import { attack, hostile } from '../support/hostile-pack.ts';
import type { World } from '../support/memory-io.ts';
import { run } from '../support/run.ts';
import { queueFlags } from '../support/sandbox.ts';
import { smallPack } from '../support/small-pack.ts';

test('draws decisions as one flowchart of what to build', () => {
  const unmet = itemOf('en', { completion: 'async', fanout: 'pubsub', ordering: 'per-key' });
  const shown = decisionMermaid([itemOf('en', order, { title: 'orders to billing' }), unmet], contextOf('en'));
  for (const line of [
    'flowchart LR\n  subgraph d1["orders to billing"]\n    subgraph d1built["Recommended: Amazon SQS',
    '    subgraph d2built["Nearest: Amazon SNS (Standard topic) + Amazon SQS',
  ]) {
    expect(shown).toContain(line);
  }
});

test('escapes only colons that mean something to Mermaid, and leaves out empty lines', () => {
  expect(label(['With: a fa:fa-car', '', 'two\nlines'])).toBe('"With: a fa#58;\u2060fa-car<br>two lines"');
});

describe.skipIf(!hasBrowser)('drawn by Mermaid', { timeout: 120_000 }, () => {
  async function drawn(argv: readonly string[], world: World = {}) {
    return drawnByMermaid((await run(['--no-input', '-f', 'mermaid', ...argv], world)).out);
  }

  test('has producer, service, companions and consumers, or the question to answer first, of each document', async () => {
    const answered = 'data: message, completion: async, timing: push, fanout: pubsub, origin: new';
    const files = {
      'links.yaml': `title: one "end"\nanswers: {${answered}}\n---\nanswers: {data: message, completion: async}\n`,
    };
    const { nodes, edges } = await drawn(['-a', 'links.yaml', '--lang', 'ja'], { files });
    for (const [text, count] of Object.entries({ 送信側: 1, 'SNS 標準トピック': 1, SQS: 2, 受信側1: 1, 受信側2: 1 })) {
      expect(nodes.filter((node) => node === text)).toHaveLength(count);
    }
    expect(edges).toContain('失敗の繰り返し');
    expect(nodes.filter((text) => text.startsWith('未決定 最初に答える質問：'))).toHaveLength(1);
  });

  test('shows texts as they are and runs nothing in them', async () => {
    const { nodes } = await drawn(['--completion', 'async', '--title', attack], { packs: { en: hostile(smallPack('en')) } });
    expect(nodes).toEqual([expect.stringContaining(` ${attack}`)]);
    const own = await drawn([...queueFlags, '--title', 'a -> <b>c</b> fa:fa-car']);
    expect(own.nodes).toContain('<b>c</b> fa:fa-car');
  });
});
