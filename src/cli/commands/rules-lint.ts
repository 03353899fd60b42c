import about from '../../../package.json' with { type: 'json' };
import { type Finding, finding } from '../../model/diagnostic.ts';
import { reportFormats } from '../../output/reports/index.ts';
import { fails } from '../../output/reports/report.ts';
import { type LoadedPack, loadPackFolder, localize, templateFindings } from '../../pack/index.ts';
import { flowText, toYaml } from '../../pack/yaml.ts';
import { lint } from '../../proof/index.ts';
import { lintReport } from '../../proof/lint-report.ts';
import type { Context } from '../context.ts';
import { rulesCommandOf } from '../equivalent-command.ts';
import { BadInput, Exit } from '../exit.ts';
import { formatOf, isShown } from '../format-of.ts';
import type { Invocation } from '../invocation.ts';
import { speechIn } from '../language.ts';
import { flagOf } from '../options.ts';
import { builtInSource, parentsOf } from '../pack-sources.ts';
import { writeReport } from '../report-format.ts';

/** `tsunagi rules lint`: all that is wrong with a pack, and if nothing is, what of it has been proved. */
export async function rulesLintCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, folder } = context;
  const format = formatOf(invocation, reportFormats);
  const asOf = asOfDay(invocation, io.today());
  const wrong = [...invocation.findings, ...asOf.findings];
  if (wrong.length > 0) throw new BadInput(wrong);

  const { source, findings, sources, extendsAt } = load(context);
  const lang = speechIn(isShown(invocation, format) ? context.spoken : context.lang);
  const result = source && lint(localize(source, lang), { source, asOf: asOf.day, isOption: (id) => flagOf({ id }) === null });
  const report = lintReport([...findings, ...(source ? templateFindings(source) : [])], result, {
    version: about.version,
    lang,
    subject: source && `${source.id}@${source.version}`,
    asOf: asOf.day,
    toYaml,
    flowText,
    command: rulesCommandOf(['decide'], folder, ['-a', '-']),
  });
  await writeReport(context, invocation, format, report, sources, extendsAt);
  return report.findings.some(fails) ? Exit.found : Exit.done;
}

/** The pack, or what is wrong with it. What cannot be read at all has no place to be told at and is bad input. */
function load(context: Context): LoadedPack {
  const { io, folder } = context;
  if (folder === null) return { ...builtInSource(io, context.packs.in(null).id), findings: [] };
  const loaded = loadPackFolder(io.files, folder, parentsOf(io));
  if (loaded.findings.some(({ at }) => at === null)) throw new BadInput(loaded.findings, loaded.sources);
  return loaded;
}

function asOfDay({ options }: Invocation, today: string): { readonly day: string; readonly findings: readonly Finding[] } {
  const given = options.get('as-of')?.[0];
  if (given === undefined) return { day: today, findings: [] };
  const date = /^\d{4}-\d{2}-\d{2}$/.test(given.value) ? Date.parse(given.value) : Number.NaN;
  // A day that the month does not have is moved into the next one.
  if (!Number.isNaN(date) && new Date(date).toISOString().startsWith(given.value)) return { day: given.value, findings: [] };
  return { day: today, findings: [finding('not-a-day', given.place, { option: '--as-of', value: given.value })] };
}
