import { provedRule } from '../../lint-rule.ts';

export const contradictedService = provedRule({
  code: 'contradicted-service',
  level: 'error',
  en: ({ leaf, service, fact, question, values }, { q, list }) => [
    `${q(leaf)} puts ${q(service)} first, but its fact ${q(fact)} contradicts answers to ${q(question)} that lead there: ${list(values)}.`,
    'Name a mitigation, say how the option handles it, or put another service first.',
  ],
  ja: ({ leaf, service, fact, question, values }, { q, list }) => [
    `リーフ${q(leaf)}の第一候補${q(service)}は、ファクト${q(fact)}により、そこへ至る${q(question)}の回答と矛盾します：${list(values)}。`,
    '緩和策を指定する、対処方法を書く、別のサービスを先頭に置く、のいずれかを行ってください。',
  ],
  what:
    'A leaf puts a service first although one of its hard facts contradicts answers given on the path to the ' +
    'leaf. The leaf neither handles the contradiction nor names a mitigation.',
  why: 'The tree and the facts disagree: the tree leads to a service that the facts rule out.',
  fix:
    'Put another service first, name a mitigation (in the fact or the option), or explain under `handles` how ' +
    'the option deals with the contradiction.',
  example: `
    # reached with \`kind: event\`
    log:
      services:
        - {service: log, summary: ...}                   # its fact admits \`kind: log\` only
  `,
  instead: `
        - {service: log, summary: ..., handles: {kind: {text: It takes events as well.}}}
  `,
});
