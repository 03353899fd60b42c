import { clean } from './clean.ts';

/** One change of a file of the clean pack: what stands there, and what is written instead, with «» round the place that is told. */
export type Edit = readonly [file: keyof typeof files, old: string, written: string];

export interface Broken {
  readonly code: string;
  readonly edits: readonly Edit[];
  /** Some of what the finding says. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Further codes that the same fault is told under. */
  readonly also: readonly string[];
  /** What deciding the witness shows; null: there is none. */
  readonly shows: Shown | null;
}

/** What is seen in the decisions of a witness. */
export type Shown =
  /** The rules have no branch for it. */
  | { readonly kind: 'gap'; readonly node: string }
  /** The walk goes through a node, and on to another place than the branch that is told. */
  | { readonly kind: 'passes'; readonly node: string; readonly elsewhere: string }
  /** The walk does not come to the node. */
  | { readonly kind: 'misses'; readonly node: string }
  /** The question is met twice on one walk. */
  | { readonly kind: 'twice'; readonly question: string }
  /** Two sets of answers come to the same. */
  | { readonly kind: 'same' }
  /** The warnings say that nothing fits. */
  | { readonly kind: 'contradicted' }
  /** Something else than the option is recommended, at this leaf. */
  | { readonly kind: 'not-recommended'; readonly leaf: string }
  /** Defaults leave it open, and ask this. */
  | { readonly kind: 'open'; readonly question: string };

const files = {
  pack: 'pack/pack.yaml',
  questions: 'pack/questions.yaml',
  tree: 'pack/tree.yaml',
  services: 'pack/services.yaml',
  others: 'pack/others.yaml',
} as const;

/** The files of the clean pack after some edits, the marks left in. */
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

function fault(code: string, edits: readonly Edit[], args: object = {}, shows: Shown | null = null, also: string[] = []): Broken {
  return { code, edits, args: { ...args }, also, shows };
}

/** What is written before something that stays. */
function before(file: Edit[0], old: string, written: string): Edit {
  return [file, old, `${written}${old}`];
}

const calm = '{when: {below: 100}, because: It is calm., then: topic}';
const goesOn = '{when: no, because: It goes on., then: queue}';
const handled = ', handles: {kind: {text: The log takes events as well.}}';
const logLeaf = `  log:\n    services:\n      - {service: log, summary: Log it.${handled}}\n`;
const sizeBounds = 'min: 1\n    max: 1000\n    integer: true\n    example: "256"';
/** What comes of a size that no answer can have. */
const withoutSizes = ['dead-advice', 'idle-requirement', 'unreachable-variant', 'dead-option', 'unused-handling'];
const orderChecked = 'checked: 2026-11-01\n        valid-until';
const split = '{text: Split it., trade-off: Two., source: https://example.com/r}';
const cited = 'source: https://example.com/s, checked: 2026-11-01';
const moodQuestion =
  '  «mood»: {type: choice, group: requirement, ask: How is it?, values: {good: {text: good}, bad: {text: bad}}}\n';
const moodFact = `      mood: {topic: model, question: mood, values: [good, bad], short: any, text: Any., ${cited}}\n`;

/** Tasks and events come to one node that asks their kind again. */
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

const better = (when: string) => `{when: {${when}}, because: It is., gives-up: Much., ${cited}}`;
const bus = (...parts: readonly string[]) => before('others', 'name: Bus,', `${parts.join(', ')}, `);
const service = (line: string) => before('services', '    facts:\n      order:\n', `    ${line}\n`);
const sharing = (text: string, checked = '2026-11-01') =>
  `sharing: {among: any, text: ${text}, caution: It costs., source: https://example.com/s, checked: ${checked}}`;
const need = `built-as: {resources: [{type: "AWS::X::Y"}], needs: {spare: {name: «""», text: Why., source: https://example.com/s, met-by: [{type: "AWS::X::Y", has: Z}]}}}`;
const failures = 'metric: Failures, namespace: AWS/Example, statistic: Sum, meaning: What fails., source: https://example.com/b';

/** A pack for each code, and more than one where there is more than one way to get there, or part that can have the fault. */
export const broken: readonly Broken[] = [
  fault(
    'gap',
    [
      ['tree', 'ask: rate', 'ask: «rate»'],
      ['tree', '{when: {from: 100}, because: It is busy.', '{when: {from: 200}, because: It is busy.'],
    ],
    { node: 'busy', question: 'rate', values: ['100 ≤ … < 200'] },
    { kind: 'gap', node: 'busy' },
  ),
  fault(
    'gap',
    [
      ['tree', 'ask: kind', 'ask: «kind»'],
      ['tree', '    - when: log\n      because: It is a log.\n      then: log\n', ''],
    ],
    { node: 'root', values: ['log'] },
    { kind: 'gap', node: 'root' },
  ),
  fault(
    'overlap',
    [['tree', '{when: {from: 100}, because: It is busy.', '{«when»: {from: 50}, because: It is busy.']],
    { node: 'busy', question: 'rate', first: 1, values: ['50 ≤ … < 100'] },
    { kind: 'passes', node: 'busy', elsewhere: 'log' },
  ),
  fault(
    'dead-branch',
    [['tree', goesOn, `${goesOn}\n      - {when: «no», because: It goes on again., then: log}`]],
    { node: 'waiting', isTaken: true },
    { kind: 'passes', node: 'waiting', elsewhere: 'log' },
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
    { kind: 'misses', node: 'again' },
    ['asked-around-join'],
  ),
  fault('dead-branch', [['tree', calm, `${calm}\n      - {«when»: {from: 2000}, because: It is too busy., then: call}`]], {
    node: 'busy',
    isTaken: false,
  }),
  fault(
    'dead-value',
    again('again', '{when: task, because: x, then: queue}', '{«when»: [event, log], because: y, then: topic}'),
    { node: 'again', question: 'kind', values: ['log'] },
    { kind: 'misses', node: 'again' },
    ['asked-around-join'],
  ),
  fault(
    'settled-question',
    [
      [
        'tree',
        calm,
        '{when: {below: 100}, because: It is calm., then: {ask: «kind», branches: [{when: [task, event], because: a, then: topic}, {when: log, because: b, then: log}]}}',
      ],
    ],
    { question: 'kind' },
    { kind: 'twice', question: 'kind' },
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
    { kind: 'same' },
  ),
  fault(
    'asked-around-join',
    again('«again»', '{when: task, because: x, then: queue}', '{when: event, because: y, then: topic}'),
    { node: 'again', questions: ['kind'] },
  ),
  fault(
    'contradicted-service',
    [['tree', logLeaf, '  log:\n    services:\n      - {service: «log», summary: Log it.}\n']],
    { leaf: 'log', service: 'log', fact: 'kind', question: 'kind', values: ['event'] },
    { kind: 'contradicted' },
  ),
  fault(
    'dead-option',
    [before('tree', '  queue:\n', '      - {service: «call», variant: rest, summary: Call it again.}\n')],
    { leaf: 'call', service: 'call/rest' },
    { kind: 'not-recommended', leaf: 'call' },
  ),
  fault(
    'unreachable-node',
    [
      before(
        'tree',
        '  call:\n',
        '  «island»:\n    ask: wait\n    branches: [{when: yes, because: x, then: call}, {when: no, because: y, then: log}]\n',
      ),
    ],
    { node: 'island' },
  ),
  fault('unreachable-leaf', [before('tree', '  call:\n', '  «island»:\n    services: [{service: log, summary: None.}]\n')], {
    leaf: 'island',
  }),
  fault('unreachable-service', [before('services', '  log:\n', '  «spare»: {name: Spare, summary: It is never named.}\n')], {
    service: 'spare',
  }),
  fault('unreachable-variant', [before('services', '      stream:\n', '      «spare»: {name: Spare}\n')], {
    service: 'call',
    variant: 'spare',
  }),
  fault('unused-question', [['questions', '', moodQuestion]], { question: 'mood' }),
  fault('idle-requirement', [['questions', '', moodQuestion], before('services', '      kind:', moodFact)], { question: 'mood' }),
  fault('dead-rule', [['questions', '      - {value: 10}', '      - {value: 10}\n      - «{value: 20}»']], {
    question: 'rate',
    list: 'default',
  }),
  fault('dead-rule', [['questions', 'ask: In which order?', 'ask: In which order?\n    assume: «none»']], {
    question: 'order',
    list: 'assume',
  }),
  fault(
    'incomplete-default',
    [
      ['questions', '    default:\n', '    «default»:\n'],
      ['questions', '      - {value: 10}\n', ''],
    ],
    { question: 'rate', list: 'default' },
    { kind: 'open', question: 'rate' },
  ),
  fault('dead-advice', [['others', '  large:\n    when: {size', '  «large»:\n    when: {kind: log, size']], { advice: 'large' }),
  fault('empty-advice', [before('others', '  large:\n', '  «silent»: {when: {}}\n')], { advice: 'silent' }),
  fault('unused-mitigation', [before('others', '  split:', `  «spare»: ${split}\n`)], { mitigation: 'spare' }),
  fault(
    'unused-pattern',
    [before('others', '  work-queue:', '  «spare»: {name: Spare, text: Nobody., source: https://example.com/s}\n')],
    {
      pattern: 'spare',
    },
  ),
  fault(
    'unused-neighbour',
    [before('others', '  bus:', '  «spare»: {name: Spare, summary: Nobody looks there., url: https://example.com/s}\n')],
    {
      neighbour: 'spare',
    },
  ),
  fault('unused-handling', [['tree', 'mitigations: {size: split}', 'mitigations: {size: split, wait: «split»}']], {
    leaf: 'topic',
    service: 'topic',
    question: 'wait',
  }),
  fault('unused-handling', [before('tree', 'mitigations: {size: split}', 'handles: {«wait»: {text: It does not.}}, ')], {
    leaf: 'topic',
    service: 'topic',
    question: 'wait',
  }),
  fault(
    'wrong-mitigation',
    [
      before('others', 'text: Split it.,', 'lifts: {size: {max: 5000}}, '),
      ['services', 'question: kind, values: [log],', 'question: kind, values: [log], mitigation: «split»,'],
    ],
    { mitigation: 'split', question: 'kind' },
  ),
  fault(
    'companion-cannot-carry',
    [before('tree', 'mitigations: {size: split}', 'handles: {«order»: {by: queue, text: The queue does.}}, ')],
    { leaf: 'topic', companion: 'queue', question: 'order' },
    null,
    ['dead-option'],
  ),
  fault('neighbour-without-facts', [['others', '  bus: {', `  «bus»: {better: [${better('order: none')}], `]], {
    neighbour: 'bus',
  }),
  fault(
    'dead-better',
    [
      bus(
        `facts: {order: {topic: ordering, question: order, values: [none], short: x, text: X., ${cited}}}`,
        `better: [«${better('order: strict')}»]`,
      ),
    ],
    { neighbour: 'bus' },
  ),
  fault(
    'dead-better',
    [
      bus(
        `facts: {model: {topic: model, short: x, text: X., ${cited}}}`,
        `better: [${better('order: none')}, «${better('order: none, kind: event')}»]`,
      ),
    ],
    { neighbour: 'bus' },
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
    'single-value',
    [
      [
        'questions',
        '    values:\n      none: {text: none}\n      strict: {text: strict}\n',
        '    «values»:\n      none: {text: none}\n',
      ],
      ['questions', '      - {when: {order: strict}, value: 1}\n', ''],
    ],
    { question: 'order' },
    null,
    ['idle-requirement', 'dead-option'],
  ),
  fault(
    'same-text',
    [['questions', 'event: {text: {en: an event, ja: イベント}}', 'event: {«text»: {en: a task, ja: タスク}}']],
    {
      question: 'kind',
      values: ['task', 'event'],
    },
  ),
  fault(
    'same-branches',
    [
      [
        'tree',
        '{when: {from: 100}, because: It is busy., then: log}',
        '{when: {from: 100, below: 500}, because: It is busy., then: log}\n      - «{when: {from: 500}, because: It is busy., then: log}»',
      ],
    ],
    { node: 'busy', first: 2 },
  ),
  ...(
    [
      ['questions', 'ask: Does it wait?', 'ask: «" "»'],
      ['questions', 'ask: {en: What is sent?, ja: 何を送りますか。}', '«ask»: {en: What is sent?, ja: ""}'],
      ['questions', 'it goes on', '«""»'],
      ['tree', 'because: It is a task.', 'because: «" "»'],
      ['tree', 'summary: Call it.', 'summary: «""»'],
      ['services', 'name: Queue', 'name: «""»'],
      ['services', 'text: Up to 100.', 'text: «""»'],
      ['others', 'trade-off: Two.', 'trade-off: «""»'],
      ['others', 'text: Workers take tasks.', 'text: «""»'],
      service(sharing('«""»')),
      service(need),
      before('services', '        facts:\n', '        trade-off: «""»\n'),
    ] as const
  ).map((edit) => fault('empty-text', [edit])),
  fault('bad-bounds', [['questions', sizeBounds, sizeBounds.replace('1000', '«999.5»')]], { question: 'size', max: 999.5 }),
  fault('bad-bounds', [['questions', 'min: 1\n', 'min: «0.5»\n']], { question: 'size', min: 0.5 }),
  fault(
    'bad-bounds',
    [['questions', sizeBounds, 'min: 5\n    max: «5»\n    example: "5"']],
    { min: 5, max: 5 },
    null,
    withoutSizes,
  ),
  fault(
    'bad-bounds',
    [['questions', sizeBounds, 'min: 9\n    max: «5»\n    example: "5"']],
    { min: 9, max: 5 },
    null,
    withoutSizes,
  ),
  fault('bad-example', [['questions', 'example: "256"', 'example: «"2000"»']], { question: 'size', example: '2000' }),
  fault('missing-source', [['others', `split: ${split}`, '«split»: {text: Split it., trade-off: Two.}']], {
    key: 'mitigations.split',
  }),
  fault(
    'missing-source',
    [
      [
        'others',
        'work-queue: {name: Work queue, text: Workers take tasks., source: https://example.com/p}',
        '«work-queue»: {name: Work queue, text: Workers take tasks.}',
      ],
    ],
    { key: 'patterns.work-queue' },
  ),
  fault(
    'missing-source',
    [
      [
        'others',
        'bus: {name: Bus, summary: It carries events., url: https://example.com/n}',
        '«bus»: {name: Bus, summary: It carries events.}',
      ],
    ],
    { key: 'neighbours.bus' },
  ),
  fault(
    'missing-source',
    [
      [
        'others',
        'warning: {text: It is large., mitigation: split, source: https://example.com/w}',
        '«warning»: {text: It is large., mitigation: split}',
      ],
    ],
    { key: 'advice.large.warning' },
  ),
  fault('missing-trade-off', [['others', `split: ${split}`, '«split»: {text: Split it., source: https://example.com/r}']], {
    mitigation: 'split',
  }),
  fault('old-fact', [['services', orderChecked, 'checked: «2025-11-20»\n        valid-until']], {
    fact: 'order',
    days: 369,
    limit: 365,
  }),
  fault('old-fact', [['services', 'example.com/a, checked: 2026-11-01', 'example.com/a, checked: «2025-11-01»']], {
    fact: 'size',
  }),
  fault('old-fact', [
    before('services', '      saturation:\n', `      errors:\n        - {${failures}, checked: «2025-11-01»}\n`),
  ]),
  fault('old-fact', [service(sharing('Share it.', '«2025-11-01»'))]),
  fault('expired-fact', [['services', 'valid-until: 2027-11-01', 'valid-until: «2026-11-23»']], {
    fact: 'order',
    until: '2026-11-23',
  }),
  fault('future-check', [['services', orderChecked, 'checked: «2026-11-26»\n        valid-until']], {
    fact: 'order',
    checked: '2026-11-26',
  }),
  fault('alarm-comparison', [['services', 'GreaterThanThreshold', '«MoreThan»']], { metric: 'Depth', comparison: 'MoreThan' }),
  fault('alarm-period', [['services', 'period: 60', 'period: «90»']], { period: 90 }),
  fault('alarm-datapoints', [['services', 'datapoints-to-alarm: 2', 'datapoints-to-alarm: «4»']], { datapoints: 4, periods: 3 }),
  fault('metric-statistic', [['services', 'statistic: Maximum', 'statistic: «Biggest»']], { statistic: 'Biggest' }),
  fault('metric-statistic', [['services', 'statistic: Maximum', 'statistic: «p101»']], { statistic: 'p101' }),
];

/** What is right, though not far from what each rule finds. */
export const right: readonly (readonly [code: string, what: string, ...edits: readonly Edit[]])[] = [
  [
    'future-check',
    'tomorrow, which it is somewhere already',
    ['services', orderChecked, 'checked: 2026-11-25\n        valid-until'],
  ],
  ['expired-fact', 'the last day on which it holds', ['services', 'valid-until: 2027-11-01', 'valid-until: 2026-11-24']],
  ['same-text', 'the same text in one language only', ['questions', '{en: an event, ja', '{en: a task, ja']],
  ['same-branches', 'the same reason for another place', ['tree', 'because: It goes on.', 'because: It waits.']],
  ['same-branches', 'another reason for the same place', ['tree', '      then: log', '      then: busy']],
  [
    'unused-mitigation',
    "one that only a variant's fact names",
    before('others', '  split:', `  spare: ${split}\n`),
    ['services', 'question: size, max: 100,', 'question: size, max: 100, mitigation: spare,'],
  ],
  [
    'unused-neighbour',
    'one that only advice brings along',
    before('others', '  bus:', '  spare: {name: Spare, summary: It helps., url: https://example.com/n}\n'),
    ['others', '    services: [queue]\n', '    services: [queue]\n    with: [spare]\n'],
  ],
  [
    'empty-advice',
    'advice that only gives a reason',
    before('others', '  large:\n', '  telling: {when: {}, because: It is so.}\n'),
  ],
  [
    'unused-handling',
    'a contradiction that has a mitigation of its own',
    ['services', 'question: size, max: 256,', 'question: size, max: 256, mitigation: split,'],
  ],
  ...['p100', 'p99.9', 'IQM', 'TM(2%:98%)', 'SampleCount'].map(
    (statistic) => ['metric-statistic', statistic, ['services', 'statistic: Maximum', `statistic: ${statistic}`]] as const,
  ),
  ...[10, 20, 30, 300].map(
    (period) => ['alarm-period', `${period} seconds`, ['services', 'period: 60', `period: ${period}`]] as const,
  ),
  ['alarm-datapoints', 'as many as there are periods', ['services', 'datapoints-to-alarm: 2', 'datapoints-to-alarm: 3']],
];
