import { BadInput, type Finding, finding } from '../../model/finding.ts';
import { type DecisionContext, type DecisionItem, decisionItem, type LinkAnswers } from '../../output/context.ts';
import { answerWords } from '../../output/shell-command.ts';
import { plain } from '../../output/style.ts';
import { isAdr } from '../../records/file-kind.ts';
import { changeFiles, type FileTransaction, rehearseFiles } from '../../records/file-transaction.ts';
import { collectAnswers } from '../collect-answers.ts';
import { decisionFormats } from '../commands.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { runsUnattended, USUAL_COLUMNS } from '../host/terminal.ts';
import { sayWritten, viewOf } from '../output.ts';

/** `tsunagi decide`: collects answers, asks for missing ones if it can, decides and says why. */
export async function decideCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, terminalLanguage } = context;
  const { pack, shown } = await viewOf(context, invocation, decisionFormats);
  const [first, ...others] = await collectAnswers(context, invocation, pack, idleOptions(context, invocation));
  const items =
    others.length === 0 && canAsk(io, invocation)
      ? await converse(context, invocation, first)
      : await present(context, invocation, [first, ...others], 'print');
  if (items.every(({ decision }) => decision.status === 'decided')) return Exit.done;
  // The text on a terminal already names what is missing.
  if (!shown || !io.stdout.isTTY) {
    const { renderMissing } = await import('../../output/text/one-screen.ts');
    const page = { pack: packs.in(terminalLanguage), width: io.stderr.columns ?? USUAL_COLUMNS, style: plain };
    io.stderr.write(renderMissing(items, page));
  }
  return Exit.open;
}

/** Asks what is missing, shows the result, and offers next steps, one of which is to go back to the answers. */
async function converse(context: Context, invocation: Invocation, given: LinkAnswers): Promise<readonly DecisionItem[]> {
  const { pack, shown } = await viewOf(context, invocation, decisionFormats);
  const { interview, offerNextSteps, sayCommand } = await import('../prompts/interview.ts');
  // Report files that cannot be read or written before somebody answers questions for them.
  if (['output', 'save'].some(invocation.has)) await present(context, invocation, [given], 'rehearse');
  const isRead = shown && context.io.stdout.isTTY;
  // The person who chooses a file in the menu reads this language.
  const inReadersLanguage = { ...context, lang: context.terminalLanguage };
  let link = given;
  let command: string | null = null;
  try {
    let isBack = false;
    while (true) {
      const answers = await interview(context, invocation, link, { isBack, isRead });
      if (answers) {
        command = invocation.equivalent(answerWords(pack, answers));
        link = { ...link, answers };
      }
      const items = await present(context, invocation, [link], 'print', command);
      const [item] = items;
      if (!item || !answers || !isRead) return items;
      isBack = await offerNextSteps(context, invocation, { ...item, pack }, async (again) => {
        const titled = { ...link, title: again.get('title')?.value ?? link.title };
        // Another save finds the record just saved unchanged.
        const stage = again.has('explain') ? 'print' : 'write';
        [link = titled] = await present(inReadersLanguage, again, [titled], stage, command);
      });
      if (!isBack) return items;
    }
  } finally {
    // Print the command even after an error, so that the person's answers are not lost.
    if (command !== null) sayCommand(context, command);
  }
}

/** Whether prompts are possible: not with `--defaults` or when the answers come from standard input. */
function canAsk({ env, stderr, stdin }: Context['io'], invocation: Invocation): boolean {
  if (invocation.has('no-input') || invocation.has('defaults') || runsUnattended(env)) return false;
  return invocation.get('answers')?.value !== '-' && stderr.isTTY && stdin.isTTY;
}

/** `print` also prints a result without `--output`; `rehearse` changes nothing. */
type Stage = 'rehearse' | 'write' | 'print';

/** The result, and the files that it is written to before it is printed, so that they match. */
async function present(
  context: Context,
  invocation: Invocation,
  links: readonly LinkAnswers[],
  stage: Stage,
  command: string | null = null,
): Promise<readonly DecisionItem[]> {
  const { io } = context;
  const { policy } = invocation;
  const { format, pack, contextOf, write } = await viewOf(context, invocation, decisionFormats);
  const [output, save] = [invocation.get('output'), invocation.get('save')];
  const supersedes = invocation.all('supersedes');
  const [by = null, date = null] = ['by', 'date'].map((long) => invocation.get(long)?.value);
  const decided = links.map((each) => decisionItem(pack, each, policy, command));
  const adr = format === 'adr' ? await import('../../records/adr-file.ts') : null;
  if (adr && output && decided.length !== 1) {
    throw new BadInput([finding('one-decision', output.location, { option: '-f adr -o', count: decided.length })]);
  }
  const render = await decisionFormats[format]();
  const templates = format === 'cloudformation' ? await context.packs.templates() : [];
  if (format === 'cloudformation') {
    const { servicesWithoutTemplate } = await import('../../starters/decision-template.ts');
    const services = servicesWithoutTemplate(
      decided.map(({ decision }) => decision),
      templates,
    );
    const at = invocation.get('format')?.location ?? null;
    if (services.length > 0) throw new BadInput([finding('no-template', at, { services })]);
  }
  const look = { ...contextOf(pack), date, templates };
  const saving = save && { save, supersedes, by, date, policy, isDraft: stage === 'rehearse' };
  const records = saving && (await import('../../records/save.ts'));
  const plan = (transaction: FileTransaction) => {
    const saved = saving && records?.planSave(saving, pack, decided, transaction);
    const items = decided.map((item, index) => (saved ? { ...item, record: saved[index] ?? null } : item));
    const rendered = (old: DecisionContext['supersedes'] = []) => render(items, { ...look, supersedes: old });
    if (adr && output) return { items, text: adr.planAdr(io, { output, supersedes }, pack.lang, transaction, rendered) };
    const text = rendered();
    if (output) transaction.set(output, text);
    return { items, text };
  };
  if (stage === 'rehearse') return rehearseFiles(io, plan).items;
  const { result, written } = changeFiles(io, plan);
  await sayWritten(context, written);
  if (!output && stage === 'print') await write(result.text);
  return result.items;
}

/** Findings for options that need others to have an effect; a day is also for what the menu at a terminal saves. */
function idleOptions({ io }: Context, invocation: Invocation): Finding[] {
  const [saves, isForAdr] = [invocation.has('save'), invocation.get('format')?.value === 'adr'];
  const day = saves || isForAdr || canAsk(io, invocation) ? undefined : invocation.get('date');
  const idleDay = day ? [finding('needs-option', day.location, { option: '--date', needs: ['--save', '-f adr'] })] : [];
  const idle = invocation.all('supersedes').flatMap(({ value, location }) => {
    const isMet = isAdr(value) ? invocation.has('output') && isForAdr : saves;
    const needs = [isAdr(value) ? '-f adr --output' : '--save'];
    return isMet ? [] : [finding('needs-option', location, { option: '--supersedes', needs })];
  });
  return [...idleDay, ...idle];
}
