import { BadInput } from '../../model/bad-input.ts';
import { quote } from '../../output/shell-command.ts';
import { commands } from '../commands.ts';
import { type Completions, complete } from '../completion/complete.ts';
import { type Context, type Invocation, openContext } from '../context.ts';
import { Exit } from '../exit.ts';
import { writeOut } from '../output.ts';

const shells = commands.completion.words;

/**
 * `tsunagi completion <shell>`: prints a script for the shell. The script calls the same command for candidates and
 * passes after `--` what has been typed: in bash COMP_WORDBREAKS and the line up to the cursor, elsewhere the words.
 */
export async function completionCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, argv } = context;
  const [operand] = invocation.operands;
  const shell = shells.find((name) => name === operand?.value);
  const end = argv.indexOf('--');
  if (shell && end >= 0) {
    const typed = argv.slice(end + 1);
    // The first word of a line is the program's name.
    const words = shell === 'bash' ? wordsOf(typed[1] ?? '').slice(1) : typed;
    writeOut(io, null, linesOf(await completions(context, words), shell === 'bash' ? typed[0] : null, words.at(-1)));
    return Exit.done;
  }
  invocation.refuse();
  writeOut(io, invocation.get('output'), io.builtIn(`completions/tsunagi.${shell}`));
  return Exit.done;
}

async function completions(context: Context, words: readonly string[]): Promise<Completions> {
  const { io, pack } = context;
  // The shell expands `~` only when it runs the line.
  const before = words.slice(0, -1).map((word) => word.replace(/^(--rules=)?~(?=\/|$)/, `$1${io.env['HOME'] ?? '~'}`));
  try {
    return complete(words, await openContext(before, io));
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    // Without readable rules there are no questions or services to offer.
    return complete(words, { ...context, pack: { ...pack, questions: [], services: [], renamed: {} } });
  }
}

/**
 * The output for the shell script: the kind of completion, then a line for each word, its description after a tab.
 * Control characters and line breaks in pack texts are replaced; words that would need quoting are left out.
 *
 * @param breaks the characters at which bash breaks words, since it completes only the part after the last one;
 *   null for other shells
 */
function linesOf({ kind, candidates }: Completions, breaks: string | null = '', current = ''): string {
  const lastBreak = breaks === null ? -1 : [...current].findLastIndex((character) => breaks.includes(character));
  const lines = candidates
    .filter(({ text }) => quote(text) === text && (breaks === null || text.startsWith(current)))
    .map(({ text, about }) => `${text.slice(lastBreak + 1)}\t${about.replace(unprintable, ' ').trim()}`);
  return [kind, ...lines, ''].join('\n');
}

const unprintable = /[\s\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu;

/** The words of a bash command line; the last is unfinished. Removes quotes and backslashes; expands nothing. */
export function wordsOf(line: string): string[] {
  const quoted = /\\([\s\S]?)|'([^']*)'?|"((?:\\[\s\S]?|[^"\\])*)"?/;
  const words = [...line.matchAll(new RegExp(`(?:${quoted.source}|[^\\s'"\\\\])+`, 'g'))];
  const last = words.at(-1);
  const isEnded = last === undefined || last.index + last[0].length < line.length;
  const texts = words.map(([word]) =>
    word.replaceAll(new RegExp(quoted, 'g'), (_, escaped, single, double) =>
      String(escaped ?? single ?? String(double).replaceAll(/\\([\s\S]?)/g, '$1')),
    ),
  );
  return isEnded ? [...texts, ''] : texts;
}
