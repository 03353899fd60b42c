import about from '../../package.json' with { type: 'json' };
import type { GapError } from '../engine/explore.ts';
import { nearest } from '../engine/nearest.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import { commandLineOf, environmentPlace } from './command-line.ts';
import type { Context } from './context.ts';
import { wanted } from './early-options.ts';
import { BadInput, ClosedPipe, Exit, Interrupted } from './exit.ts';
import type { Io } from './host/io.ts';
import { localeLanguage, speechIn } from './language.ts';
import { writeOut } from './output.ts';
import { openPacks } from './packs.ts';
import type { Invocation } from './program.ts';

/**
 * Runs the program and gives its exit code. Nothing is thrown, and nothing but `io` is touched.
 *
 * @param argv the arguments, without the interpreter and the program
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await run(argv, io);
  } catch (error) {
    return await explain(error, argv, io);
  } finally {
    io.stdin.close();
  }
}

async function run(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) return printVersion(io);
  const line = commandLineOf(argv);
  // What the flags are depends on the pack, and so these two are read before there is anything to parse with.
  const folder = wanted(argv, io, 'rules');
  const lang = wanted(argv, io, 'lang');
  const spoken = lang ?? localeLanguage(io);
  const packs = await openPacks(io, needsNoFolder(argv) ? null : folder);
  const { parse } = await import('./program.ts');
  // Every language has the same questions: the one that will be needed again spares reading the pack twice.
  const invocation = parse(argv, line, packs.in(argv.some((arg) => /^(-f|-o|--format|--output)/.test(arg)) ? lang : spoken));
  if (invocation.options.has('version')) return printVersion(io);
  const context: Context = { io, argv, line, speech: speechIn(spoken), lang, spoken, packs, folder };
  if (invocation.options.has('help')) return (await import('./commands/help.ts')).helpCommand(context, invocation);
  return invocation.command.run(context, {
    ...invocation,
    findings: [...languageFindings(context, invocation), ...invocation.findings],
  });
}

function printVersion(io: Io): number {
  writeOut(io, null, `${about.version}\n`);
  return Exit.done;
}

const noFolder: ReadonlySet<string | undefined> = new Set(['lint', 'diff', 'init']);

/**
 * `rules lint` reads the folder itself: what is wrong with the pack in it is what is asked for. `completion` does, too: with
 * a pack that cannot be read there is still much to complete. `rules diff` and `rules init` look at no pack in force.
 */
function needsNoFolder(argv: readonly string[]): boolean {
  return argv[0] === 'completion' || argv.some((arg, at) => arg === 'rules' && noFolder.has(argv[at + 1]));
}

function languageFindings({ lang, packs }: Context, { options }: Invocation): Finding[] {
  if (lang === null) return [];
  const { languages } = packs.in(lang);
  if (languages.includes(lang)) return [];
  const at = options.get('lang')?.[0]?.place ?? environmentPlace('TSUNAGI_LANG', lang);
  const meant = nearest(lang, languages);
  return [finding('unknown-language', at, { id: lang, known: languages, ...(meant === null ? {} : { suggestion: meant }) })];
}

async function explain(error: unknown, argv: readonly string[], io: Io): Promise<number> {
  if (error instanceof ClosedPipe) return Exit.done;
  if (error instanceof Interrupted) return error.code;
  const { reportBug, reportFindings } = await import('./report.ts');
  const speech = speechIn(wanted(argv, io, 'lang') ?? localeLanguage(io));
  const known = error instanceof BadInput ? error : gapOf(error);
  if (!known) return reportBug(io, error, speech);
  const { placedAtRules } = await import('./misplaced.ts');
  reportFindings(io, argv, placedAtRules(argv, io, known), speech);
  return Exit.badInput;
}

/** The pack's fault rather than ours: its tree has no branch for the answers. Known by its name, so that nothing is loaded for it. */
function gapOf(error: unknown): Pick<BadInput, 'findings' | 'sources'> | null {
  if (!(error instanceof Error) || error.name !== 'GapError') return null;
  const { node, question, answer } = error as GapError;
  return { findings: [finding('no-branch', null, { node, question, answer })], sources: new Map() };
}
