import type { Code } from '../../src/model/finding.ts';

/** A code, a text with «» around the place that is reported, and some of the finding's arguments. */
export type BrokenText = readonly [Code, string, Record<string, unknown>?];

/** The same for a file of the small pack: the text replaces another one, or is appended. */
export type BrokenPack = readonly [Code, written: string, file: string, old: string, Record<string, unknown>];

const pack = 'pack/pack.yaml';
const questions = 'pack/questions.yaml';
const tree = 'pack/tree.yaml';
const a = 'pack/services/a.yaml';
const b = 'pack/services/b.yml';

const filled = { expected: 'filled', got: 'empty' };

/** Changes of files as ⟨what stands there→what is written⟩; without ⟨→⟩ the text is appended. */
const changes: readonly (readonly [Code, file: string, change: string, Record<string, unknown>?])[] = [
  ['unknown-key', pack, '«servicess»: {}\n', { suggestion: 'services' }],
  ['unknown-key', pack, '«extends»: base\n', { suggestion: 'pack.extends' }],
  ['unknown-key', pack, '⟨fact-age-days→«fact-age-day»⟩: 365', { suggestion: 'fact-age-days' }],
  ['unknown-key', questions, '{text: message⟨→, «exampel»: x⟩}', { suggestion: 'example' }],
  ['unknown-key', questions, '⟨→«max»: 3\n    ⟩values: {yes: ', { key: 'max' }],
  ['unknown-key', tree, '{leaf: large, ⟨services→«service»: x, services⟩:', { suggestion: 'services' }],
  ['missing-key', tree, '«tree»:\n  ⟨ask: data\n  →⟩branches:', { key: 'ask', in: 'tree' }],
  ['unknown-key', a, '  a:\n    ⟨name→«nmae»⟩: Service A', { key: 'nmae', suggestion: 'name' }],
  ['missing-key', pack, '«pack»:\n  ⟨format: 1\n  →⟩id: small', { key: 'format', in: 'pack', value: '1' }],
  ['wrong-type', pack, 'version: ⟨1.0.0→«1.0»⟩', { expected: 'version', got: 'number', text: '1' }],
  ['wrong-type', pack, 'format: ⟨1→«"1"»⟩', { expected: 'number', got: 'string' }],
  ['wrong-type', pack, 'id: ⟨small→«Small»⟩', { expected: 'id' }],
  ['wrong-type', pack, 'languages: ⟨[en, ja]→«[]»⟩', filled],
  ['wrong-type', pack, 'languages: [en, ⟨ja→«ja-J»⟩', { expected: 'language' }],
  ['wrong-type', questions, 'ask: ⟨How large?→«[How large?]»⟩', { expected: 'text', got: 'list' }],
  ['wrong-type', questions, 'ask: ⟨How large?→{en: How large?, ja: «3»}⟩', { key: 'questions.size.ask.ja', expected: 'string' }],
  ['wrong-type', questions, 'integer: ⟨true→«"true"»⟩', { expected: 'boolean' }],
  ['wrong-type', a, 'checked: ⟨2026-11-24→«2026-02-30»⟩\n        valid-until', { expected: 'day' }],
  ['wrong-type', a, 'url: ⟨https://example.com/a→«www.example.com»⟩', { expected: 'url' }],
  ['wrong-type', a, 'period: ⟨60→«90»⟩', { expected: 'period' }],
  ['wrong-type', a, 'evaluation-periods: ⟨15→«0»⟩', { expected: 'positive' }],
  ['wrong-type', a, 'statistic: ⟨Sum→«p101»⟩', { expected: 'statistic' }],
  ['not-one-of', a, 'comparison: ⟨GreaterThanThreshold→«MoreThan»⟩', {}],
  ['wrong-type', b, 'summary: It is B.⟨→, built-as: {resources: [{type: «AWS::X:Y»}]}⟩}', { expected: 'resource-type' }],
  ['wrong-type', a, 'dimensions: ⟨[Name]→«Name»⟩', { expected: 'list', got: 'string' }],
  ['wrong-type', tree, 'then: ⟨queue→«3»⟩}\n      - {when: false', { expected: 'place', got: 'number' }],
  ['wrong-type', b, 'questions: «[]»\n', { expected: 'mapping', got: 'list' }],
  ['wrong-type', questions, 'assume: ⟨false→«{no: true}»⟩', { expected: 'values' }],
  ['wrong-type', tree, 'service: ⟨null→«3»⟩', { expected: 'id-or-null', got: 'number' }],
  ['not-one-of', questions, 'type: ⟨choice→«chioce»⟩', { suggestion: 'choice', allowed: ['choice', 'boolean', 'number'] }],
  ['not-number-question', pack, '⟨→consumer-count: «data»\n  ⟩fact-age-days: 365', { question: 'data', numbers: ['size'] }],
  [
    'duplicate-id',
    b,
    '  ⟨→«a»: {name: A again, summary: x}\n  ⟩b:',
    { kind: 'service', id: 'a', first: 'pack/services/a.yaml:2' },
  ],
  ['duplicate-id', tree, '{leaf: ⟨large→«queue»⟩, services', { kind: 'leaf', first: 'pack/tree.yaml:20' }],
  ['duplicate-id', tree, '- {name: ⟨open→«a message»⟩, answers: {}, assume', { kind: 'case' }],
  ['duplicate-id', 'pack/z.yaml', '«pack»: {}\nservices: {a: &b !c d}\n', { kind: 'section', id: 'pack' }],
  ['unknown-key', 'pack/z.yaml', '«schema»: tsunagi/answers@1\nanswers: {}\n', { key: 'schema' }],
  ['duplicate-id', 'pack/z.yaml', '«tree»: by-native\n', { kind: 'section', id: 'tree', first: 'pack/tree.yaml:1' }],
  ['bad-id', b, '⟨→«Bus Line»: {name: x, summary: x}\n  ⟩bus: {name', { kind: 'neighbour', id: 'Bus Line' }],
  ['bad-id', questions, '⟨message→«m_1»: {text: x}\n      message⟩: {text: message}', { kind: 'value' }],
  [
    'tree-too-deep',
    tree,
    `⟨nodes:\n→nodes:\n${Array.from({ length: 101 }, (_, at) => `  ${at === 100 ? '«d100»' : `d${at}`}: {ask: data, branches: [{when: message, because: x, then: ${at === 100 ? 'queue' : `d${at + 1}`}}]}\n`).join('')}⟩`,
    { node: 'd100', limit: 100 },
  ],
  ['reserved-id', questions, '⟨→«unknown»: {text: x}\n      ⟩message: {text: message}', { kind: 'value' }],
  [
    'reserved-id',
    questions,
    '  «no-size»:\n    type: number\n    group: core\n    ask: x\n',
    { kind: 'question', id: 'no-size' },
  ],
  ['missing-language', pack, '«title»: {en: Small⟨, ja: 小さなパック→⟩}', { languages: ['ja'] }],
  ['missing-language', tree, 'because: [⟨{en: It fits., ja: 合います。}→«{en: It fits.}»⟩]', { languages: ['ja'] }],
  ['unknown-language', pack, 'ja: 小さなパック⟨→, «jp»: 小さなパック⟩}', { id: 'jp', known: ['en', 'ja'], suggestion: 'ja' }],
  ['unknown-question', tree, 'ask: ⟨data→«dat»⟩', { id: 'dat', suggestion: 'data' }],
  ['unknown-question', b, 'when: {⟨native→«natif»⟩: yes}', { suggestion: 'native' }],
  ['unknown-question', a, 'question: ⟨size→«siz»⟩\n        max: 256', { suggestion: 'size' }],
  ['unknown-question', tree, 'handles: {⟨native→«navite»⟩: {', { suggestion: 'native' }],
  ['unknown-question', tree, 'mitigations: {⟨size→«sizee»⟩: split}', { suggestion: 'size' }],
  ['unknown-question', pack, 'renamed: {kind: ⟨data→«date»⟩}', { suggestion: 'data' }],
  ['unknown-question', tree, 'answers: {⟨data→«dta»⟩: message, native', { suggestion: 'data' }],
  ['unknown-id', tree, 'because: small, then: ⟨by-native→«by-natve»⟩', { suggestion: 'by-native' }],
  ['unknown-service', tree, '{service: ⟨b→«c»⟩, summary', { known: ['a', 'b'] }],
  ['unknown-service', b, 'services: [a/fifo, ⟨b→«bb»⟩]', { suggestion: 'b' }],
  ['unknown-service', tree, 'possible: [a, ⟨b→«c»⟩]', { id: 'c' }],
  ['unknown-variant', tree, 'variant: ⟨fifo→«fif»⟩\n', { service: 'a', suggestion: 'fifo' }],
  ['unknown-variant', tree, 'by: ⟨a/plain→«a/plian»⟩', { service: 'a', suggestion: 'plain' }],
  ['unknown-variant', a, 'variants: [⟨fifo→«ffo»⟩]', { suggestion: 'fifo' }],
  ['unknown-id', tree, 'with: [b, ⟨bus→«bsu»⟩]\n        pattern', { suggestion: 'bus' }],
  ['unknown-id', b, 'with: [⟨bus→«buss»⟩]', { suggestion: 'bus' }],
  ['unknown-id', tree, 'pattern: ⟨queue→«queeu»⟩\n', { suggestion: 'queue' }],
  ['unknown-id', b, 'patterns: [⟨queue→«que»⟩]'],
  ['unknown-id', b, 'queue: {⟨→drawing: {before: [«bsu»]}, ⟩name: {en: queue', { suggestion: 'bus' }],
  ['unknown-id', a, 'mitigation: ⟨split→«spilt»⟩\n        short', { suggestion: 'split' }],
  ['unknown-id', tree, 'mitigations: {size: ⟨split→«splitt»⟩}', { suggestion: 'split' }],
  ['unknown-value', tree, 'when: ⟨stream→«strem»⟩\n', { question: 'data', suggestion: 'stream' }],
  ['unknown-value', tree, 'when: [message⟨→, «unknown»⟩]', { id: 'unknown' }],
  ['unknown-value', a, 'values: [⟨false→«maybe»⟩]', { question: 'native', known: ['yes', 'no'] }],
  ['unknown-value', questions, 'assume: ⟨false→«perhaps»⟩', { question: 'native' }],
  ['unknown-value', questions, '- value: ⟨message→«massage»⟩', { suggestion: 'message' }],
  ['unknown-value', tree, 'answers: {data: ⟨message→«massage»⟩, native', { suggestion: 'message' }],
  ['not-a-number', questions, 'when: {size: ⟨{below: 10}→«big»⟩, native: true}', { question: 'size', test: true }],
  ['number-out-of-range', tree, 'native: true, size: ⟨null→«2000»⟩}', { value: 2000, max: 1000 }],
  ['not-an-integer', tree, 'native: true, size: ⟨null→«2.5»⟩}', { value: 2.5 }],
  ['wrong-type', tree, 'ask: native\n    branches:⟨→ «[]»\n  other:\n    ask: native\n    branches:⟩', filled],
  ['wrong-type', tree, '{leaf: large, services: ⟨[{service: b, summary: B it is.}]→«[]»⟩}', filled],
  [
    'too-many-cells',
    questions,
    `  «many»: {type: choice, group: requirement, ask: x, values: {${Array.from({ length: 32 }, (_, at) => `v${at}: {text: x}`)}}}\n`,
    { question: 'many', count: 32, limit: 31 },
  ],
  [
    'too-many-cells',
    b,
    `⟨advice:\n→questions: {rate: {type: number, group: requirement, ask: x}}\nderived: {«twice»: {name: Twice, formula: rate * 2}}\nadvice:\n  many: {when: {twice: [${Array.from({ length: 20 }, (_, at) => at + 10)}]}, because: x}\n⟩`,
    { question: 'twice', limit: 31 },
  ],
  ['wrong-type', questions, '  empty: {type: choice, group: core, ask: x, values: «{}»}\n', filled],
  ['range-on-choice', tree, '«when»: ⟨stream→{from: 3}⟩\n      because: {en: A stream', { question: 'data' }],
  ['range-on-choice', a, 'values: [false]⟨→\n        «max»: 3⟩', { question: 'native', values: ['yes', 'no'] }],
  ['values-on-number', a, 'question: size\n        ⟨→«values»: [1]\n        ⟩max: 256', { question: 'size' }],
  [
    'unknown-service',
    b,
    'summary: It is B.⟨→, built-as: {resources: [{type: aws_b}], needs: {x: {with: «bus», name: x, text: x, source: https://example.com/x, met-by: [{type: aws_c}]}}}⟩}',
    { id: 'bus', known: ['a', 'b'] },
  ],
  [
    'not-number-question',
    b,
    'summary: It is B.⟨→, built-as: {resources: [{type: aws_b}], reaches: [{type: aws_b, question: «data», property: p, per: 1, absent: 0}]}⟩}',
    { question: 'data', numbers: ['size'] },
  ],
  ['bad-formula', b, '⟨→derived: {twice: {name: Twice, formula: «size ? 2»}}\n⟩advice:\n', { derived: 'twice' }],
  ['bad-input', b, '⟨→derived: {twice: {name: Twice, formula: «data * 2»}}\n⟩advice:\n', { derived: 'twice', question: 'data' }],
  ['wrong-type', b, 'It is B.⟨→, sizing: {n: {unit: n, each: «{}», source: https://b.b, checked: 2026-11-25}}⟩}', filled],
  [
    'fact-without-limits',
    a,
    '      «native»:\n        topic: model\n        question: native\n        ⟨values: [false]\n        →⟩kind',
  ],
  ['tree-cycle', tree, '{when: yes, because: native, then: ⟨queue→«by-native»⟩}', { path: ['by-native', 'by-native'] }],
  ['reserved-id', questions, 'message: {text: message}⟨→\n      «"true"»: {text: it is}⟩', { id: 'true' }],
  ['answered-twice', tree, 'answers: {data: message, ⟨→«kind»: message, ⟩native: true', { question: 'kind', other: 'data' }],
  ['renamed-in-use', pack, 'renamed: {kind: data⟨→, «native»: data⟩}', { id: 'native' }],
  ['format-newer', pack, 'format: ⟨1→«2»⟩', { format: 2, supported: 1 }],
  ['extends-unknown', pack, '⟨→extends: «bulit-in»\n  ⟩id: small', { id: 'bulit-in' }],
  ['duplicate-key', a, '  «a»: {}\n', { key: 'a', line: 2 }],
];

/** Reads a change: what stands there now, and what is written instead. Without ⟨→⟩ the text is appended. */
export function changeOf(change: string): { readonly old: string; readonly written: string } {
  const pattern = /⟨(.*?)→(.*?)⟩/gs;
  const old = change.includes('⟨') ? change.replaceAll(pattern, '$1').replace(/[«»]/g, '') : '';
  return { old, written: change.replaceAll(pattern, '$2') };
}

export const packFindings: readonly BrokenPack[] = changes.map(([code, file, change, args = {}]) => {
  const { old, written } = changeOf(change);
  return [code, written, file, old, args];
});

/** Texts that are wrong as YAML. */
export const yamlFindings: readonly BrokenText[] = [
  ['yaml-syntax', 'a: «b»: c\n', { reason: 'BLOCK_AS_IMPLICIT_KEY' }],
  ['yaml-syntax', 'a:\n  b: c\n    «d»: e\n    f: g\n', { reason: 'BAD_INDENT' }],
  ['yaml-syntax', 'a:\n  b: c\n« »d: e\n  f: g\n  h: i\n', { reason: 'BAD_INDENT' }],
  ['yaml-syntax', 'a:\n  - b: c\n« »  d: e\n', { reason: 'BAD_INDENT' }],
  ['yaml-syntax', 'a:\n  b: c\n«\t»d: e\n  f: g\n', { reason: 'TAB_AS_INDENT' }],
  ['yaml-syntax', 'a: «[»b, c\nd: e\n', { reason: 'UNCLOSED_BRACKET' }],
  ['yaml-syntax', '- a: «{»b: c\n', { reason: 'UNCLOSED_BRACKET' }],
  ['yaml-syntax', '{"a": «"»b\n}\n', { reason: 'UNCLOSED_QUOTE' }],
  ['yaml-syntax', 'a: b\n«d:e»\nf: g\n', { reason: 'MULTILINE_IMPLICIT_KEY' }],
  ['yaml-syntax', '- a\n«b»: c\n', { reason: 'UNEXPECTED_TOKEN' }],
  ['yaml-syntax', 'a: «"»never closed\\"', { reason: 'UNCLOSED_QUOTE' }],
  ['yaml-syntax', 'a:\n  b: c\n«\u3000\u3000»d: e\n  f: g\n', { reason: 'TAB_AS_INDENT' }],
  ['yaml-syntax', 'a: |\n \u3000x\n«\u3000»y\nb: c\n', { reason: 'TAB_AS_INDENT' }],
  ['yaml-syntax', '«<<<<<<< HEAD»\n# c\n=======\n>>>>>>> b\na: d\n', { reason: 'MERGE_CONFLICT' }],
  ['yaml-syntax', 'a: {b: «c: d», e: f}\n', { reason: 'BLOCK_AS_IMPLICIT_KEY' }],
  ['yaml-syntax', 'a: {b: No, «it can be rebuilt», e: f}\n', { reason: 'KEY_WITHOUT_VALUE' }],
  ['yaml-syntax', 'a: «@»b\n', { reason: 'BAD_SCALAR_START' }],
  ['yaml-syntax', 'a: "«\\»q"\n', { reason: 'BAD_DQ_ESCAPE' }],
  ['yaml-tag', 'a: «!custom» b\n', { tag: '!custom' }],
  ['yaml-tag', 'a: «!!binary» aGk=\n', { tag: '!!binary' }],
  ['yaml-merge-key', 'a: &a {b: c}\nd: {«<<»: *a}\n'],
  ['yaml-key', '«[a, b]»: c\n'],
  ['yaml-key', 'a: b\n«»: c\n'],
  ['yaml-depth', `a: ${'['.repeat(63)}«[»${'['.repeat(9_936)}`, { limit: 64 }],
  ['unknown-alias', 'a: &one b\nc: «*oen»\n', { name: 'oen', suggestion: 'one' }],
  ['alias-loop', 'a: &a\n  b: [«*a»]\n', { name: 'a' }],
  ['duplicate-key', 'a: b\nc: d\n«a»: e\n', { key: 'a', line: 1 }],
  ['duplicate-key', '{a: b, «"a"»: c}\n', { key: 'a', line: 1 }],
  ['forbidden-key', 'a: {«__proto__»: {admin: true}}\n', { key: '__proto__' }],
  ['forbidden-key', '«constructor»: x\n', { key: 'constructor' }],
  ['not-decimal', 'a: «0x10»\n', { text: '0x10' }],
  ['not-decimal', 'a: [1, «.inf»]\n', { text: '.inf' }],
  ['not-decimal', 'a: «1e999»\n', { text: '1e999' }],
  ['control-character', 'a: 日本語«\u001b»[31m\n', { character: 'U+001B' }],
  ['control-character', 'a: «"\\e[31m"»\n', { character: 'U+001B' }],
  ['control-character', '«"a\\0"»: b\n', { character: 'U+0000' }],
  ['control-character', 'a: |\n  x«\u202e»y\n', { character: 'U+202E' }],
  ['control-character', 'a: «"\\ud800"»\n', { character: 'U+D800' }],
];

/** Texts that are wrong as answers to the small pack. */
export const answersFindings: readonly BrokenText[] = [
  ['file-empty', '«»'],
  ['file-empty', '«#» nothing but a comment\n---\n', { what: 'answers' }],
  ['infrastructure', '«Description: Orders»\nResources:\n  Queue: !Ref Orders\n'],
  ['not-a-mapping', '«- data: message»\n', { what: 'answers', got: 'list' }],
  ['not-a-mapping', '«just a text»\n', { got: 'string' }],
  ['unknown-key', 'answers: {}\n«statsu»: accepted\n', { suggestion: 'status' }],
  ['unknown-key', 'answers:\n  data: {value: message, «nte»: x}\n', { suggestion: 'note' }],
  ['unknown-key', 'answers: {}\n«Resources»: {}\n', { key: 'Resources' }],
  ['answer-outside', '«data»: message\nsize: 3\n', { questions: ['data', 'size'], answers: false }],
  ['answer-outside', 'answers: {size: 3}\n«kind»: stream\n', { questions: ['kind'], answers: true }],
  ['unknown-key', 'expect: {service: a, «varient»: x}\n', { suggestion: 'variant' }],
  ['missing-key', '«expect»: {variant: fifo}\n', { key: 'service', in: 'expect' }],
  ['wrong-type', 'answers: «[data]»\n', { expected: 'answers', got: 'list' }],
  ['wrong-type', 'answers:\n  «data:message»\n', { expected: 'answers', got: 'unspaced' }],
  ['wrong-type', 'answers:\n  «data：message»\n', { expected: 'answers', got: 'unspaced' }],
  ['wrong-type', 'title: «2026»\n', { expected: 'string', got: 'number' }],
  ['wrong-type', 'review-by: «2027-02-29»\n', { expected: 'day' }],
  ['wrong-type', 'answers: {data: {value: message, note: «3»}}\n', { key: 'answers.data.note', expected: 'string' }],
  ['not-one-of', 'status: «acepted»\n', { suggestion: 'accepted' }],
  ['not-one-of', 'schema: «tsunagi/answers@2»\n', { allowed: ['tsunagi/answers@1'] }],
  ['unknown-question', 'answers:\n  «日本語»: message\n', { id: '日本語' }],
  ['unknown-question', 'answers:\n  «dat»: message\n', { suggestion: 'data' }],
  ['unknown-value', 'answers:\n  data: «massage»\n', { question: 'data', suggestion: 'message' }],
  ['unknown-value', 'answers:\n  data: {value: «"はい"», note: x}\n', { id: 'はい' }],
  ['unknown-value', 'answers:\n  data: «true»\n', { question: 'data', id: 'true' }],
  ['not-a-number', 'answers: {size: «large»}\n', { question: 'size', unit: 'KiB' }],
  ['number-as-text', 'answers: {size: «"256"»}\n', { question: 'size', value: '256' }],
  ['number-out-of-range', 'answers: {size: «1001»}\n', { min: 1, max: 1000, unit: 'KiB' }],
  ['number-out-of-range', 'answers: {size: {value: «-1»}}\n', { value: -1 }],
  ['not-an-integer', 'answers: {size: «1.5»}\n', { value: 1.5 }],
  ['not-one-value', 'answers:\n  data: «[message]»\n', { question: 'data', got: 'list' }],
  ['not-one-value', 'answers:\n  data: {value: «{}»}\n', { got: 'mapping' }],
  ['answered-twice', 'answers:\n  data: message\n  «kind»: message\n', { question: 'kind', other: 'data' }],
];

export function named([code, written, args = {}]: BrokenText) {
  return { code, written, args };
}
