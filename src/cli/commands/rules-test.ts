import about from '../../../package.json' with { type: 'json' };
import { compile } from '../../engine/compile.ts';
import { knownOf } from '../../engine/explore.ts';
import { prospectOf } from '../../engine/outcome.ts';
import { programMessages } from '../../messages/locale.ts';
import type { Io } from '../../model/io.ts';
import type { Pack } from '../../model/pack.ts';
import { reportFormats } from '../../output/reports/formats.ts';
import { fails } from '../../output/reports/report.ts';
import type { Case } from '../../pack/pack-source.ts';
import { coverageOf, runCases } from '../../pack-test/cases.ts';
import { coverageHighlight, graphFormats, type Highlight, walkHighlight } from '../../pack-test/graph.ts';
import { type MutationResult, mutantsOf, mutationResults } from '../../pack-test/mutants.ts';
import { renderSuggestions, suggestCases } from '../../pack-test/suggest.ts';
import { type TestOutcome, testReport } from '../../pack-test/test-report.ts';
import { collectAnswers } from '../collect-answers.ts';
import type { Context, Invocation } from '../context.ts';
import { rulesCommandOf } from '../equivalent-command.ts';
import { Exit } from '../exit.ts';
import { usualWidth } from '../host/terminal.ts';
import { type Speech, speechIn } from '../language.ts';
import { grouped, withProgress } from '../progress-line.ts';
import { writeReport } from '../report.ts';
import { viewOf } from '../view.ts';

/** `tsunagi rules test`: runs the pack's own cases and reports their coverage. */
export async function rulesTestCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, speech, spoken, folder } = context;
  invocation.refuse();
  const view = await viewOf(context, invocation, reportFormats);
  const lang = view.speech;
  const { source, sources, extendsAt } = await packs.source();
  const pack = packs.in(lang);
  const results = runCases(pack, source.cases);
  if (invocation.has('suggest')) {
    view.write(renderSuggestions(suggestCases(pack, results), speechIn(spoken)));
    return Exit.done;
  }
  const threshold = invocation.get('threshold');
  const outcome: TestOutcome = {
    results,
    coverage: coverageOf(pack, results),
    threshold: threshold && Number(threshold.value),
    mutants: invocation.has('mutate') ? tryMutants(io, speech, pack, source.cases) : null,
  };
  const command = rulesCommandOf(['rules', 'test'], folder);
  const report = testReport(outcome, { version: about.version, lang, pack, source, command });
  await writeReport(context, view, report, sources, extendsAt);
  return report.findings.some(fails) || report.cases?.some(({ passed }) => !passed) ? Exit.found : Exit.done;
}

/** Tries all mutants of a pack. Many rules take a minute, so a terminal shows the progress. */
function tryMutants(io: Io, speech: Speech, pack: Pack, cases: readonly Case[]): MutationResult[] {
  const total = [...mutantsOf(pack)].length;
  return withProgress(io, (show) => {
    const results: MutationResult[] = [];
    for (const result of mutationResults(pack, cases)) {
      results.push(result);
      const percent = Math.floor((100 * results.length) / total);
      show(() => programMessages(speech).mutants(grouped(results.length), grouped(total), percent));
    }
    return results;
  });
}

/** `tsunagi rules graph`: draws the tree, optionally with the walk of some answers or the coverage of the cases. */
export async function rulesGraphCommand(context: Context, invocation: Invocation): Promise<number> {
  const view = await viewOf(context, invocation, graphFormats, usualWidth * 2);
  const { pack, page, format } = view;
  const highlight = await highlightOf(context, invocation, pack);
  view.write(graphFormats[format]({ ...page, pack, lang: speechIn(pack.lang), highlight }));
  return Exit.done;
}

/** The coverage of the cases or the walk of the answers; null if neither was requested. */
async function highlightOf(context: Context, invocation: Invocation, pack: Pack): Promise<Highlight | null> {
  if (invocation.has('answers') || invocation.has('set')) {
    // Ignore answers in the environment: they are meant for deciding.
    const { documents } = await collectAnswers({ ...context, io: { ...context.io, env: {} } }, invocation, pack, []);
    const compiled = compile(pack);
    const { policy } = invocation;
    return walkHighlight(documents.map(({ answers }) => prospectOf(compiled, knownOf(compiled, answers), policy)));
  }
  invocation.refuse();
  if (!invocation.has('coverage')) return null;
  const { source } = await context.packs.source();
  return coverageHighlight(pack, runCases(pack, source.cases));
}
