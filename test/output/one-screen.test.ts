import { describe, expect, test } from 'vitest';
import { decisionFormats } from '../../src/cli/commands.ts';
import { localeOf } from '../../src/messages/locale.ts';
import { type Answers, type Decision, usualPolicy } from '../../src/model/decision.ts';
import { type DecisionItem, decisionItem } from '../../src/output/context.ts';
import { decisionView, isNearest } from '../../src/output/decision-view.ts';
import { plain } from '../../src/output/style.ts';
import { decisionText } from '../../src/output/text/decision-text.ts';
import { firstSentence } from '../../src/output/text/layout.ts';
import { displayWidth } from '../../src/output/text/width.ts';
import { answersOf } from '../support/answers.ts';
import { builtInPack } from '../support/built-in.ts';
import { type LeafCase, leafCases } from '../support/leaf-cases.ts';
import { problemsBy } from '../support/published-schema.ts';

const WIDTH_COLUMNS = 80;
const byDefault = { assume: true, defaults: true };
/** How many leaves get more requirements, and decisions all their texts: what leads to each service takes a tenth of a second. */
const EVERY_NTH = 3;

/** Requirements that most services do not meet or warn about. */
const demanding = answersOf({
  ordering: 'per-key',
  delivery: 'exactly-once',
  'message-kib': 900,
  throughput: 5000,
  'retention-days': 10,
  'processing-seconds': 100,
  'delay-seconds': 60,
  consumers: 12,
});
const impossible = { ...demanding, ...answersOf({ 'message-kib': 900_000, 'retention-days': 4000 }) };
const live = { completion: 'async', timing: 'push', fanout: 'pubsub', receiver: 'clients', origin: 'new' };
/** More updates for browsers than AppSync Events takes by default. */
const liveUpdates = answersOf({ ...live, data: 'message', throughput: 20_000 });
/** A companion misses what the service misses, too; a follow-up that nobody answered leads where no assumption does. */
const pushed = answersOf({ timing: 'push', fanout: 'p2p', refactor: 'no' });
const extremes = [
  answersOf({ completion: 'sync', data: 'stream', caller: 'public', 'message-kib': 6292, 'delay-seconds': 47_431 }),
  answersOf({ completion: 'async', origin: 'migration', replay: 'yes', bidirectional: 'yes', ops: 'self-managed' }),
];

/** Each leaf, with and without assumptions, and some with more requirements; then extremes. */
const ofLeaves = leafCases().flatMap((each, index): Pick<LeafCase, 'answers' | 'policy'>[] => [
  each,
  { ...each, policy: { assume: false, defaults: false } },
  ...[demanding, impossible]
    .filter((_, kind) => index % EVERY_NTH === kind)
    .map((more) => ({ ...each, answers: { ...more, ...each.answers } })),
]);
const cases = [...ofLeaves, ...extremes.map((more) => ({ answers: { ...pushed, ...more }, policy: byDefault }))];

function linesOf(lang: 'en' | 'ja', item: DecisionItem, more: { width?: number; height?: number; explain?: boolean } = {}) {
  const context = { pack: builtInPack(lang), lang, style: plain, width: WIDTH_COLUMNS, ...more };
  return decisionText([item], context).trimEnd().split('\n');
}

/** The width where ambiguous characters take two columns, as in some Japanese terminals. */
function widest(line: string): number {
  return [...line].reduce((columns, character) => columns + (character < '\u0080' ? 1 : 2), 0);
}

describe.each(['en', 'ja'] as const)('in %s', (lang) => {
  const pack = builtInPack(lang);
  const itemOf = (answers: Answers, policy = usualPolicy, title = 'orders to billing'): DecisionItem =>
    decisionItem(pack, { title, answers, record: null }, policy, null);
  const items = cases.map(({ answers, policy }) => itemOf(answers, policy));
  const screens = items.map((item) => ({ item, lines: linesOf(lang, item) }));
  const decided = screens.filter(({ item }) => item.decision.recommendation);
  /** Some of each kind: a third of the leaves' decisions, each time with other requirements. */
  const some = items.filter((_, index) => index % EVERY_NTH === 0 && index < ofLeaves.length);

  test('the decisions cover every leaf, open ones, warnings and unmet requirements', () => {
    const leaves = new Set(items.flatMap(({ decision }) => decision.recommendation?.leaves ?? []));
    expect(Object.keys(pack.leaves).filter((leaf) => !leaves.has(leaf))).toEqual([]);
    const kinds = [({ status }: Decision) => status === 'open', ({ warnings }: Decision) => warnings.length > 1, isNearest];
    for (const isSuch of kinds) expect(items.some(({ decision }) => isSuch(decision))).toBe(true);
  });

  // A decision has the same parts in all languages.
  if (lang === 'en') {
    test('the decisions match the published schema', () => {
      expect(some.flatMap(({ decision }) => problemsBy('decision', decision))).toEqual([]);
    });
  }

  test('a decision fits one screen, and what had to go leaves no room for what would change it', () => {
    const crowding = { bidirectional: 'yes', delivery: 'exactly-once', 'processing-seconds': 50_000, buffer: 'no' };
    const [large, crowded] = [{ 'message-kib': 4096 }, crowding].map((more) =>
      linesOf(lang, itemOf(answersOf({ ...live, data: 'message', receiver: 'services', ...more }))),
    );
    expect(crowded?.join('\n')).toMatch(/\n(What would change|推奨が変わる)/);
    const shown = [...screens.map(({ lines }) => lines), large ?? []];
    const warningsIn = (lines: readonly string[]): number => lines.filter((line) => /^ {2}(!|x|注意|不適合) /.test(line)).length;
    expect(shown.filter((lines) => lines.length > (warningsIn(lines) > 1 ? 30 : 24))).toEqual([]);
  });

  test('no line is cut or wider than the screen, even if ambiguous characters take two columns', () => {
    const bad = screens.flatMap(({ lines }) => lines.filter((line) => widest(line) > WIDTH_COLUMNS || /(\.\.\.|…)$/.test(line)));
    expect(bad).toEqual([]);
  });

  test('the recommendation is in the first three lines, after the names of unmet requirements, and in sight in 24 lines', () => {
    for (const item of some.filter(({ decision }) => decision.recommendation)) {
      const low = linesOf(lang, item, { height: 24 });
      const at = low.findIndex((line) => /^(Recommended: |Nearest: |推奨：|最も近い候補：)/.test(line));
      expect(low.length - at, low.join('\n')).toBeLessThan(24);
    }
    for (const { item, lines } of decided) {
      const name = pack.services.find(({ id }) => id === item.decision.recommendation?.service)?.name ?? '';
      expect(lines.slice(0, 3).join('\n')).toContain(name.split(' ').slice(1).join(' '));
      if (isNearest(item.decision)) expect(lines.slice(0, 2).join('')).toMatch(/every requirement: ?\w|（不適合：./);
    }
    const beyond = { 'message-kib': 1e6, throughput: 15, 'retention-days': 20_000, 'processing-seconds': 300 };
    const queues = { data: 'stream', completion: 'async', fanout: 'pubsub', origin: 'new', protocol: 'amqp', refactor: 'no' };
    const many = itemOf(answersOf({ ...queues, ...beyond, ordering: 'strict', delivery: 'exactly-once' }));
    expect(linesOf(lang, many)[2]).toMatch(/^(Nearest: |最も近い候補：)/);
    const unread = itemOf(answersOf({ ...live, data: 'message', receiver: 'people', consume: 'sequence' }));
    expect(linesOf(lang, unread)[0]).toMatch(/every requirement: Reading|（不適合：読み取り方/);
    const open = { protocol: 'https', completion: 'sync', receiver: 'clients', throughput: 300, consumers: 10_000 };
    expect(linesOf(lang, itemOf(answersOf(open)), { explain: true }).join('\n')).not.toContain('- Amazon API Gateway');
  });

  test('an assumption that matters is never left out in silence', () => {
    const isMade = (lines: readonly string[]): boolean => /^(Assumptions|確認が必要な前提)/m.test(lines.join('\n'));
    const assuming = decided.filter(({ item }) =>
      decisionView(localeOf(pack), item.decision).assumptions.some(({ changes }) => changes.length > 0),
    );
    expect(assuming.length).toBeGreaterThan(20);
    expect(assuming.map(({ lines }) => lines).filter((lines) => !isMade(lines))).toEqual([]);
  });

  test('no change to a number far from what is usual is shown, and where nothing fits, only changes that help', () => {
    const webhooks = itemOf(answersOf({ ...live, timing: 'any', data: 'message', receiver: 'partners', 'delay-seconds': 120 }));
    expect(linesOf(lang, webhooks).join('\n')).toMatch(/^(?!.*300,000).*-> API Gateway/s);
    const unmet = decided.filter(({ item }) => isNearest(item.decision)).map(({ lines }) => lines.join('\n'));
    const changes = unmet.flatMap((text) => text.split(/^(?:What would change|推奨が変わる)/m).slice(1)).join('');
    expect(changes).toMatch(/^(?!.*(falls short|一部の要件|not decided|未決定|to 0 | 0以下|\n {2}\S+=[^\n]*( up to |以下 ))).+/s);
  });

  test('a neighbour that complements the recommendation is not offered instead of it', () => {
    const first = decided.find(({ item }) => item.decision.instead[0]?.complements);
    expect(first?.lines.join('\n')).toMatch(/^(?!.*(Consider instead|代替候補)).*(Consider adding: |併用候補：)/s);
  });

  test('at 40 columns only a long word makes a line longer, and each consumer has a line', () => {
    const narrow = some.flatMap((item) => linesOf(lang, item, { width: 40 }));
    expect(narrow.join('\n')).toMatch(/\+-> \[ SQS \] -> billing\n +\+-> \[ SQS \] -> /);
    expect(narrow.filter((row) => displayWidth(row) > 40 && row.split(' ').every((word) => displayWidth(word) < 21))).toEqual([]);
  });

  test('consumers that are only counted are drawn, and copies for replay beside the request', () => {
    const drawn = (given: Record<string, string | number>, title?: string) =>
      linesOf(lang, itemOf(answersOf({ origin: 'new', ...given }), usualPolicy, title)).join('\n');
    const counted = { data: 'stream', completion: 'async', fanout: 'p2p', consumers: 5 };
    expect(drawn(counted)).toMatch(/-\+-> billing\n +\+-> /);
    expect(drawn(counted, 'orders')).toMatch(/\+-> (consumer 2 of 5|受信側2\/5)/);
    expect(drawn({ completion: 'sync', data: 'message', replay: 'yes' })).toMatch(/I \] <-> billing\n .*(copies|コピー) -> \[ K/);
    expect(drawn({ data: 'stream', media: 'video', bidirectional: 'yes' })).toContain(' <-> ');
    expect(drawn({ ...live, data: 'message', receiver: 'people', protocol: 'https' })).toMatch(/API Gateway \]\s+-> \[ SNS/);
    expect(drawn({ data: 'message', protocol: 'stomp', completion: 'sync' })).toContain(' <-> ');
    const webhook = { ...live, data: 'message', receiver: 'partners', handshake: 'yes', replay: 'yes' };
    expect(drawn({ ...webhook, fanout: 'p2p' })).toMatch(
      /\[ SQS FIFO.+ \] -> \[ (Your sender|Webhook送信) \] -> billing\n.*(repeatedly|繰り返し)/,
    );
  });

  test('an assumption is shown once, although its question is asked twice or room is short, and only where it matters', () => {
    const shown = (of: Record<string, string | number>) => linesOf(lang, itemOf(answersOf(of), byDefault));
    expect(shown({ refactor: 'no' }).filter((line) => line.startsWith('  protocol '))).toHaveLength(1);
    expect(shown({ ...live, receiver: 'people', consumers: 2e6 }).join('\n')).toMatch(/\n {2}data /);
    expect(shown({ data: 'message', completion: 'sync' }).join('')).not.toMatch(/own-settings|amqp-version/);
    expect(shown({ data: 'stream', completion: 'sync', refactor: 'yes', ops: 'self-managed' }).join()).toMatch(/protocol.*media/);
    // The service stays, but not its type.
    expect(shown({ completion: 'sync', protocol: 'https' }).join('\n')).toMatch(/caller .* internal\|partner -> .*REST API/);
    expect(shown({ protocol: 'websocket', completion: 'async' }).join('\n')).not.toMatch(/\n {2}origin /);
    expect(shown({ protocol: 'kafka', ops: 'self-managed' }).join('')).not.toMatch(/variant|バリアント/);
    const few = { completion: 'async', fanout: 'p2p', data: 'stream', protocol: 'none', throughput: 10 };
    for (const n of [1, 3]) expect(shown({ ...few, 'message-kib': n }).join()).toMatch(/consume(?!.*-kib).*receiver/);
  });

  test('a requirement is shown with what the recommended option does, not another option of its service', () => {
    const shown = (given: object) => linesOf(lang, itemOf(answersOf({ origin: 'new', ...given }))).join('\n');
    expect(shown({ ...live, data: 'message', receiver: 'services', 'retention-days': 5 })).toMatch(/5 days {2}The t|5日 {2}トピ/);
    // Both outcomes that are possible have no delay and a timeout, but each says so in its own way.
    const slow = { data: 'message', timing: 'pull', receiver: 'clients', 'processing-seconds': 60, 'delay-seconds': 5 };
    expect(shown(slow)).toMatch(/^(Why|推奨の理由).*(!|注意) +(Processing|処理時間).* 60.*(!|注意) +(Delay|遅延).* 5/ms);
    expect(shown({ protocol: 'kafka', ops: 'serverless', throughput: 50, 'message-kib': 5e3 })).toMatch(/writes; send|秒のため/);
    const open = { completion: 'sync', protocol: 'none', 'message-kib': 12_000 };
    expect(shown(open)).toMatch(/ WebSocket API(: limit: |：上限：)128 KB.* REST API(: limit: |：上限：)10 MB/s);
    expect(shown({ ...open, 'message-kib': 136 })).toMatch(/ WebSocket API(: limit: |：上限：)128 KB/);
    const either = { timing: 'mixed', protocol: 'none', receiver: 'clients', consume: 'sequence', replay: 'yes', fanout: 'p2p' };
    expect(shown({ ...either, bidirectional: 'yes' })).toMatch(/(?:(open\s+answers:\s+no|よっては：不).*){2}/s);
    const later = { completion: 'async', protocol: 'jms', origin: 'migration', refactor: 'no', 'delay-seconds': 5000 };
    expect(shown(later)).toMatch(/ {2}any, with| {2}制限なし/);
    // The limit of the network, within which this is, would contradict the sign of a warning.
    const broker = { origin: 'migration', refactor: 'no', protocol: 'amqp', throughput: 6e4, 'message-kib': 1 };
    expect(shown(broker)).toMatch(/(!|注意) +(Peak data rate|ピーク時のデータ量) +58\.6 MiB(?!.*30 Gbps)/);
  });

  test.each([{ data: 'stream' }, { data: 'message' }])('an order and a replay that are met are listed for %j', (data) => {
    const item = itemOf(answersOf({ ...live, ...data, receiver: 'services', ordering: 'per-key', replay: 'yes' }));
    expect(linesOf(lang, item).join('\n')).toMatch(/(ok|適合) +(Ordering|順序)[^!]+(Replay|リプレイ)/);
  });

  test.each([
    { ...liveUpdates, ...answersOf({ receiver: 'services', protocol: 'mqtt', throughput: 70, 'message-kib': 900 }) },
    answersOf({ data: 'message', completion: 'sync', origin: 'new', replay: 'yes', 'retention-days': 14 }),
  ])('a mitigation of two warnings is shown once', (answers) => {
    const item = itemOf(answers);
    const mitigations = item.decision.warnings.flatMap(({ mitigation }) => mitigation?.text ?? []);
    const [twice = ''] = mitigations.filter((text, index) => mitigations.indexOf(text) < index).map(firstSentence);
    expect(squeezed(linesOf(lang, item).join('')).split(squeezed(twice))).toHaveLength(2);
  });

  test.each(['text', 'markdown', 'html', 'adr'] as const)('%s has every text of the decision', async (format) => {
    const render = await decisionFormats[format]();
    const normal = format === 'text' ? squeezed : letters;
    const named = new Set(format === 'text' ? [] : Object.values(pack.mitigations).map(({ name }) => name));
    const missing = some.flatMap((item) => {
      const text = render([item], { pack, style: plain, width: WIDTH_COLUMNS, explain: true, css: '' });
      const shown = normal(format === 'html' ? text.replace(/<(?:a [^>]*href="([^"]*)")?[^>]*>|&#?\w+;/g, '$1') : text);
      const said = stringsIn(format === 'adr' ? argumentsOf(item.decision) : item.decision);
      return said.filter((part) => !shown.includes(normal(part)) && !named.has(part) && !summary.test(part));
    });
    expect([...new Set(missing)]).toEqual([]);
  });

  test('every service that one other answer leads to is shown, beside that answer or an assumption', () => {
    const locale = localeOf(pack);
    for (const { decision } of items) {
      const { changes, assumptions } = decisionView(locale, decision);
      const shown = [changes, ...assumptions.map((each) => each.changes)].flat().map(({ result }) => result);
      for (const { service } of decision.flips) expect(shown.join()).toContain(service ? locale.names.service(service) : '');
    }
  });

  test('--explain says how to raise a quota, and need and limit of what is ruled out; the screen, the rate and its advice once', () => {
    const shown = (answers: Answers, explain = true) => squeezed(linesOf(lang, itemOf(answers), { explain }).join(''));
    const queue = (more: object) => answersOf({ data: 'message', completion: 'async', fanout: 'p2p', origin: 'new', ...more });
    expect(shown(liveUpdates)).toContain(lang === 'ja' ? '10,000イベント/秒）。どちらも' : '10,000events/s.bothadjustable');
    expect(shown(queue({ 'delay-seconds': 9e4, delivery: 'exactly-once', throughput: 500 }), false)).toMatch(/one-time|1回限り/);
    expect(shown(queue({ 'retention-days': 366 }))).toContain(lang === 'ja' ? '366日が必要、上限' : 'need366days;limit');
    expect(shown(queue({ ordering: 'strict', throughput: 9e4 }))).not.toMatch(/(limit:|上限：)0/);
    const kept = queue({ fanout: 'pubsub', 'retention-days': 7 });
    expect(shown(kept)).toMatch(/(eachqueuekeepsits|最長14日間).*\1.*sqs.(ruledoutalone|単独では不適合)/);
    expect(shown(queue({ timing: 'pull' }))).toMatch(/sns.(ruledoutalone|単独では不適合)/);
    const [screen, all] = [false, true].map((explain) => shown(queue({ throughput: 9e4, 'message-kib': 900 }), explain));
    expect(screen).toMatch(/79,102mib\/(s|秒)(atthisdata|このデータ量)(?!.*\2)/);
    expect(all).toMatch(/^(?!.*handshake).*(rate|データ量)[:：]79,102mib\//);
  });
});

/** What speaks for the recommended service, and against it and the others. */
const argumentsOf = ({ recommendation, candidates, unmet, warnings, instead }: Decision): unknown[] => [
  [recommendation?.because, recommendation?.tradeOffs, recommendation?.cost, unmet.map(({ text }) => text)],
  candidates.map(({ verdict, reasons }) => (verdict === 'recommended' ? [] : reasons.map(({ text }) => text))),
  warnings.map(({ text, mitigation }) => ({ text, ...mitigation, source: '' })),
  instead.map(({ name, because, givesUp }) => [name, because, givesUp]),
];

const summary = /^No service that the rules consider here|^この条件では、すべての/;
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
const squeezed = (text: string): string => text.replace(/\s+/g, '').toLowerCase();

/** The sentences of a decision: each text that is not an id. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return /[\s。]/.test(value) || /^https?:/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  // What a fact says in a few words its sentence says, too.
  return Object.entries(value).flatMap(([key, each]) => (key === 'short' ? [] : stringsIn(each)));
}
