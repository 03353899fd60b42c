import type { Pack } from '../../model/pack.ts';
import type { PackSource, Texts } from '../../pack/pack-source.ts';
import { lintRule } from '../lint-rule.ts';
import { partsIn } from '../pack-parts.ts';

/** Rules for the texts of a pack. */
export const textRules = [
  lintRule({
    code: 'same-text',
    level: 'warning',
    *check({ authored }) {
      for (const { id, values } of authored.questions) {
        const first = new Map<string, string>();
        for (const { value, text } of values) {
          const key = JSON.stringify(wordingsOf(text));
          const other = first.get(key);
          if (other === undefined) first.set(key, value);
          else yield [`questions.${id}.values.${value}.text`, { question: id, values: [other, value] }];
        }
      }
    },
    en: ({ question, values }, { q, list }) => [
      `Two values of ${q(question)} have the same text: ${list(values)}.`,
      'Make the difference clear.',
    ],
    ja: ({ question, values }, { q, list }) => [
      `${q(question)}の2つの値の文が同じです：${list(values)}。`,
      '違いが分かるように書いてください。',
    ],
    what: 'Two values of a question have the same text.',
  }),
  lintRule({
    code: 'same-branches',
    level: 'warning',
    *check({ authored }) {
      for (const { id, branches } of Object.values<Pack['nodes'][string] | PackSource['nodes'][string]>(authored.nodes)) {
        const first = new Map<string, number>();
        for (const [index, { to, because }] of branches.entries()) {
          const key = JSON.stringify([to, ...wordingsOf(because)]);
          const other = first.get(key);
          if (other === undefined) first.set(key, index);
          else yield [`nodes.${id}.branches.${index}`, { node: id, first: other + 1 }];
        }
      }
    },
    en: ({ first }) => [
      `This branch leads to the same place for the same reason as branch ${first}.`,
      'Make them one, with both values.',
    ],
    ja: ({ first }) => [
      `この分岐は、${first}番目の分岐と行き先も理由も同じです。`,
      '両方の値を並べて、1つの分岐にまとめてください。',
    ],
    what: 'Two branches of a node lead to the same place for the same reason.',
  }),
  lintRule({
    code: 'empty-text',
    level: 'warning',
    *check({ authored: { questions, derived, nodes, leaves, services, patterns, mitigations, neighbours, advice } }) {
      const sections = { questions, derived, nodes, leaves, services, patterns, mitigations, neighbours, advice };
      for (const [path, part, key] of partsIn(sections)) {
        if (!keys.has(key) || !isText(part) || optional.test(path)) continue;
        if (wordingsOf(part).some((wording) => wording.trim() === '')) yield [path, { key: path }];
      }
    },
    en: ({ key }, { q }) => [`The text ${q(key)} is empty.`, 'Write it.'],
    ja: ({ key }, { q }) => [`文${q(key)}が空です。`, '文を書いてください。'],
    what: 'A text is empty in at least one language.',
  }),
  lintRule({
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
      'contradict each other. If a text still applies, repeat it. If you set your own limit, also give your own `source`.',
    example: `
      services:
        sqs: {facts: {message-kib: {max: 512}}}          # its texts still say 1 MiB
      questions:
        data: {ask: {en: "What do you send?"}}           # in Japanese it is the old text
    `,
  }),
];

/** A text in all of its known languages. */
function wordingsOf(text: string | Texts): readonly string[] {
  return typeof text === 'string' ? [text] : Object.values(text);
}

/** The keys of texts that must not be empty. */
const keys = new Set(['ask', 'because', 'caution', 'cost', 'givesUp', 'name', 'short', 'summary', 'text', 'tradeOff']);

/** A variant inherits the name and the summary of its service, and a mitigation may have no name. */
const optional = /\.variants\.[^.]+\.(name|summary)$|^mitigations\.[^.]+\.name$/;

function isText(part: unknown): part is string | Texts {
  if (typeof part !== 'object' || part === null) return typeof part === 'string';
  return !Array.isArray(part) && Object.values(part).every((wording: unknown) => typeof wording === 'string');
}
