import about from '../../package.json' with { type: 'json' };
import { GapError } from '../engine/gap-error.ts';
import { BadInput, finding } from '../model/finding.ts';
import { fileErrorCode, type Io, type Output } from '../model/io.ts';
import { withoutCommands } from '../output/style.ts';
import { writeTo } from '../records/file-transaction.ts';
import type { CommandName } from './commands.ts';
import type { Context, Invocation } from './context.ts';
import { ClosedPipe, Exit, Interrupted } from './exit.ts';
import { localeLanguage, messageLanguageFor } from './host/terminal.ts';

/** For `bin/tsunagi.js`, which loads this file alone. */
export { nodeIo } from './host/node-io.ts';

type Run = (context: Context, invocation: Invocation) => number | Promise<number>;

const runners: Readonly<Record<CommandName, () => Promise<Run>>> = {
  decide: async () => (await import('./commands/decide.ts')).decideCommand,
  batch: async () => (await import('./commands/batch.ts')).batchCommand,
  web: async () => (await import('./commands/links.ts')).webCommand,
  next: async () => (await import('./commands/agents.ts')).nextCommand,
  mcp: async () => (await import('./commands/agents.ts')).mcpCommand,
  init: async () => (await import('./commands/init.ts')).initCommand,
  check: async () => (await import('./commands/check.ts')).checkCommand,
  overview: async () => (await import('./commands/links.ts')).overviewCommand,
  scan: async () => (await import('./commands/links.ts')).scanCommand,
  services: async () => (await import('./commands/services.ts')).servicesCommand,
  help: async () => (await import('./commands/help.ts')).helpCommand,
  completion: async () => (await import('./commands/completion.ts')).completionCommand,
  rules: async () => (await import('./commands/help.ts')).helpCommand,
  'rules lint': async () => (await import('./commands/rules.ts')).rulesLintCommand,
  'rules test': async () => (await import('./commands/rules.ts')).rulesTestCommand,
  'rules diff': async () => (await import('./commands/rules-diff.ts')).rulesDiffCommand,
  'rules graph': async () => (await import('./commands/rules.ts')).rulesGraphCommand,
  'rules schema': async () => (await import('./commands/init.ts')).rulesSchemaCommand,
  'rules init': async () => (await import('./commands/init.ts')).rulesInitCommand,
};

/** Runs the program with its arguments; returns the exit code. Never throws, and has no effects except through `io`. */
export async function main(argv: readonly string[], host: Io): Promise<number> {
  const write = (text: string): void => host.stderr.write(withoutCommands(text));
  const stderr: Output = Object.create(host.stderr, { write: { value: write } });
  const io: Io = { ...host, stderr };
  try {
    return await run(argv, io);
  } catch (error) {
    return await explain(error, argv, io);
  } finally {
    io.stdin.close();
  }
}

async function run(argv: readonly string[], io: Io): Promise<number> {
  // Handled here, so that it loads nothing.
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) return printVersion(io);
  const { languageFindings, openContext } = await import('./context.ts');
  const { parse } = await import('./parse-command-line.ts');
  const context = await openContext(argv, io);
  const { invocation } = parse(context);
  if (invocation.has('version')) return printVersion(io);
  const command = await runners[invocation.has('help') ? 'help' : invocation.name]();
  invocation.findings.push(...languageFindings(context, invocation));
  return command(context, invocation);
}

function printVersion(io: Io): number {
  writeTo(null, () => io.stdout.write(`${about.version}\n`));
  return Exit.done;
}

async function explain(error: unknown, argv: readonly string[], io: Io): Promise<number> {
  if (error instanceof ClosedPipe) return Exit.done;
  if (error instanceof Interrupted) return error.code;
  const { peek } = await import('./context.ts');
  const { reportBug, reportFindings } = await import('./report.ts');
  const messageLanguage = messageLanguageFor(peek(argv, io.env).lang, localeLanguage(io));
  const known = badInputOf(error);
  if (!known) return reportBug(io, error, messageLanguage);
  await reportFindings({ io, argv, messageLanguage, sources: known.sources }, known.findings);
  return Exit.badInput;
}

/** The error as bad input; null: it is a bug of the program. */
function badInputOf(error: unknown): BadInput | null {
  if (error instanceof BadInput) return error;
  // The pack's tree has no branch for the answers.
  if (error instanceof GapError) {
    const { node, question, answer } = error;
    return new BadInput([finding('no-branch', null, { node, question, answer })]);
  }
  const reason = fileErrorCode(error);
  if (reason === null) return null;
  const path = error instanceof Error && 'path' in error ? String(error.path) : 'tsunagi';
  return new BadInput([finding('file-unreadable', null, { path, reason })]);
}
