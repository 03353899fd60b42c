import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LinkRecord } from '../../src/model/record.ts';
import { answersDigestOf } from '../../src/pack/digest.ts';
import { readAnswersFile } from '../../src/records/answers-file.ts';
import { editDocument } from '../../src/records/edit-document.ts';
import { recordId } from '../../src/records/record-names.ts';
import { expectationOf, recordStateOf } from '../../src/records/record-state.ts';
import { expectEdit, type Recording, recordKeys, recordText, supersedeEdit, updateEdit } from '../../src/records/record-text.ts';
import { bytes } from '../pack/memory.ts';
import { arbitraryGiven, arbitraryPack } from '../support/random-pack.ts';
import { forAll, runs } from '../support/runs.ts';

const policy = { assume: true, defaults: false };
const words = fc.option(fc.constantFrom('orders to billing', 'a: b # c', '注文', 'two\nlines', '- x', 'yes', '2026-01-01', ' '), {
  nil: undefined,
});

const recordings = arbitraryPack().chain((pack) =>
  fc
    .record({ given: arbitraryGiven(pack), title: words, note: words, by: words, others: fc.array(words, { maxLength: 2 }) })
    .map(({ given, title, note, by, others }) => {
      const answers = Object.fromEntries(
        Object.entries(given).map(([id, value]) => [
          id,
          { value, from: 'flag' as const, ...(note === undefined ? {} : { note }), ...(by === undefined ? {} : { by }) },
        ]),
      );
      const recording: Recording = {
        id: 'r-1',
        title: title ?? null,
        from: [...new Set(others.filter((each) => each !== undefined))],
        to: title === undefined ? [] : [title],
        date: '2026-11-24',
        status: 'accepted',
        supersedes: [...new Set(others.filter((each) => each !== undefined))],
        answers,
        expect: expectationOf(pack, recordStateOf(pack, answers, policy), answersDigestOf(answers)),
      };
      return { pack, recording };
    }),
);

function read(text: string, pack: Parameters<typeof readAnswersFile>[2]): LinkRecord {
  const { documents, findings } = readAnswersFile(bytes(text), 'r.yaml', pack);
  expect(findings).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0] as LinkRecord;
}

test('a record is read back as written, and recording it again changes no byte', () =>
  forAll(runs(40), [recordings], ({ pack, recording }) => {
    const text = recordText(recording);
    const document = read(text, pack);
    const { id, title, from, to, date, status, supersedes, expect: wanted } = recording;
    expect(document).toMatchObject({ id, title, from, to, date, status, supersedes, expect: wanted });
    for (const [question, { value, note, by }] of Object.entries(recording.answers)) {
      expect(document.answers[question]).toEqual({
        value,
        from: 'file',
        ...(note === undefined ? {} : { note }),
        by: by ?? 'flag',
      });
    }
    expect(Object.keys(document.answers).sort()).toEqual(Object.keys(recording.answers).sort());
    expect(answersDigestOf(document.answers, document.keyOf)).toBe(answersDigestOf(recording.answers));
    expect(editDocument(text, updateEdit(document, recording), recordKeys)).toBe(text);
    expect(editDocument(text, expectEdit(wanted), recordKeys)).toBe(text);
  }));

test('an update gives any record the current decision', () =>
  forAll(runs(40), [recordings, words], ({ pack, recording }, title) => {
    const before = recordText({ ...recording, answers: {}, title: title ?? null, expect: null });
    const text = editDocument(before, updateEdit(read(before, pack), recording), recordKeys);
    expect(read(text, pack)).toMatchObject({ expect: recording.expect, title: recording.title ?? title ?? null });
    expect(answersDigestOf(read(text, pack).answers)).toBe(answersDigestOf(recording.answers));
    const empty = editDocument(text, updateEdit(read(text, pack), { ...recording, answers: {}, expect: null }), recordKeys);
    expect(read(empty, pack)).toMatchObject({ answers: {}, expect: null });
  }));

test('a superseded record names its successor', () =>
  forAll(runs(40), [recordings], ({ pack, recording }) => {
    const text = editDocument(recordText(recording), supersedeEdit('r-1', 'r-2'), recordKeys);
    expect(read(text, pack)).toMatchObject({ id: 'r-1', status: 'superseded', supersededBy: 'r-2', expect: recording.expect });
  }));

test('an id depends only on the content of a record: equal for equal content, else different', async () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 80 });
  const answers = fc.dictionary(
    fc.constantFrom('a', 'b'),
    fc.record({ value: fc.integer(), from: fc.constant('flag' as const) }),
  );
  await forAll(runs(100), [name, name, answers, answers], (one, other, some, more) => {
    const id = recordId(one, 'links/a.yaml', some, new Set());
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(recordId(one, './links/a.yaml', some, new Set())).toBe(id);
    expect(recordId(one, 'links/a.yaml', some, new Set([id]))).not.toBe(id);
    if (one !== other) expect(recordId(other, 'links/a.yaml', some, new Set())).not.toBe(id);
    if (answersDigestOf(some) !== answersDigestOf(more)) expect(recordId(one, 'links/a.yaml', more, new Set())).not.toBe(id);
    expect(recordId(one, 'links/b.yaml', some, new Set())).not.toBe(id);
    // The location of a checkout does not matter.
    expect(recordId(one, '/home/x/a.yaml', some, new Set())).toBe(recordId(one, '/y/a.yaml', some, new Set()));
  });
});
