import { compile } from '../../engine/compile.ts';
import { knownOf } from '../../engine/known.ts';
import { prospectOf } from '../../engine/outcome.ts';
import type { Pack } from '../../model/pack.ts';
import { runCases } from '../../pack-test/cases.ts';
import { coverageHighlight, graphFormats, type Highlight, walkHighlight } from '../../pack-test/graph.ts';
import { collectAnswers } from '../collect-answers.ts';
import type { Context } from '../context.ts';
import { Exit } from '../exit.ts';
import { usualWidth } from '../host/terminal.ts';
import type { Invocation } from '../invocation.ts';
import { speechIn } from '../language.ts';
import { viewOf } from '../view.ts';

/** `tsunagi rules graph`: draws the tree, with the walk that answers take, or with what the cases reach. */
export async function rulesGraphCommand(context: Context, invocation: Invocation): Promise<number> {
  const view = await viewOf(context, invocation, graphFormats, usualWidth * 2);
  const { pack, page, format } = view;
  const highlight = await highlightOf(context, invocation, pack);
  view.write(graphFormats[format]({ ...page, pack, lang: speechIn(pack.lang), highlight }));
  return Exit.done;
}

/** What the cases reach, or the walk of answers; null where neither was asked for. */
async function highlightOf(context: Context, invocation: Invocation, pack: Pack): Promise<Highlight | null> {
  if (invocation.has('answers') || invocation.has('set')) {
    // Answers in the environment are for deciding.
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
