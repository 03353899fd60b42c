import { instance } from '@viz-js/viz';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../src/output/width.ts';
import { browserForTests, drawnByMermaid, hasBrowser } from '../support/browser.ts';
import { builtInPack } from '../support/built-in.ts';
import { attack, hostile } from '../support/hostile-pack.ts';
import type { World } from '../support/memory-io.ts';
import { printed, run } from '../support/run.ts';
import { smallPack } from '../support/small-pack.ts';

const small: World = { packs: { en: smallPack('en'), ja: smallPack('ja') } };
const evil: World = { packs: { en: hostile(smallPack('en')) } };
const queue = ['--set', 'completion=async', '--set', 'fanout=p2p'];

/** What `rules init` makes, with the first of its cases alone. */
async function fewCases(lang: 'en' | 'ja'): Promise<World> {
  const { files } = await run(['rules', 'init', 'pack', '--lang', lang]);
  const cases = files['pack/cases.yaml'] as string;
  return { files: { ...files, 'pack/cases.yaml': cases.slice(0, cases.indexOf('  - name', cases.indexOf('  - name') + 1)) } };
}

/** What the built-in pack's tree has. */
function sizeOf(lang: 'en' | 'ja') {
  const { nodes, leaves } = builtInPack(lang);
  return {
    nodes: Object.keys(nodes).length + Object.keys(leaves).length,
    edges: Object.values(nodes).flatMap(({ branches }) => branches).length,
  };
}

describe('for the terminal', () => {
  test('the tree', async () => {
    expect(await printed(['rules', 'graph'], small)).toMatchInlineSnapshot(`
      "completion?
      ├─ sync → api: api-gateway
      └─ async → fanout?
         ├─ p2p → buffer?
         │  ├─ yes → queue: sqs/standard > sqs/fifo > mq
         │  └─ no → notice: sns/standard
         └─ pubsub → topic: sns/standard
      "
    `);
  });

  test('the walk that answers take, up to what nobody answered', async () => {
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

  test('what the cases reach, in Japanese', async () => {
    const out = await printed(['rules', 'graph', '--coverage', '--rules', 'pack', '--lang', 'ja'], await fewCases('ja'));
    expect(out).toMatchInlineSnapshot(`
      "fanout?
      ├─ one → queue: sqs
      └─ several → buffer? !
         ├─ yes → topic-and-queues: sns !
         └─ no → topic: sns !

      ! どのケースも到達しない
      "
    `);
  });

  test.each(['en', 'ja'])('stays within the terminal, in %s', async (lang) => {
    const out = await printed(['rules', 'graph', '--coverage', '--lang', lang], {
      terminals: ['stdout'],
      env: { NO_COLOR: '1' },
    });
    expect(out.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
    expect(out.split('\n').length).toBeGreaterThan(sizeOf('en').edges);
  });

  test('one walk for each document of a file, whatever the environment answers', async () => {
    const world = {
      ...small,
      env: { TSUNAGI_ANSWER_COMPLETION: 'sync' },
      files: { 'a.yaml': 'answers: {completion: sync}\n---\nanswers: {completion: async, fanout: pubsub}\n' },
    };
    const reached = (await printed(['rules', 'graph', '-a', 'a.yaml'], world)).split('\n').filter((line) => line.endsWith(' *'));
    expect(reached).toHaveLength(4);
  });
});

describe('what is refused', () => {
  test.each([
    [['--coverage', '--set', 'completion=sync'], 'conflicting-options'],
    [['-f', 'mermiad'], 'unknown-format'],
    [['--set', 'completion=never'], 'unknown-value'],
  ])('%j: %s', async (argv, code) => {
    const { exit, out, err } = await run(['rules', 'graph', ...argv], small);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(`[${code}]`);
  });
});

describe('as DOT', async () => {
  const viz = await instance();

  /** The labels of nodes and edges, as Graphviz reads them. */
  function readByGraphviz(dot: string) {
    const { status, errors, output } = viz.render(dot, { format: 'json' });
    // It may not know how wide a character is, which is nothing about the text.
    const wrong = errors.filter(({ level }) => level !== 'warning');
    expect({ status, wrong }).toEqual({ status: 'success', wrong: [] });
    const { objects, edges } = JSON.parse(output as string);
    return { nodes: objects, edges };
  }

  test.each(['en', 'ja'] as const)('the whole tree, in %s', async (lang) => {
    const { nodes, edges } = readByGraphviz(await printed(['rules', 'graph', '-f', 'dot', '--lang', lang]));
    expect({ nodes: nodes.length, edges: edges.length }).toEqual(sizeOf(lang));
  });

  test('what is reached and what is not', async () => {
    const walk = readByGraphviz(await printed(['rules', 'graph', '-f', 'dot', ...queue], small));
    expect(walk.edges.filter(({ penwidth }: { penwidth?: string }) => penwidth)).toHaveLength(3);
    const covered = readByGraphviz(
      await printed(['rules', 'graph', '-f', 'dot', '--coverage', '--rules', 'pack'], await fewCases('en')),
    );
    expect(covered.edges.filter(({ style }: { style?: string }) => style === 'dashed')).toHaveLength(3);
  });

  test('texts of a pack are shown as they are', async () => {
    const svg = viz.renderString(await printed(['rules', 'graph', '-f', 'dot'], evil), { format: 'svg' });
    const shown = textsIn(svg).join(' ').replaceAll('\u00a0', ' ');
    expect(shown.split(attack).length - 1).toBeGreaterThan(3);
  });
});

describe('as SVG', () => {
  test.each(['en', 'ja'] as const)('well-formed, with every node and answer, in %s', async (lang) => {
    const texts = textsIn(await printed(['rules', 'graph', '-f', 'svg', '--lang', lang]));
    const pack = builtInPack(lang);
    for (const id of Object.keys(pack.leaves)) expect(texts).toContain(id);
    for (const { branches } of Object.values(pack.nodes))
      for (const { when } of branches) if (Array.isArray(when)) expect(texts).toContain(when.join(', '));
  });

  test('texts of a pack are shown as they are', async () => {
    const shown = textsIn(await printed(['rules', 'graph', '-f', 'svg'], evil)).join(' ');
    expect(shown.split(attack).length - 1).toBeGreaterThan(3);
  });

  describe.skipIf(!hasBrowser)('in a browser', { timeout: 120_000 }, () => {
    const browser = browserForTests();

    test.each(['en', 'ja'])('no text is wider than its box, in %s', async (lang) => {
      const svg = await printed(['rules', 'graph', '-f', 'svg', '--coverage', '--lang', lang]);
      const { page, trouble } = await browser.open(svg, {}, 'image/svg+xml; charset=utf-8');
      const { inside, wider } = await page.evaluate<{ inside: number; wider: string[] }>(`(() => {
        const texts = [...document.querySelectorAll('g > text')];
        const wider = texts.filter((text) => {
          const box = text.parentNode.querySelector('rect').getBBox();
          const own = text.getBBox();
          return own.x < box.x || own.x + own.width > box.x + box.width;
        });
        return { inside: texts.length - wider.length, wider: wider.map(({ textContent }) => textContent) };
      })()`);
      expect(wider).toEqual([]);
      expect(inside).toBeGreaterThan(100);
      expect(trouble).toEqual([]);
    });
  });
});

describe.skipIf(!hasBrowser)('as Mermaid', { timeout: 120_000 }, () => {
  const browser = browserForTests();

  test.each([
    ['en', []],
    ['ja', ['--coverage']],
    ['en', ['--set', 'data=stream']],
  ] as const)('the whole tree, in %s %j', async (lang, argv) => {
    const opened = await browser.open('<!doctype html><title>drawing</title>');
    const text = await printed(['rules', 'graph', '-f', 'mermaid', '--lang', lang, ...argv]);
    const { nodes, edges } = await drawnByMermaid(opened, text);
    expect({ nodes: nodes.length, edges: edges.length }).toEqual(sizeOf(lang));
    expect(opened.trouble).toEqual([]);
  });

  test('texts of a pack are shown as they are', async () => {
    const opened = await browser.open('<!doctype html><title>drawing</title>');
    const { nodes } = await drawnByMermaid(opened, await printed(['rules', 'graph', '-f', 'mermaid'], evil));
    const shown = nodes.map((text) => text.replaceAll('\u2060', ''));
    expect(shown.filter((text) => text.endsWith(attack) || text.endsWith(`${attack})`)).length).toBeGreaterThan(2);
    expect(await opened.page.title()).toBe('drawing');
    expect(opened.trouble).toEqual([]);
  });
});

/** The texts of a picture, in order; throws where it is not well-formed. */
function textsIn(svg: string): string[] {
  const texts: string[] = [];
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => void open.push(name));
  parser.on('closetag', () => void open.pop());
  parser.on('text', (text) => {
    if (open.at(-1) === 'text') texts.push(text);
  });
  parser.write(svg).close();
  return texts;
}
