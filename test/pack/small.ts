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
    look-also: {neighbour: bus, text: when many}
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
        handles: {native: {by: a/plain, text: The plain one does it.}}
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
