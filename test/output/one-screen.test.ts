import { describe, expect, test } from 'vitest';
import { decide } from '../../src/engine/decide.ts';
import { openQuestions } from '../../src/engine/summary.ts';
import type { Answers, Decision } from '../../src/model/decision.ts';
import type { Value } from '../../src/model/pack.ts';
import type { DecisionItem } from '../../src/output/context.ts';
import { plain } from '../../src/output/style.ts';
import { render } from '../../src/output/text/decision-text.ts';
import { displayWidth } from '../../src/output/text/width.ts';
import { builtInPack, builtInSource } from '../support/built-in.ts';

const WIDTH_COLUMNS = 80;
const MAX_LINES = 24;
const MAX_LINES_WITH_WARNINGS = 30;
/** Of the cases with more requirements: a decision takes ten milliseconds. */
const EVERY_NTH_CASE = 8;

/** Requirements that most services warn of or do not meet. */
const demanding: Readonly<Record<string, Value>> = {
  ordering: 'per-key',
  delivery: 'exactly-once',
  'message-kib': 900,
  throughput: 5000,
  'retention-days': 10,
  'processing-seconds': 100,
  'delay-seconds': 60,
  consumers: 12,
};

const impossible: Readonly<Record<string, Value>> = { ...demanding, 'message-kib': 900_000, 'retention-days': 4000 };

/** The answers of every second case of the built-in pack as they are, and of some with more requirements. */
const answerSets = builtInSource().cases.flatMap(({ name, answers, assume, defaults }, position) =>
  [{}, demanding, impossible]
    .map((more, index) => ({
      name: `${name}${['', ', with requirements', ', with impossible requirements'][index]}`,
      kind: index,
      answers: { ...more, ...answers },
      policy: { assume, defaults },
    }))
    .filter(({ kind }) => position % (kind === 0 ? 2 : EVERY_NTH_CASE) === 0),
);

type Named = DecisionItem & { readonly name: string; readonly kind: number };

function itemsIn(lang: 'en' | 'ja', policy: { readonly assume?: boolean } = {}): Named[] {
  const pack = builtInPack(lang);
  const known = new Set(pack.questions.map(({ id }) => id));
  return answerSets.map(({ name, kind, answers, policy: own }) => {
    const given: Answers = Object.fromEntries(
      Object.entries(answers)
        .filter(([id]) => known.has(id))
        .map(([id, value]) => [id, { value, from: 'flag' as const }]),
    );
    const all = { ...own, ...policy };
    const decision = decide(pack, given, all);
    const asks = decision.status === 'open' ? openQuestions(pack, given, all) : [];
    return { name, kind, title: 'orders to billing', decision, repeat: null, answers: given, asks };
  });
}

function linesOf(
  lang: 'en' | 'ja',
  item: DecisionItem,
  more: { readonly width?: number; readonly height?: number; readonly explain?: boolean } = {},
): string[] {
  const context = { pack: builtInPack(lang), lang, style: plain, width: WIDTH_COLUMNS, many: false, toYaml: String, ...more };
  return render([item], context).trimEnd().split('\n');
}

/** Columns where characters of ambiguous width take two, as in some Japanese terminals. */
function widest(line: string): number {
  return [...line].reduce((columns, character) => columns + (character < '\u0080' ? 1 : 2), 0);
}

/** A few decisions of each kind for each leaf: layouts in Japanese take their time. */
function sample(items: readonly Named[]): Named[] {
  const counts = new Map<string, number>();
  return items.filter(({ decision, kind }) => {
    const key = JSON.stringify([decision.recommendation?.leaves ?? decision.open?.ask, decision.recommendation?.variant, kind]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return (counts.get(key) ?? 0) <= MAX_SAMPLES;
  });
}

const MAX_SAMPLES = 1;

describe.each(['en', 'ja'] as const)('in %s', (lang) => {
  const items = sample([...itemsIn(lang), ...itemsIn(lang, { assume: false })]);
  const screens = new Map(items.map((item) => [item, linesOf(lang, item)]));
  const screenOf = (item: Named): string[] => screens.get(item) ?? [];
  const narrow = new Map(items.map((item) => [item, linesOf(lang, item, { width: 40 })]));

  test('every leaf is among the decisions, and some are open, warned of and unmet', () => {
    const leaves = new Set(items.flatMap(({ decision }) => decision.recommendation?.leaves ?? []));
    expect(Object.keys(builtInPack(lang).leaves).filter((leaf) => !leaves.has(leaf))).toEqual([]);
    expect(items.some(({ decision }) => decision.status === 'open')).toBe(true);
    expect(items.some(({ decision }) => decision.warnings.length > 1)).toBe(true);
    expect(items.some(({ decision }) => isUnmet(decision))).toBe(true);
  });

  test('a decision fits one screen', () => {
    const tooLong = items
      .map((item) => ({
        name: item.name,
        lines: screenOf(item).length,
        most: item.decision.warnings.length > 1 ? MAX_LINES_WITH_WARNINGS : MAX_LINES,
      }))
      .filter(({ lines, most }) => lines > most);
    expect(tooLong).toEqual([]);
  });

  test('on a terminal of 24 lines the recommendation stays in sight below', () => {
    for (const item of items) {
      if (!item.decision.recommendation) continue;
      const lines = linesOf(lang, item, { height: 24 });
      const at = lines.findIndex((line) => /^(Recommended: |Nearest: |推奨：|最も近い候補：)/.test(line));
      expect([item.name, lines.length - at < 24]).toEqual([item.name, true]);
    }
  });

  test('no line is wider than the screen, whatever ambiguous characters take', () => {
    const wide = items.flatMap((item) => screenOf(item).filter((line) => widest(line) > WIDTH_COLUMNS));
    expect([...new Set(wide)]).toEqual([]);
  });

  test('the recommendation is within the first three lines; what is unmet is in the first', () => {
    const pack = builtInPack(lang);
    for (const item of items) {
      const { recommendation } = item.decision;
      if (!recommendation) continue;
      const [first = '', ...others] = screenOf(item).slice(0, 3);
      const name = pack.services.find(({ id }) => id === recommendation.service)?.name ?? '';
      expect([first, ...others].join('\n')).toContain(name.split(' ').slice(1).join(' '));
      if (isUnmet(item.decision))
        expect(first).toMatch(/No service meets every requirement|すべての要件を満たすサービスはありません/);
    }
  });

  test('at 40 columns a line is only longer where one word is', () => {
    const long = new Set([...narrow.values()].flatMap((lines) => lines.filter((line) => displayWidth(line) > 40)));
    for (const line of long)
      expect(
        line
          .trim()
          .split(' ')
          .filter((word) => displayWidth(word) > 20),
        line,
      ).not.toEqual([]);
  });

  test('at 40 columns no word is broken', () => {
    // What the program says around the texts of the pack is whole on a wide page.
    const ofPack = new Set(wordsIn(JSON.stringify([builtInPack(lang), [...screens.values()]])));
    for (const [item, lines] of narrow) {
      const strange = lines.flatMap(wordsIn).filter((word) => !ofPack.has(word));
      if (strange.length === 0) continue;
      const whole = [item, linesOf(lang, item, { width: 400 }), linesOf(lang, item, { explain: true })];
      const known = new Set(wordsIn(JSON.stringify(whole)));
      expect(strange.filter((word) => !known.has(word))).toEqual([]);
    }
  });

  test('nothing ends in dots in the middle of a thought', () => {
    const cut = items.flatMap((item) => screenOf(item).filter((line) => /(\.\.\.|…)$/.test(line)));
    expect([...new Set(cut)]).toEqual([]);
  });

  test('--explain has every text of the decision', () => {
    for (const item of items) {
      const shown = squeezed(linesOf(lang, item, { explain: true }).join(''));
      const missing = stringsIn(item.decision).filter((text) => !shown.includes(squeezed(text)));
      expect([...new Set(missing)]).toEqual([]);
    }
  });
});

function isUnmet({ warnings, unmet = [] }: Decision): boolean {
  return unmet.length > 0 || warnings.some(({ code }) => code === 'unmet-requirement');
}

function wordsIn(text: string): string[] {
  return text.match(/[A-Za-z]{4,}/g) ?? [];
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}

/** The sentences of a decision: whatever is a text and no id. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return /[\s。]/.test(value) || /^https?:/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
