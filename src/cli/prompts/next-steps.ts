import type { PromptMessages } from '../../messages/en/prompts.ts';
import { decisionMessages, promptMessages } from '../../messages/locale.ts';
import { namesIn } from '../../messages/names.ts';
import { BadInput } from '../../model/bad-input.ts';
import type { Decision } from '../../model/decision.ts';
import type { Pack } from '../../model/pack.ts';
import { harmfulIn } from '../../pack/files.ts';
import { type Context, type Invocation, unplaced } from '../context.ts';
import { inFolder } from '../output.ts';
import { openPrompter } from './interview.ts';

type NextStep = keyof PromptMessages['nextChoices'];

/** Common folders of decision records; the first that exists is used. */
const adrFolders = ['docs/decisions', 'docs/adr', 'doc/adr', 'adr'];
const NEW_ADR_FOLDER = 'docs/decisions';

/**
 * Offers next steps with a result until the person quits.
 *
 * @param again prints or writes the result once more, with other options
 */
export async function offerNextSteps(
  context: Context,
  invocation: Invocation,
  { decision, title, pack }: { readonly decision: Decision; readonly title: string | null; readonly pack: Pack },
  again: (invocation: Invocation) => Promise<void>,
): Promise<void> {
  const { io, speech } = context;
  const messages = promptMessages(speech);
  const prompter = await openPrompter(context, invocation);
  let named = title;
  try {
    for (;;) {
      const step = await nextStep();
      if (step === 'quit') return;
      try {
        const chosen = step === 'explain' ? { options: { explain: '' }, folder: '.' } : await fileOptions(step);
        if (!chosen) continue;
        const { options, folder } = chosen;
        await inFolder(io, unplaced(folder), () => again(invocation.redirected(options)));
      } catch (error) {
        if (!(error instanceof BadInput)) throw error;
        const { reportFindings } = await import('../report.ts');
        await reportFindings(context, error);
      }
    }
  } finally {
    prompter.close();
  }

  async function nextStep(): Promise<NextStep> {
    const { recommendation } = decision;
    const steps = (Object.keys(messages.nextChoices) as NextStep[]).filter(
      (step) => step !== 'cloudformation' || recommendation,
    );
    const reply = await prompter.select<NextStep>({
      // Repeats the recommendation, since the result may have scrolled away.
      message: headline(decision, pack),
      hint: messages.next,
      choices: steps.map((step) => ({ value: step, key: step, ...messages.nextChoices[step] })),
      current: 'quit',
    });
    return reply === 'back' ? 'quit' : reply.value;
  }

  /** The options that write a file, and its folder; null if the person goes back or keeps the existing file. */
  async function fileOptions(step: Exclude<NextStep, 'explain' | 'quit'>) {
    named ??= await line(messages.title, messages.titleHint, '');
    const file = named === null ? null : await line(messages.file, '', fileFor(step, named));
    if (file === null) return null;
    // Records and ADRs are updated in place; other files are overwritten.
    const replaces = (step === 'html' || step === 'cloudformation') && io.files.exists(file);
    if (replaces && !(await prompter.confirm(messages.overwrite(file)))) return null;
    const folder = step === 'adr' && !/\.md$/i.test(file) ? file : (/^(.+)[\\/]/.exec(file)?.[1] ?? '.');
    const title: Record<string, string> = named ? { title: named } : {};
    return { options: step === 'save' ? { ...title, save: file } : { ...title, format: step, output: file }, folder };
  }

  /** Asks for a line of text; null if the person goes back. */
  async function line(message: string, hint: string, current: string): Promise<string | null> {
    const { formatMessage } = await import('../report.ts');
    const read = (typed: string) => {
      const harmful = harmfulIn(typed);
      if (!harmful) return { value: typed.trim() };
      return { problem: formatMessage({ code: 'control-character', args: { character: harmful.name } }, speech) };
    };
    const reply = await prompter.input({ message, hint, current, back: true, read });
    return reply === 'back' ? null : reply.value || current;
  }

  function fileFor(step: NextStep, name: string): string {
    const words = name.toLowerCase().match(/[a-z0-9]+/g);
    const slug = words?.join('-') ?? 'link';
    // Given a folder, the ADR gets a name and number like its neighbours.
    if (step === 'adr') return adrFolders.find((each) => io.files.exists(each)) ?? NEW_ADR_FOLDER;
    if (step === 'save') return `links/${slug}.yaml`;
    return step === 'html' ? `${slug}.html` : `${slug}.template.yaml`;
  }
}

function headline({ recommendation, unmet = [] }: Decision, pack: Pack): string {
  const messages = decisionMessages(pack.lang);
  if (!recommendation) return messages.notDecided;
  const lead = unmet.length > 0 ? messages.nearest : messages.recommended;
  return `${lead}${messages.colon}${namesIn(pack, messages).offering(recommendation.service, recommendation.variant)}`;
}
