import { nearest } from '../engine/nearest.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import { isReportFormat, type ReportFormat, reportFormats } from '../output/reports/index.ts';
import { type Report, toldAt } from '../output/reports/report.ts';
import { plain } from '../output/style.ts';
import type { Context } from './context.ts';
import { styleFor, wantsColour } from './host/colour.ts';
import { writeOut } from './output.ts';
import type { Invocation } from './program.ts';

/** The format that a report is asked for in, or what is wrong with what was asked. */
export function reportFormatOf({ options, command }: Invocation): {
  readonly name: ReportFormat;
  readonly findings: readonly Finding[];
} {
  const given = options.get('format')?.[0];
  if (given === undefined) return { name: 'text', findings: [] };
  const known = command.options.find(({ long }) => long === 'format')?.choices ?? Object.keys(reportFormats);
  if (isReportFormat(given.value) && known.includes(given.value)) return { name: given.value, findings: [] };
  const meant = nearest(given.value, known);
  const args = { id: given.value, known, ...(meant === null ? {} : { suggestion: meant }) };
  return { name: 'text', findings: [finding('unknown-format', given.place, args)] };
}

/** Whether a report is read at the terminal, and so is in the language of the locale. */
export function isShown(invocation: Invocation, format: ReportFormat): boolean {
  return format === 'text' && !invocation.options.has('output');
}

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
    render(told, { sources, style: coloured ? await styleFor(true) : plain }),
  );
}
