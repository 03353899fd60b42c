import { clean } from './clean.ts';

/** One change of a file of the clean pack: what stands there, and what is written instead, with «» round the place that is told. */
export type Edit = readonly [file: keyof typeof files, old: string, written: string];

export interface Broken {
  readonly code: string;
  readonly edits: readonly Edit[];
  readonly args?: Readonly<Record<string, unknown>>;
  /** Further codes that the same fault is told under. */
  readonly also?: readonly string[];
  /** What deciding the witness shows; absent: there is none. */
  readonly shows?: Shown;
}

/** What is seen in the decisions of a witness. */
export type Shown =
  /** The rules have no branch for it. */
  | { readonly kind: 'gap'; readonly node: string }
  /** The walk goes through a node, and on to another place than the branch that is told. */
  | { readonly kind: 'passes'; readonly node: string; readonly elsewhere?: string }
  /** The walk does not come to the node. */
  | { readonly kind: 'misses'; readonly node: string }
  /** The question is met twice on one walk. */
  | { readonly kind: 'twice'; readonly question: string }
  /** Two sets of answers come to the same. */
  | { readonly kind: 'same' }
  /** The first service is ruled out, or the warning says that nothing fits. */
  | { readonly kind: 'contradicted'; readonly service: string }
  /** Something else than the option is recommended. */
  | { readonly kind: 'not-recommended'; readonly leaf: string; readonly service: string }
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

const calm = '{when: {below: 100}, because: It is calm., then: topic}';
const goesOn = '{when: no, because: It goes on., then: queue}';
const logBranch = '    - when: log\n      because: It is a log.\n      then: log\n';
const depth = 'comparison: GreaterThanThreshold\n            threshold: 10\n            period: 60';

/** Tasks and events come to one node that asks their kind again. */
function again(...branches: readonly string[]): Edit[] {
  return [
    ['tree', calm, '{when: {below: 100}, because: It is calm., then: again}'],
    ['tree', 'because: It goes on., then: queue', 'because: It goes on., then: again'],
    [
      'tree',
      '  call:\n',
      `  again:\n    ask: kind\n    branches:\n${branches.map((branch) => `      - ${branch}\n`).join('')}  call:\n`,
    ],
  ];
}

/** A pack for each id, and more than one where there is more than one way to get there. */
export const broken: readonly Broken[] = [
  {
    code: 'gap',
    edits: [
      ['tree', 'ask: rate', 'ask: «rate»'],
      ['tree', '{when: {from: 100}, because: It is busy.', '{when: {from: 200}, because: It is busy.'],
    ],
    args: { node: 'busy', question: 'rate', values: ['100 ≤ … < 200'] },
    shows: { kind: 'gap', node: 'busy' },
  },
  {
    code: 'gap',
    edits: [
      ['tree', 'ask: kind', 'ask: «kind»'],
      ['tree', logBranch, ''],
    ],
    args: { node: 'root', values: ['log'] },
    shows: { kind: 'gap', node: 'root' },
  },
  {
    code: 'overlap',
    edits: [['tree', '{when: {from: 100}, because: It is busy.', '{«when»: {from: 50}, because: It is busy.']],
    args: { node: 'busy', question: 'rate', first: 1, values: ['50 ≤ … < 100'] },
    shows: { kind: 'passes', node: 'busy', elsewhere: 'log' },
  },
  {
    code: 'dead-branch',
    edits: [['tree', goesOn, `${goesOn}\n      - {when: «no», because: It goes on again., then: log}`]],
    args: { node: 'waiting', reason: 'taken' },
    shows: { kind: 'passes', node: 'waiting', elsewhere: 'log' },
  },
  {
    code: 'dead-branch',
    edits: again(
      '{when: task, because: x, then: queue}',
      '{when: event, because: y, then: topic}',
      '{when: «log», because: z, then: log}',
    ),
    also: ['asked-around-join'],
    args: { node: 'again', question: 'kind', reason: 'settled' },
    shows: { kind: 'misses', node: 'again' },
  },
  {
    code: 'dead-branch',
    edits: [['tree', calm, `${calm}\n      - {«when»: {from: 2000}, because: It is too busy., then: call}`]],
    args: { node: 'busy', reason: 'empty' },
  },
  {
    code: 'dead-value',
    edits: again('{when: task, because: x, then: queue}', '{«when»: [event, log], because: y, then: topic}'),
    also: ['asked-around-join'],
    args: { node: 'again', question: 'kind', values: ['log'] },
    shows: { kind: 'misses', node: 'again' },
  },
  {
    code: 'settled-question',
    edits: [
      [
        'tree',
        calm,
        '{when: {below: 100}, because: It is calm., then: {ask: «kind», branches: [{when: [task, event], because: a, then: topic}, {when: log, because: b, then: log}]}}',
      ],
    ],
    args: { question: 'kind' },
    shows: { kind: 'twice', question: 'kind' },
  },
  {
    code: 'idle-question',
    edits: [
      ['tree', 'ask: wait', 'ask: «wait»'],
      ['tree', 'because: It waits., then: call', 'because: It waits., then: queue'],
      ['tree', '      because: It is a log.\n      then: log', '      because: It is a log.\n      then: call'],
      ['tree', 'because: It is busy., then: log', 'because: It is busy., then: call'],
      ['services', 'question: kind, values: [log]', 'question: kind, values: [task, event, log]'],
      ['tree', 'summary: Log it., handles: {kind: {text: The log takes tasks as well.}}', 'summary: Log it.'],
      ['tree', 'summary: Log it., handles: {kind: {text: The log takes events as well.}}', 'summary: Log it.'],
      [
        'tree',
        '  log:\n    services:\n      - {service: log, summary: Log it., handles: {kind: {text: The log takes events as well.}}}\n',
        '',
      ],
    ],
    args: { node: 'waiting', question: 'wait' },
    shows: { kind: 'same' },
  },
  {
    code: 'asked-around-join',
    edits: again('{when: task, because: x, then: queue}', '{when: event, because: y, then: topic}').map(
      ([file, old, written]) => [file, old, written.replace('  again:', '  «again»:')],
    ),
    args: { node: 'again', questions: ['kind'] },
  },
  {
    code: 'contradicted-service',
    edits: [
      [
        'tree',
        '  log:\n    services:\n      - {service: log, summary: Log it., handles: {kind: {text: The log takes events as well.}}}',
        '  log:\n    services:\n      - {service: «log», summary: Log it.}',
      ],
    ],
    args: { leaf: 'log', service: 'log', fact: 'kind', question: 'kind', values: ['event'] },
    shows: { kind: 'contradicted', service: 'log' },
  },
  {
    code: 'dead-option',
    edits: [
      [
        'tree',
        '- {service: call, variant: stream, summary: Call it at length.}',
        '- {service: call, variant: stream, summary: Call it at length.}\n      - {service: «call», variant: rest, summary: Call it again.}',
      ],
    ],
    args: { leaf: 'call', service: 'call/rest' },
    shows: { kind: 'not-recommended', leaf: 'call', service: 'call' },
  },
  {
    code: 'unreachable-node',
    edits: [
      [
        'tree',
        '  call:\n',
        '  «island»:\n    ask: wait\n    branches:\n      - {when: yes, because: x, then: call}\n      - {when: no, because: y, then: log}\n  call:\n',
      ],
    ],
    args: { node: 'island' },
  },
  {
    code: 'unreachable-leaf',
    edits: [['tree', '  call:\n', '  «island»:\n    services: [{service: log, summary: Nobody comes here.}]\n  call:\n']],
    args: { leaf: 'island' },
  },
  {
    code: 'unreachable-service',
    edits: [
      ['services', '  log:\n    name: Log', '  «spare»: {name: Spare, summary: It is never named.}\n  log:\n    name: Log'],
    ],
    args: { service: 'spare' },
  },
  {
    code: 'unreachable-variant',
    edits: [['services', '      stream:\n', '      «spare»: {name: Spare}\n      stream:\n']],
    args: { service: 'call', variant: 'spare' },
  },
  {
    code: 'unused-question',
    edits: [
      [
        'questions',
        '',
        '  «mood»: {type: choice, group: requirement, ask: How is it?, values: {good: {text: good}, bad: {text: bad}}}\n',
      ],
    ],
    args: { question: 'mood' },
  },
  {
    code: 'idle-requirement',
    edits: [
      [
        'questions',
        '',
        '  «mood»: {type: choice, group: requirement, ask: How is it?, values: {good: {text: good}, bad: {text: bad}}}\n',
      ],
      [
        'services',
        '    facts:\n      kind:',
        '    facts:\n      mood: {topic: model, question: mood, values: [good, bad], short: any, text: It bears with any., source: https://example.com/d, checked: 2026-11-01}\n      kind:',
      ],
    ],
    args: { question: 'mood' },
  },
  {
    code: 'dead-rule',
    edits: [['questions', '      - {value: 10}', '      - {value: 10}\n      - «{value: 20}»']],
    args: { question: 'rate', list: 'default', asked: true },
  },
  {
    code: 'dead-rule',
    edits: [['questions', 'ask: In which order?', 'ask: In which order?\n    assume: «none»']],
    args: { question: 'order', list: 'assume', asked: false },
  },
  {
    code: 'incomplete-default',
    edits: [
      [
        'questions',
        '    default:\n      - {when: {order: strict}, value: 1}\n      - {value: 10}',
        '    «default»:\n      - {when: {order: strict}, value: 1}',
      ],
    ],
    args: { question: 'rate', list: 'default' },
    shows: { kind: 'open', question: 'rate' },
  },
  {
    code: 'dead-advice',
    edits: [['others', '  large:\n    when: {size: {from: 900}}', '  «large»:\n    when: {size: {from: 900}, kind: log}']],
    args: { advice: 'large' },
  },
  {
    code: 'unused-mitigation',
    edits: [
      [
        'others',
        'mitigations:\n',
        'mitigations:\n  «spare»: {text: Nobody needs it., trade-off: Much., source: https://example.com/r}\n',
      ],
    ],
    args: { mitigation: 'spare' },
  },
  {
    code: 'unused-pattern',
    edits: [
      ['others', 'patterns:\n', 'patterns:\n  «spare»: {name: Spare, text: Nobody uses it., source: https://example.com/p}\n'],
    ],
    args: { pattern: 'spare' },
  },
  {
    code: 'unused-neighbour',
    edits: [
      [
        'others',
        'neighbours:\n',
        'neighbours:\n  «spare»: {name: Spare, summary: Nobody looks there., url: https://example.com/n}\n',
      ],
    ],
    args: { neighbour: 'spare' },
  },
  {
    code: 'unused-handling',
    edits: [
      [
        'tree',
        'summary: Publish it., mitigations: {size: split}',
        'summary: Publish it., mitigations: {size: split}, handles: {«wait»: {text: It does not.}}',
      ],
    ],
    args: { leaf: 'topic', service: 'topic', question: 'wait' },
  },
  {
    code: 'wrong-mitigation',
    edits: [
      ['others', 'split: {text: Split it.,', 'split: {lifts: {size: {max: 5000}}, text: Split it.,'],
      ['services', 'question: kind, values: [log],', 'question: kind, values: [log], mitigation: «split»,'],
    ],
    args: { mitigation: 'split', question: 'kind' },
  },
  {
    code: 'companion-cannot-carry',
    edits: [
      [
        'tree',
        '{service: topic, summary: Publish it., mitigations: {size: split}}',
        '{service: topic, summary: Publish it., mitigations: {size: split}, handles: {«order»: {by: queue, text: The queue does.}}}',
      ],
    ],
    args: { leaf: 'topic', companion: 'queue', question: 'order' },
    also: ['dead-option'],
  },
  {
    code: 'neighbour-without-facts',
    edits: [
      [
        'others',
        '  bus: {',
        '  «bus»: {better: [{when: {order: none}, because: It is., gives-up: Much., source: https://example.com/b, checked: 2026-11-01}], ',
      ],
    ],
    args: { neighbour: 'bus' },
  },
  {
    code: 'dead-better',
    edits: [
      [
        'others',
        '  bus: {',
        '  bus: {facts: {order: {topic: model, question: order, values: [none], short: none, text: None., source: https://example.com/b, checked: 2026-11-01}}, better: [«{when: {order: strict}, because: It is., gives-up: Much., source: https://example.com/b, checked: 2026-11-01}»], ',
      ],
    ],
    args: { neighbour: 'bus' },
  },
  {
    code: 'dead-better',
    edits: [
      [
        'others',
        '  bus: {',
        '  bus: {facts: {model: {topic: model, short: a bus, text: A bus., source: https://example.com/b, checked: 2026-11-01}}, better: [{when: {order: none}, because: It is., gives-up: Much., source: https://example.com/b, checked: 2026-11-01}, «{when: {order: none, kind: event}, because: It is., gives-up: Much., source: https://example.com/b, checked: 2026-11-01}»], ',
      ],
    ],
    args: { neighbour: 'bus' },
  },
  {
    code: 'empty-advice',
    edits: [['others', 'advice:\n', 'advice:\n  «silent»: {when: {}}\n']],
    args: { advice: 'silent' },
  },
  {
    code: 'flag-taken',
    edits: [
      ['questions', '  order:\n', '  «format»:\n'],
      ['questions', 'when: {order: strict}', 'when: {format: strict}'],
      ['services', 'question: order\n', 'question: format\n'],
      ['services', 'question: order,', 'question: format,'],
    ],
    args: { question: 'format' },
  },
  {
    code: 'single-value',
    edits: [
      [
        'questions',
        '    values:\n      none: {text: none}\n      strict: {text: strict}\n',
        '    «values»:\n      none: {text: none}\n',
      ],
      ['questions', '      - {when: {order: strict}, value: 1}\n', ''],
    ],
    also: ['idle-requirement', 'dead-option'],
    args: { question: 'order' },
  },
  {
    code: 'same-text',
    edits: [['questions', 'event: {text: {en: an event, ja: イベント}}', 'event: {«text»: {en: a task, ja: タスク}}']],
    args: { question: 'kind', values: ['task', 'event'] },
  },
  {
    code: 'same-branches',
    edits: [
      [
        'tree',
        '- {when: {from: 100}, because: It is busy., then: log}',
        '- {when: {from: 100, below: 500}, because: It is busy., then: log}\n      - «{when: {from: 500}, because: It is busy., then: log}»',
      ],
    ],
    args: { node: 'busy', first: 2 },
  },
  {
    code: 'empty-text',
    edits: [['questions', 'ask: Does it wait?', 'ask: «" "»']],
    args: { key: 'questions.wait.ask' },
  },
  {
    code: 'empty-text',
    edits: [['questions', 'ask: {en: What is sent?, ja: 何を送りますか。}', '«ask»: {en: What is sent?, ja: ""}']],
    args: { key: 'questions.kind.ask' },
  },
  {
    code: 'bad-bounds',
    edits: [['questions', 'min: 1\n    max: 1000\n    integer: true', 'min: 1\n    max: «999.5»\n    integer: true']],
    args: { question: 'size', reason: 'fraction' },
  },
  {
    code: 'bad-example',
    edits: [['questions', 'example: "256"', 'example: «"2000"»']],
    args: { question: 'size', example: '2000' },
  },
  {
    code: 'missing-source',
    edits: [
      ['others', '{text: Split it., trade-off: Two., source: https://example.com/r}', '{text: Split it., trade-off: Two.}'],
      ['others', '  split:', '  «split»:'],
    ],
    args: { kind: 'mitigation', id: 'split' },
  },
  {
    code: 'missing-trade-off',
    edits: [
      ['others', '{text: Split it., trade-off: Two., source', '{text: Split it., source'],
      ['others', '  split:', '  «split»:'],
    ],
    args: { mitigation: 'split' },
  },
  {
    code: 'old-fact',
    edits: [['services', 'checked: 2026-11-01\n        valid-until', 'checked: «2025-11-20»\n        valid-until']],
    args: { fact: 'order', days: 369, limit: 365 },
  },
  {
    code: 'expired-fact',
    edits: [['services', 'valid-until: 2027-11-01', 'valid-until: «2026-11-23»']],
    args: { fact: 'order', until: '2026-11-23' },
  },
  {
    code: 'future-check',
    edits: [['services', 'checked: 2026-11-01\n        valid-until', 'checked: «2026-12-24»\n        valid-until']],
    args: { fact: 'order', checked: '2026-12-24' },
  },
  {
    code: 'alarm-comparison',
    edits: [['services', depth, depth.replace('GreaterThanThreshold', '«MoreThan»')]],
    args: { metric: 'Depth', comparison: 'MoreThan' },
  },
  { code: 'alarm-period', edits: [['services', depth, depth.replace('60', '«90»')]], args: { period: 90 } },
  {
    code: 'alarm-datapoints',
    edits: [['services', 'datapoints-to-alarm: 2', 'datapoints-to-alarm: «4»']],
    args: { datapoints: 4, periods: 3 },
  },
  {
    code: 'metric-statistic',
    edits: [['services', 'statistic: Maximum', 'statistic: «Biggest»']],
    args: { statistic: 'Biggest' },
  },
];
