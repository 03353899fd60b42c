import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, blocksOf, longestLine } from '../../src/cli/batch/batch-blocks.ts';
import { lineWorker } from '../../src/cli/batch/batch-lines.ts';
import { scannerOf } from '../../src/cli/batch/batch-scan.ts';
import { wordsOf } from '../../src/cli/batch/batch-words.ts';
import { surveyJson } from '../../src/cli/batch/json-survey.ts';
import { readAnswers } from '../../src/engine/answer.ts';
import { deciderOf } from '../../src/engine/fast/decider.ts';
import { decideBrief } from '../../src/engine/summary.ts';
import type { Pack, Question } from '../../src/model/pack.ts';
import { builtInPack } from '../support/built-in.ts';

/** The built-in pack, with an old name for one of its questions. */
const pack: Pack = { ...builtInPack('en'), renamed: { kind: 'data' } };
const policy = { assume: true, defaults: false };
const encoder = new TextEncoder();

/** What must come of a line, said as plainly as possible; the codes alone where it is not good. */
function plainly(text: string, line: number): unknown {
  if (text.trim() === '') return null;
  let value: { id?: unknown; answers?: unknown };
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { id: null, line, code: 'json-syntax' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { id: null, line, code: 'not-a-mapping' };
  const { id = null, answers, ...others } = value;
  const read = readAnswers(pack, answers, 'file');
  if (surveyJson(text).twice !== null) return { id, line, code: 'duplicate-key' };
  const [other] = Object.keys(others);
  if (other !== undefined) return { id, line, code: 'unknown-key' };
  if (!Object.hasOwn(value, 'answers')) return { id, line, code: 'missing-key' };
  const [problem] = read.problems;
  if (problem) return { id, line, code: problem.problem.code };
  return { id, line, ...decideBrief(pack, read.answers, policy) };
}

/** A result line in the same form. */
function seen(text: string): unknown {
  const { error, status, ...result } = JSON.parse(text);
  return error === undefined ? JSON.parse(text) : { ...result, code: error.code };
}

/** Answers to a question in all the forms that JSON has, most of them good. */
function arbitraryAnswer(question: Question): fc.Arbitrary<unknown> {
  const good = [...question.values.map(({ value }) => value), 'unknown'].map((value) => JSON.stringify(value));
  const numbers = [
    '0',
    '1',
    '29',
    '30',
    '64',
    '256',
    '256.5',
    '0.25',
    '99.999',
    '1e3',
    '-0',
    '-1',
    '1.5e1',
    '123456789012345678',
  ];
  return fc.oneof(
    { weight: 12, arbitrary: question.type === 'number' ? fc.constantFrom(...numbers) : fc.constantFrom(...good) },
    { weight: 3, arbitrary: fc.constantFrom('true', 'false', 'null', '""', '"true"', '"unknown"') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('"strem"', '"\\u0070ush"', '[]', '{"value": "push", "note": "a\\"b"}', '7', '"new\\n"', '01'),
    },
  );
}

const arbitraryId = fc.oneof(
  fc.string().map((id) => JSON.stringify(id)),
  fc.string({ unit: 'binary' }).map((id) => JSON.stringify(id)),
  fc.constantFrom(
    '"注文→請求"',
    '"a\\u0041"',
    '12',
    '012',
    '-3',
    '1.0',
    '1e2',
    'null',
    'true',
    '[1, "x"]',
    '{"a": 1, "a": 2}',
    '12345678901234567',
  ),
);

const blank = fc.constantFrom('', '', '', ' ', '\t', '  ');

/** JSON of an object with white space here and there. */
function written(pairs: readonly (readonly [string, string])[], space: readonly string[]): string {
  let next = 0;
  const gap = (): string => space[next++ % space.length] ?? '';
  const body = pairs.map(([key, value]) => `${gap()}${JSON.stringify(key)}${gap()}:${gap()}${value}${gap()}`);
  return `{${body.join(',')}}`;
}

const arbitraryLine = fc
  .record({
    id: fc.option(arbitraryId),
    answers: fc
      .shuffledSubarray([...pack.questions])
      .chain((questions) =>
        fc.tuple(
          ...questions.map((question) => arbitraryAnswer(question).map((value) => [question.id, value as string] as const)),
        ),
      ),
    more: fc.subarray(
      [
        ['kind', '"stream"'],
        ['data', '"message"'],
        ['dta', '"x"'],
      ] as const,
      { maxLength: 1 },
    ),
    idFirst: fc.boolean(),
    note: fc.boolean(),
    space: fc.array(blank, { minLength: 1, maxLength: 7 }),
    end: fc.constantFrom('', '', '\r', ' '),
  })
  .map(({ id, answers, more, idFirst, note, space, end }) => {
    const few = note ? answers.slice(0, 4) : answers;
    const record = ['answers', written([...few, ...(few.length % 5 === 0 ? more : [])], space)] as const;
    const named = id === null ? [] : [['id', id] as const];
    return `${space[0]}${written(idFirst ? [...named, record] : [record, ...named], space)}${end}`;
  });

/** Such a line, or one in which a character is missing, or was put in; as it comes out of UTF-8. */
const arbitraryText = fc
  .oneof(
    { weight: 3, arbitrary: arbitraryLine },
    {
      weight: 2,
      arbitrary: fc
        .record({
          line: arbitraryLine,
          at: fc.nat(400),
          put: fc.constantFrom('', '"', '\\', '{', '}', ',', ':', ' ', '\u0000', 'é', '\u2028', '0'),
        })
        .map(({ line, at, put }) => line.slice(0, at % (line.length + 1)) + put + line.slice((at % (line.length + 1)) + 1)),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        '  ',
        '[]',
        '"a"',
        '{}',
        '{"answers":{}}',
        '{"id":1}',
        '\uFEFF{"answers":{}}',
        '{"answers":{},"answers":{}}',
        '{"id":1,"id":2,"answers":{}}',
      ),
    },
  )
  .map((text) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(encoder.encode(text)));

describe('lines', () => {
  it('come to what decide says of what JSON.parse makes of them', async () => {
    const work = lineWorker({ pack, policy, speech: 'en' });
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryText, { minLength: 1, maxLength: 8 }), fc.nat(3_000_000_000), async (lines, first) => {
        const block = encoder.encode(`${lines.join('\n')}\n`);
        const { output, ...counts } = await work(block, first, 0);
        const wanted = lines.flatMap((text, index) => plainly(text, first + index) ?? []);
        const results = new TextDecoder().decode(output).split('\n').slice(0, -1);
        expect(results.map(seen)).toEqual(wanted);
        for (const [index, result] of results.entries()) {
          const { id, status } = wanted[index] as { id: unknown; status?: string };
          if (status === undefined) continue;
          const [, written = ''] = /^\{"id":([^,]*),/.exec(result) ?? [];
          // What has more digits than a number can hold comes back with all of them.
          if (typeof id === 'number' && Math.abs(id) > Number.MAX_SAFE_INTEGER) expect(lines.join('\n')).toContain(written);
          else expect(result).toBe(JSON.stringify(wanted[index]));
        }
        expect(counts).toEqual({
          end: block.length,
          lines: lines.length,
          entries: wanted.length,
          invalid: wanted.filter((result) => !('status' in (result as object))).length,
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('are handed on before they come to too much', async () => {
    const work = lineWorker({ pack, policy, speech: 'en' });
    const block = encoder.encode('[]\n'.repeat(100_000));
    let lines = 0;
    let parts = 0;
    for (let end = 0; end < block.length; parts++) {
      const result = await work(block, 1 + lines, end);
      expect(result.output.length).toBeLessThan(1_200_000);
      expect(new TextDecoder().decode(result.output)).toContain(`{"id":null,"line":${1 + lines},`);
      lines += result.lines;
      end = result.end;
    }
    expect(lines).toBe(100_000);
    expect(parts).toBeGreaterThan(1);
  });

  it('tell no more problems than anybody reads', async () => {
    const work = lineWorker({ pack, policy, speech: 'en' });
    const answers = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`q${index}`, 'x']));
    const { output } = await work(encoder.encode(`${JSON.stringify({ answers })}\n`), 1, 0);
    const { error } = JSON.parse(new TextDecoder().decode(output));
    expect(error.others).toHaveLength(11);
    expect(error.others.at(-1)).toMatchObject({ code: 'more-problems', count: 4989 });
  });

  it('in the form that programs write are read without JSON.parse', () => {
    const { scan } = scannerOf(deciderOf(pack, policy, () => 0));
    const plain = [
      '{"id":"link-1","answers":{"data":"message","completion":"async","message-kib":256,"native":"no","receiver":"unknown"}}',
      '{"id": 17, "answers": {"origin": "migration", "refactor": false, "throughput": 12.5, "replay": null}}\r',
      '{"answers":{"kind":"stream"},"id":"注文"}',
      '{"answers":{}}',
    ];
    for (const line of plain) expect(scan(scannable(`${line}\n`), 0)).toBe(encoder.encode(line).length + 1);
  });
});

function scannable(text: string): Parameters<ReturnType<typeof scannerOf>['scan']>[0] {
  const bytes = encoder.encode(text);
  return { bytes, view: new DataView(bytes.buffer), isText: () => true };
}

describe('words', () => {
  const word = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', 'b', '-', '1', '"', '\\', 'é') });

  it('are found in their set and nowhere else', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1 }), fc.uniqueArray(word), word, (first, second, other) => {
        const sets = [first, second].map((words) => new Map(words.map((text, index) => [text, index])));
        const { read, end } = wordsOf(sets);
        for (const text of [...first, ...second, other]) {
          const { view } = scannable(`"${text}",\n`);
          for (const [set, words] of sets.entries()) {
            const found = read(view, 1, set);
            // Words with escapes, and those of one letter, are never found.
            if (/^[ab1-]{2,}$/.test(text)) expect(found).toBe(words.get(text) ?? -1);
            else expect([-1, firstPlain(text, words)]).toContain(found);
            if (found >= 0 && found === words.get(text)) expect(end()).toBe(text.length + 2);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  /** What stands before a quotation mark in the text may be a word itself. */
  function firstPlain(text: string, words: ReadonlyMap<string, number>): number {
    return words.get(text.split('"')[0] as string) ?? -1;
  }
});

describe('blocks', () => {
  async function gather(pieces: readonly Uint8Array[]): Promise<Block[]> {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield* pieces;
    }
    const blocks: Block[] = [];
    for await (const block of blocksOf(chunks())) blocks.push(block?.slice() ?? null);
    return blocks;
  }

  it('are whole lines, wherever the stream was cut', async () => {
    const lengths = fc.array(fc.oneof(fc.nat(20), fc.constantFrom(longestLine, longestLine + 1, 70_000, 300_000)), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(
        lengths,
        fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1 }),
        fc.boolean(),
        async (lines, cuts, ended) => {
          const text =
            lines.map((length, index) => String(index).repeat(length).slice(0, length)).join('\n') + (ended ? '\n' : '');
          const bytes = encoder.encode(text);
          const pieces: Uint8Array[] = [];
          for (let at = 0, index = 0; at < bytes.length; index++) {
            const size = cuts[index % cuts.length] as number;
            pieces.push(bytes.subarray(at, at + size));
            at += size;
          }
          const found = (await gather(pieces)).map((block) => (block === null ? 'too long\n' : new TextDecoder().decode(block)));
          for (const block of found) expect(block.endsWith('\n')).toBe(true);
          const wanted = (text === '' ? [] : text.replace(/\n$/, '').split('\n')).map((line) =>
            line.length > longestLine ? 'too long' : line,
          );
          expect(found.join('')).toBe(wanted.map((line) => `${line}\n`).join(''));
        },
      ),
      { numRuns: 60 },
    );
  });
});
