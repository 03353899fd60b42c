import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../src/cli/batch/batch-blocks.ts';
import { parseCsvRecord } from '../../src/cli/batch/csv-record.ts';
import { csvRecords } from '../../src/cli/batch/csv-records.ts';

const letters = fc.constantFrom('a', 'b', ',', '"', '\n', '\r\n', ' ', 'é', ';');
const field = fc.string({ unit: letters, maxLength: 8 });
const row = fc.array(field, { minLength: 1, maxLength: 4 });

/** As RFC 4180 writes it; a field that need not be quoted may be all the same. */
function written(fields: readonly string[], quoteAll: boolean): string {
  return fields.map((text) => (quoteAll || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');
}

/** The records of a text that arrives in pieces, each with its first line. */
async function recordsOf(text: string, size: number): Promise<{ text: string | null; line: number }[]> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const records: { text: string | null; line: number }[] = [];
  for await (const some of csvRecords(blocksOf(chunks()), (bytes) => !parseCsvRecord(decode(bytes)).problem)) {
    records.push(...some.map(({ bytes, line }) => ({ text: bytes && decode(bytes), line })));
  }
  return records;
}

describe('CSV', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(row, fc.boolean(), (fields, quoteAll) => {
        const text = written(fields, quoteAll);
        const record = parseCsvRecord(text);
        expect(record).toMatchObject({ fields });
        expect(record.problem).toBeUndefined();
        expect(record.starts.map((at) => text[at] ?? '')).toEqual(
          fields.map((each, index) => text[record.starts[index] as number] ?? each),
        );
      }),
    );
  });

  it('falls into its records, however it arrives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (rows, quoteAll, end, ended, size) => {
          const texts = rows.map((fields) => written(fields, quoteAll));
          // An empty last line is none.
          fc.pre(texts.at(-1) !== '');
          let line = 1;
          const wanted = texts.map((text) => {
            const first = line;
            line += text.split('\n').length;
            return { text, line: first };
          });
          expect(await recordsOf(texts.join(end) + (ended ? end : ''), size)).toEqual(wanted);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('goes on at the next line after a quotation mark too many', async () => {
    const good = fc.constantFrom('a,b', '"a, ""b""",c', ',', 'x');
    const bad = fc.constantFrom('"a,b', 'a"b,c', 'a,"b', '"a"b,c"', '"');
    await fc.assert(
      fc.asyncProperty(
        fc.array(good),
        bad,
        fc.array(good, { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        async (before, line, after, size) => {
          const lines = [...before, line, ...after];
          expect(await recordsOf(`${lines.join('\n')}\n`, size)).toEqual(lines.map((text, index) => ({ text, line: index + 1 })));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is not held in memory while a quotation mark stays open', async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `${index},aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`);
    lines[1] = `"${lines[1]}`;
    const found = await recordsOf(lines.join('\n'), 65_536);
    expect(found.length).toBe(lines.length);
    expect(found[1]).toEqual({ text: lines[1], line: 2 });
  });

  it('has lines that are too long', async () => {
    const long = 'a'.repeat(1_048_577);
    const found = await recordsOf(`a,b\n${long}\nc,d`, 65_536);
    expect(found).toEqual([
      { text: 'a,b', line: 1 },
      { text: null, line: 2 },
      { text: 'c,d', line: 3 },
    ]);
  });
});
