import { unknown } from '../../engine/answer.ts';
import { nextQuestion } from '../../engine/questionnaire.ts';
import { promptMessages } from '../../messages/locale.ts';
import type { Answers } from '../../model/decision.ts';
import type { Io } from '../../model/io.ts';
import type { Pack } from '../../model/pack.ts';
import type { Context, Invocation } from '../context.ts';
import { equivalentCommand, resumeCommand } from '../equivalent-command.ts';
import { Exit, Interrupted } from '../exit.ts';
import { isPlain, wantsColour } from '../host/terminal.ts';
import { writeOut } from '../output.ts';
import type { Prompter } from './prompter.ts';

/** Prompts for this terminal: plain numbered ones for screen readers and dumb terminals. */
export async function openPrompter({ io, speech }: Context, invocation: Invocation): Promise<Prompter> {
  if (isPlain(io)) return (await import('./plain-prompter.ts')).plainPrompter(io, speech);
  const { inquirerPrompter } = await import('./inquirer-prompter.ts');
  return inquirerPrompter(io, speech, wantsColour(io, io.stderr, invocation));
}

/** Asks for the missing answers. Returns them with the given ones; null if there is nothing to ask. */
export async function interview(context: Context, invocation: Invocation, given: Answers): Promise<Answers | null> {
  const { packs, spoken, speech } = context;
  const pack = packs.in(spoken);
  const first = nextQuestion(pack, given);
  if (first === null) return null;
  const { askOpen } = await import('./questionnaire.ts');
  const prompter = await openPrompter(context, invocation);
  let answers = given;
  const note = (sofar: Answers): void => {
    answers = sofar;
  };
  try {
    return await askOpen(pack, given, prompter, { first, speech, policy: invocation.policy, note });
  } catch (error) {
    if (error instanceof Interrupted && error.code === Exit.interrupted && answers !== given) {
      await leave(context, invocation, pack, answers, prompter);
    }
    throw error;
  } finally {
    prompter.close();
  }
}

/** Prints the command that reproduces the result. */
export function sayRepeat({ io, speech }: Context, command: string): void {
  io.stderr.write(`${promptMessages(speech).repeat}\n  ${command}\n`);
}

/** Offers to save the answers and says how to resume. Leaving this prompt saves nothing. */
async function leave(
  { io, speech }: Context,
  invocation: Invocation,
  pack: Pack,
  answers: Answers,
  prompter: Prompter,
): Promise<void> {
  const messages = promptMessages(speech);
  const file = freeName(io);
  const kept = await prompter.confirm(messages.keep(file)).catch((error: unknown) => {
    if (error instanceof Interrupted) return false;
    throw error;
  });
  if (kept) {
    const { toYaml } = await import('../../pack/yaml.ts');
    const known = pack.questions.flatMap(({ id }) => (answers[id] ? [[id, answers[id].value ?? unknown]] : []));
    writeOut(io, { value: file, place: null }, toYaml({ answers: Object.fromEntries(known) }));
    prompter.say(messages.saved(file));
  }
  prompter.say(
    `${messages.resume}\n  ${kept ? resumeCommand(file, invocation) : equivalentCommand(pack, answers, invocation)}`,
  );
}

/** The first unused file name, so that nothing is overwritten. */
function freeName({ files }: Io): string {
  for (let number = 1; ; number++) {
    const name = `tsunagi-answers${number === 1 ? '' : `-${number}`}.yaml`;
    if (!files.exists(name)) return name;
  }
}
