import { decide } from '../../engine/decide.ts';
import { openQuestions } from '../../engine/summary.ts';
import type { Pack } from '../../model/pack.ts';
import type { DecisionItem } from '../../output/context.ts';
import { plain } from '../../output/style.ts';
import { collectAnswers, type Document } from '../collect-answers.ts';
import type { Context } from '../context.ts';
import { decisionFormats } from '../decision-formats.ts';
import { checkCommandOf, equivalentCommand, flagBefore } from '../equivalent-command.ts';
import { Exit } from '../exit.ts';
import { formatOf, isShown } from '../format-of.ts';
import { styleFor, wantsColour } from '../host/colour.ts';
import { dayFindings } from '../host/day.ts';
import { canAsk, usualWidth } from '../host/terminal.ts';
import type { Invocation } from '../invocation.ts';
import { writeOut } from '../output.ts';
import { policyOf } from '../policy.ts';
import { FileTransaction } from '../records/file-transaction.ts';

/** `tsunagi decide`: gathers answers, asks for what is missing where somebody can be asked, decides and says why. */
export async function decideCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs } = context;
  const shown = isShown(invocation, formatOf(invocation, decisionFormats));
  const pack = packs.in(shown ? context.spoken : context.lang);
  const saved = keeps(invocation) ? await import('../records/save.ts') : null;
  const early = [...dayFindings(invocation, 'date'), ...(saved?.saveFindings(invocation) ?? [])];
  const { documents, many } = await collectAnswers(context, invocation, pack, early);

  const only = documents.length === 1 && documents[0] ? documents[0] : null;
  const asked =
    only && canAsk(io, invocation)
      ? await (await import('../prompts/interview.ts')).interview(context, invocation, only.answers)
      : null;
  const repeat = asked ? equivalentCommand(pack, asked, invocation) : null;
  const finals = only && asked ? [{ ...only, answers: asked }] : documents;
  const items = await present(context, invocation, finals, { pack, many, repeat, print: true });
  const [first] = items;
  try {
    if (first && repeat !== null && shown && io.stdout.isTTY) {
      const { offerNextSteps } = await import('../prompts/next-steps.ts');
      await offerNextSteps(context, invocation, { ...first, pack }, async (again) => {
        const titled = finals.map((each) => ({ ...each, title: again.options.get('title')?.[0]?.value ?? each.title }));
        await present(context, again, titled, { pack, many, repeat, print: again.options.has('explain') });
      });
    }
  } finally {
    if (repeat !== null) (await import('../prompts/interview.ts')).sayRepeat(context, repeat);
  }
  if (items.every(({ decision }) => decision.status === 'decided')) return Exit.done;
  // At a terminal the text has said all of it already.
  if (!shown || !io.stdout.isTTY) (await import('../records/missing.ts')).reportMissing(context, items);
  return Exit.open;
}

interface Presentation {
  /** In the language of the result. */
  readonly pack: Pack;
  readonly many: boolean;
  readonly repeat: string | null;
  /** Whether what goes to no file goes to standard output. */
  readonly print: boolean;
}

/** Decides, and prints or writes the result. */
async function present(
  context: Context,
  invocation: Invocation,
  finals: readonly Document[],
  { pack, many, repeat, print }: Presentation,
): Promise<readonly DecisionItem[]> {
  const { io } = context;
  const format = formatOf(invocation, decisionFormats);
  const shown = isShown(invocation, format);
  const output = invocation.options.get('output')?.[0] ?? null;
  const decisions = await keeping(context, repeat, () => itemsOf(pack, finals, invocation, repeat));
  const transaction = new FileTransaction(io);
  const kept = decisions.map((item, index) => ({ item, document: finals[index] as Document }));
  const saved = invocation.options.has('save') ? await import('../records/save.ts') : null;
  const records = saved?.planSave(context, invocation, pack, kept, transaction);
  const items = decisions.map((item, index) => ({ ...item, ...(records ? { record: records[index] ?? null } : {}) }));

  const adr = format === 'adr' ? await import('../records/adr-file.ts') : null;
  if (adr && output) adr.oneAdr(items.length, output.place);
  const old = adr?.oldAdrs(context, invocation) ?? [];
  const { render } = await decisionFormats[format]();
  const text = render(items, {
    pack,
    lang: pack.lang,
    many,
    explain: invocation.options.has('explain'),
    width: (shown ? io.stdout.columns : null) ?? usualWidth,
    ...(shown && io.stdout.rows ? { height: io.stdout.rows } : {}),
    style: shown ? await styleFor(wantsColour(io, io.stdout, invocation.options)) : plain,
    flag: flagBefore,
    date: invocation.options.get('date')?.[0]?.value ?? null,
    check: (file) => checkCommandOf(file, context.folder),
    adr: { supersedes: old },
    ...(format === 'cloudformation' ? { templates: await context.packs.templates() } : {}),
    toYaml: format === 'yaml' ? (await import('../../pack/yaml.ts')).toYaml : () => '',
  });
  if (adr && output) adr.editAdr(context, adr.adrOutput(context, output, text), text, old, pack.lang, transaction);
  else if (output) transaction.set(output.value, text, output.place);
  // Files first: what is printed then stands.
  const written = transaction.commit();
  // A log needs no such line.
  if (io.stderr.isTTY) {
    const { promptMessages } = await import('../../messages/locale.ts');
    for (const path of written) io.stderr.write(`${promptMessages(context.speech).saved(path)}\n`);
  }
  if (!output && print) writeOut(io, null, text);
  return items;
}

/** Where deciding fails, what the person has answered is not lost. */
async function keeping<T>(context: Context, repeat: string | null, work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (repeat !== null) (await import('../prompts/interview.ts')).sayRepeat(context, repeat);
    throw error;
  }
}

function itemsOf(pack: Pack, documents: readonly Document[], invocation: Invocation, repeat: string | null): DecisionItem[] {
  const policy = policyOf(invocation);
  return documents.map(({ title, answers, record }) => {
    const decision = decide(pack, answers, policy);
    const asks = decision.status === 'open' ? openQuestions(pack, answers, policy) : [];
    return { title, decision, repeat, answers, record: record ? { ...record.document, file: record.file } : null, asks };
  });
}

/** Whether anything is to be done to records. */
function keeps({ options }: Invocation): boolean {
  return ['save', 'by', 'supersedes'].some((long) => options.has(long));
}
