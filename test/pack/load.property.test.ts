import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../src/engine/decide.ts';
import { GapError } from '../../src/engine/outcome.ts';
import type { Answers } from '../../src/model/decision.ts';
import type { Finding } from '../../src/model/diagnostic.ts';
import type { Pack } from '../../src/model/pack.ts';
import { renderFindings } from '../../src/output/findings.ts';
import { digestOf } from '../../src/pack/build/index.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import { plain } from '../../src/pack/source-node.ts';
import { readYaml } from '../../src/pack/yaml.ts';
import { readAnswersFile } from '../../src/records/answers-file.ts';
import { runs } from '../support/runs.ts';
import { bytes, memoryFiles } from './memory.ts';
import { small } from './small.ts';

const base = loadPackFolder(memoryFiles(small), 'pack').source;
if (!base) throw new Error('the small pack is broken');
const pack = base.in('en');

const answers = `title: orders
answers:
  data: {value: message, note: "one, two"}
  native: true
  size: 256
expect: {service: a, with: [b]}
---
answers: {kind: stream}
`;

/** A text in which pieces are cut out or replaced. */
function damaged(texts: readonly string[]) {
  const junk = fc.oneof(
    fc.constantFrom('', ' ', '\n', '\n  ', ': ', '- ', '&a ', '!t ', '\t', ...':"\'[]{}*#|>%'),
    fc.constantFrom('null', 'true', '3', '0x1', '.nan', '<<: x', '__proto__: 1\n', '---\n', '\u001b', '日本語', '😀', '\ud800'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  const cut = fc.record({ at: fc.nat(), length: fc.nat(12), put: junk });
  return fc.tuple(fc.constantFrom(...texts), fc.array(cut, { minLength: 1, maxLength: 4 })).map(([text, cuts]) => ({
    text,
    changed: cuts.reduce((all, { at, length, put }) => {
      const start = at % (all.length + 1);
      return all.slice(0, start) + put + all.slice(start + length);
    }, text),
  }));
}

/** Every place is in the text that it names, and every finding has a message. */
function check(findings: readonly Finding[], sources: ReadonlyMap<string, string>): void {
  for (const { at } of findings) {
    if (!at) continue;
    const line = sources.get(at.file)?.split('\n')[at.line - 1];
    expect(line).toBeDefined();
    expect(at.col).toBeGreaterThanOrEqual(1);
    expect(at.col).toBeLessThanOrEqual((line as string).length + 1);
    expect(at.length).toBeGreaterThanOrEqual(1);
  }
  for (const lang of ['en', 'ja']) expect(renderFindings(findings, sources, lang)).not.toMatch(/undefined|(?!\n)\p{Cc}/u);
}

/** A loaded pack decides; values without a branch are for the proofs to find. */
function decided(from: Pack, given: Answers): void {
  for (const defaults of [false, true]) {
    try {
      decide(from, given, { assume: true, defaults });
    } catch (error) {
      expect(error).toBeInstanceOf(GapError);
    }
  }
}

test('any bytes are read or reported as wrong', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (raw) => {
      const { findings, text } = readYaml(raw, 'f.yaml');
      check(findings, new Map([['f.yaml', text]]));
    }),
    runs(66),
  );
});

test('a damaged answers file is read or reported as wrong', () => {
  fc.assert(
    fc.property(damaged([answers]), ({ changed }) => {
      const { documents, findings, text } = readAnswersFile(bytes(changed), 'a.yaml', pack);
      check(findings, new Map([['a.yaml', text]]));
      for (const document of documents) decided(pack, document.answers);
    }),
    runs(40),
  );
});

test('a damaged pack is loaded or reported as wrong', () => {
  const files = fc
    .constantFrom(...Object.keys(small))
    .chain((file) => damaged([small[file] as string]).map(({ changed }) => ({ file, changed })));
  fc.assert(
    fc.property(files, ({ file, changed }) => {
      const { source, findings, sources } = loadPackFolder(memoryFiles({ ...small, [file]: changed }), 'pack');
      check(findings, sources);
      expect(source === null).toBe(findings.length > 0);
      if (source) {
        expect(digestOf(source)).toMatch(/^sha256:/);
        source.in('ja');
      }
    }),
    runs(20),
  );
});

test('a pack with any value in place of another is loaded or reported as wrong', () => {
  const parts = Object.values(small).flatMap((text) => readYaml(bytes(text), 'f').documents.map(plain));
  const whole = Object.assign({}, ...structuredClone(parts)) as Record<string, unknown>;
  const paths = pathsOf(whole);
  const value = fc.oneof(
    fc.constantFrom(null, true, 0, -1, 1.5, [], {}, [{}], ['x'], { en: 'x' }, { from: 1 }),
    fc.constantFrom('', 'x', 'data', 'queue', 'root', 'a/fifo', 'unknown'),
    fc.constantFrom(...paths.map((path) => get(whole, path))),
  );
  fc.assert(
    fc.property(fc.constantFrom(...paths), value, (path, put) => {
      const changed = structuredClone(whole);
      set(changed, path, put);
      const { source, findings, sources } = loadPackFolder(
        memoryFiles({ 'pack/p.yaml': JSON.stringify(changed, null, 1) }),
        'pack',
      );
      check(findings, sources);
      expect(source === null).toBe(findings.length > 0);
      if (source) decided(source.in('en'), {});
    }),
    runs(40),
  );
});

type Step = string | number;

function pathsOf(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    pathsOf(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

function get(value: unknown, path: readonly Step[]): unknown {
  return path.reduce((at, step) => (at as Record<Step, unknown>)[step], value);
}

function set(value: unknown, path: readonly Step[], put: unknown): void {
  (get(value, path.slice(0, -1)) as Record<Step, unknown>)[path.at(-1) as Step] = put;
}
