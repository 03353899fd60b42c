import { describe, expect, test } from 'vitest';
import { compareWithTemplates } from '../../src/drift/drift-comparison.ts';
import { readTemplateFile } from '../../src/drift/read/template-file.ts';
import { linksInTemplates } from '../../src/drift/scan/template-links.ts';
import type { BuiltResource, Stack } from '../../src/drift/stack.ts';
import { remembered } from '../../src/engine/lazy.ts';
import { type Answers, usualPolicy as policy } from '../../src/model/decision.ts';
import { entry } from '../../src/pack/source-node.ts';
import type { Checked } from '../../src/records/check.ts';
import { recordStateOf } from '../../src/records/record-state.ts';
import { kinds as allKinds, caseOf, cases, decided, decisionTemplate, packs, starter } from '../starters/support/pack.ts';
import { answersOf } from '../support/answers.ts';
import { linkRecord } from '../support/link-record.ts';
import { run } from '../support/run.ts';

const pack = packs.en;

/** The stacks of a template, which is read once. */
const stacksIn = remembered((text: string): readonly Stack[] => {
  const { stacks, findings } = readTemplateFile(new TextEncoder().encode(text), 'starter.yaml', new Map(), () => null);
  expect(findings).toEqual([]);
  return stacks;
});

/** The findings for a template and a record of this decision. */
function foundIn(text: string, decided: Parameters<typeof linkRecord>[1], answers: Answers = {}) {
  const record = linkRecord(answers, { title: 'a link', ...decided });
  const checked: Checked = { record, recordState: null, fixed: false, findings: [] };
  const { records, templates } = compareWithTemplates(pack, [checked], stacksIn(text), policy, true);
  return [...records, ...templates].flatMap(({ findings }) => findings.map(({ code }) => code));
}

describe('a starter template', () => {
  const kinds = new Map(cases.map((one) => [[one.option.service, one.option.variant].join('/'), one]));
  // They share a resource type, so a template does not show which of them is meant.
  const alike = ['kinesis/data-streams', 'kinesis/queues', 'kinesis/enhanced-fan-out'];

  // Those of decisions are below, with all ways to send.
  const others = cases.filter(({ name, sender }) => sender === 'https' && !decided.has(name));
  test.each(others)('matches its decision: $name', (one) => {
    expect(foundIn(starter(one), { expect: { ...one.option, with: one.companions } })).toEqual([]);
  });

  test.each([...kinds])('does not match another decision: %s', (kind, built) => {
    for (const [other, { option }] of kinds) {
      if (other === kind || (alike.includes(other) && alike.includes(kind))) continue;
      expect(foundIn(starter(built), { expect: { ...option, with: [] } }), `${kind} for ${other}`).not.toEqual([]);
    }
  });

  test('of a stream without a registered consumer does not match enhanced fan-out', () => {
    const expected = { service: 'kinesis', variant: 'enhanced-fan-out' };
    expect(foundIn(starter(caseOf('kinesis/data-streams')), { expect: expected })).toContain('check-built-needs');
  });
});

describe('the template of a decision', () => {
  test.each([...decided])('%s passes check, and scan restores the decision', (_, decision) => {
    const { service = '', variant = null, with: companions = [] } = decision.recommendation ?? {};
    const expected = { service, variant, with: companions };
    const text = decisionTemplate(pack, decision, null);
    const given = answersOf(decision.answers, 'file');
    const stacks = stacksIn(text);
    const [link, ...others] = linksInTemplates(pack, stacks);
    expect([link?.offering?.service, others]).toEqual([service, []]);
    for (const built of [null, link?.built]) expect(foundIn(text, { expect: expected, built }, given)).toEqual([]);
    expect(recordStateOf(pack, link?.answers ?? {}, policy)).toMatchObject(expected);

    const unmarked = (each: BuiltResource) => ({ ...each, decided: entry(each.decided, 'answers') ? null : each.decided });
    const bare = stacks.map((stack) => ({ ...stack, resources: stack.resources.map(unmarked) }));
    const undecided = linksInTemplates(pack, bare).find(({ offering }) => offering?.service === service);
    // An instance can serve any purpose; only the recorded decision shows this one.
    expect(undecided === undefined).toBe(service === 'ec2');
    // Answers from the resources alone never change the decision; clients on a WebSocket are a separate link.
    const found = { ...given, ...undecided?.answers, ...(given.protocol?.value === 'websocket' && { protocol: given.protocol }) };
    expect(recordStateOf(pack, found, policy)).toMatchObject(expected);
  });

  test('is restored by the commands, which leave it alone when they run again', async () => {
    const flags = '--data message --completion async --timing pull --fanout p2p --origin new --retention-days 7'.split(' ');
    const output = ['--title', 'orders to billing', '--no-input', '-f', 'cloudformation', '-o', 't.yaml', '--save', 'link.yaml'];
    const { files } = await run(['decide', ...flags, ...output]);
    expect(await run(['check', 'link.yaml', '--against', 't.yaml'], { files })).toMatchObject({ exit: 0 });
    const scanned = await run(['scan', 't.yaml', '-o', 'links.yaml'], { files });
    expect(scanned.files['links.yaml']).toMatch(/\ntitle: orders to billing\n[\s\S]*Queue: Metadata\.tsunagi\.answers\.data/);
    expect(await run(['check', 'links.yaml'], { files: scanned.files })).toMatchObject({ exit: 0 });
    expect((await run(['scan', 't.yaml', '-o', 'links.yaml'], { files: scanned.files })).files).toEqual(scanned.files);
    expect((await run(['scan', 't.yaml'], { files })).err).toContain('Keep the records with `-o links.yaml`, review them,');
  });

  test('is there for every variant of every service', () => {
    const reached = [...decided.values()].map(({ recommendation }) => `${recommendation?.service}/${recommendation?.variant}`);
    const all = allKinds.map(({ service, variant = null }) => `${service.id}/${variant}`);
    expect(all.filter((each) => !reached.includes(each))).toEqual([]);
  });
});
