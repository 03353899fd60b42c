import { cut } from '../../../messages/diagnostic-message.ts';
import { lintRule } from '../../lint-rule.ts';

export const flagTaken = lintRule({
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
  docs: {
    what: 'A question has the name of an option of the command line.',
    why: 'No flag answers it; it has to be answered with `--set`.',
    fix: 'Rename it, and keep old answers files working with `renamed`.',
    example: `
      questions:
        format: {type: choice, ...}                        # \`--format\` says how to print
    `,
    instead: `
      pack:
        renamed: {format: message-format}
    `,
  },
});
