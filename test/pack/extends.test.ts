import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { messageOf } from '../../src/output/findings.ts';
import { digestOf } from '../../src/pack/build/index.ts';
import type { Parents } from '../../src/pack/layers.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import type { PackSource } from '../../src/pack/pack-source.ts';
import { marked, memoryFiles, pointed, sourceIn } from './memory.ts';
import { small } from './small.ts';

const head = `pack: {format: 1, id: ours, version: 0.1.0, extends: ../pack}\n`;
const german = 'pack: {format: 1, id: ours, version: 0.1.0, extends: ../pack';

function load(own: string, files: Readonly<Record<string, string>> = {}, parents?: Parents) {
  return loadPackFolder(memoryFiles({ ...small, 'ours/pack.yaml': own, ...files }), 'ours', parents);
}

function sourceOf(own: string): PackSource {
  const { source, findings } = load(head + own);
  expect(findings).toEqual([]);
  if (!source) throw new Error('no source');
  return source;
}

const extended = (own: string) => sourceOf(own).in('en');

const base = sourceIn(small);

describe('a pack that extends another', () => {
  test('inherits all but its name and version', () => {
    const source = sourceOf('');
    expect(source.layered.layers).toEqual(['small', 'ours']);
    const moved = load(head.replace('../', '.././')).source ?? base;
    const own = { id: 'ours', version: '0.1.0', layers: ['small', 'ours'], digest: digestOf(moved) };
    expect(source.in('ja')).toEqual({ ...base.in('ja'), ...own });
    expect(source.cases).toEqual(base.cases);
    expect(digestOf(source)).not.toBe(digestOf(base));
  });

  test.each([
    ['{data: {ask: {en: Which?}}}', 0, ['Which?', 'ストリームかメッセージか']],
    ['{native: {ask: {ja: 固有か}}}', 1, ['Native?', '固有か']],
    ['{data: {ask: Which?}}', 0, ['Which?', 'Which?']],
  ])('merges texts by language: %s', (own, index, asked) => {
    const source = sourceOf(`questions: ${own}`);
    expect(['en', 'ja'].map((lang) => source.in(lang).questions[index]?.ask)).toEqual(asked);
  });

  test('merges questions and their values by id, in the order of the parent', () => {
    const { questions } = extended(`questions:
  more: {type: boolean, group: requirement, ask: More?, values: {yes: {text: y}, no: {text: n}}}
  data: {values: {video: {text: video}, stream: {example: logs}}, default: message}
  size: {max: null, unit: null}
`);
    expect(questions.map(({ id }) => id)).toEqual(['data', 'native', 'size', 'more']);
    expect(questions[0]?.values.map(({ value }) => value)).toEqual(['stream', 'message', 'video']);
    expect(questions[0]?.values[0]).toMatchObject({ text: 'stream', example: 'logs' });
    expect(questions[0]?.default).toEqual([{ when: {}, value: 'message' }]);
    expect(questions[2]).toMatchObject({ min: 1, max: null, unit: '' });
    expect(questions.map(({ layer }) => layer)).toEqual(['ours', 'small', 'ours', 'ours']);
  });

  test('merges facts by id and field, so that a changed quota is one line', () => {
    const [a] = extended('services: {a: {facts: {size: {max: 1024, checked: 2026-12-01}, native: null}}}').services;
    expect(a?.layer).toBe('small');
    expect(a?.facts).toMatchObject([{ id: 'size', max: 1024, checked: '2026-12-01', mitigation: 'split', layer: 'ours' }]);
    expect(a?.variants[1]?.facts).toMatchObject([{ max: 128, layer: 'small' }]);
    const [described] = extended('services: {a: {summary: Ours.}}').services;
    expect(described).toMatchObject({ layer: 'ours', facts: [{ layer: 'small' }, {}] });
  });

  test('replaces a named node, a condition or a list as a whole', () => {
    const source = extended(`nodes:
  by-native: {ask: native, branches: [{when: [yes, no], because: all, then: queue}]}
advice: {slow: {when: {data: stream}, services: [b]}}
services: {a: {monitoring: {utilization: []}}}
`);
    expect(source.nodes['by-native']).toMatchObject({ branches: [{ when: ['yes', 'no'] }], layer: 'ours' });
    expect(source.nodes['root']?.layer).toBe('small');
    expect(source.leaves['queue']?.layer).toBe('small');
    expect(source.advice[0]).toMatchObject({ when: { data: ['stream'] }, services: ['b'], patterns: ['queue'], layer: 'ours' });
    expect(source.services[0]?.monitoring.utilization).toEqual([]);
  });

  test('replaces the tree of the parent, keeps its named nodes, and removes what is null', () => {
    const { nodes } = extended('tree: {ask: native, branches: [{when: [yes, no], because: x, then: by-native}]}');
    expect(Object.entries(nodes).map(([id, { layer }]) => `${id} of ${layer}`)).toEqual(['root of ours', 'by-native of small']);
    const none = 'advice: {slow: null}\nnodes: {queue: null, by-native: null}\n';
    const leaf = extended(`${none}tree: {leaf: x, services: [{service: a, summary: s}]}`);
    expect([leaf.advice, leaf.nodes, Object.keys(leaf.leaves)]).toEqual([[], {}, ['x']]);
  });

  test('merges cases by name, and removes one whose answers are null', () => {
    const source = sourceOf(`cases:
  - {name: mine, answers: {data: stream}, expect: {service: b}}
  - {name: open, answers: null}
  - {name: a message, answers: {data: message}, expect: {service: a}}
`);
    expect(source.cases.map(({ name, layer }) => `${name} of ${layer}`)).toEqual(['a message of ours', 'mine of ours']);
    expect(source.cases[0]?.answers).toEqual({ data: 'message' });
  });

  test('may have fewer languages than its parent', () => {
    expect(load(head.replace('}', ', languages: [ja]}')).source?.in('en').questions[0]?.ask).toBe('ストリームかメッセージか');
  });

  test('keeps for each value the place in its own file', () => {
    const { locations } = sourceOf('services: {a: {facts: {size: {max: 1024}}}}');
    expect(locations.get('services.a.facts.size.max')?.file).toBe('ours/pack.yaml');
    expect(locations.get('services.a.facts.size.question')?.file).toBe('pack/services/a.yaml');
  });
});

describe('a parent', () => {
  test('may itself extend another', () => {
    const grandchild = 'pack: {format: 1, id: team, version: 2.0.0, extends: ../ours}\nservices: {b: {name: B of the team}}\n';
    const files = memoryFiles({
      ...small,
      'ours/pack.yaml': `${head}services: {b: {summary: Ours.}, a: {name: Ours}}\n`,
      'team/pack.yaml': grandchild,
    });
    const { source } = loadPackFolder(files, 'team/');
    expect(source?.layered.layers).toEqual(['small', 'ours', 'team']);
    expect(source?.in('en').services).toMatchObject([
      { name: 'Ours', layer: 'ours' },
      { name: 'B of the team', summary: 'Ours.', layer: 'team' },
    ]);
  });

  test('has its own problems reported in its own file', () => {
    const { findings } = load(head, { 'pack/pack.yaml': 'pack: {format: 1, id: x}\n' });
    expect(findings).toMatchObject([{ code: 'missing-key', at: { file: 'pack/pack.yaml' }, args: { key: 'version' } }]);
  });
});

test('a renamed question is reported with its new id wherever rules use the old one; answers of cases may use it', () => {
  const { findings } = load(`pack: {format: 1, id: ours, version: 0.1.0, extends: ../pack, renamed: {size: volume}}
questions:
  size: null
  volume: {type: number, group: requirement, ask: How large?, min: 1, max: 1000, integer: true, unit: KiB}
`);
  for (const found of findings) {
    expect(found).toMatchObject({ code: 'unknown-question', args: { id: 'size', suggestion: 'volume' } });
    expect(found.at?.file).not.toContain('cases');
  }
  const inNode = findings.find(({ at }) => at?.file === 'pack/tree.yaml') as Finding;
  expect(messageOf(inNode, 'en')[1]).toBe('Did you mean `volume`?');
});

test('a pack that uses the old id of its own question is told the new one', () => {
  const own = { ...small, 'pack/more.yaml': 'advice: {more: {when: {kind: stream}, because: x}}\n' };
  expect(loadPackFolder(memoryFiles(own), 'pack').findings).toMatchObject([{ args: { id: 'kind', suggestion: 'data' } }]);
});

describe('reports', () => {
  test.each([
    ['extends-unknown', 'pack: {format: 1, id: ours, version: 0.1.0, extends: «smal»}\n', { suggestion: 'small' }],
    ['extends-cycle', 'pack: {format: 1, id: ours, version: 0.1.0, extends: «../ours»}\n', { path: ['ours', 'ours'] }],
    ['folder-missing', 'pack: {format: 1, id: ours, version: 0.1.0, extends: «./base»}\n', { path: 'ours/base' }],
    ['missing-key', '«pack»: {format: 1, id: ours, extends: ../pack}\n', { key: 'version', in: 'pack' }],
    ['wrong-type', 'pack: {format: 1, id: ours, version: 0.1.0, extends: «[../pack]»}\n', { key: 'pack.extends', got: 'list' }],
    ['nothing-to-remove', `${head}services: {a: {facts: {«sizes»: null}}}\n`, { key: 'services.a.facts.sizes' }],
    ['nothing-to-remove', `${head}cases:\n  - «name: opne»\n    answers: null\n`, { key: 'cases.opne' }],
    ['unknown-language', `${head}questions: {data: {ask: {«fr»: Quoi}}}\n`, { id: 'fr' }],
    ['missing-language', `${german}, «languages»: [en, ja, de]}\n`, { languages: ['de'], inherited: 16 }],
    ['missing-key', `${head}services: {«c»: {summary: x}}\n`, { key: 'name', in: 'services.c' }],
    ['missing-key', `${head}services: {a: {facts: {«sizs»: {max: 5}}}}\n`, { key: 'topic', suggestion: 'size' }],
    ['missing-key', `${head}services: {a: {variants: {«fif»: {facts: {}}}}}\n`, { key: 'name', suggestion: 'fifo' }],
    ['missing-key', `${head}services: {a: {variants: {«gone»: {facts: {}}}}}\n`, { key: 'name', isNew: true }],
    ['duplicate-id', 'pack: {format: 1, id: «small», version: 0.1.0, extends: ../pack}\n', { kind: 'pack' }],
  ])('%s: %s', (code, written, args) => {
    const { text, place } = marked(written);
    const { findings, source } = load(text, {}, new Map([['small', () => ({ layered: null, sources: new Map() })]]));
    expect(findings.map(pointed)).toEqual([{ code, place }]);
    expect(findings[0]?.at?.file).toBe('ours/pack.yaml');
    expect(findings[0]?.args).toMatchObject(args);
    expect(source).toBeNull();
  });

  test('each place that names what is removed', () => {
    const { findings } = load(`${head}mitigations: {split: null}\n`);
    for (const found of findings) expect(found).toMatchObject({ code: 'unknown-id', args: { id: 'split' } });
    expect(findings.map(({ at }) => at?.file)).toEqual(['pack/services/a.yaml', 'pack/services/b.yml', 'pack/tree.yaml']);
  });

  describe('inherited cases that a change makes invalid', () => {
    const large = [20, 30].map((size) => `{name: ${size} KiB, answers: {size: ${size}}, expect: {service: b}}`);
    const rate = 'questions: {rate: {type: number, group: requirement, ask: How many?, example: "1"}}';
    const half = '{name: half, answers: {rate: 0.5}, expect: {service: b}}';
    const base = { 'pack/large.yaml': `${rate}\ncases: [${large}, ${half}]\n` };
    const cases = (own: string) => load(head + own, base).findings.filter(({ code }) => code === 'invalid-inherited-cases');

    test.each([
      ['what they name is removed', 'services: {a: null}', 'a', ['a message', 'open']],
      ['a bound is narrowed', 'questions: {size: {min: 2, max: 10}}', 'size', ['20 KiB', '30 KiB']],
      ['only whole numbers are left', 'questions: {rate: {integer: true}}', 'rate', ['half']],
    ])('are reported together where %s', (_, own, id, names) => {
      const at = { file: 'ours/pack.yaml', line: 1, col: 54 };
      expect(cases(`${own}\n`)).toMatchObject([{ level: 'error', at, args: { id, cases: names } }]);
    });

    test('are reported once for several changes', () => {
      expect(cases('questions: {native: null}\nservices: {a: null}\n').map(({ args }) => args)).toEqual([
        { id: 'native', cases: ['a message'] },
        { id: 'a', cases: ['open'] },
      ]);
    });

    test('are fine once removed or rewritten, and those of the pack itself are reported one by one', () => {
      const anew = '{name: open, answers: {}, expect: {service: b}}';
      expect(cases(`services: {a: null}\ncases: [{name: a message, answers: null}, ${anew}]\n`)).toEqual([]);
      const mine = ['one', 'other'].map((name) => `{name: ${name}, answers: {}, expect: {service: c}}`);
      const { findings } = load(`${head}services: {a: null}\ncases: [${mine}]\n`);
      const own = findings.filter(({ at }) => at?.file === 'ours/pack.yaml');
      expect(own.map(({ code }) => code)).toEqual(['invalid-inherited-cases', 'unknown-service', 'unknown-service']);
    });
  });

  const pack = (id: string, parent: string) => `pack: {format: 1, id: ${id}, version: 1.0.0, extends: ${parent}}\n`;

  test('a cycle of several packs', () => {
    const files = { 'b/pack.yaml': pack('b', './../c'), 'c/pack.yaml': pack('c', '../b/') };
    const { findings } = load(pack('ours', '../b'), files);
    expect(findings).toMatchObject([{ code: 'extends-cycle', at: { file: 'c/pack.yaml' }, args: { path: ['b', 'c', 'b'] } }]);
  });

  test('a chain of more than 16 packs', () => {
    const codes = (length: number) => {
      const parent = (index: number) => (index + 1 < length ? `p${index + 1}` : 'pack');
      const packs = Array.from({ length }, (_, index) => [`p${index}/pack.yaml`, pack(`p${index}`, `../${parent(index)}`)]);
      return loadPackFolder(memoryFiles({ ...small, ...Object.fromEntries(packs) }), 'p0').findings.map(({ code }) => code);
    };
    expect(codes(15)).toEqual([]);
    expect(codes(16)).toEqual(['extends-cycle']);
  });
});
