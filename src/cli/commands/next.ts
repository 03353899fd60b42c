import { nextStep } from '../../agents/next-step.ts';
import { finding } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import { answerWords, shellCommand } from '../../output/shell-command.ts';
import { valueJson } from '../../output/values.ts';
import type { Document } from '../../records/record-file.ts';
import { collectAnswers } from '../collect-answers.ts';
import { type Context, commandLineOf, type Invocation } from '../context.ts';
import { flagWord, optionWords } from '../equivalent-command.ts';
import { Exit } from '../exit.ts';
import { writeOut } from '../output.ts';

/** `tsunagi next`: the next questions or the decision in short, as JSON, for programs with prompts of their own. */
export async function nextCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, lang } = context;
  const pack = packs.in(lang);
  const { documents, many } = await collectAnswers(context, invocation, pack, []);
  const place = invocation.get('answers')?.place ?? commandLineOf(context.argv).placeOf(0);
  if (many) invocation.refuse(finding('one-decision', place, { option: 'next', count: documents.length }));
  const document = documents[0] ?? { title: null, answers: {}, record: null };
  const step = nextStep(pack, {
    answers: document.answers,
    title: document.title,
    known: document.record,
    policy: invocation.policy,
    flag: flagWord,
    command: (decided) => commandWith(context, invocation, pack, document, decided),
  });
  writeOut(io, invocation.get('output'), valueJson(step));
  return Exit.done;
}

/** The command with all answers so far; answers in a file stay there, with their notes and sources. */
function commandWith(
  { folder }: Context,
  invocation: Invocation,
  pack: Pack,
  { answers }: Document,
  decided: boolean,
): string {
  const file = invocation.get('answers')?.value ?? '-';
  const named = file === '-' || file === '' ? null : file;
  const given = Object.entries(answers).filter(([, { from }]) => named === null || from !== 'file');
  return shellCommand([
    'tsunagi',
    decided ? 'decide' : 'next',
    ...(named === null ? [] : ['--answers', named]),
    ...answerWords(pack, Object.fromEntries(given), flagWord),
    ...optionWords(invocation, [...(named === null ? [] : ['select']), 'no-assume', 'defaults', 'title', 'lang']),
    ...(folder === null ? [] : ['--rules', folder]),
    ...(decided ? ['--explain'] : []),
  ]);
}
