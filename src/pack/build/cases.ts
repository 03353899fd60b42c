import { readValue } from '../../engine/answer.ts';
import { findingOf } from '../../model/diagnostic.ts';
import type { Value } from '../../model/pack.ts';
import type { Case } from '../../model/source-location.ts';
import { placeText } from '../layer.ts';
import { type FileCase, testCase } from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { at, entry, type SourceNode } from '../source-node.ts';
import type { Book } from './build-context.ts';

/** @param renamed old ids of questions, under which cases may still answer them */
export function buildCases(book: Book, renamed: Readonly<Record<string, string>>): Case[] {
  const first = new Map<string, SourceNode>();
  return (entry(book.written, 'cases')?.items ?? []).flatMap((written, index) => {
    const file = checkShape(testCase, written, ['cases', index], book.findings);
    if (file === null) return [];
    const earlier = first.get(file.name);
    if (earlier)
      book.tell('duplicate-id', entry(written, 'name')?.at ?? written.at, {
        kind: 'case',
        id: file.name,
        first: placeText(earlier),
      });
    first.set(file.name, written);
    return [build(file, written, book, renamed)];
  });
}

function build(file: FileCase, written: SourceNode, book: Book, renamed: Readonly<Record<string, string>>): Case {
  const answers: Record<string, Value | null> = {};
  const keys = new Map<string, string>();
  for (const [key, raw] of Object.entries(file.answers)) {
    const part = at(written, ['answers', key]);
    const id = book.questions.has(key) || !Object.hasOwn(renamed, key) ? key : (renamed[key] as string);
    const question = book.question(id, part?.key ?? null);
    if (!question) continue;
    const other = keys.get(id);
    if (other !== undefined) book.tell('answered-twice', part?.key ?? null, { question: key, other });
    keys.set(id, key);
    const reading = readValue(question, raw);
    if ('problem' in reading) book.findings.push(findingOf(reading.problem, part?.at ?? null));
    else answers[id] = reading.value;
  }
  checkExpectation(file.expect, entry(written, 'expect'), book);
  const { service, variant, with: companions, pattern, warnings, possible } = file.expect;
  const expect = {
    service,
    ...(variant === undefined ? {} : { variant }),
    ...(companions === undefined ? {} : { with: companions }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(warnings === undefined ? {} : { warnings }),
    ...(possible === undefined ? {} : { possible }),
  };
  const { assume = true, defaults = false } = file;
  return { name: file.name, answers, assume, defaults, expect, layer: book.layer(written) };
}

function checkExpectation(expect: FileCase['expect'], written: SourceNode | null, book: Book): void {
  const place = (...path: (string | number)[]) => at(written, path)?.at ?? null;
  const { service, variant, pattern } = expect;
  if (service !== null) {
    if (typeof variant === 'string') book.variantReference(service, variant, place('service'), place('variant'));
    else book.reference('unknown-service', 'services', service, place('service'));
  }
  if (typeof pattern === 'string') book.reference('unknown-pattern', 'patterns', pattern, place('pattern'));
  expect.with?.forEach((id, index) => {
    book.companion(id, place('with', index));
  });
  expect.possible?.forEach((id, index) => {
    book.reference('unknown-service', 'services', id, place('possible', index));
  });
}
