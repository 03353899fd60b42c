/** A pack in which nothing is wrong, with one of everything that can be. */
export const clean: Readonly<Record<string, string>> = {
  'pack/pack.yaml': `pack:
  format: 1
  id: clean
  version: 1.0.0
  title: {en: Clean, ja: 問題のないパック}
  languages: [en, ja]
  fact-age-days: 365
`,
  'pack/questions.yaml': `questions:
  kind:
    type: choice
    group: core
    ask: {en: What is sent?, ja: 何を送りますか。}
    values:
      task: {text: {en: a task, ja: タスク}}
      event: {text: {en: an event, ja: イベント}}
      log: {text: {en: a log, ja: ログ}}
  wait:
    type: boolean
    group: follow-up
    ask: Does it wait?
    values: {"yes": {text: it waits}, "no": {text: it goes on}}
    assume: "no"
  rate:
    type: number
    group: follow-up
    ask: How many a second?
    max: 1000
    example: "10"
    default:
      - {when: {order: strict}, value: 1}
      - {value: 10}
  size:
    type: number
    group: requirement
    ask: How large?
    min: 1
    max: 1000
    integer: true
    example: "256"
  order:
    type: choice
    group: requirement
    ask: In which order?
    values:
      none: {text: none}
      strict: {text: strict}
`,
  'pack/tree.yaml': `tree:
  ask: kind
  branches:
    - when: task
      because: It is a task.
      then: waiting
    - when: event
      because: It is an event.
      then: busy
    - when: log
      because: It is a log.
      then: log
nodes:
  waiting:
    ask: wait
    branches:
      - {when: yes, because: It waits., then: call}
      - {when: no, because: It goes on., then: queue}
  busy:
    ask: rate
    branches:
      - {when: {below: 100}, because: It is calm., then: topic}
      - {when: {from: 100}, because: It is busy., then: log}
  call:
    services:
      - {service: call, variant: rest, summary: Call it.}
      - {service: call, variant: stream, summary: Call it at length.}
  queue:
    services:
      - {service: queue, pattern: work-queue, summary: Queue it., with: [bus]}
      - {service: log, summary: Log it., handles: {kind: {text: The log takes tasks as well.}}}
  topic:
    services:
      - {service: topic, summary: Publish it., mitigations: {size: split}}
      - {service: log, summary: Log it., handles: {kind: {text: The log takes events as well.}}}
  log:
    services:
      - {service: log, summary: Log it., handles: {kind: {text: The log takes events as well.}}}
`,
  'pack/services.yaml': `services:
  call:
    name: Call
    summary: It calls.
    variants:
      rest:
        name: REST
        facts:
          size: {topic: message-size, question: size, max: 100, short: "100", text: Up to 100., source: https://example.com/a, checked: 2026-11-01}
      stream:
        name: Stream
        facts:
          size: {topic: message-size, question: size, max: 500, short: "500", text: Up to 500., source: https://example.com/a, checked: 2026-11-01}
  queue:
    name: Queue
    summary: It queues.
    facts:
      order:
        topic: ordering
        question: order
        values: [none]
        short: no order
        text: It keeps no order.
        source: https://example.com/b
        checked: 2026-11-01
        valid-until: 2027-11-01
    monitoring:
      saturation:
        - metric: Depth
          namespace: AWS/Example
          statistic: Maximum
          meaning: What waits.
          source: https://example.com/b
          checked: 2026-11-01
          alarm:
            comparison: GreaterThanThreshold
            threshold: 10
            period: 60
            evaluation-periods: 3
            datapoints-to-alarm: 2
            basis: starter
            why: It should be empty.
  topic:
    name: Topic
    summary: It publishes.
    facts:
      size: {topic: message-size, question: size, max: 256, short: "256", text: Up to 256., source: https://example.com/c, checked: 2026-11-01}
      order: {topic: ordering, question: order, values: [none], short: none, text: It keeps no order., source: https://example.com/c, checked: 2026-11-01}
  log:
    name: Log
    summary: It logs.
    facts:
      kind: {topic: model, question: kind, values: [log], short: logs, text: It is made for logs., source: https://example.com/d, checked: 2026-11-01}
`,
  'pack/others.yaml': `patterns:
  work-queue: {name: Work queue, text: Workers take tasks., source: https://example.com/p}
mitigations:
  split: {text: Split it., trade-off: Two., source: https://example.com/r}
neighbours:
  bus: {name: Bus, summary: It carries events., url: https://example.com/n}
advice:
  large:
    when: {size: {from: 900}}
    services: [queue]
    warning: {text: It is large., mitigation: split, source: https://example.com/w}
    with: [bus]
`,
};
