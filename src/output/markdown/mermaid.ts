import { type Locale, localeOf } from '../../messages/locale.ts';
import type { DecisionContext, DecisionItem } from '../context.ts';
import { headlineOf } from '../decision-view.ts';
import { type LinkPicture, linkPicture, pictureGraph } from '../link-picture.ts';

/** Characters that Mermaid, or the Markdown and HTML in its labels, would treat as syntax. */
const special = /[#&"<>`*_~$\\%]|:(?! )/g;

/** Syntax that Mermaid recognizes in any label: a formula between pairs of dollar signs, and icon names. */
const found = /\$(?=\$)|fa[bklrs]?:(?=fa-)/g;

/** Quotes lines as a label of a Mermaid flowchart. A colon before a space is harmless; elsewhere it may start a style. */
export function label(lines: readonly string[]): string {
  const texts = lines
    .map((line) => line.replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .map((line) => line.replace(found, '$&\u2060').replace(special, (character) => `#${character.charCodeAt(0)};`));
  return `"${texts.join('<br>')}"`;
}

/** Defines a class of nodes. Its text has a colour, because the fill stays light on a dark page, where text turns light. */
export function classDef(name: string, fill: string, stroke: string, more = ''): string {
  return `  classDef ${name} fill:${fill},stroke:${stroke},color:#0f172a${more}`;
}

/** Renders a link as a Mermaid flowchart, line by line. */
export function pictureMermaid(picture: LinkPicture): string[] {
  return ['flowchart LR', ...pictureParts(picture, '').map((line) => `  ${line}`), ...pictureClasses];
}

const pictureClasses: readonly string[] = [
  classDef('chosen', '#dcfce7', '#15803d', ',stroke-width:3px'),
  classDef('companion', '#eef6ff', '#2563eb'),
  classDef('failed', '#f1f5f9', '#64748b', ',stroke-dasharray:4'),
];

/** The nodes and arrows of a link; `prefix` precedes the ids of its nodes. */
function pictureParts(picture: LinkPicture, prefix: string): string[] {
  const { layers, joins } = pictureGraph(picture);
  const parts = layers.flat().filter((part) => part !== null);
  return [
    ...parts.map(
      ({ id, text, kind }) => prefix + id + (kind === 'end' ? `([${label([text])}])` : `[${label([text])}]:::${kind}`),
    ),
    ...joins.map(({ from, to, bothWays, aside }) => {
      const usual = bothWays ? '<-->' : '-->';
      const arrow = aside?.kind === 'failed' ? '-.->' : usual;
      return `${prefix}${from} ${arrow}${aside ? `|${label([aside.label])}|` : ''} ${prefix}${to}`;
    }),
  ];
}

/** Renders decisions as one Mermaid flowchart of what to build, or of what to answer first. */
export function decisionMermaid(decisions: readonly DecisionItem[], context: DecisionContext): string {
  const locale = localeOf(context.pack);
  const several = decisions.length > 1;
  const drawn = decisions.flatMap((item, index) => {
    // Mermaid rejects a title of blanks.
    const name = item.title?.trim() || (several ? locale.messages.decision(index + 1) : null);
    const lines = decisionLines(locale, item, several ? `d${index + 1}` : '');
    return name === null ? lines : [`subgraph d${index + 1}[${label([name])}]`, ...lines.map((line) => `  ${line}`), 'end'];
  });
  const open = classDef('open', '#fef9c3', '#a16207', ',stroke-width:3px');
  return `${['flowchart LR', ...drawn.map((line) => `  ${line}`), open, ...pictureClasses].join('\n')}\n`;
}

function decisionLines(locale: Locale, item: DecisionItem, prefix: string): string[] {
  const { messages, names, flag } = locale;
  const picture = linkPicture(locale, item);
  if (!picture) {
    const ask = item.decision.open?.ask ?? '';
    const first = `${messages.answerFirst}${messages.colon}${names.ask(ask)}`;
    return [`${prefix}open{{${label([messages.notDecided, first, flag(ask)])}}}:::open`];
  }
  const parts = ['direction LR', ...pictureParts(picture, `${prefix}built`)].map((line) => `  ${line}`);
  return [`subgraph ${prefix}built[${label([headlineOf(locale, item.decision)])}]`, ...parts, 'end'];
}
