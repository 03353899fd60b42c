import type { InitTexts } from './rules-init.ts';

/** The pack that `rules init` makes, in English. */
export const english: InitTexts = {
  lang: 'en',
  comments: {
    head: [
      'A pack of rules for tsunagi: which service should link two parts of an application.',
      '',
      'Try it:       tsunagi --rules .',
      'Prove it:     tsunagi rules lint --rules .',
      'Test it:      tsunagi rules test --rules . --threshold 100 --mutate',
      'Look at it:   tsunagi rules graph --rules .',
      'Compare it:   tsunagi rules diff <old folder> <new folder>',
      '',
      'All *.yaml files in this folder are read as one. The format is described in docs/pack-format.md of the package.',
    ],
    pack: [
      'Who this is. To build on the rules that come with tsunagi instead, add `extends: aws-messaging`, and for the editor',
      'take `tsunagi rules schema overlay`: what is inherited can be left out.',
    ],
    age: ['After so many days `tsunagi rules lint` asks you to read the source of a fact again.'],
    questions: [
      'What is asked. `core` questions decide alone; a `follow-up` is asked where it divides; a `requirement` is never asked by',
      'the tree, but is held against the facts of the services.',
    ],
    assume: ['What holds where nobody can be asked. The answer is shown as assumed.'],
    requirement: ['A number: it is compared with the limits that facts give.'],
    tree: ['Where each answer leads, and why. The branches of a node must take every answer that can arrive, each once.'],
    leaves: [
      'Leaves: services in order of preference. The first one whose facts do not contradict the answers, or only with a mitigation,',
      'is recommended. `handles` says how an option itself deals with a contradiction.',
    ],
    services: [
      'What is known of each service, each fact with its source and the day on which somebody read it. These were read for',
      'tsunagi: when you have read a source yourself, write the day as `checked`.',
    ],
    mitigations: ['What makes up for a contradiction, and what it costs.'],
    advice: ['What is said besides, where a recommended service meets certain answers.'],
    cases: [
      "The pack's own tests. `tsunagi rules test --rules .` runs them; `--suggest` drafts those that are missing, and `--mutate`",
      'shows which conditions no case depends on.',
    ],
  },
  title: 'A queue or a topic',
  fanout: {
    ask: 'How many consumers receive each message?',
    why: 'A queue gives each message to one consumer; a topic gives a copy to each subscriber.',
    one: { text: 'one', more: 'An order that one of several equal workers handles.' },
    several: { text: 'several', more: 'Payment, stock and mail each hear of every order.' },
  },
  buffer: {
    ask: 'Must messages wait safely while a consumer is down?',
    why: 'A topic delivers and keeps nothing; a queue keeps what was not handled.',
    yes: { text: 'they must wait', more: 'Orders that arrive during a deployment.' },
    no: { text: 'late is as good as lost', more: 'A notice that is worth nothing a minute later.' },
  },
  size: { ask: 'How large can one message become?', why: 'Each service has a limit; above it the content goes to Amazon S3.' },
  branches: {
    one: 'One consumer handles each message, and that is what a queue is.',
    several: 'Several consumers each receive a copy, and a topic makes the copies.',
    yes: 'What has to wait needs a queue in front of each consumer.',
    no: 'Nothing has to be kept for a consumer that is away.',
  },
  leaves: {
    queue: { summary: 'An Amazon SQS queue.', because: 'The queue keeps each message until a consumer has dealt with it.' },
    queues: {
      summary: 'An Amazon SNS topic with an Amazon SQS queue for each consumer.',
      because: 'The topic makes the copies, and the queues keep them.',
    },
    topic: { summary: 'An Amazon SNS topic.', because: 'The topic delivers a copy to each consumer at once.' },
  },
  handled: 'The queue in front of each consumer keeps its messages while it is down.',
  sqs: {
    summary: 'Amazon SQS is a fully managed message queue.',
    differentiator: 'It keeps each message until a consumer has deleted it.',
    fanout: { text: 'one consumer', more: 'Consumers of one queue compete: each message is handled by one of them.' },
    size: { text: '1 MiB', more: 'A message has at most 1 MiB.' },
  },
  sns: {
    summary: 'Amazon SNS is a fully managed topic that pushes messages to subscribers.',
    differentiator: 'It delivers a copy to each subscriber at once.',
    buffer: {
      text: 'keeps nothing',
      more: 'A topic keeps nothing: when its retries have ended, what a subscriber missed is gone.',
    },
    size: { text: '1 MiB', more: 'A message has at most 1 MiB where the topic is set to take large payloads.' },
  },
  claimCheck: 'Claim check: put the content into Amazon S3 and send its key.',
  claimCheckPrice: 'An S3 request at each end.',
  nothingKept: 'The topic keeps nothing. What a consumer missed is gone when its retries have ended.',
  cases: {
    order: 'an order for one of several equal workers, as large as it may be',
    large: 'a scanned contract that is too large for a message',
    everywhere: 'an order that payment, stock and mail must not miss',
    news: 'a price change that is worth nothing a minute later, as large as it may be',
    unknown: 'nothing known, with the defaults',
    photo: 'a photo for several consumers that is too large for a message',
  },
};
