import { readValue } from '../../engine/answer.ts';
import { findingOf } from '../../model/diagnostic.ts';
import type { Value } from '../../model/pack.ts';
import type { Case, CaseExpectation } from '../../model/pack-source.ts';
import { placeText } from '../layers.ts';
import { type FileCase, testCase } from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { at, entry, type SourceNode } from '../source-node.ts';
import type { PackBuilder } from './build-context.ts';

/** @param renamed old ids of questions, under which cases may still answer them */
export function buildCases(builder: PackBuilder, renamed: Readonly<Record<string, string>>): Case[] {
  const first = new Map<string, SourceNode>();
  return (entry(builder.written, 'cases')?.items ?? []).flatMap((written, index) => {
    const file = checkShape(testCase, written, ['cases', index], builder.findings);
    if (file === null) return [];
    const earlier = first.get(file.name);
    if (earlier)
      builder.report('duplicate-id', entry(written, 'name')?.at ?? written.at, {
        kind: 'case',
        id: file.name,
        first: placeText(earlier),
      });
    first.set(file.name, written);
    return [build(file, written, builder, renamed)];
  });
}

function build(file: FileCase, written: SourceNode, builder: PackBuilder, renamed: Readonly<Record<string, string>>): Case {
  const answers: Record<string, Value | null> = {};
  const keys = new Map<string, string>();
  for (const [key, raw] of Object.entries(file.answers)) {
    const part = at(written, ['answers', key]);
    const id = builder.questions.has(key) || !Object.hasOwn(renamed, key) ? key : (renamed[key] as string);
    const question = builder.question(id, part?.key ?? null);
    if (!question) continue;
    const other = keys.get(id);
    if (other !== undefined) builder.report('answered-twice', part?.key ?? null, { question: key, other });
    keys.set(id, key);
    const reading = readValue(question, raw);
    if ('problem' in reading) builder.findings.push(findingOf(reading.problem, part?.at ?? null));
    else answers[id] = reading.value;
  }
  checkExpectation(file.expect, entry(written, 'expect'), builder);
  const { assume = true, defaults = false } = file;
  return { name: file.name, answers, assume, defaults, expect: expectationOf(file.expect), layer: builder.layer(written) };
}

function checkExpectation(expect: FileCase['expect'], written: SourceNode | null, builder: PackBuilder): void {
  const place = (...path: (string | number)[]) => at(written, path)?.at ?? null;
  const { service, variant, pattern } = expect;
  if (service !== null) {
    if (typeof variant === 'string') builder.variantReference(service, variant, place('service'), place('variant'));
    else builder.reference('unknown-service', 'services', service, place('service'));
  }
  if (typeof pattern === 'string') builder.reference('unknown-pattern', 'patterns', pattern, place('pattern'));
  expect.with?.forEach((id, index) => {
    builder.companion(id, place('with', index));
  });
  expect.possible?.forEach((id, index) => {
    builder.reference('unknown-service', 'services', id, place('possible', index));
  });
}

/** Only the keys that are written are looked at. */
function expectationOf({ service, ...others }: FileCase['expect']): CaseExpectation {
  return { service, ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)) };
}
