import { lintRule } from '../../lint-rule.ts';

export const inheritedText = lintRule({
  code: 'inherited-text',
  level: 'warning',
  *check({ source }) {
    for (const { path, ...args } of source?.inheritedTexts ?? []) yield [`${path}.${args.written[0]}`, { key: path, ...args }];
  },
  en: ({ key, reason, written, inherited }, { q, list }) =>
    reason === 'limits'
      ? [
          `${q(key)} has other limits now (${list(written)}), but inherits ${list(inherited)}, which may name the old ones.`,
          `Write ${list(inherited)} anew, too.`,
        ]
      : [
          `The text ${q(key)} is written anew in ${list(written)}, but inherited in ${list(inherited)}, where it may say something else.`,
          `Write it in ${list(inherited)}, too.`,
        ],
  ja: ({ key, reason, written, inherited }, { q, list }) =>
    reason === 'limits'
      ? [
          `${q(key)}の上限・下限などの値（${list(written)}）は上書きされていますが、${list(inherited)}は継承したままで、元の値を述べている可能性があります。`,
          `${list(inherited)}も上書きしてください。`,
        ]
      : [
          `文${q(key)}は${list(written)}では上書きされていますが、${list(inherited)}では継承したままで、内容が食い違っている可能性があります。`,
          `${list(inherited)}の文も書いてください。`,
        ],
  what: 'A pack overrides a limit but inherits the texts that mention it, or overrides a text in only some of its languages.',
  why:
    'Decisions use the new limit, but cards, warnings and reasons show the old figure. Or the languages ' +
    'contradict each other.',
  fix:
    'Override the texts too: `short` and `text` of the fact in each language, or the text in the remaining ' +
    'languages. If a text still applies, repeat it. If you set your own limit, also give your own `source`.',
  example: `
    services:
      sqs: {facts: {message-kib: {max: 512}}}            # its texts still say 1 MiB
    questions:
      data: {ask: {en: "What do you send?"}}             # in Japanese it is the old text
  `,
  instead: `
    services:
      sqs:
        facts:
          message-kib:
            max: 512
            short: {en: "512 KiB", ja: "512 KiB"}
            text: {en: "Our queues are created with a limit of 512 KiB.", ja: "当社のキューは512 KiBの上限で作成されます。"}
    questions:
      data: {ask: {en: "What do you send?", ja: "何を送りますか。"}}
  `,
});
