import { nextStep } from '../../agents/next-step.ts';
import { unknown } from '../../engine/answer.ts';
import type { Answers } from '../../model/decision.ts';
import type { Pack } from '../../model/pack.ts';
import { quote } from '../../output/shell-command.ts';
import { collectAnswers, type Document, oneDecision } from '../collect-answers.ts';
import type { Context } from '../context.ts';
import { flagWord } from '../equivalent-command.ts';
import { BadInput, Exit } from '../exit.ts';
import type { Invocation } from '../invocation.ts';
import { writeOut } from '../output.ts';
import { policyOf } from '../policy.ts';

/** `tsunagi next`: for programs that ask people themselves: what to ask next, or the decision in short, as JSON. */
export async function nextCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, lang } = context;
  const { options } = invocation;
  const pack = packs.in(lang);
  const { documents } = await collectAnswers(context, invocation, pack, []);
  const [document] = documents;
  const file = options.get('answers')?.[0];
  if (!document || (documents.length > 1 && file))
    throw new BadInput([oneDecision('next', documents.length, file?.place ?? context.line.placeOf(0))]);
  const step = nextStep(pack, {
    answers: document.answers,
    title: document.title,
    policy: policyOf(invocation),
    flag: flagWord,
    command: (decided) => commandWith(context, invocation, pack, document, decided),
  });
  writeOut(io, options.get('output')?.[0] ?? null, `${JSON.stringify(step, null, 2)}\n`);
  return Exit.done;
}

/** Options that a run is not the same without. */
const kept = ['select', 'no-assume', 'defaults', 'title', 'lang'];

/** The command with all answers so far; those of a file stay there, with their notes and who gave them. */
function commandWith({ folder }: Context, { options }: Invocation, pack: Pack, { answers }: Document, decided: boolean): string {
  const file = options.get('answers')?.[0]?.value;
  const named = file === undefined || file === '-' || file === '' ? null : file;
  const given = pack.questions.flatMap(({ id }) => wordsOf(answers, id, named !== null));
  const others = kept.flatMap((long) => {
    const value = options.get(long)?.[0]?.value;
    return value === undefined || (long === 'select' && named === null)
      ? []
      : value === ''
        ? [`--${long}`]
        : [`--${long}`, value];
  });
  const words = [
    ...(decided ? ['decide'] : ['next']),
    ...(named === null ? [] : ['--answers', named]),
    ...given,
    ...others,
    ...(folder === null ? [] : ['--rules', folder]),
    ...(decided ? ['--explain'] : []),
  ];
  return ['tsunagi', ...words].map(quote).join(' ');
}

function wordsOf(answers: Answers, id: string, inFile: boolean): string[] {
  const answer = answers[id];
  if (!answer || (inFile && answer.from === 'file')) return [];
  return [`${flagWord(id)}${answer.value ?? unknown}`];
}
