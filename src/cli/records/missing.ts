import type { DecisionItem } from '../../output/context.ts';
import { plain } from '../../output/style.ts';
import { renderMissing } from '../../output/text/open-decision.ts';
import type { Context } from '../context.ts';
import { flagBefore } from '../equivalent-command.ts';
import { usualWidth } from '../host/terminal.ts';

/** Says on standard error what each open decision lacks, all of it at once, with the flags to add. */
export function reportMissing({ io, packs, spoken }: Context, items: readonly DecisionItem[]): void {
  const pack = packs.in(spoken);
  const context = { lang: pack.lang, width: io.stderr.columns ?? usualWidth, style: plain, flag: flagBefore };
  const texts = items
    .filter(({ decision }) => decision.status === 'open')
    .map(({ title, decision, asks = [] }) => renderMissing(decision, pack, { ...context, title, asks }));
  io.stderr.write(texts.join('\n'));
}
