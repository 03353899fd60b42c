import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { render } from '../../src/output/markdown/decision-mermaid.ts';
import { label } from '../../src/output/markdown/mermaid.ts';
import { browserForTests, drawnByMermaid, hasBrowser } from '../support/browser.ts';
import { contextOf, itemOf } from '../support/decisions.ts';
import { attack, hostile } from '../support/hostile-pack.ts';
import { memoryIo, type World } from '../support/memory-io.ts';
import { smallPack } from '../support/small-pack.ts';

const order = { completion: 'async', fanout: 'p2p', 'message-kib': 2000 };

test('a decision is a flowchart of its walk, with what would lead elsewhere', () => {
  const shown = render([itemOf('en', order, { title: 'orders to billing' })], contextOf('en'));
  for (const line of [
    'flowchart TD',
    '    q0 ==>|"asynchronous - it goes on<br>The producer goes on at once, so something has to hold the work in be',
    '    result -.->|"retention-days above 14"| s1',
    '  classDef failed fill:#f1f5f9,stroke:#64748b,color:#0f172a,stroke-dasharray:4',
  ])
    expect(shown).toContain(line);
});

test('a colon stays where Mermaid sees nothing in it, and lines without text are left out', () => {
  expect(label(['With: a fa:fa-car', '', 'two\nlines'])).toBe('"With: a fa#58;\u2060fa-car<br>two lines"');
});

describe.skipIf(!hasBrowser)('drawn by Mermaid', { timeout: 120_000 }, () => {
  const browser = browserForTests();
  const blank = '<!doctype html><title>drawing</title>';

  async function drawn(argv: readonly string[], world: World = {}) {
    const io = memoryIo(world);
    await main(['--no-input', '-f', 'mermaid', ...argv], io);
    const opened = await browser.open(blank);
    const { nodes, edges } = await drawnByMermaid(opened, io.out());
    const title = await opened.page.title();
    await opened.page.context().close();
    const shown = (texts: readonly string[]): string[] => texts.map((text) => text.replaceAll('\u2060', ''));
    return { nodes: shown(nodes), edges: shown(edges), title, trouble: opened.trouble };
  }

  const answers = ['--data', 'message', '--completion', 'async', '--timing', 'push', '--fanout', 'pubsub', '--origin', 'new'];

  test.each(['en', 'ja'])('the walk with its reasons, the recommendation and what lost, in %s', async (lang) => {
    const { nodes, edges, trouble } = await drawn([...answers, '--lang', lang]);
    const io = memoryIo();
    await main([...answers, '--lang', lang, '-f', 'json'], io);
    const { path, recommendation, candidates } = JSON.parse(io.out());
    for (const { question, because } of path) {
      expect(nodes.filter((text) => text.startsWith(`${question} `))).toHaveLength(1);
      expect(edges.filter((text) => text.endsWith(` ${because}`))).toHaveLength(1);
    }
    expect(nodes.filter((text) => text.includes(recommendation.summary))).toHaveLength(1);
    // And producer, service, consumers and what stands between them.
    expect(nodes.length).toBeGreaterThanOrEqual(path.length + candidates.length + 3 + recommendation.with.length);
    expect(trouble).toEqual([]);
  });

  test('an open decision, several documents, and none', async () => {
    const open = await drawn(['--data', 'message', '--no-assume']);
    expect(open.nodes.filter((text) => text.startsWith('Not decided yet Answer first: '))).toHaveLength(1);
    const several = await drawn(['-a', 'links.yaml'], {
      files: { 'links.yaml': 'title: one "end"\nanswers: {data: stream}\n---\nanswers: {data: message}\n' },
    });
    expect(several.nodes.filter((text) => text.startsWith('data '))).toHaveLength(2);
    const opened = await browser.open(blank);
    await expect(drawnByMermaid(opened, render([], contextOf('en', { many: true })))).resolves.toEqual({ nodes: [], edges: [] });
    expect([...open.trouble, ...several.trouble, ...opened.trouble]).toEqual([]);
  });

  test('texts of a pack are shown as they are, and nothing in them is done', async () => {
    const pack = hostile(smallPack('en'));
    const { nodes, edges, title, trouble } = await drawn(['--completion', 'async', '--fanout', 'p2p'], { packs: { en: pack } });
    for (const { ask } of Object.values(pack.nodes).slice(0, 2)) {
      const text = pack.questions.find(({ id }) => id === ask)?.ask;
      expect(nodes).toContain(`${ask} ${text}`);
    }
    expect(edges.filter((text) => text.endsWith(attack)).length).toBeGreaterThan(2);
    expect(title).toBe('drawing');
    expect(trouble).toEqual([]);
  });
});
