import { readValue } from '../../engine/answer.ts';
import { cut } from '../../messages/diagnostic-message.ts';
import type { Question } from '../../model/pack.ts';
import { lintRule, provedRule } from '../lint-rule.ts';

/** Rules for questions, their assumptions and their defaults. */
export const questionRules = [
  provedRule({
    code: 'idle-requirement',
    level: 'error',
    en: ({ question }, { q }) => [
      `No answer to ${q(question)} makes a difference to any outcome.`,
      'Ask it, name services in the leaves that its facts tell apart, or remove it.',
    ],
    ja: ({ question }, { q }) => [
      `${q(question)}にどう答えても、結果は変わりません。`,
      'ノードで尋ねる、そのファクトで差が付くサービスをリーフに加える、質問を削除する、のいずれかを行ってください。',
    ],
    what: 'No node asks a question, and no answer to it changes any outcome.',
  }),
  provedRule({
    code: 'incomplete-default',
    level: 'warning',
    en: ({ question, list: rules }, { q }) => [
      `There are answers with which no \`${rules}\` of ${q(question)} holds, so that \`--defaults\` leaves it open.`,
      'Add a last one without a condition.',
    ],
    ja: ({ question, list: rules }, { q }) => [
      `回答によっては${q(question)}のどの${rules}も成り立たず、--defaults を付けても未回答のままになります。`,
      '最後に、条件のないものを加えてください。',
    ],
    what:
      'For some answers, no `default` of a question applies where the question is asked. If the question has no ' +
      '`default`, its `assume` is checked instead.',
    why: '`--defaults` should leave no question open, but it leaves this one open.',
  }),
  lintRule({
    code: 'flag-taken',
    level: 'warning',
    *check({ pack, isOption }) {
      for (const { id } of pack.questions) if (isOption(id)) yield [`questions.${id}`, { question: id }];
    },
    en: ({ question }, { q }) => [
      `An option of the command line is called \`--${cut(question)}\`, so no flag answers ${q(question)}.`,
      `Rename it; until then it is answered with \`--set ${cut(question)}=<value>\`.`,
    ],
    ja: ({ question }, { q }) => [
      `--${cut(question)} という名前のオプションがあるため、${q(question)}に答えるフラグはありません。`,
      `名前を変えてください。それまでは --set ${cut(question)}=<値> で回答できます。`,
    ],
    what: 'A question has the same name as a command-line option.',
    why: 'It gets no flag of its own. List the old name under `renamed` to keep existing answers files working.',
  }),
  lintRule({
    code: 'single-value',
    level: 'warning',
    *check({ pack }) {
      for (const { id, type, values } of pack.questions) {
        if (type !== 'number' && values.length === 1) yield [`questions.${id}.values`, { question: id }];
      }
    },
    en: ({ question }, { q }) => [
      `${q(question)} has one value, so there is nothing to choose.`,
      'Add another one, or remove the question.',
    ],
    ja: ({ question }, { q }) => [
      `${q(question)}の値は1つだけで、選ぶ余地がありません。`,
      '値を加えるか、質問を削除してください。',
    ],
    what: 'A choice has only one value.',
  }),
  lintRule({
    code: 'bad-bounds',
    level: 'error',
    *check({ pack }) {
      for (const question of pack.questions) {
        const bound = wrongBound(question);
        const { id, min, max } = question;
        if (bound !== null) yield [`questions.${id}.${bound}`, { question: id, min, max }];
      }
    },
    en: ({ question, min, max }, { q }) => [
      `The bounds of ${q(question)} are wrong: from ${min}${max === null ? '' : ` to ${max}`}.`,
      'Set `min` below `max`, and both to whole numbers where the answers are whole.',
    ],
    ja: ({ question, min, max }, { q }) => [
      `${q(question)}の範囲（${min}から${max ?? ''}）が正しくありません。`,
      'min を max より小さくし、回答が整数の場合は両方を整数にしてください。',
    ],
    what:
      'The bounds of a number question are invalid: the minimum is greater than or equal to the maximum, or a ' +
      'whole-number question has fractional bounds.',
  }),
  lintRule({
    code: 'bad-example',
    level: 'warning',
    *check({ pack }) {
      for (const question of pack.questions) {
        const { id, type, example } = question;
        // If no number fits the bounds, no example can be right.
        if (type !== 'number' || example === '' || wrongBound(question) !== null) continue;
        if ('problem' in readValue(question, example, { text: true }))
          yield [`questions.${id}.example`, { question: id, example }];
      }
    },
    en: ({ question, example }, { q }) => [`${q(example)} is not an answer to ${q(question)}.`, 'Give an example that is one.'],
    ja: ({ question, example }, { q }) => [
      `${q(example)}は${q(question)}の回答になりません。`,
      '回答できる値を例にしてください。',
    ],
    what: 'The example of a number question is not a valid answer.',
  }),
];

/**
 * The bound of a number question that leaves at most one answer, or is not whole although the answers are; null if both are fine.
 */
function wrongBound({ type, min, max, integer }: Question): 'min' | 'max' | null {
  if (type !== 'number') return null;
  if (max !== null && min >= max) return 'max';
  if (integer && !Number.isInteger(min)) return 'min';
  return integer && max !== null && !Number.isInteger(max) ? 'max' : null;
}
