import about from '../../package.json' with { type: 'json' };
import type { Finding } from '../model/diagnostic.ts';
import type { Io } from '../model/io.ts';
import { renderFindings } from '../output/findings.ts';
import { commandLineName, commandLineOf } from './command-line.ts';
import { type BadInput, Exit } from './exit.ts';
import { styleFor, wantsColour } from './host/colour.ts';
import type { Speech } from './language.ts';

/** Says on standard error what is wrong with the input. */
export async function reportFindings(
  io: Io,
  argv: readonly string[],
  { findings, sources }: Pick<BadInput, 'findings' | 'sources'>,
  speech: Speech,
): Promise<void> {
  const texts = new Map([...sources, [commandLineName, commandLineOf(argv).text]]);
  const flags = new Map(argv.map((arg) => [arg.replace(/^--/, ''), true]));
  const style = await styleFor(wantsColour(io, io.stderr, flags));
  io.stderr.write(renderFindings(inOrder(findings), texts, speech, style));
}

/** Place after place, text after text: the command line first, then the environment, then files. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const files = [...new Set([commandLineName, ...findings.map(({ at }) => at?.file)])];
  const rank = ({ at }: Finding): number => files.indexOf(at?.file);
  return findings.toSorted(
    (a, b) => rank(a) - rank(b) || (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.col ?? 0) - (b.at?.col ?? 0),
  );
}

/** Says on standard error that this should not have happened, and how to report it. */
export function reportBug(io: Io, error: unknown, speech: Speech): number {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const line = message.split('\n', 1)[0] ?? '';
  io.stderr.write(`${bugTexts[speech](line)}\n`);
  if (io.env['TSUNAGI_DEBUG'] && error instanceof Error) io.stderr.write(`${error.stack}\n`);
  return Exit.bug;
}

const system = `tsunagi ${about.version}`;

const bugTexts: Readonly<Record<Speech, (line: string) => string>> = {
  en: (line) =>
    `tsunagi: this is a bug of ours (${line}). Please report it with the command, the answers and "${system}"; TSUNAGI_DEBUG=1 shows where it happened.`,
  ja: (line) =>
    `tsunagi: プログラムの不具合です（${line}）。コマンド、回答、「${system}」を添えてご報告ください。TSUNAGI_DEBUG=1を付けて実行すると発生箇所を表示します。`,
};
