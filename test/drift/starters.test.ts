import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { compareWithTemplates } from '../../src/drift/drift-comparison.ts';
import { readTemplateFile } from '../../src/drift/read/template-file.ts';
import { decide } from '../../src/engine/decide.ts';
import type { Answers } from '../../src/model/decision.ts';
import type { Finding } from '../../src/model/diagnostic.ts';
import type { Checked } from '../../src/records/check.ts';
import { builtInPack, casesOf, decisionOf, decisionTemplate } from '../starters/support/pack.ts';
import { memoryIo } from '../support/memory-io.ts';
import { builtInSource } from './support.ts';

const pack = builtInPack('en');
const policy = { assume: true, defaults: false };
const cases = casesOf(pack).map((one) => ({ one, name: one.name, text: decisionTemplate(pack, decisionOf(pack, one), null) }));

/** What is found of a template by a record of such a decision. */
function foundIn(text: string, { option, companions }: (typeof cases)[number]['one']): string[] {
  const expect = { service: option.service, variant: option.variant, with: companions };
  const record = {
    title: 'a link',
    id: null,
    answers: {},
    expect,
    reviewBy: null,
    status: null,
    supersedes: [],
    supersededBy: null,
    from: [],
    to: [],
    index: 0,
    placeOf: () => null,
  };
  const checked: Checked = { record, verdict: 'same', recordState: null, findings: [] };
  const checkedRecord = { file: 'links.yaml', key: 'links.yaml', checked };
  const { stacks, findings } = readTemplateFile(new TextEncoder().encode(text), 'starter.yaml');
  const compared = compareWithTemplates(
    pack,
    [checkedRecord],
    new Set(),
    stacks.map(({ stack }) => stack),
    policy,
  );
  const told = (all: Iterable<readonly Finding[]>) => [...all].flat().map(({ code, args }) => `${code} ${JSON.stringify(args)}`);
  return [
    ...findings.map(({ code }) => code),
    ...told([compared.more(checkedRecord), ...compared.templates.map((each) => each.findings)]),
  ];
}

describe('a starter template builds what was decided', () => {
  test.each(cases)('$name', ({ one, text }) => {
    expect(foundIn(text, one)).toEqual([]);
  });
});

describe('and is not what another decision wants', () => {
  const kinds = new Map(cases.map(({ one, text }) => [[one.option.service, one.option.variant].join('/'), { one, text }]));
  // One type of stream is all of these, so that nothing in a template tells which was meant.
  const alike = ['kinesis/data-streams', 'kinesis/queues', 'kinesis/enhanced-fan-out'];

  test.each([...kinds.keys()])('%s', (kind) => {
    const { text } = kinds.get(kind) as (typeof cases)[number];
    for (const [other, { one }] of kinds) {
      if (other === kind || (alike.includes(other) && alike.includes(kind))) continue;
      expect(foundIn(text, { ...one, companions: [] }), `${kind} for ${other}`).not.toEqual([]);
    }
  });

  test('a stream without a registered consumer is no enhanced fan-out', () => {
    const { text } = kinds.get('kinesis/data-streams') as (typeof cases)[number];
    const { one } = kinds.get('kinesis/enhanced-fan-out') as (typeof cases)[number];
    expect(foundIn(text, { ...one, companions: [] }).join()).toContain('check-built-needs');
  });
});

describe('from the command line', () => {
  const outcomes = new Map<string, Answers>();
  for (const { answers } of builtInSource().cases) {
    const given: Answers = Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value, from: 'file' }]));
    const { recommendation } = decide(pack, given, policy);
    if (!recommendation) continue;
    const { service, variant, pattern, with: companions } = recommendation;
    const name = `${[service, variant, pattern].join(' ')} ${companions.join('+')}`;
    if (!outcomes.has(name)) outcomes.set(name, given);
  }

  test.each([...outcomes.keys()])('what `decide -f cloudformation` writes passes `check --against`: %s', async (name) => {
    const answers = Object.entries(outcomes.get(name) as Answers).map(([id, { value }]) => `${id}=${value ?? 'unknown'}`);
    const given = answers.flatMap((answer) => ['--set', answer]);
    const first = memoryIo({});
    expect(
      await main(['decide', ...given, '--no-input', '-f', 'cloudformation', '-o', 't.yaml', '--save', 'link.yaml'], first),
    ).toBe(0);
    const io = memoryIo({ files: first.written() });
    expect(await main(['check', 'link.yaml', '--against', 't.yaml'], io), io.out()).toBe(0);
  });
});
