import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadInput } from '../../src/model/finding.ts';
import type { LinkRecord } from '../../src/model/record.ts';
import type { LinkAnswers } from '../../src/output/context.ts';
import { readAnswersFile } from '../../src/records/answers-file.ts';
import { type RecordFile, recordFile } from '../../src/records/record-file.ts';
import { builtInPack } from '../support/built-in.ts';
import { forAll, runs } from '../support/runs.ts';

const name = fc.option(fc.constantFrom('a', 'b', 'c'));
const records = fc.array(fc.record({ id: name, title: name, superseded: fc.boolean() }), { maxLength: 6 });
type Recorded = { readonly id: string | null; readonly title: string | null; readonly superseded?: boolean };

const pack = builtInPack('en');

function read(all: readonly Recorded[], file = 'f.yaml'): { readonly text: string; readonly documents: readonly LinkRecord[] } {
  const lines = all.map(({ id, title, superseded }) =>
    JSON.stringify({ ...(id && { id }), ...(title && { title }), ...(superseded && { status: 'superseded' }), answers: {} }),
  );
  const text = lines.join('\n---\n');
  return { text, documents: readAnswersFile(new TextEncoder().encode(text), file, pack).documents };
}

/** The same without an index: null for a new record, `unclear` where the user must say. A superseded record stays as it is. */
function plainly(file: RecordFile, gone: readonly LinkRecord[], { title, record }: LinkAnswers): number | null | 'unclear' {
  const live = file.documents.filter((each) => each.status !== 'superseded' && !gone.includes(each));
  if (record?.file === 'f.yaml') return gone.includes(record) ? null : record.index;
  const id = record?.id ?? null;
  const same = live.find((each) => id !== null && each.id === id) ?? live.find((each) => title !== null && each.title === title);
  if (same) return same.index;
  if (gone.length > 0 || live.length === 0) return null;
  if (live.length > 1) return title === null ? 'unclear' : null;
  return title === null || live[0]?.title === null ? (live[0]?.index ?? null) : null;
}

test('each link finds its own record, and each record takes one link', () =>
  forAll(runs(100), [records, records, fc.boolean(), fc.nat(5)], (there, links, own, replacedCount) => {
    const { text, documents } = read(there);
    const file = recordFile({ value: 'f.yaml', location: null }, text, documents);
    const replaced = documents.filter(({ status }) => status !== 'superseded').slice(0, replacedCount);
    const gone = [...replaced];
    const take = (link: LinkAnswers) => file.targetOf(link, own, new Set(gone), 'new');
    const given = own ? documents : read(links, 'other.yaml').documents;
    for (const document of given) {
      const link = { title: document.title, answers: {}, record: document };
      const expected = plainly(file, gone, link);
      if (expected === 'unclear') {
        expect(() => take(link)).toThrow(BadInput);
        return;
      }
      const target = take(link);
      expect(target?.index ?? null).toBe(expected);
      if (target) gone.push(target);
    }
  }));
