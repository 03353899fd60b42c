import { nearest } from '../../engine/nearest.ts';
import { finding } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import { commands, specOf } from '../commands.ts';
import { complete } from '../completion/complete.ts';
import { linesOf } from '../completion/complete-lines.ts';
import { dependsOnPack } from '../completion/complete-values.ts';
import { wordsOf } from '../completion/shell-line.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import type { Invocation } from '../invocation.ts';
import { parse } from '../invocation-of.ts';
import { speechIn } from '../language.ts';
import { openContext } from '../open-context.ts';
import { writeOut } from '../output.ts';
import { openPacks } from '../packs.ts';
import { peek } from '../peek.ts';

const shells = commands.completion.words;

type Shell = (typeof shells)[number];

/**
 * `tsunagi completion <shell>`: a script for the shell. The script asks the same command what may come next, with what has
 * been typed behind `--`: for bash its COMP_WORDBREAKS and the line up to the cursor, for the others the words.
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
  const wrong = operand && !shell ? [unknownShell(operand)] : [];
  const none = operand ? [] : [finding('missing-operand', null, { operand: `<${shells.join('|')}>`, command: 'completion' })];
  const findings = [...invocation.findings, ...wrong, ...none];
  if (findings.length > 0) throw new BadInput(findings);
  writeOut(io, invocation.options.get('output')?.[0] ?? null, io.builtIn(`completions/tsunagi.${shell}`));
  return Exit.done;
}

function unknownShell({ value, place }: Invocation['operands'][number]) {
  const meant = nearest(value, shells);
  return finding('unknown-shell', place, { id: value, known: shells, ...(meant === null ? {} : { suggestion: meant }) });
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
 * The pack in force by what has been typed. One in a folder takes long to read, so that it is read only where the command has
 * to do with questions or services; where it cannot be read, there are none.
 */
async function packIn({ io, packs, programOf }: Context, before: readonly string[], spoken: string | null): Promise<Pack> {
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
