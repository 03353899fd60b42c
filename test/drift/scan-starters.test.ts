import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readTemplateFile } from '../../src/drift/read/template-file.ts';
import { linksInTemplates } from '../../src/drift/scan/template-links.ts';
import { decide } from '../../src/engine/decide.ts';
import type { Answers, Decision } from '../../src/model/decision.ts';
import { builtInPack, decidedCases } from '../starters/support/pack.ts';
import { run } from '../support/run.ts';

const pack = builtInPack('en');

/** The decisions of the pack's own cases, one for each outcome. */
const outcomes = new Map<string, Decision>();
for (const { decision } of decidedCases(pack)) {
  const { service, variant, pattern, with: companions } = decision.recommendation ?? { with: [] };
  const name = `${[service, variant, pattern].join(' ')} ${companions?.join('+')}`;
  if (!outcomes.has(name)) outcomes.set(name, decision);
}

const flagsOf = ({ answers }: Decision): string[] =>
  Object.entries(answers).flatMap(([id, value]) => ['--set', `${id}=${value}`]);
const short = ({ recommendation }: Decision) =>
  recommendation && [recommendation.service, recommendation.variant, recommendation.with];

test('every variant of every service is among the outcomes', () => {
  const reached = new Set(
    [...outcomes.values()].map(({ recommendation }) => `${recommendation?.service}/${recommendation?.variant}`),
  );
  const all = pack.services.flatMap(({ id, variants }) =>
    variants.length === 0 ? [`${id}/null`] : variants.map((one) => `${id}/${one.id}`),
  );
  expect(all.filter((each) => !reached.has(each))).toEqual([]);
});

describe('scanning the template of a decision gives a record that decides the same', () => {
  test.each([...outcomes])('%s', async (_, decision) => {
    const made = await run(['decide', ...flagsOf(decision), '--no-input', '-f', 'cloudformation', '-o', 't.yaml']);
    expect(made.exit).toBe(0);
    const scanned = await run(['scan', 't.yaml', '-o', 'links.yaml'], { files: made.files });
    expect(scanned.exit).toBe(0);
    const records = parseAllDocuments(String(scanned.files['links.yaml'])).map((document) => document.toJS());
    const [record] = records.filter(({ answers }) => JSON.stringify(answers).includes('Metadata.tsunagi.answers'));
    const again = await run(['decide', '-a', 'links.yaml', '--select', record.id, '-f', 'json'], { files: scanned.files });
    expect(short(JSON.parse(again.out))).toEqual(short(decision));
    // The draft is a record that is checked, alone and against the template.
    expect(await run(['check', 'links.yaml'], { files: scanned.files })).toMatchObject({ exit: 0 });
    const second = await run(['scan', 't.yaml', '-o', 'links.yaml'], { files: scanned.files });
    expect(second.files['links.yaml']).toBe(scanned.files['links.yaml']);
  });
});

describe('what the resources alone settle never leads elsewhere', () => {
  test.each([...outcomes])('%s', async (_, decision) => {
    const { files } = await run(['decide', ...flagsOf(decision), '--no-input', '-f', 'cloudformation', '-o', 't.yaml']);
    const text = String(files['t.yaml']).replaceAll(/^ {6}tsunagi:\n {8}answers:\n(?: {10}.*\n)*/gm, '');
    const { stacks } = readTemplateFile(new TextEncoder().encode(text), 't.yaml');
    const drafts = linksInTemplates(
      pack,
      stacks.map(({ stack }) => stack),
    );
    const draft = drafts.find(({ draft: { offering } }) => offering?.service === decision.recommendation?.service)?.draft;
    // An instance may be anything: only what the decision wrote into it tells.
    if (decision.recommendation?.service === 'ec2') return expect(draft).toBeUndefined();
    const settled = Object.entries(draft?.answers ?? {}).map(([id, { value }]) => [id, { value, from: 'scan' }]);
    const given = Object.entries(decision.answers).map(([id, value]) => [id, { value, from: 'file' }]);
    const answers: Answers = Object.fromEntries([...given, ...settled]);
    expect(short(decide(pack, answers, { assume: true, defaults: false }))).toEqual(short(decision));
    return undefined;
  });
});
