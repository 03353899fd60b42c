import { decide } from '../../engine/decide.ts';
import { withoutGap } from '../../engine/gap-error.ts';
import { unusedName } from '../../engine/lists.ts';
import { nextQuestion } from '../../engine/questionnaire.ts';
import type { PromptMessages } from '../../messages/en/prompts.ts';
import { decisionMessages, localeOf, promptMessages } from '../../messages/locale.ts';
import type { Answers, Decision } from '../../model/decision.ts';
import { BadInput } from '../../model/finding.ts';
import type { Pack } from '../../model/pack.ts';
import type { LinkAnswers } from '../../output/context.ts';
import { answerWords } from '../../output/shell-command.ts';
import { harmfulIn } from '../../pack/files.ts';
import { type Context, type Invocation, redirected, withoutLocation } from '../context.ts';
import { Exit, Interrupted } from '../exit.ts';
import { isPlain, wantsColour } from '../host/terminal.ts';
import { inFolders, writeOut } from '../output.ts';
import type { Prompter } from './prompter.ts';

/**
 * Asks for the missing answers, settles what an unknown one keeps open, and, if `isBack` from the result, offers to change them.
 * Returns all answers; null if there is nothing to ask. Unless the result is read at a terminal, `unknown` alone asks nothing.
 */
export async function interview(
  context: Context,
  invocation: Invocation,
  { title, answers: known, record }: LinkAnswers,
  { isBack, isRead }: { readonly isBack: boolean; readonly isRead: boolean },
): Promise<Answers | null> {
  const { io, packs, terminalLanguage, messageLanguage } = context;
  const pack = packs.in(terminalLanguage);
  const { policy } = invocation;
  // A record may leave open what nobody was asked, as a draft does.
  const given: Answers = Object.fromEntries(
    Object.entries(known).filter(([, { value, from, by = from }]) => value !== null || by !== 'file'),
  );
  // What no question can change is open only because of an answer that the person did not know.
  const isUnknown = isRead && Object.values(given).some(({ value }) => value === null);
  const isOpen = (): boolean => isUnknown && withoutGap(() => decide(pack, given, policy).open) !== null;
  if (!isBack && nextQuestion(pack, given) === null && !isOpen()) return null;
  const { askOpen } = await import('./questionnaire.ts');
  const prompter = await openPrompter(context, invocation);
  let answers = given;
  const note = (sofar: Answers): void => {
    answers = sofar;
  };
  try {
    return await askOpen(prompter, messageLanguage, pack, { given, policy, isBack }, note);
  } catch (error) {
    if (error instanceof Interrupted && error.code === Exit.interrupted && answers !== given) await leave();
    throw error;
  } finally {
    prompter.close();
  }

  /** Offers to save the answers and says how to resume. Leaving this prompt saves nothing. */
  async function leave(): Promise<void> {
    const messages = promptMessages(messageLanguage);
    const file = `${unusedStem(io, '.', 'tsunagi-answers')}.yaml`;
    const kept = await prompter.confirm(messages.keep(file)).catch((error: unknown) => {
      if (!(error instanceof Interrupted)) throw error;
      return false;
    });
    let words = answerWords(pack, answers);
    try {
      if (!kept) return;
      const { recordText } = await import('../../records/record-text.ts');
      const link = { title, from: record?.from, to: record?.to };
      await writeOut(context, withoutLocation(file), recordText({ ...link, answers, expect: null }));
      words = ['--answers', file];
    } finally {
      // Also if the file cannot be written, so that the answers are not lost.
      io.stderr.write(`${messages.resume}\n  ${invocation.equivalent(words, 'supersedes')}\n`);
    }
  }
}

/** A stem that no YAML file in a folder has yet. */
function unusedStem({ files }: Context['io'], folder: string, stem: string): string {
  return unusedName(stem, { has: (name) => files.exists(`${folder}/${name}.yaml`) });
}

/** Prompts for this terminal: plain numbered ones for screen readers and dumb terminals. */
async function openPrompter({ io, messageLanguage }: Context, invocation: Invocation): Promise<Prompter> {
  if (isPlain(io)) return (await import('./prompter.ts')).plainPrompter(io, messageLanguage);
  const { inquirerPrompter } = await import('./inquirer-prompter.ts');
  return inquirerPrompter(io, messageLanguage, wantsColour(io, io.stderr, invocation));
}

/** Prints the command that reproduces the result. */
export function sayCommand({ io, messageLanguage }: Context, command: string): void {
  const { sameResult, colon } = decisionMessages(messageLanguage);
  io.stderr.write(`${sameResult}${colon.trimEnd()}\n  ${command}\n`);
}

type NextStep = keyof PromptMessages['nextChoices'];

/** Common folders of decision records; the first that exists is used. */
const adrFolders = ['docs/decisions', 'docs/adr', 'doc/adr', 'adr'];

/** Offers next steps with a result; `again` prints or writes it with other options. Returns whether to change an answer. */
export async function offerNextSteps(
  context: Context,
  invocation: Invocation,
  { decision, title, pack }: { readonly decision: Decision; readonly title: string | null; readonly pack: Pack },
  again: (invocation: Invocation) => Promise<void>,
): Promise<boolean> {
  const { io, messageLanguage } = context;
  const messages = promptMessages(messageLanguage);
  const prompter = await openPrompter(context, invocation);
  const { formatMessage } = await import('../../output/findings.ts');
  const { headlineOf } = await import('../../output/decision-view.ts');
  const { reportFindings } = await import('../report.ts');
  const { servicesWithoutTemplate } = await import('../../starters/decision-template.ts');
  const hasTemplate = servicesWithoutTemplate([decision], await context.packs.templates()).length === 0;
  let named = title;
  let unused: string | null = null;
  /** The step to take again. */
  let repeated: NextStep | null = null;
  try {
    for (;;) {
      const step: NextStep = repeated ?? (await nextStep());
      repeated = null;
      if (step === 'review' || step === 'quit') return step === 'review';
      try {
        const chosen = step === 'explain' ? { options: { explain: '' }, folder: '.' } : await fileOptions(step);
        if (!chosen) continue;
        await inFolders(io, [withoutLocation(chosen.folder)], () => again(redirected(invocation, chosen.options)));
      } catch (error) {
        if (!(error instanceof BadInput)) throw error;
        await reportFindings({ ...context, sources: error.sources }, error.findings);
        if (error.findings.some(({ code }) => code === 'wrong-ending')) repeated = step;
      }
    }
  } finally {
    prompter.close();
  }

  async function nextStep(): Promise<NextStep> {
    // A title that was skipped may be wanted for the next file.
    named ||= null;
    const steps = (Object.keys(messages.nextChoices) as NextStep[]).filter(
      (step) => step !== 'cloudformation' || (decision.recommendation && hasTemplate),
    );
    const reply = await prompter.select<NextStep>({
      // Repeats the recommendation, since the result may have scrolled away.
      message: headlineOf(localeOf(pack), decision),
      hint: messages.next,
      choices: steps.map((step) => ({ value: step, key: step, ...messages.nextChoices[step] })),
      current: 'quit',
    });
    return reply === 'back' ? 'quit' : reply.value;
  }

  /** The options that write a file, and its folder; null if the person goes back or keeps the existing file. */
  async function fileOptions(step: Exclude<NextStep, 'explain' | 'review' | 'quit'>) {
    const isAsked = named === null;
    named ??= await line(messages.title, messages.titleHint, '');
    if (named === null) return null;
    const { fileStem } = await import('../../records/record-names.ts');
    // Without a title, a record of an earlier run could be taken for this one.
    unused ??= unusedStem(io, 'links', 'link');
    const stem = fileStem(named) || unused;
    const files = {
      save: `links/${stem}.yaml`,
      html: `${stem}.html`,
      // Given a folder, the ADR gets a name and number like its neighbours.
      adr: adrFolders.find((each) => io.files.exists(each)) ?? 'docs/decisions',
      cloudformation: `${stem}.template.yaml`,
    };
    const file = await line(messages.file, '', files[step]);
    if (file === null) {
      // Back to the title that was just asked for.
      if (isAsked) [named, repeated] = [null, step];
      return null;
    }
    // Records and ADRs are updated in place; other files are overwritten.
    const replaces = (step === 'html' || step === 'cloudformation') && io.files.exists(file);
    if (replaces && !(await prompter.confirm(messages.overwrite(file)))) return null;
    const folder = step === 'adr' && !/\.md$/i.test(file) ? file : (/^(.+)[\\/]/.exec(file)?.[1] ?? '.');
    const target: Record<string, string> = step === 'save' ? { save: file } : { format: step, output: file };
    // Whoever answers here decides today, unless the command line says otherwise.
    const decided = (step === 'save' || step === 'adr') && !invocation.has('date') && { date: io.today() };
    return { options: { ...(named && { title: named }), ...target, ...decided }, folder };
  }

  /** Asks for a line of text; null if the person goes back. */
  async function line(message: string, hint: string, current: string): Promise<string | null> {
    const read = (typed: string) => {
      const harmful = harmfulIn(typed);
      if (!harmful) return { value: typed.trim() };
      return { problem: formatMessage({ code: 'control-character', args: { character: harmful.name } }, messageLanguage) };
    };
    const reply = await prompter.input({ message, hint, current, back: true, read });
    return reply === 'back' ? null : reply.value || current;
  }
}
