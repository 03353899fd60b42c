import { describe, expect, test } from 'vitest';
import { decisionMermaid, label } from '../../src/output/markdown/mermaid.ts';
import { drawnByMermaid, hasBrowser } from '../support/browser.ts';
import { contextOf, itemOf, order } from '../support/decisions.ts';
import { attack, hostile } from '../support/hostile-pack.ts';
import type { World } from '../support/memory-io.ts';
import { printed, run } from '../support/run.ts';
import { queueFlags } from '../support/sandbox.ts';
import { smallPack } from '../support/small-pack.ts';

test('draws a decision as a flowchart of its path, with neighbours and the answers that would lead elsewhere', async () => {
  const unmet = itemOf('en', { completion: 'async', fanout: 'pubsub', ordering: 'per-key' });
  const { decision, ...rest } = itemOf('en', order, { title: 'orders to billing' });
  const candidates = decision.candidates.map((each) => ({ ...each, wins: each.wins && { ...each.wins, fallsShort: true } }));
  const shown = decisionMermaid([{ ...rest, decision: { ...decision, candidates } }, unmet], contextOf('en'));
  for (const line of [
    'flowchart TD\n  subgraph d1["orders to billing"]\n    subgraph d1built["Recommended: Amazon SQS',
    '    subgraph d2built["Nearest: Amazon SNS (Standard topic) + Amazon SQS',
    '    d1q0 ==>|"asynchronous - it goes on<br>The producer goes on at once, so something has to hold the work in be',
    '    d1result -.->|"retention-days=15<br>(falls short)"| d1s1',
  ]) {
    expect(shown).toContain(line);
  }
  const slow = [...queueFlags, '--processing-seconds=7200', '--no-input', '-f', 'mermaid'];
  expect(await printed(slow)).toMatch(/^ {2}result\[".*<br>Consider adding: Amazon ECS or AWS Batch workers"\]:::chosen$/m);
});

test('escapes only colons that mean something to Mermaid, and leaves out empty lines', () => {
  expect(label(['With: a fa:fa-car', '', 'two\nlines'])).toBe('"With: a fa#58;\u2060fa-car<br>two lines"');
});

describe.skipIf(!hasBrowser)('drawn by Mermaid', { timeout: 120_000 }, () => {
  async function drawn(argv: readonly string[], world: World = {}) {
    return drawnByMermaid((await run(['--no-input', '-f', 'mermaid', ...argv], world)).out);
  }

  test('has the path with its reasons, the recommendation and the other candidates', async () => {
    const answers = [...queueFlags, '--lang', 'ja'];
    const { nodes, edges } = await drawn(answers);
    const { path, recommendation, candidates } = JSON.parse(await printed([...answers, '-f', 'json']));
    for (const { question, because } of path) {
      expect(nodes.filter((text) => text.startsWith(`${question} `))).toHaveLength(1);
      expect(edges.filter((text) => text.endsWith(` ${because}`))).toHaveLength(1);
    }
    expect(nodes.filter((text) => text.includes(recommendation.summary))).toHaveLength(1);
    // Producer, service, consumers and what stands between them are drawn, too.
    expect(nodes.length).toBeGreaterThanOrEqual(path.length + candidates.length + 3 + recommendation.with.length);
  });

  test('has several documents, one of them open', async () => {
    const files = {
      'links.yaml':
        'title: one "end"\nanswers: {data: stream, completion: async, protocol: none}\n---\nanswers: {data: message, completion: async, timing: pull}\n',
    };
    const { nodes } = await drawn(['-a', 'links.yaml', '--no-assume'], { files });
    expect(nodes.filter((text) => text.startsWith('data '))).toHaveLength(2);
    expect(nodes.some((text) => text.startsWith('Not decided yet Answer first: '))).toBe(true);
  });

  test('shows texts of a pack as they are and runs nothing in them', async () => {
    const pack = hostile(smallPack('en'));
    const { nodes, edges } = await drawn(['--completion', 'async', '--fanout', 'p2p'], { packs: { en: pack } });
    for (const { ask } of Object.values(pack.nodes).slice(0, 2)) {
      const text = pack.questions.find(({ id }) => id === ask)?.ask;
      expect(nodes).toContain(`${ask} ${text}`);
    }
    expect(edges.filter((text) => text.endsWith(attack)).length).toBeGreaterThan(2);
  });
});
