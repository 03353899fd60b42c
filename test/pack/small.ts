/** A small pack that has one of everything, in two languages. */
export const small: Readonly<Record<string, string>> = {
  'pack/pack.yaml': `pack:
  format: 1
  id: small
  version: 1.0.0
  title: {en: Small, ja: 小さなパック}
  languages: [en, ja]
  renamed: {kind: data}
  fact-age-days: 365
`,
  'pack/questions.yaml': `questions:
  data:
    type: choice
    group: core
    ask: {en: Stream or message?, ja: ストリームかメッセージか}
    why: {en: It divides., ja: ここで分かれます。}
    values:
      stream: {text: {en: stream, ja: ストリーム}, example: clicks}
      message: {text: message}
    default:
      - {when: {size: {below: 10}, native: true}, value: stream}
      - value: message
  native:
    type: boolean
    group: follow-up
    ask: Native?
    values: {yes: {text: yes it is}, "no": {text: no}}
    assume: false
  size:
    type: number
    group: requirement
    ask: How large?
    min: 1
    max: 1000
    integer: true
    unit: {en: KiB, ja: キビバイト}
    example: "256"
`,
  'pack/services/a.yaml': `services:
  a:
    name: Service A
    url: https://example.com/a
    summary: {en: It is A., ja: Aです。}
    differentiator: It differs.
    facts:
      size:
        topic: message-size
        question: size
        max: 256
        mitigation: split
        short: 256 KiB
        text: {en: Up to 256 KiB., ja: 256 KiBまで。}
        source: https://example.com/a/limits
        checked: 2026-11-24
      native:
        topic: model
        question: native
        values: [false]
        kind: quota
        short: no
        text: no
        source: https://example.com/a
        checked: 2026-11-24
        valid-until: 2027-06-01
        certainty: secondary
    variants:
      plain: {name: plain}
      fifo:
        name: FIFO
        summary: In order.
        facts:
          size:
            topic: message-size
            question: size
            max: 128
            short: 128 KiB
            text: Up to 128 KiB.
            source: https://example.com/a/fifo
            checked: 2026-11-24
    monitoring:
      utilization:
        - metric: Sent
          namespace: AWS/A
          dimensions: [Name]
          statistic: Sum
          meaning: How much is sent.
          variants: [fifo]
          alarm:
            comparison: GreaterThanThreshold
            threshold: 0
            period: 60
            evaluation-periods: 15
            basis: starter
            why: {en: Ours., ja: 独自の値。}
          source: https://example.com/a/metrics
          checked: 2026-11-24
`,
  'pack/services/b.yml': `services:
  b: {name: Service B, summary: It is B.}
patterns:
  queue: {name: {en: queue, ja: キュー}, text: {en: One queue., ja: キュー1つ。}, source: https://example.com/queue}
mitigations:
  split: {text: {en: Split it., ja: 分割する。}}
neighbours:
  bus: {name: Bus, summary: {en: Routes., ja: 振り分ける。}}
advice:
  slow:
    when: {native: yes}
    services: [a/fifo, b]
    patterns: [queue]
    warning: {text: {en: Slow., ja: 遅い。}, mitigation: split, source: https://example.com/slow}
    with: [bus]
    because: It is native.
`,
  'pack/tree.yaml': `tree:
  ask: data
  branches:
    - when: stream
      because: {en: A stream., ja: ストリームです。}
      then:
        ask: size
        branches:
          - {when: {below: 10}, because: small, then: by-native}
          - when: {from: 10}
            because: large
            then: {leaf: large, services: [{service: b, summary: B it is.}]}
    - {when: [message], because: A message., then: by-native}
nodes:
  by-native:
    ask: native
    branches:
      - {when: yes, because: native, then: queue}
      - {when: false, because: not native, then: queue}
  queue:
    services:
      - service: a
        variant: fifo
        with: [b, bus]
        pattern: queue
        summary: {en: A queue., ja: キューです。}
        because: [{en: It fits., ja: 合います。}]
        handles: {native: {by: a/plain, text: The plain one does it.}, data: {by: bus, text: The bus does it.}}
        mitigations: {size: split}
cases:
  - name: a message
    answers: {data: message, native: true, size: null}
    expect: {service: a, variant: fifo, with: [b, bus], pattern: queue, warnings: [slow]}
  - {name: open, answers: {}, assume: false, expect: {service: null, possible: [a, b]}}
`,
};

/** The small pack with one change. */
export function smallWith(file: string, old: string, written: string): Record<string, string> {
  const text = small[file] ?? '';
  if (old !== '' && text.split(old).length !== 2) throw new Error(`"${old}" does not stand once in ${file}`);
  return { ...small, [file]: old === '' ? `${text}${written}` : text.replace(old, () => written) };
}

/** A pack that extends the small one with every optional part of services, mitigations and neighbours. */
export const optionalParts = `pack: {format: 1, id: ours, version: 0.1.0, extends: ../pack}
questions:
  data: {about: both}
  rate: {type: number, group: requirement, ask: How many?}
  kib: {type: number, group: requirement, ask: How large?}
  parts: {type: number, group: requirement, ask: Which parts?, assume: 1}
  others: {type: number, group: follow-up, ask: Which others?}
derived:
  data-rate: {name: {en: data rate, ja: データ量}, formula: rate * kib / 1024, unit: {en: MiB/s, ja: MiB/秒}}
services:
  a:
    built-as:
      resources: [{type: aws_a}]
      needs:
        beside:
          with: b
          name: {en: something, ja: 何か}
          text: {en: Why., ja: 理由。}
          source: https://example.com/need
          met-by: [{type: aws_join, refers: from, joins: to, as: b, where: {open: true}}]
      reaches: [{type: aws_a, question: size, property: room, per: 1024, absent: 0}]
      settles: [{question: size, type: aws_a, property: limit, per: 8}, {question: data, value: stream, where: {kind: log}, consumers: 2}]
    sharing:
      among: producer
      same: {data: [stream, message], native: [true]}
      text: {en: Why, ja: 理由}
      caution: {en: But, ja: 注意}
      source: https://example.com/shared
      checked: 2026-11-24
    trade-off: It waits.
    cost: Each request.
    sizing:
      shards:
        unit: {en: shards, ja: シャード}
        each: {rate: 1000, data-rate: 1}
        multiple-of: 3
        when: {data-rate: {from: 2}}
        unless: [{data: message}, {rate: {below: 5}}]
        source: https://example.com/s
        checked: 2026-11-25
    facts:
      volume:
        topic: throughput
        question: data-rate
        max: 20
        kind: quota
        raise: {en: AWS raises it on request., ja: 申請すれば引き上げられます。}
        short: 20 MiB/s
        text: Up to 20 MiB/s.
        source: https://example.com/v
        checked: 2026-11-25
mitigations:
  split:
    name: {en: Splitting, ja: 分割}
    kind: workaround
    lifts: {data-rate: {max: 100}, native: {values: [yes]}}
    unless: [{data: stream}, {data-rate: {from: 50}}]
    trade-off: Order.
    checked: 2026-11-25
neighbours:
  bus:
    url: https://example.com/bus
    cost: Each event.
    facts:
      size:
        topic: message-size
        question: kib
        max: 256
        short: 256 KiB
        text: Up to 256 KiB.
        source: https://example.com/b
        checked: 2026-11-25
    better:
      - when: {data: message, data-rate: {below: 5}}
        if-unmet: [kib, data-rate]
        services: [a/fifo]
        complements: true
        because: It routes by content.
        gives-up: {en: Order., ja: 順序。}
        source: https://example.com/b
        checked: 2026-11-25
advice:
  slow: {when: {data-rate: {from: 10}}}
`;
