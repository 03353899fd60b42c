import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { compareWithTemplates } from '../../src/drift/drift-comparison.ts';
import { readTemplateFile } from '../../src/drift/read/template-file.ts';
import { linksInTemplates } from '../../src/drift/scan/template-links.ts';
import type { Stack } from '../../src/drift/stack.ts';
import { decide } from '../../src/engine/decide.ts';
import type { Answers, Decision } from '../../src/model/decision.ts';
import type { Checked } from '../../src/records/check.ts';
import { type Case, cases, decided, packs, starter } from '../starters/support/pack.ts';
import { linkRecord } from '../support/link-record.ts';
import { run } from '../support/run.ts';

const pack = packs.en;
const policy = { assume: true, defaults: false };

function stacksIn(text: string): Stack[] {
  const { stacks, findings } = readTemplateFile(new TextEncoder().encode(text), 'starter.yaml');
  expect(findings).toEqual([]);
  return [...stacks];
}

/** The findings for a template and a record of this decision. */
function foundIn(text: string, { option: { service, variant }, companions }: Omit<Case, 'name' | 'sender'>): string[] {
  const record = linkRecord({}, { title: 'a link', expect: { service, variant, with: companions } });
  const checked: Checked = { record, verdict: 'same', recordState: null, fixed: false, findings: [] };
  const { more, templates } = compareWithTemplates(pack, [checked], stacksIn(text), policy);
  return [more(checked), ...templates.map(({ findings }) => findings)].flat().map((found) => JSON.stringify(found));
}

describe('a starter template matches its decision', () => {
  test.each(cases)('$name', (one) => {
    expect(foundIn(starter(one), one)).toEqual([]);
  });
});

describe('a starter template does not match another decision', () => {
  const kinds = new Map(cases.map((one) => [[one.option.service, one.option.variant].join('/'), one]));
  // They share a resource type, so a template does not show which of them is meant.
  const alike = ['kinesis/data-streams', 'kinesis/queues', 'kinesis/enhanced-fan-out'];

  test.each([...kinds])('%s', (kind, built) => {
    for (const [other, one] of kinds) {
      if (other === kind || (alike.includes(other) && alike.includes(kind))) continue;
      expect(foundIn(starter(built), { ...one, companions: [] }), `${kind} for ${other}`).not.toEqual([]);
    }
  });

  test('a stream without a registered consumer does not match enhanced fan-out', () => {
    const [built, wanted] = [kinds.get('kinesis/data-streams') as Case, kinds.get('kinesis/enhanced-fan-out') as Case];
    expect(foundIn(starter(built), { ...wanted, companions: [] }).join()).toContain('check-built-needs');
  });
});

describe('on the command line', () => {
  const short = ({ recommendation }: Decision) =>
    recommendation && [recommendation.service, recommendation.variant, recommendation.with];

  test.each([...decided])('the template for %s passes check, and scan restores its decision', async (_, decision) => {
    const answers = Object.entries(decision.answers).flatMap(([id, value]) => ['--set', `${id}=${value}`]);
    const output = ['--no-input', '-f', 'cloudformation', '-o', 't.yaml', '--save', 'link.yaml'];
    const { exit, files } = await run(['decide', ...answers, ...output]);
    expect(exit).toBe(0);
    const checked = await run(['check', 'link.yaml', '--against', 't.yaml'], { files });
    expect(checked.exit, checked.out).toBe(0);

    const scanned = await run(['scan', 't.yaml', '-o', 'links.yaml'], { files });
    const records = parseAllDocuments(String(scanned.files['links.yaml'])).map((document) => document.toJS());
    const [record] = records.filter((each) => JSON.stringify(each.answers).includes('Metadata.tsunagi.answers'));
    const again = await run(['decide', '-a', 'links.yaml', '--select', record.id, '-f', 'json'], { files: scanned.files });
    expect(short(JSON.parse(again.out))).toEqual(short(decision));
    // The draft is a valid record, and another scan does not change it.
    expect(await run(['check', 'links.yaml'], { files: scanned.files })).toMatchObject({ exit: 0 });
    expect((await run(['scan', 't.yaml', '-o', 'links.yaml'], { files: scanned.files })).files).toEqual(scanned.files);

    const unmarked = String(files['t.yaml']).replaceAll(/^ {6}tsunagi:\n {8}answers:\n(?: {10}.*\n)*/gm, '');
    const drafts = linksInTemplates(pack, stacksIn(unmarked));
    const draft = drafts.find(({ offering }) => offering?.service === decision.recommendation?.service);
    // An instance can serve any purpose; only the recorded decision shows this one.
    expect(draft === undefined).toBe(decision.recommendation?.service === 'ec2');
    const given = Object.entries(decision.answers).map(([id, value]) => [id, { value, from: 'file' }]);
    const settled = Object.entries(draft?.answers ?? {}).map(([id, { value }]) => [id, { value, from: 'scan' }]);
    const both: Answers = Object.fromEntries([...given, ...settled]);
    // Answers from the resources alone never change the decision.
    expect(short(decide(pack, both, policy))).toEqual(short(decision));
  });

  test('these cases cover every variant of every service', () => {
    const reached = [...decided.values()].map(({ recommendation }) => `${recommendation?.service}/${recommendation?.variant}`);
    const all = pack.services.flatMap(({ id, variants }) =>
      variants.length === 0 ? [`${id}/null`] : variants.map((variant) => `${id}/${variant.id}`),
    );
    expect(all.filter((each) => !reached.includes(each))).toEqual([]);
  });
});
