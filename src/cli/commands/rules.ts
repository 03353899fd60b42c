import { compile } from '../../engine/compile.ts';
import { knownOf } from '../../engine/explore.ts';
import { prospectOf } from '../../engine/outcome.ts';
import { programMessages } from '../../messages/locale.ts';
import { BadInput } from '../../model/finding.ts';
import type { Pack } from '../../model/pack.ts';
import { unwrapped } from '../../output/findings.ts';
import { fails } from '../../output/reports/report.ts';
import { rulesCommand } from '../../output/shell-command.ts';
import type { LoadedPack } from '../../pack/pack-folder.ts';
import { isOwn, type PackSource } from '../../pack/pack-source.ts';
import { templateFindings } from '../../pack/template-findings.ts';
import { toYaml } from '../../pack/yaml.ts';
import { runCases } from '../../pack-test/cases.ts';
import { coverageHighlight, graphFormats, type Highlight, walkHighlight } from '../../pack-test/graph.ts';
import { type MutationResult, mutantsOf, mutationResults } from '../../pack-test/mutants.ts';
import { renderSuggestions, suggestCases } from '../../pack-test/suggest.ts';
import { testReport } from '../../pack-test/test-report.ts';
import { lint } from '../../proof/index.ts';
import { lintReport } from '../../proof/lint-report.ts';
import { collectAnswers } from '../collect-answers.ts';
import { reportFormats } from '../commands.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { messageLanguageFor, USUAL_COLUMNS, withProgress } from '../host/terminal.ts';
import { viewOf } from '../output.ts';
import { packNamed } from '../packs.ts';
import { writeReport } from '../report.ts';

/** `tsunagi rules lint`: reports all problems of a pack, or if there are none, what was proved of it. */
export async function rulesLintCommand(context: Context, invocation: Invocation): Promise<number> {
  invocation.refuse();
  const asOf = invocation.get('as-of')?.value ?? context.io.today();
  const { source, findings, sources } = await load(context);
  const view = await viewOf(context, invocation, reportFormats, unwrapped.width);
  const lang = view.messageLanguage;
  const result = source && lint(source.in(lang), asOf, source);
  const report = lintReport([...findings, ...(source ? templateFindings(source) : [])], result, {
    lang,
    subject: source && `${source.id}@${source.version}`,
    asOf,
    toYaml,
    command: rulesCommand(context.rules?.value, ['decide'], ['-a', '-']),
  });
  await writeReport({ sources }, view, report);
  return report.findings.some(fails) ? Exit.found : Exit.done;
}

/** The pack, or its findings. Throws `BadInput` if the folder is unreadable. */
async function load({ io, rules, packs }: Context): Promise<LoadedPack> {
  if (rules === null) return { ...(await packs.source()), findings: [] };
  const loaded = await packNamed(io, rules);
  if (loaded.findings.some(({ at }) => at === rules.location)) throw new BadInput(loaded.findings, loaded.sources);
  return loaded;
}

/** `tsunagi rules test`: runs the pack's own cases and reports their coverage. */
export async function rulesTestCommand(context: Context, invocation: Invocation): Promise<number> {
  const { packs, terminalLanguage } = context;
  invocation.refuse();
  const { source, sources } = await packs.source();
  if (invocation.has('suggest')) {
    const { pack, write } = await viewOf(context, invocation, { text: null, yaml: null });
    const suggested = suggestCases(pack, runCases(pack, source.cases));
    await write(renderSuggestions(suggested, messageLanguageFor(terminalLanguage)));
    return Exit.done;
  }
  const view = await viewOf(context, invocation, reportFormats, unwrapped.width);
  const lang = view.messageLanguage;
  const pack = packs.in(lang);
  const threshold = invocation.get('threshold');
  const report = testReport({
    source,
    pack,
    lang,
    suggest: `${rulesCommand(context.rules?.value, ['rules', 'test'])} --suggest`,
    results: runCases(pack, source.cases),
    threshold: threshold && Number(threshold.value),
    mutants: invocation.has('mutate') ? tryMutants(context, pack, source) : null,
  });
  await writeReport({ sources }, view, report);
  return report.findings.some(fails) || report.cases?.some(({ passed }) => !passed) ? Exit.found : Exit.done;
}

/** Tries all mutants of what a pack does not inherit. Many rules take minutes, so a terminal shows the progress. */
function tryMutants({ io, messageLanguage }: Context, pack: Pack, source: PackSource): MutationResult[] {
  const { locations, cases } = source;
  const mutants = mutantsOf(pack, (path) => locations.get(path)).filter(({ path }) => isOwn(source, path));
  return withProgress(
    io,
    (count) => programMessages(messageLanguage).mutants(count, mutants.length.toLocaleString('en')),
    (step) => mutationResults(pack, cases, mutants, step),
  );
}

/** `tsunagi rules graph`: draws the tree, optionally with the walk of some answers or the coverage of the cases. */
export async function rulesGraphCommand(context: Context, invocation: Invocation): Promise<number> {
  const view = await viewOf(context, invocation, graphFormats, USUAL_COLUMNS * 2);
  const { pack, page, format } = view;
  const highlight = await highlightOf(context, invocation, pack);
  await view.write(graphFormats[format]({ ...page, pack, highlight }));
  return Exit.done;
}

/** The coverage of the cases or the walk of the answers; null if neither was requested. */
async function highlightOf(context: Context, invocation: Invocation, pack: Pack): Promise<Highlight | null> {
  if (invocation.has('answers') || invocation.has('set')) {
    // Ignore answers in the environment: they are meant for deciding.
    const documents = await collectAnswers({ ...context, io: { ...context.io, env: {} } }, invocation, pack);
    const compiled = compile(pack);
    return walkHighlight(documents.map(({ answers }) => prospectOf(compiled, knownOf(compiled, answers), invocation.policy)));
  }
  invocation.refuse();
  if (!invocation.has('coverage')) return null;
  const { source } = await context.packs.source();
  return coverageHighlight(pack, runCases(pack, source.cases));
}
