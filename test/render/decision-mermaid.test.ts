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

describe('a decision as a flowchart', () => {
  test('in English', () => {
    expect(render([itemOf('en', order, { title: 'orders to billing' })], contextOf('en'))).toMatchInlineSnapshot(`
      "flowchart TD
        subgraph d1["orders to billing"]
          subgraph built["Recommended"]
            direction LR
            builtproducer(["orders"])
            builtservice["SQS Standard queue"]:::chosen
            builtproducer --> builtservice
            builtconsumer0(["billing"])
            builtservice --> builtconsumer0
          end
          q0("completion<br>Does the producer wait until the consumer has finished?"):::asked
          q0 ==>|"asynchronous - it goes on<br>The producer goes on at once, so something has to hold the work in between."| q1
          q1("fanout<br>How many consumers receive each message?"):::asked
          q1 ==>|"one - point-to-point<br>One message goes to one consumer: no copies are needed."| q2
          q2("buffer<br>Must work wait safely while the receiver is down?"):::assumed
          q2 -.->|"it must wait safely (assumed)<br>What arrives while the receiver is down must not be lost, so a queue keeps it."| result
          result["Recommended: Amazon SQS (Standard queue)<br>One queue between the two parts; each worker takes the next message when it is free.<br>Pattern: Competing consumers"]:::recommended
          s0["Amazon SNS (viable)<br>What arrives while the receiver is down must not be lost, so a queue keeps it."]:::possible
          s1["Amazon MQ (viable)<br>It is also viable, but ranked below Amazon SQS for these answers."]:::possible
          s2["Amazon API Gateway (ruled out)<br>A call to an API is answered within 29 seconds or it fails; whoever calls waits for that."]:::ruledOut
          q1 -.->|"several - publish/subscribe"| s0
          q2 -.->|"late is as good as lost"| s0
          result -.->|"retention-days<br>above 14 days"| s1
          q0 -.->|"synchronous - it waits"| s2
        end
        classDef asked fill:#ffffff,stroke:#475569,color:#0f172a
        classDef assumed fill:#ffffff,stroke:#475569,color:#0f172a,stroke-dasharray:4
        classDef recommended fill:#dcfce7,stroke:#15803d,color:#0f172a,stroke-width:3px
        classDef possible fill:#eef6ff,stroke:#2563eb,color:#0f172a
        classDef ruledOut fill:#f1f5f9,stroke:#64748b,color:#0f172a,stroke-dasharray:4
        classDef open fill:#fef9c3,stroke:#a16207,color:#0f172a,stroke-width:3px
        classDef chosen fill:#dcfce7,stroke:#15803d,color:#0f172a,stroke-width:3px
        classDef companion fill:#eef6ff,stroke:#2563eb,color:#0f172a
        classDef failed fill:#f1f5f9,stroke:#64748b,color:#0f172a,stroke-dasharray:4
      "
    `);
  });

  test('open, in Japanese', () => {
    expect(render([itemOf('ja', { completion: 'async' })], contextOf('ja'))).toMatchInlineSnapshot(`
      "flowchart TD
        q0("completion<br>呼び出し側は、相手の処理が終わるまで待ちますか。"):::asked
        q0 ==>|"非同期(待たない)<br>送る側は待たずに進むので、間で仕事を預かる仕組みが要ります。"| result
        result{{"未決定<br>最初に答える質問：一つのメッセージを受け取る相手はいくつですか。<br>--fanout #60;p2p|pubsub#62;<br>キューは一つのメッセージを一つの受け手に渡します。どう答えても、サービスが1つに決まります。"}}:::open
        s0["Amazon SNS（候補）<br>未回答の質問への回答によっては推奨になります。"]:::possible
        s1["Amazon SQS（候補）<br>未回答の質問への回答によっては推奨になります。"]:::possible
        s2["Amazon MQ（候補）<br>除外する仕様はありませんが、未回答の質問にどう答えても推奨になりません。"]:::possible
        s3["Amazon API Gateway（不適合）<br>APIの呼び出しは29秒以内に応答がなければ失敗し、呼び出し側はその間待ちます。"]:::ruledOut
        result -.-> s0
        result -.-> s1
        result -.-x s2
        q0 -.-x s3
        classDef asked fill:#ffffff,stroke:#475569,color:#0f172a
        classDef assumed fill:#ffffff,stroke:#475569,color:#0f172a,stroke-dasharray:4
        classDef recommended fill:#dcfce7,stroke:#15803d,color:#0f172a,stroke-width:3px
        classDef possible fill:#eef6ff,stroke:#2563eb,color:#0f172a
        classDef ruledOut fill:#f1f5f9,stroke:#64748b,color:#0f172a,stroke-dasharray:4
        classDef open fill:#fef9c3,stroke:#a16207,color:#0f172a,stroke-width:3px
        classDef chosen fill:#dcfce7,stroke:#15803d,color:#0f172a,stroke-width:3px
        classDef companion fill:#eef6ff,stroke:#2563eb,color:#0f172a
        classDef failed fill:#f1f5f9,stroke:#64748b,color:#0f172a,stroke-dasharray:4
      "
    `);
  });

  test('a colon stays where Mermaid sees nothing in it, and lines without text are left out', () => {
    expect(label(['With: a fa:fa-car', '', 'two\nlines'])).toBe('"With: a fa#58;\u2060fa-car<br>two lines"');
  });
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
    expect(edges.filter((text) => text.endsWith(attack)).length).toBeGreaterThan(3);
    expect(title).toBe('drawing');
    expect(trouble).toEqual([]);
  });
});
