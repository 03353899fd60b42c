import about from '../../package.json' with { type: 'json' };
import { programMessages } from '../messages/locale.ts';
import type { BadInput, Finding } from '../model/finding.ts';
import type { Io } from '../model/io.ts';
import { byLocation } from '../model/source-location.ts';
import { renderFindings, unwrapped } from '../output/findings.ts';
import type { Report } from '../output/reports/report.ts';
import { commandLineName, commandLineOf } from './command-line.ts';
import { reportFormats } from './commands.ts';
import type { Context } from './context.ts';
import { Exit } from './exit.ts';
import { type MessageLanguage, styleFor, wantsColour } from './host/terminal.ts';
import type { View } from './output.ts';

/** Reports problems of the input on standard error. */
export async function reportFindings(
  { io, argv, messageLanguage, sources }: Pick<Context, 'io' | 'argv' | 'messageLanguage'> & Pick<BadInput, 'sources'>,
  findings: readonly Finding[],
): Promise<void> {
  if (findings.length === 0) return;
  const texts = new Map([...sources, [commandLineName, commandLineOf(argv).text]]);
  const style = await styleFor(wantsColour(io, io.stderr, { has: (flag) => argv.includes(`--${flag}`) }));
  const width = io.stderr.columns ?? unwrapped.width;
  // The command line first, then the environment, then files.
  const files = [...new Set([commandLineName, ...findings.map(({ at }) => at?.file)])];
  const rank = ({ at }: Finding): number => files.indexOf(at?.file);
  const sorted = findings.toSorted((a, b) => rank(a) - rank(b) || byLocation(a, b));
  io.stderr.write(renderFindings(sorted, texts, messageLanguage, { width, style }));
}

/** Reports an unexpected error on standard error, and how to file a bug. */
export function reportBug(io: Io, error: unknown, messageLanguage: MessageLanguage): number {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const line = message.split('\n', 1)[0] ?? '';
  io.stderr.write(`${programMessages(messageLanguage).bug(line, about.version)}\n`);
  if (io.env['TSUNAGI_DEBUG'] && error instanceof Error) io.stderr.write(`${error.stack}\n`);
  return Exit.bug;
}

/** Writes a report in the format asked for, with the sources that its findings quote. */
export async function writeReport(
  { sources }: Pick<BadInput, 'sources'>,
  { format, page, write }: View<keyof typeof reportFormats>,
  report: Report,
): Promise<void> {
  const { render } = await reportFormats[format]();
  await write(render(report, { ...page, sources, version: about.version, homepage: about.homepage }));
}
