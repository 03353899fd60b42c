import about from '../../../package.json' with { type: 'json' };
import { type Finding, finding } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import { reportFormats } from '../../output/reports/index.ts';
import { fails } from '../../output/reports/report.ts';
import { flowText } from '../../pack/yaml.ts';
import { runCases } from '../../pack-test/cases.ts';
import { coverageOf } from '../../pack-test/coverage.ts';
import type { MutationResult } from '../../pack-test/mutate.ts';
import { renderSuggestions, suggestCases, suggestKills } from '../../pack-test/suggest.ts';
import { type TestOutcome, testReport } from '../../pack-test/test-report.ts';
import type { Context } from '../context.ts';
import { rulesCommandOf } from '../equivalent-command.ts';
import { BadInput, Exit } from '../exit.ts';
import { formatOf, isShown } from '../format-of.ts';
import type { Invocation } from '../invocation.ts';
import { speechIn } from '../language.ts';
import { writeOut } from '../output.ts';
import { writeReport } from '../report-format.ts';
import { tryMutants } from '../try-mutants.ts';

/** `tsunagi rules test`: runs the pack's own cases and says what of the pack they reach. */
export async function rulesTestCommand(context: Context, invocation: Invocation): Promise<number> {
  const { options } = invocation;
  const format = formatOf(invocation, reportFormats);
  const threshold = thresholdOf(invocation);
  const wrong = [...invocation.findings, ...threshold.findings, ...suggestFindings(invocation)];
  if (wrong.length > 0) throw new BadInput(wrong);

  const { source, sources, extendsAt } = await context.packs.source();
  const lang = speechIn(isShown(invocation, format) ? context.spoken : context.lang);
  const pack = context.packs.in(lang);
  const results = runCases(pack, source.cases);
  const mutants = options.has('mutate') ? tryMutants(context.io, context.speech, pack, source.cases) : null;
  if (options.has('suggest')) return suggest(context, invocation, pack, results, mutants);

  const outcome: TestOutcome = { results, coverage: coverageOf(pack, results), threshold: threshold.percent, mutants };
  const command = rulesCommandOf(['rules', 'test'], context.folder);
  const report = testReport(outcome, { version: about.version, lang, pack, source, command });
  await writeReport(context, invocation, format, report, sources, extendsAt);
  return report.findings.some(fails) || report.cases?.some(({ passed }) => !passed) ? Exit.found : Exit.done;
}

/** Prints the cases that are missing, to be checked and pasted. */
function suggest(
  { io, spoken }: Context,
  { options }: Invocation,
  pack: Pack,
  results: ReturnType<typeof runCases>,
  mutants: readonly MutationResult[] | null,
): number {
  const missing = suggestCases(pack, results);
  const names = new Set([...results, ...missing].map((each) => each.case.name));
  const kills = suggestKills(pack, mutants ?? [], names, missing);
  const all = [...missing, ...kills];
  const json = options.get('format')?.[0]?.value === 'json';
  const text = json
    ? `${JSON.stringify({ schema: 'tsunagi/suggestions@1', rules: { id: pack.id, version: pack.version }, cases: all }, null, 2)}\n`
    : renderSuggestions(all, pack, speechIn(spoken), flowText);
  writeOut(io, options.get('output')?.[0] ?? null, text);
  return Exit.done;
}

/** Suggestions are YAML to paste, or JSON; the other formats are for what was found. */
function suggestFindings({ options }: Invocation): Finding[] {
  const given = options.get('format')?.[0];
  if (!options.has('suggest') || !given || ['text', 'json'].includes(given.value)) return [];
  return [finding('unknown-format', given.place, { id: given.value, known: ['text', 'json'] })];
}

function thresholdOf({ options }: Invocation): { readonly percent: number | null; readonly findings: readonly Finding[] } {
  const given = options.get('threshold')?.[0];
  if (given === undefined) return { percent: null, findings: [] };
  const percent = /^\d+(\.\d+)?$/.test(given.value) ? Number(given.value) : Number.NaN;
  if (percent <= 100) return { percent, findings: [] };
  return { percent: null, findings: [finding('not-a-percent', given.place, { option: '--threshold', value: given.value })] };
}
