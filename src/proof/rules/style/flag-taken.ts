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
  what: 'A question has the same name as a command-line option.',
  why: 'The question gets no flag of its own. Users must answer it with `--set`.',
  fix: 'Rename the question. List the old name under `renamed` to keep existing answers files working.',
  example: `
    questions:
      format: {type: choice, ...}                        # \`--format\` says how to print
  `,
  instead: `
    pack:
      renamed: {format: message-format}
  `,
});
