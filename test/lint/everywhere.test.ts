import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { marked } from '../pack/memory.ts';
import { memoryIo } from '../support/memory-io.ts';
import { brokenFiles, type Edit } from './broken.ts';

// `broken.ts` has a fault for each rule. Here the same faults are in the other parts that can have them, next to what is right.

interface Told {
  readonly code: string;
  readonly at: { readonly file: string; readonly line: number; readonly col: number; readonly length: number };
}

async function lint(files: Record<string, string>): Promise<readonly Told[]> {
  const io = memoryIo({ files });
  await main(['rules', 'lint', '--rules', 'pack', '-f', 'json', '--as-of', '2026-11-24'], io);
  return JSON.parse(io.out()).findings;
}

const shared = (text: string, checked = '2026-11-01') =>
  `sharing: {among: any, text: ${text}, caution: It costs., source: https://example.com/s, checked: ${checked}}`;
const built = (name: string, text: string) =>
  `built-as: {resources: [{type: "AWS::X::Y"}], needs: {spare: {name: ${name}, text: ${text}, source: https://example.com/s, met-by: [{type: "AWS::X::Y", has: Z}]}}}`;
const metric = (checked: string) =>
  `- {metric: Failures, namespace: AWS/Example, statistic: Sum, meaning: What fails., source: https://example.com/b, checked: ${checked}}`;
const service = (line: string): Edit => ['services', '    summary: It queues.\n', `    summary: It queues.\n    ${line}\n`];
const variant = (line: string): Edit => ['services', '        name: REST\n', `        name: REST\n        ${line}\n`];

const faults: readonly (readonly [code: string, what: string, Edit])[] = [
  ['empty-text', "a value's text", ['questions', 'it goes on', '«""»']],
  ['empty-text', "a branch's reason", ['tree', 'because: It is a task.', 'because: «" "»']],
  ['empty-text', "an option's summary", ['tree', 'summary: Call it.', 'summary: «""»']],
  ['empty-text', "a service's name", ['services', 'name: Queue', 'name: «""»']],
  ['empty-text', "a service's summary", ['services', 'summary: It queues.', 'summary: «""»']],
  ['empty-text', "a fact's text", ['services', 'text: It keeps no order.', 'text: «""»']],
  ['empty-text', "a fact's few words", ['services', 'short: no order', 'short: «""»']],
  ['empty-text', "a variant's fact", ['services', 'text: Up to 100.', 'text: «""»']],
  ['empty-text', 'what can be shared', service(shared('«""»'))],
  ['empty-text', 'what of a variant can be shared', variant(shared('«""»'))],
  ['empty-text', 'the name of a need', service(built('«""»', 'Why.'))],
  ['empty-text', 'the reason of a need', service(built('Spare', '«""»'))],
  ['empty-text', 'a trade-off', ['others', 'trade-off: Two.', 'trade-off: «""»']],
  ['empty-text', 'the trade-off of a service', service('trade-off: «""»')],
  ['empty-text', 'the trade-off of a variant', variant('trade-off: «""»')],
  ['empty-text', 'a pattern', ['others', 'text: Workers take tasks.', 'text: «""»']],
  ['empty-text', 'a mitigation', ['others', 'text: Split it.', 'text: «""»']],
  ['empty-text', 'a neighbour', ['others', 'summary: It carries events.', 'summary: «""»']],
  [
    'missing-source',
    'a pattern',
    [
      'others',
      'work-queue: {name: Work queue, text: Workers take tasks., source: https://example.com/p}',
      '«work-queue»: {name: Work queue, text: Workers take tasks.}',
    ],
  ],
  [
    'missing-source',
    'a neighbour',
    [
      'others',
      'bus: {name: Bus, summary: It carries events., url: https://example.com/n}',
      '«bus»: {name: Bus, summary: It carries events.}',
    ],
  ],
  [
    'missing-source',
    'a warning',
    [
      'others',
      'warning: {text: It is large., mitigation: split, source: https://example.com/w}',
      '«warning»: {text: It is large., mitigation: split}',
    ],
  ],
  [
    'old-fact',
    "a variant's fact",
    [
      'services',
      'text: Up to 100., source: https://example.com/a, checked: 2026-11-01',
      'text: Up to 100., source: https://example.com/a, checked: «2025-11-01»',
    ],
  ],
  [
    'old-fact',
    'a metric',
    ['services', '    monitoring:\n', `    monitoring:\n      errors:\n        ${metric('«2025-11-01»')}\n`],
  ],
  ['old-fact', 'what can be shared', service(shared('Share it.', '«2025-11-01»'))],
  ['old-fact', 'what of a variant can be shared', variant(shared('Share it.', '«2025-11-01»'))],
  [
    'future-check',
    'the day after tomorrow',
    ['services', 'checked: 2026-11-01\n        valid-until', 'checked: «2026-11-26»\n        valid-until'],
  ],
  [
    'unused-handling',
    'a mitigation',
    [
      'tree',
      '    services:\n      - {service: log, summary: Log it., handles: {kind: {text: The log takes events as well.}}}\n',
      '    services:\n      - {service: log, summary: Log it., handles: {kind: {text: The log takes events as well.}}, mitigations: {wait: «split»}}\n',
    ],
  ],
  [
    'bad-bounds',
    'nothing between them',
    [
      'questions',
      'min: 1\n    max: 1000\n    integer: true\n    example: "256"',
      'min: 5\n    max: «5»\n    integer: true\n    example: "5"',
    ],
  ],
  [
    'bad-bounds',
    'the least above the greatest',
    [
      'questions',
      'min: 1\n    max: 1000\n    integer: true\n    example: "256"',
      'min: 9\n    max: «5»\n    integer: true\n    example: "5"',
    ],
  ],
  ['bad-bounds', 'a least that is no whole number', ['questions', 'min: 1\n    max: 1000', 'min: «0.5»\n    max: 1000']],
  ['metric-statistic', 'a percentile above all', ['services', 'statistic: Maximum', 'statistic: «p101»']],
];

describe('a rule finds a fault in every part of a pack that can have it', () => {
  test.each(faults)('%s: %s', async (code, _, edit) => {
    const files = brokenFiles([edit]);
    const [file, text] = Object.entries(files).find(([, content]) => content.includes('«')) as [string, string];
    const { text: plain, place } = marked(text);
    const found = (await lint({ ...files, [file]: plain })).filter((each) => each.code === code);
    expect(found.map(({ at }) => at)).toEqual([{ file, ...place }]);
  });

  test('bad-bounds says which of the three faults it is', async () => {
    const reason = async (edit: Edit) => {
      const files = Object.fromEntries(
        Object.entries(brokenFiles([edit])).map(([file, text]) => [file, text.replace(/[«»]/g, '')]),
      );
      return (await lint(files))
        .filter(({ code }) => code === 'bad-bounds')
        .map((each) => (each as unknown as { args: { reason: string } }).args.reason);
    };
    const edits = faults.filter(([code]) => code === 'bad-bounds').map(([, , edit]) => edit);
    expect(await Promise.all(edits.map(reason))).toEqual([['single'], ['crossed'], ['fraction']]);
  });
});

const right: readonly (readonly [code: string, what: string, readonly Edit[]])[] = [
  [
    'future-check',
    'tomorrow, which it is somewhere already',
    [['services', 'checked: 2026-11-01\n        valid-until', 'checked: 2026-11-25\n        valid-until']],
  ],
  ['expired-fact', 'the last day on which it holds', [['services', 'valid-until: 2027-11-01', 'valid-until: 2026-11-24']]],
  [
    'same-text',
    'the same text in one language only',
    [['questions', '{en: an event, ja: イベント}', '{en: a task, ja: イベント}']],
  ],
  ['same-branches', 'the same reason for another place', [['tree', 'because: It goes on.', 'because: It waits.']]],
  [
    'same-branches',
    'another reason for the same place',
    [['tree', '      because: It is a log.\n      then: log', '      because: It is a log.\n      then: busy']],
  ],
  [
    'unused-mitigation',
    "one that only a variant's fact names",
    [
      ['others', 'mitigations:\n', 'mitigations:\n  spare: {text: Halve it., trade-off: Two., source: https://example.com/r}\n'],
      ['services', 'question: size, max: 100,', 'question: size, max: 100, mitigation: spare,'],
    ],
  ],
  [
    'unused-neighbour',
    'one that only advice brings along',
    [
      ['others', 'neighbours:\n', 'neighbours:\n  spare: {name: Spare, summary: It helps., url: https://example.com/n}\n'],
      ['others', '    services: [queue]\n', '    services: [queue]\n    with: [spare]\n'],
    ],
  ],
  [
    'empty-advice',
    'advice that only gives a reason',
    [['others', 'advice:\n', 'advice:\n  telling: {when: {}, because: It is so.}\n']],
  ],
  [
    'unused-handling',
    'a contradiction that has a mitigation of its own',
    [['services', 'question: size, max: 256,', 'question: size, max: 256, mitigation: split,']],
  ],
  ...['p100', 'p99.9', 'IQM', 'TM(2%:98%)', 'SampleCount'].map(
    (statistic) => ['metric-statistic', statistic, [['services', 'statistic: Maximum', `statistic: ${statistic}`]]] as const,
  ),
  ...[10, 20, 30, 300].map(
    (period) => ['alarm-period', `${period} seconds`, [['services', 'period: 60', `period: ${period}`]]] as const,
  ),
  ['alarm-datapoints', 'as many as there are periods', [['services', 'datapoints-to-alarm: 2', 'datapoints-to-alarm: 3']]],
];

test.each(right)('no %s: %s', async (code, _, edits) => {
  const found = await lint(brokenFiles(edits));
  expect(found.map((each) => each.code)).not.toContain(code);
});

test('sorts findings by file and place, whichever rule found them', async () => {
  const found = await lint(
    brokenFiles([
      ['questions', 'ask: Does it wait?', 'ask: ""'],
      ['questions', 'example: "256"', 'example: "2000"'],
      ['tree', '  call:\n', '  island:\n    services: [{service: log, summary: ""}]\n  call:\n'],
      ['services', 'statistic: Maximum', 'statistic: Biggest'],
      ['services', 'name: Queue', 'name: ""'],
      ['services', 'checked: 2026-11-01\n        valid-until', 'checked: 2025-11-01\n        valid-until'],
    ]),
  );
  const places = found.map(({ at }) => at);
  expect(places.length).toBeGreaterThan(6);
  const sorted = places.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.col - b.col));
  expect(places).toEqual(sorted);
});
