import { lintRule } from '../../lint-rule.ts';
import { wordingsOf } from '../../pack-parts.ts';

export const sameText = lintRule({
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
  why: 'Readers cannot tell them apart.',
  fix: 'Reword one of them so that they differ.',
  example: `
    values:
      task: {text: a task}
      event: {text: a task}
  `,
  instead: `
      event: {text: an event}
  `,
});
