import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../src/engine/decide.ts';
import { GapError } from '../../src/engine/gap-error.ts';
import type { Answers } from '../../src/model/decision.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Pack } from '../../src/model/pack.ts';
import { renderFindings } from '../../src/output/findings.ts';
import { digestOf } from '../../src/pack/build/index.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import { plainValue } from '../../src/pack/source-node.ts';
import { readYaml } from '../../src/pack/yaml.ts';
import { readAnswersFile } from '../../src/records/answers-file.ts';
import { mutated, randomOf } from '../fuzz/mutate.ts';
import { partsOf, replaced } from '../support/edited-pack.ts';
import { forAll, runs } from '../support/runs.ts';
import { bytes, memoryFiles, sourceIn } from './memory.ts';
import { small } from './small.ts';

const pack = sourceIn(small).in('en');

const texts = Object.values(small);
const answers = `title: orders
answers:
  data: {value: message, note: "one, two"}
  native: true
  size: 256
expect: {service: a, with: [b]}
---
answers: {kind: stream}
`;

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

test('any bytes are read or reported as wrong', () =>
  forAll(runs(66), [fc.uint8Array({ maxLength: 200 })], (raw) => {
    const { findings, text } = readYaml(raw, 'f.yaml');
    check(findings, new Map([['f.yaml', text]]));
  }));

test('a damaged answers file is read or reported as wrong', () =>
  forAll(runs(40), [fc.nat()], (seed) => {
    const changed = mutated(randomOf(seed), answers, texts);
    const raw = typeof changed === 'string' ? bytes(changed) : changed;
    const { documents, findings, text } = readAnswersFile(raw, 'a.yaml', pack);
    check(findings, new Map([['a.yaml', text]]));
    for (const document of documents) decided(pack, document.answers);
  }));

test('a damaged pack is loaded or reported as wrong', () =>
  forAll(runs(20), [fc.constantFrom(...Object.keys(small)), fc.nat()], (file, seed) => {
    const changed = mutated(randomOf(seed), small[file] ?? '', texts);
    const { source, findings, sources } = loadPackFolder(memoryFiles({ ...small, [file]: changed }), 'pack');
    check(findings, sources);
    expect(source === null).toBe(findings.length > 0);
    if (source) {
      expect(digestOf(source)).toMatch(/^sha256:/);
      source.in('ja');
    }
  }));

test('a pack with any value in place of another is loaded or reported as wrong', async () => {
  const documents = Object.values(small).flatMap((text) => readYaml(bytes(text), 'f').documents.map(plainValue));
  const whole: unknown = Object.assign({}, ...documents);
  const [, ...parts] = partsOf(whole);
  const value = fc.oneof(
    fc.constantFrom(null, true, 0, -1, 1.5, [], {}, [{}], ['x'], { en: 'x' }, { from: 1 }),
    fc.constantFrom('', 'x', 'data', 'queue', 'root', 'a/fifo', 'unknown'),
    fc.constantFrom(...parts.map(([, part]) => part)),
  );
  await forAll(runs(40), [fc.constantFrom(...parts), value], ([way], put) => {
    const changed = replaced(whole, way, () => put);
    const files = memoryFiles({ 'pack/p.yaml': JSON.stringify(changed, null, 1) });
    const { source, findings, sources } = loadPackFolder(files, 'pack');
    check(findings, sources);
    expect(source === null).toBe(findings.length > 0);
    if (source) decided(source.in('en'), {});
  });
});
