import about from '../../package.json' with { type: 'json' };
import type { Io } from '../model/io.ts';
import { commandLineOf } from './command-line.ts';
import type { Context } from './context.ts';
import { styleFor, wantsColour } from './host/colour.ts';
import { usualWidth } from './host/terminal.ts';
import { localeLanguage, speechIn } from './language.ts';
import { writeOut } from './output.ts';
import { openPacks } from './packs.ts';
import { peek } from './peek.ts';
import { createProgram } from './program.ts';

/** What every command is given besides its own arguments: language, rules, and the command line that the rules make. */
export async function openContext(argv: readonly string[], io: Io): Promise<Context> {
  const { rules, lang, words } = peek(argv, io.env);
  const spoken = lang ?? localeLanguage(io);
  const speech = speechIn(spoken);
  const packs = await openPacks(io, readsFolderItself(words) ? null : (rules?.value ?? null));
  // Every language has the same questions: the one that will be needed again spares reading the pack twice.
  const pack = packs.in(argv.some((arg) => /^(-f|-o|--format|--output)/.test(arg)) ? lang : spoken);
  const { help: texts } = speech === 'ja' ? await import('../messages/ja/help.ts') : await import('../messages/en/help.ts');
  const flags = new Map(argv.map((arg) => [arg.replace(/^--/, ''), true]));
  const style = await styleFor(argv.some(asksHelp) && wantsColour(io, io.stdout, flags));
  const page = { style, width: io.stdout.columns ?? usualWidth };
  return {
    io,
    argv,
    line: commandLineOf(argv),
    speech,
    lang,
    spoken,
    packs,
    pack,
    folder: rules?.value ?? null,
    programOf: (other, run) =>
      createProgram({ version: about.version, pack: other, texts, page, write: (text) => writeOut(io, null, text), run }),
  };
}

function asksHelp(arg: string): boolean {
  return ['-h', '--help', 'help', 'rules'].includes(arg);
}

const withoutFolder: ReadonlySet<string | undefined> = new Set(['lint', 'diff', 'init']);

/**
 * `rules lint` reads the folder itself: what is wrong with the pack in it is what is asked for. `completion` does, too: with
 * a pack that cannot be read there is still much to complete. `rules diff` and `rules init` look at no pack in force.
 */
function readsFolderItself([command, below]: readonly string[]): boolean {
  return command === 'completion' || (command === 'rules' && withoutFolder.has(below));
}
