import { type Locale, localeOf } from '../../messages/locale.ts';
import type { DecisionContext, DecisionItem } from '../context.ts';
import { aboutBlocks, decisionSections, unmetBlocks } from '../decision-sections.ts';
import { type DecisionView, decisionView, resultName, titleOf } from '../decision-view.ts';
import { linkPicture } from '../link-picture.ts';
import { blocksText } from '../text/layout.ts';
import { markdownBlocks } from './article-markdown.ts';
import { code, escaped, headingText } from './markdown.ts';
import { pictureMermaid } from './mermaid.ts';

/** Renders decisions for a pull request or a wiki. */
export function render(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const locale = localeOf(context);
  const { messages } = locale;
  const several = context.many || decisions.length !== 1;
  const blocks: string[][] = several ? [[`# ${headingText(messages.decisions)}`]] : [];
  const used = new Set<string>();
  decisions.forEach((item, index) => {
    const title = headingText(item.title ?? (several ? messages.decision(index + 1) : titleOf(locale, item.decision)));
    const unique = uniqueIn(used, title);
    const marks = several ? '##' : '#';
    const view = decisionView(locale, item.decision);
    blocks.push([`${marks} ${unique}`], ...lead(locale, item, view));
    const sections = decisionSections(locale, item, view).map(
      ({ heading, blocks: said }) => [heading, markdownBlocks(locale, said)] as const,
    );
    for (const [heading, body] of [...sections, ...closing(locale, item)]) {
      // Headings must be unique on a page, or their anchors would be ambiguous.
      const text = several ? `${heading}${messages.colon}${unique}` : heading;
      blocks.push([`${marks}# ${text}`], ...body);
    }
  });
  return blocksText(blocks);
}

function uniqueIn(used: Set<string>, title: string): string {
  let unique = title;
  for (let count = 2; used.has(unique); count++) unique = `${title} (${count})`;
  used.add(unique);
  return unique;
}

/** The recommendation, or the services that are still possible; precedes all sections. */
function lead(locale: Locale, { decision, title }: DecisionItem, view: DecisionView): string[][] {
  const { messages, names } = locale;
  const { recommendation, open } = decision;
  if (!recommendation) {
    const possible = messages.or((open?.possible ?? []).map(names.service));
    return [[`**${messages.notDecided}**${messages.colon}${escaped(possible)}`]];
  }
  const unmet = markdownBlocks(locale, unmetBlocks(locale, view)).flat();
  const picture = linkPicture(locale, decision, title);
  const word = unmet.length > 0 ? messages.nearest : messages.recommended;
  return [
    unmet.length > 0 ? ['> [!WARNING]', `> ${messages.onlyNear}`, '>', ...unmet.map((line) => `> ${line}`)] : [],
    [`${word}${messages.colon}**${escaped(resultName(locale, recommendation))}**`],
    ...markdownBlocks(locale, aboutBlocks(locale, recommendation)),
    picture ? ['```mermaid', ...pictureMermaid(picture, messages), '```'] : [],
  ];
}

/** The rules that decided it, and the command that reproduces it. */
function closing({ messages }: Locale, { decision: { rules }, repeat }: DecisionItem): [string, string[][]][] {
  const by: [string, string[][]] = [
    messages.rules,
    [[`- ${escaped(rules.id)} ${escaped(rules.version)} (${code(rules.digest)})`]],
  ];
  return repeat === null ? [by] : [by, [messages.repeat, [fenced(repeat)]]];
}

function fenced(text: string): string[] {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, text, fence];
}
