import { english } from './rules-init-en.ts';
import { japanese } from './rules-init-ja.ts';

/** The texts and comments of the pack that `rules init` makes, in one language. */
export interface InitTexts {
  readonly lang: string;
  /** Comments by what they stand above; each line of a comment is one item. */
  readonly comments: {
    readonly head: readonly string[];
    readonly pack: readonly string[];
    readonly age: readonly string[];
    readonly questions: readonly string[];
    readonly assume: readonly string[];
    readonly requirement: readonly string[];
    readonly tree: readonly string[];
    readonly leaves: readonly string[];
    readonly services: readonly string[];
    readonly mitigations: readonly string[];
    readonly advice: readonly string[];
    readonly cases: readonly string[];
  };
  readonly title: string;
  readonly fanout: Asked & { readonly one: Said; readonly several: Said };
  readonly buffer: Asked & { readonly yes: Said; readonly no: Said };
  readonly size: Asked;
  readonly branches: { readonly one: string; readonly several: string; readonly yes: string; readonly no: string };
  readonly leaves: Readonly<Record<'queue' | 'queues' | 'topic', { readonly summary: string; readonly because: string }>>;
  readonly handled: string;
  readonly sqs: Card & { readonly fanout: Said; readonly size: Said };
  readonly sns: Card & { readonly buffer: Said; readonly size: Said };
  readonly claimCheck: string;
  readonly claimCheckPrice: string;
  readonly nothingKept: string;
  readonly cases: Readonly<Record<'order' | 'large' | 'everywhere' | 'news' | 'photo' | 'unknown', string>>;
}

interface Asked {
  readonly ask: string;
  readonly why: string;
}

interface Said {
  readonly text: string;
  readonly more: string;
}

interface Card {
  readonly summary: string;
  readonly differentiator: string;
}

/** The name of the schema beside the files, which editors find by their first line. */
const schemaFile = 'pack.schema.json';
const schemaLine = `# yaml-language-server: $schema=${schemaFile}`;

/**
 * A small pack to start from, as files by name. It lints clean, and its cases cover all of it.
 *
 * @param schema the JSON Schema of packs
 * @param id the pack's own
 */
export function initFiles(lang: string, schema: object, id: string): Map<string, string> {
  const texts = lang === 'ja' ? japanese : english;
  return new Map([
    ['pack.yaml', packText(texts, id)],
    ['cases.yaml', casesText(texts)],
    [schemaFile, `${JSON.stringify(schema, null, 2)}\n`],
  ]);
}

/**
 * When the sources of its facts were read, as for the same facts of the built-in pack. Not today: nobody has read them again
 * because a file was made.
 */
const readOn = '2026-11-24';

/** A text as YAML of any kind reads it: quoted as JSON. */
const q = (text: string): string => JSON.stringify(text);
const comment = (lines: readonly string[], indent = ''): string =>
  lines.map((line) => `${`${indent}# ${line}`.trimEnd()}\n`).join('');

function packText(t: InitTexts, id: string): string {
  const { comments: c } = t;
  return `${schemaLine}
${comment(c.head)}
${comment(c.pack)}pack:
  format: 1
  id: ${id}
  version: 0.1.0
  title: ${q(t.title)}
  languages: [${t.lang}]
${comment(c.age, '  ')}  # fact-age-days: 365

${comment(c.questions)}questions:
  fanout:
    type: choice
    group: core
    ask: ${q(t.fanout.ask)}
    why: ${q(t.fanout.why)}
    values:
      one: {text: ${q(t.fanout.one.text)}, example: ${q(t.fanout.one.more)}}
      several: {text: ${q(t.fanout.several.text)}, example: ${q(t.fanout.several.more)}}
    default: one

  buffer:
    type: boolean
    group: follow-up
    ask: ${q(t.buffer.ask)}
    why: ${q(t.buffer.why)}
    values:
      "yes": {text: ${q(t.buffer.yes.text)}, example: ${q(t.buffer.yes.more)}}
      "no": {text: ${q(t.buffer.no.text)}, example: ${q(t.buffer.no.more)}}
${comment(c.assume, '    ')}    assume: "no"

${comment(c.requirement, '  ')}  message-kib:
    type: number
    group: requirement
    unit: KiB
    example: "256"
    ask: ${q(t.size.ask)}
    why: ${q(t.size.why)}

${comment(c.tree)}tree:
  ask: fanout
  branches:
    - when: one
      because: ${q(t.branches.one)}
      then: queue
    - when: several
      because: ${q(t.branches.several)}
      then:
        ask: buffer
        branches:
          - when: "yes"
            because: ${q(t.branches.yes)}
            then: topic-and-queues
          - when: "no"
            because: ${q(t.branches.no)}
            then: topic

${comment(c.leaves)}nodes:
  queue:
    services:
      - service: sqs
        summary: ${q(t.leaves.queue.summary)}
        because: [${q(t.leaves.queue.because)}]
  topic-and-queues:
    services:
      - service: sns
        with: [sqs]
        summary: ${q(t.leaves.queues.summary)}
        because: [${q(t.leaves.queues.because)}]
        handles:
          buffer: {by: sqs, text: ${q(t.handled)}}
  topic:
    services:
      - service: sns
        summary: ${q(t.leaves.topic.summary)}
        because: [${q(t.leaves.topic.because)}]

${comment(c.services)}services:
  sqs:
    name: Amazon SQS
    url: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html
    summary: ${q(t.sqs.summary)}
    differentiator: ${q(t.sqs.differentiator)}
    facts:
      fanout:
        topic: consumers
        question: fanout
        values: [one]
        short: ${q(t.sqs.fanout.text)}
        text: ${q(t.sqs.fanout.more)}
        source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html
        checked: ${readOn}
      message-kib:
        topic: message-size
        question: message-kib
        max: 1024
        mitigation: claim-check
        short: ${q(t.sqs.size.text)}
        text: ${q(t.sqs.size.more)}
        source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
        checked: ${readOn}
  sns:
    name: Amazon SNS
    url: https://docs.aws.amazon.com/sns/latest/dg/welcome.html
    summary: ${q(t.sns.summary)}
    differentiator: ${q(t.sns.differentiator)}
    facts:
      buffer:
        topic: retention
        question: buffer
        values: ["no"]
        short: ${q(t.sns.buffer.text)}
        text: ${q(t.sns.buffer.more)}
        source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
        checked: ${readOn}
      message-kib:
        topic: message-size
        question: message-kib
        max: 1024
        mitigation: claim-check
        short: ${q(t.sns.size.text)}
        text: ${q(t.sns.size.more)}
        source: https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html
        checked: ${readOn}

${comment(c.mitigations)}mitigations:
  claim-check:
    text: ${q(t.claimCheck)}
    trade-off: ${q(t.claimCheckPrice)}
    source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-managing-large-messages.html

${comment(c.advice)}advice:
  nothing-kept:
    when: {buffer: "no"}
    services: [sns]
    warning:
      text: ${q(t.nothingKept)}
      source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
`;
}

function casesText(t: InitTexts): string {
  const { cases } = t;
  return `${schemaLine}
${comment(t.comments.cases)}cases:
  - name: ${q(cases.order)}
    answers: {fanout: one, buffer: "no", message-kib: 1024}
    expect: {service: sqs, with: [], warnings: []}
  - name: ${q(cases.large)}
    answers: {fanout: one, message-kib: 2048}
    expect: {service: sqs, with: [], warnings: [message-kib]}
  - name: ${q(cases.everywhere)}
    answers: {fanout: several, buffer: "yes"}
    expect: {service: sns, with: [sqs], warnings: []}
  - name: ${q(cases.news)}
    answers: {fanout: several, message-kib: 1024}
    expect: {service: sns, with: [], warnings: [nothing-kept]}
  - name: ${q(cases.photo)}
    answers: {fanout: several, message-kib: 2048}
    expect: {service: sns, with: [], warnings: [message-kib, nothing-kept]}
  - name: ${q(cases.unknown)}
    answers: {}
    defaults: true
    expect: {service: sqs}
`;
}
