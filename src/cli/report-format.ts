import about from '../../package.json' with { type: 'json' };
import type { Place } from '../model/diagnostic.ts';
import { type ReportFormat, reportFormats } from '../output/reports/index.ts';
import { type Report, toldAt } from '../output/reports/report.ts';
import { plain } from '../output/style.ts';
import type { Context } from './context.ts';
import { isShown } from './format-of.ts';
import { styleFor, wantsColour } from './host/colour.ts';
import type { Invocation } from './invocation.ts';
import { writeOut } from './output.ts';

/** Formats that are shown beside the lines of a repository's files. */
const beside: ReadonlySet<ReportFormat> = new Set(['github', 'sarif']);

/**
 * Writes a report to where it is wanted. What is found in the built-in pack, of which a repository has no file, is told
 * beside the line that extends it.
 */
export async function writeReport(
  { io }: Context,
  invocation: Invocation,
  format: ReportFormat,
  report: Report,
  sources: ReadonlyMap<string, string>,
  extendsAt: Place | null = null,
): Promise<void> {
  const { render } = await reportFormats[format]();
  const told = extendsAt && beside.has(format) ? toldAt(extendsAt, report, (file) => !io.files.exists(file)) : report;
  const coloured = isShown(invocation, format) && wantsColour(io, io.stdout, invocation.options);
  writeOut(
    io,
    invocation.options.get('output')?.[0] ?? null,
    render(told, { sources, style: coloured ? await styleFor(true) : plain, homepage: about.homepage }),
  );
}
