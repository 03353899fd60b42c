import { suggestionFor } from '../../engine/nearest.ts';
import { BadInput } from '../../model/bad-input.ts';
import { finding } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import { commands, specOf } from '../commands.ts';
import { complete, dependsOnPack } from '../completion/complete.ts';
import { linesOf, wordsOf } from '../completion/shell-lines.ts';
import { type Context, openContext, peek } from '../context.ts';
import { Exit } from '../exit.ts';
import type { Invocation } from '../invocation.ts';
import { speechIn } from '../language.ts';
import { writeOut } from '../output.ts';
import { openPacks } from '../packs.ts';
import { parse } from '../parse-command-line.ts';

const shells = commands.completion.words;

type Shell = (typeof shells)[number];

/**
 * `tsunagi completion <shell>`: a script for the shell. The script asks the same command what may come next, with what
 * has been typed behind `--`: for bash its COMP_WORDBREAKS and the line up to the cursor, for the others the words.
 */
export async function completionCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, argv } = context;
  const [operand] = invocation.operands;
  const shell = shells.find((name) => name === operand?.value);
  const end = argv.indexOf('--');
  if (shell && end >= 0) {
    writeOut(io, null, await answer(context, shell, argv.slice(end + 1)));
    return Exit.done;
  }
  if (operand && !shell) {
    const { value: id, place } = operand;
    invocation.refuse(finding('unknown-shell', place, { id, known: shells, ...suggestionFor(id, shells) }));
  }
  invocation.refuse();
  writeOut(io, invocation.get('output'), io.builtIn(`completions/tsunagi.${shell}`));
  return Exit.done;
}

/** A line that says what else may stand there, then a line for each word, with what it means behind a tab. */
async function answer(context: Context, shell: Shell, typed: readonly string[]): Promise<string> {
  const [breaks = '', line = ''] = typed;
  // The first word of a line is the program's name.
  const words = shell === 'bash' ? wordsOf(line).slice(1) : typed;
  const before = words.slice(0, -1);
  const { lang } = peek(before, context.io.env);
  const spoken = lang ?? context.spoken;
  // The language may have been typed, too.
  const { programOf } = lang === null ? context : await openContext(['completion', '--lang', lang], context.io);
  const pack = await packIn(context, before, spoken);
  return linesOf(
    complete(words, { pack, programOf, speech: speechIn(spoken) }),
    shell === 'bash' ? { current: words.at(-1) ?? '', breaks } : null,
  );
}

/**
 * The pack in force by what has been typed. One in a folder takes long to read, so that it is read only where the
 * command has to do with questions or services; where it cannot be read, there are none.
 */
async function packIn(
  { io, packs, programOf }: Context,
  before: readonly string[],
  spoken: string | null,
): Promise<Pack> {
  const folder = peek(before, io.env).rules?.value.replace(/^~(?=\/|$)/, io.env['HOME'] ?? '~') ?? null;
  if (folder === null) return packs.in(spoken);
  const bare = { ...packs.in(spoken), questions: [], services: [], renamed: {} };
  const parsed = parse({ argv: before, pack: bare, programOf });
  if (parsed === null || !dependsOnPack(specOf(parsed.name))) return bare;
  try {
    return (await openPacks(io, folder)).in(spoken);
  } catch (error) {
    if (error instanceof BadInput) return bare;
    throw error;
  }
}
