import { expect } from 'vitest';
import { changeOf } from '../pack/broken.ts';
import { clean } from './clean.ts';

/** A change of a file of the clean pack: what stands there, and what replaces it, with «» around the reported place. */
export type Edit = readonly [file: keyof typeof files, old: string, written: string];

export interface Broken {
  readonly code: string;
  readonly edits: readonly Edit[];
  /** Some of the finding's arguments. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Further codes that the same fault causes. */
  readonly also: readonly string[];
  /** What deciding the witness shows, in part; null if there is no witness. */
  readonly shows: object | 'two answers with one outcome' | null;
}

const files = {
  pack: 'pack/pack.yaml',
  questions: 'pack/questions.yaml',
  tree: 'pack/tree.yaml',
  services: 'pack/services.yaml',
  others: 'pack/others.yaml',
} as const;

/** The files of the clean pack after some edits, with their marks. */
export function brokenFiles(edits: readonly Edit[]): Record<string, string> {
  const broken: Record<string, string> = { ...clean };
  for (const [name, old, written] of edits) {
    const file = files[name];
    const text = broken[file] as string;
    if (!text.includes(old)) throw new Error(`${file} does not hold ${old}`);
    broken[file] = old === '' ? text + written : text.replace(old, () => written);
  }
  return broken;
}

function fault(
  code: string,
  edits: readonly Edit[],
  args: object = {},
  shows: Broken['shows'] = null,
  also: string[] = [],
): Broken {
  return { code, edits, args: { ...args }, also, shows };
}

/** A change in the form ⟨what stands there→what is written⟩. */
function changeIn(file: Edit[0], change: string): Edit {
  const { old, written } = changeOf(change);
  return [file, old, written];
}

/** An insertion before something. */
function before(file: Edit[0], old: string, written: string): Edit {
  return [file, old, `${written}${old}`];
}

const endsIn = (leaf: string) => ({ decision: { recommendation: { leaves: [leaf] } } });
const noBranchIn = (node: string) => ({ exit: 2, err: expect.stringMatching(new RegExp(`\`${node}\`.*\\[no-branch\\]`, 's')) });
const notAt = (node: string) => ({ decision: { path: expect.not.arrayContaining([expect.objectContaining({ node })]) } });

const calm = '{when: {below: 100}, because: It is calm., then: topic}';
const goesOn = '{when: no, because: It goes on., then: queue}';
const handled = ', handles: {kind: {text: The log takes events as well.}}';
const logLeaf = `  log:\n    services:\n      - {service: log, summary: Log it.${handled}}\n`;
const sizeBounds = 'min: 1\n    max: 1000\n    integer: true\n    example: "256"';
const split = '{text: Split it., trade-off: Two., source: https://example.com/r}';
const url = 'https://example.com/s';
const source = `source: ${url}`;
const cited = `${source}, checked: 2026-11-01`;
const island = '{ask: wait, branches: [{when: yes, because: x, then: call}, {when: no, because: y, then: log}]}';
const moodQuestion =
  '  «mood»: {type: choice, group: requirement, ask: How is it?, values: {good: {text: good}, bad: {text: bad}}}\n';
const moodFact = `      mood: {topic: model, question: mood, values: [good, bad], short: any, text: Any., ${cited}}\n`;

/** Tasks and events lead to one node that asks their kind again. */
function again(name: string, ...branches: readonly string[]): Edit[] {
  return [
    ['tree', calm, '{when: {below: 100}, because: It is calm., then: again}'],
    ['tree', 'because: It goes on., then: queue', 'because: It goes on., then: again'],
    before(
      'tree',
      '  call:\n',
      `  ${name}:\n    ask: kind\n    branches:\n${branches.map((each) => `      - ${each}\n`).join('')}`,
    ),
  ];
}

const better = (when: string, of = '') => `{when: {${when}}, services: [${of}], because: It is., gives-up: Much., ${cited}}`;
const orderFact = `facts: {order: {topic: ordering, question: order, values: [none], short: x, text: X., ${cited}}}`;
const modelFact = `facts: {model: {topic: model, short: x, text: X., ${cited}}}`;
const betterTask = `«${better('kind: task', 'queue], if-unmet: [order')}»`;
const betterTwice = `${better('order: none', 'queue')}, ${better('order: none')}, «${better('order: none, kind: event')}»`;
const queueFacts = '    facts:\n      order:\n';
const sharing = (text: string, checked = '2026-11-01') =>
  `sharing: {among: any, text: ${text}, caution: It costs., ${source}, checked: ${checked}}`;
const need = `built-as: {resources: [{type: "AWS::X::Y"}], needs: {spare: {name: «""», text: Why., source: https://example.com/s, met-by: [{type: "AWS::X::Y", has: Z}]}}}`;
const failures = 'metric: Failures, namespace: AWS/Example, statistic: Sum, meaning: What fails., source: https://example.com/b';

/** A fault of one change that causes nothing else. */
type Simple = readonly [code: string, file: Edit[0], change: string, args?: object];
const simple: readonly Simple[] = [
  ['unreachable', 'tree', `⟨→  «island»: ${island}\n⟩  call:\n`, { part: 'nodes.island' }],
  ['unreachable', 'tree', '⟨→  «island»: {services: [{service: log, summary: None.}]}\n⟩  call:\n', { part: 'nodes.island' }],
  ['unreachable', 'services', '⟨→  «spare»: {name: Spare, summary: It is never named.}\n⟩  log:\n', { part: 'services.spare' }],
  ['unreachable', 'services', '⟨→      «spare»: {name: Spare}\n⟩      stream:\n', { part: 'services.call.variants.spare' }],
  ['idle-requirement', 'questions', moodQuestion, { question: 'mood' }],
  ['dead-entry', 'questions', '      - {value: 10}⟨→\n      - «{value: 20}»⟩', { entry: 'questions.rate.default.2' }],
  ['dead-entry', 'questions', 'ask: In which order?⟨→\n    assume: «none»⟩', { unasked: 'order' }],
  ['dead-entry', 'others', '  ⟨large→«large»⟩:\n    when: {⟨→kind: log, ⟩size', { entry: 'advice.large' }],
  ['unused-part', 'others', '⟨→  «silent»: {when: {}}\n⟩  large:\n', { part: 'advice.silent' }],
  ['unused-part', 'others', `⟨→  «spare»: ${split}\n⟩  split:`, { part: 'mitigations.spare' }],
  ['unused-part', 'others', `⟨→  «spare»: {name: Spare, text: Nobody., ${source}}\n⟩  work-queue:`, { part: 'patterns.spare' }],
  ['unused-part', 'others', `⟨→  «spare»: {name: Spare, summary: Nobody., url: ${url}}\n⟩  bus:`, { part: 'neighbours.spare' }],
  ['unused-part', 'tree', 'mitigations: {size: split⟨→, wait: «split»⟩}', { part: 'nodes.topic.services.0.mitigations.wait' }],
  ['unused-part', 'tree', '⟨→handles: {«wait»: {text: No.}}, ⟩mitigations: {size: split}'],
  ['neighbour-without-facts', 'others', `  ⟨bus→«bus»⟩: {⟨→better: [${better('order: none')}], ⟩`, { neighbour: 'bus' }],
  ['dead-entry', 'others', `⟨→${orderFact}, better: [${betterTask}], ⟩name: Bus,`, { entry: 'neighbours.bus.better.0' }],
  ['dead-entry', 'others', `⟨→${modelFact}, better: [${betterTwice}], ⟩name: Bus,`, { entry: 'neighbours.bus.better.2' }],
  ['missing-text', 'questions', 'ask: ⟨Does it wait?→«" "»⟩'],
  ['missing-text', 'questions', '⟨ask→«ask»⟩: {en: What is sent?, ja: ⟨何を送りますか。→""⟩}'],
  ['missing-text', 'questions', '⟨→«why»: {en: It decides., ja: ""}\n    ⟩ask: {en: What is sent?'],
  ['missing-text', 'tree', 'because: ⟨It is a task.→«" "»⟩'],
  ['missing-text', 'tree', 'summary: ⟨Call it.→«""»⟩'],
  ['missing-text', 'services', 'name: ⟨Queue→«""»⟩'],
  ['missing-text', 'services', 'text: ⟨Up to 100.→«""»⟩'],
  ['missing-text', 'others', 'trade-off: ⟨Two.→«""»⟩'],
  ['missing-text', 'services', `⟨→    ${sharing('«""»')}\n⟩${queueFacts}`],
  ['missing-text', 'services', `⟨→    ${need}\n⟩${queueFacts}`],
  ['missing-text', 'services', '⟨→        trade-off: «""»\n⟩        facts:\n'],
  ['bad-bounds', 'questions', 'max: ⟨1000→«999.5»⟩\n    integer', { question: 'size', key: 'max' }],
  ['bad-bounds', 'questions', 'min: ⟨1→«0.5»⟩\n', { question: 'size', key: 'min', isEmpty: false }],
  ...[
    ['mitigations.split.source', 'split', 'text: Split it., trade-off: Two.', 'r'],
    ['patterns.work-queue.source', 'work-queue', 'name: Work queue, text: Workers take tasks.', 'p'],
    ['neighbours.bus.url', 'bus', 'name: Bus, summary: It carries events.', 'n'],
    ['advice.large.warning.source', 'warning', 'text: It is large., mitigation: split', 'w'],
  ].map(([key = '', part, before, page]): Simple => {
    const address = `${key.split('.').at(-1)}: https://example.com/${page}`;
    return ['missing-text', 'others', `⟨${part}→«${part}»⟩: {${before}⟨, ${address}→⟩`, { key }];
  }),
  ['missing-text', 'others', '⟨split→«split»⟩: {text: Split it., ⟨trade-off: Two., →⟩', { key: 'mitigations.split.trade-off' }],
  [
    'fact-date',
    'services',
    'checked: ⟨2026-11-01→«2025-11-20»⟩\n        valid-until',
    { fact: 'order', date: '2025-11-20', problem: 'old' },
  ],
  ['fact-date', 'services', 'example.com/a, checked: ⟨2026-11-01→«2025-11-01»⟩', { fact: 'size' }],
  ['fact-date', 'services', `⟨→      errors:\n        - {${failures}, checked: «2025-11-01»}\n⟩      saturation:\n`],
  ['fact-date', 'services', `⟨→    ${sharing('Share it.', '«2025-11-01»')}\n⟩${queueFacts}`],
  ['fact-date', 'services', 'valid-until: ⟨2027-11-01→«2026-11-23»⟩', { fact: 'order', date: '2026-11-23', problem: 'expired' }],
  [
    'fact-date',
    'services',
    'checked: ⟨2026-11-01→«2026-11-26»⟩\n        valid-until',
    { fact: 'order', date: '2026-11-26', problem: 'future' },
  ],
];

/** A broken pack for each code, and more where a code has several causes or several parts can have the fault. */
export const broken: readonly Broken[] = [
  fault(
    'gap',
    [
      ['tree', 'ask: rate', 'ask: «rate»'],
      ['tree', '{when: {from: 100}, because: It is busy.', '{when: {from: 200}, because: It is busy.'],
    ],
    { node: 'busy', question: 'rate', values: ['100 ≤ … < 200'] },
    noBranchIn('busy'),
  ),
  fault(
    'gap',
    [
      ['tree', 'ask: kind', 'ask: «kind»'],
      ['tree', '    - when: log\n      because: It is a log.\n      then: log\n', ''],
    ],
    { node: 'root', values: ['log'] },
    noBranchIn('root'),
  ),
  fault(
    'overlap',
    [['tree', '{when: {from: 100}, because: It is busy.', '{«when»: {from: 50}, because: It is busy.']],
    { node: 'busy', question: 'rate', first: 1, values: ['50 ≤ … < 100'] },
    endsIn('topic'),
  ),
  fault(
    'dead-branch',
    [['tree', goesOn, `${goesOn}\n      - {when: «no», because: It goes on again., then: log}`]],
    { node: 'waiting', isTaken: true },
    endsIn('queue'),
  ),
  fault(
    'dead-branch',
    again(
      'again',
      '{when: task, because: x, then: queue}',
      '{when: event, because: y, then: topic}',
      '{when: «log», because: z, then: log}',
    ),
    { node: 'again', question: 'kind', isTaken: false },
    notAt('again'),
  ),
  fault('dead-branch', [['tree', calm, `${calm}\n      - {«when»: {from: 2000}, because: It is too busy., then: call}`]], {
    node: 'busy',
    isTaken: false,
  }),
  fault(
    'dead-value',
    again('again', '{when: task, because: x, then: queue}', '{«when»: [event, log], because: y, then: topic}'),
    { node: 'again', question: 'kind', values: ['log'] },
    notAt('again'),
  ),
  fault(
    'idle-question',
    [
      [
        'tree',
        calm,
        '{when: {below: 100}, because: It is calm., then: {ask: «kind», branches: [{when: [task, event], because: a, then: topic}, {when: log, because: b, then: log}]}}',
      ],
    ],
    { question: 'kind' },
    { decision: { path: ['kind', 'rate', 'kind'].map((question) => ({ question })) } },
  ),
  fault(
    'idle-question',
    [
      ['tree', 'ask: wait', 'ask: «wait»'],
      ['tree', 'because: It waits., then: call', 'because: It waits., then: queue'],
      ['tree', '      because: It is a log.\n      then: log', '      because: It is a log.\n      then: call'],
      ['tree', 'because: It is busy., then: log', 'because: It is busy., then: call'],
      ['services', 'question: kind, values: [log]', 'question: kind, values: [task, event, log]'],
      ['tree', 'summary: Log it., handles: {kind: {text: The log takes tasks as well.}}', 'summary: Log it.'],
      ['tree', logLeaf, ''],
      ['tree', handled, ''],
    ],
    { node: 'waiting', question: 'wait' },
    'two answers with one outcome',
  ),
  fault(
    'contradicted-service',
    [['tree', logLeaf, '  log:\n    services:\n      - {service: «log», summary: Log it.}\n']],
    { leaf: 'log', service: 'log', fact: 'kind', question: 'kind', values: ['event'] },
    { decision: { warnings: expect.arrayContaining([expect.objectContaining({ code: 'unmet-requirement' })]) } },
  ),
  fault(
    'dead-option',
    [before('tree', '  queue:\n', '      - {service: «call», variant: rest, summary: Call it again.}\n')],
    { leaf: 'call', service: 'call/rest' },
    endsIn('call'),
  ),
  ...simple.map(([code, file, change, args]) => fault(code, [changeIn(file, change)], args)),
  ...[9, 5].map((min) => {
    const bounds = `min: ${min}\n    max: «5»\n    example: "5"`;
    return fault('bad-bounds', [['questions', sizeBounds, bounds]], { key: 'max', isEmpty: true }, null, ['unused-part']);
  }),
  // Answers in the pack are outside of such bounds, but the bounds are what has to change.
  fault(
    'bad-bounds',
    [
      ['questions', sizeBounds, 'min: 10\n    max: «5»'],
      ['pack', '', 'cases:\n  - {name: one, answers: {kind: log, size: 7}, expect: {service: log}}\n'],
    ],
    { key: 'max' },
    null,
    ['unused-part'],
  ),
  fault('idle-requirement', [['questions', '', moodQuestion], before('services', '      kind:', moodFact)], { question: 'mood' }),
  fault(
    'incomplete-default',
    [
      ['questions', '    default:\n', '    «default»:\n'],
      ['questions', '      - {value: 10}\n', ''],
    ],
    { question: 'rate', list: 'default' },
    { exit: 3, decision: { open: { ask: 'rate' } } },
  ),
  fault(
    'wrong-mitigation',
    [
      before('others', 'text: Split it.,', 'lifts: {size: {max: 5000}}, '),
      changeIn('services', 'question: kind, values: [log],⟨→ mitigation: «split»,⟩'),
    ],
    { mitigation: 'split', question: 'kind', isNamed: false },
  ),
  fault(
    'wrong-mitigation',
    [
      before('others', '  split:', `  spare: {lifts: {size: {max: 100}}, ${split.slice(1)}\n`),
      changeIn('services', 'size, max: 100,⟨→ mitigation: «spare»,⟩'),
    ],
    { mitigation: 'spare', question: 'size', isNamed: true },
  ),
  fault(
    'companion-cannot-carry',
    [before('tree', 'mitigations: {size: split}', 'handles: {«order»: {by: queue, text: The queue does.}}, ')],
    { leaf: 'topic', companion: 'queue', question: 'order' },
    null,
    ['dead-option'],
  ),
  fault(
    'flag-taken',
    [
      ['questions', '  order:\n', '  «format»:\n'],
      ['questions', 'when: {order: strict}', 'when: {format: strict}'],
      ['services', 'question: order\n', 'question: format\n'],
      ['services', 'question: order,', 'question: format,'],
    ],
    { question: 'format' },
  ),
  fault(
    'bad-bounds',
    [
      changeIn('questions', '    ⟨values→«values»⟩:\n      none: {text: none}\n⟨      strict: {text: strict}\n→⟩'),
      ['questions', '      - {when: {order: strict}, value: 1}\n', ''],
    ],
    { question: 'order', key: 'values' },
  ),
];

/** Correct packs that are close to what a rule finds. */
const close: readonly (readonly [code: string, what: string, file: Edit[0], change: string])[] = [
  ['dead-option', 'one alone whose condition never holds', 'tree', 'services:\n      - {service: log,⟨→ when: {kind: task},⟩ s'],
  ['fact-date', 'tomorrow in some time zones', 'services', 'checked: ⟨2026-11-01→2026-11-25⟩\n        valid-until'],
  ['fact-date', 'the last day of a fact', 'services', 'valid-until: ⟨2027-11-01→2026-11-24⟩'],
  ['unused-part', 'advice that only gives a reason', 'others', '⟨→  telling: {when: {}, because: It is so.}\n⟩  large:\n'],
  ['unused-part', 'a contradiction with its own mitigation', 'services', 'size, max: 256,⟨→ mitigation: split,⟩'],
];

export const right: readonly { readonly code: string; readonly what: string; readonly edits: readonly Edit[] }[] = [
  ...close.map(([code, what, file, change]) => ({ code, what, edits: [changeIn(file, change)] })),
  {
    code: 'unused-part',
    what: "one that only a variant's fact names",
    edits: [before('others', '  split:', `  spare: ${split}\n`), changeIn('services', 'size, max: 100,⟨→ mitigation: spare,⟩')],
  },
  {
    code: 'unused-part',
    what: 'one that only advice adds',
    edits: [
      before('others', '  bus:', '  spare: {name: Spare, summary: It helps., url: https://example.com/n}\n'),
      changeIn('others', '    with: [⟨bus→bus, spare⟩]'),
    ],
  },
];
