import { compile } from '../../engine/compile.ts';
import { knownOf } from '../../engine/known.ts';
import { prospectOf } from '../../engine/outcome.ts';
import type { Answers } from '../../model/decision.ts';
import { type Finding, finding } from '../../model/diagnostic.ts';
import type { Pack } from '../../model/pack.ts';
import { plain } from '../../output/style.ts';
import { runCases } from '../../pack-test/cases.ts';
import { coverageHighlight, type Graph, graphOf, type Highlight, walkHighlight } from '../../pack-test/graph.ts';
import { graphFormats } from '../../pack-test/graph-formats.ts';
import { collectAnswers } from '../collect-answers.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import { formatOf, isShown } from '../format-of.ts';
import { styleFor, wantsColour } from '../host/colour.ts';
import { usualWidth } from '../host/terminal.ts';
import type { Invocation } from '../invocation.ts';
import { speechIn } from '../language.ts';
import { writeOut } from '../output.ts';
import { policyOf } from '../policy.ts';

/** `tsunagi rules graph`: draws the tree, with the walk that answers take, or with what the cases reach. */
export async function rulesGraphCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io } = context;
  const { options } = invocation;
  const format = formatOf(invocation, graphFormats);
  const shown = isShown(invocation, format);
  const pack = context.packs.in(shown ? context.spoken : context.lang);
  const wrong = [...conflicts(invocation)];
  const answers = await answersOf(context, invocation, pack, wrong);

  const graph = graphOf(pack);
  const highlight = options.has('coverage') ? await coverage(context, graph, pack) : answers && walk(pack, answers, invocation);
  const text = graphFormats[format](graph, {
    pack,
    lang: speechIn(pack.lang),
    highlight,
    width: (shown ? io.stdout.columns : null) ?? usualWidth * 2,
    style: shown ? await styleFor(wantsColour(io, io.stdout, options)) : plain,
  });
  writeOut(io, options.get('output')?.[0] ?? null, text);
  return Exit.done;
}

/** The sets of answers whose walk is to be seen; null: none were given. Throws all that is wrong with what was given. */
async function answersOf(
  context: Context,
  invocation: Invocation,
  pack: Pack,
  wrong: readonly Finding[],
): Promise<readonly Answers[] | null> {
  if (invocation.options.has('answers') || invocation.options.has('set')) {
    // Answers in the environment are for deciding.
    const { documents } = await collectAnswers({ ...context, io: { ...context.io, env: {} } }, invocation, pack, wrong);
    return documents.map(({ answers }) => answers);
  }
  const all = [...invocation.findings, ...wrong];
  if (all.length > 0) throw new BadInput(all);
  return null;
}

function walk(pack: Pack, answers: readonly Answers[], invocation: Invocation): Highlight {
  const compiled = compile(pack);
  return walkHighlight(answers.map((each) => prospectOf(compiled, knownOf(compiled, each), policyOf(invocation))));
}

async function coverage({ packs }: Context, graph: Graph, pack: Pack): Promise<Highlight> {
  const { source } = await packs.source();
  return coverageHighlight(graph, runCases(pack, source.cases));
}

function conflicts({ options }: Invocation): Finding[] {
  const [given] = options.get('coverage') ?? [];
  const other = ['answers', 'set'].find((long) => options.has(long));
  return given && other ? [finding('conflicting-options', given.place, { option: '--coverage', other: `--${other}` })] : [];
}
