import type { DecisionMessages } from '../../messages/en/decision.ts';
import { type LinkPicture, pictureGraph } from '../link-picture.ts';

/** Characters that Mermaid, or the Markdown and HTML in its labels, would treat as syntax. */
const special = /[#&"<>`*_~$\\%]|:(?! )/g;

/** Syntax that Mermaid recognizes in any label: a formula between pairs of dollar signs, and icon names. */
const found = /\$(?=\$)|fa[bklrs]?:(?=fa-)/g;

/**
 * Quotes lines of text as a label of a Mermaid flowchart, whatever they contain; drops empty ones. A colon before a space is
 * harmless and stays readable; elsewhere it may start a style.
 */
export function label(lines: readonly string[]): string {
  const texts = lines
    .map((line) => line.replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .map((line) => line.replace(found, '$&\u2060').replace(special, (character) => `#${character.charCodeAt(0)};`));
  return `"${texts.join('<br>')}"`;
}

/**
 * Defines a class of nodes. The text has its own colour, because the fill stays light when a dark page turns the default text
 * light.
 */
export function classDef(name: string, fill: string, stroke: string, more = ''): string {
  return `  classDef ${name} fill:${fill},stroke:${stroke},color:#0f172a${more}`;
}

/** Renders a link as a Mermaid flowchart, line by line. */
export function pictureMermaid(picture: LinkPicture, messages: DecisionMessages): string[] {
  return ['flowchart LR', ...pictureParts(picture, messages, '').map((line) => `  ${line}`), ...pictureClasses];
}

/** The definitions of the classes that its parts use. */
export const pictureClasses: readonly string[] = [
  classDef('chosen', '#dcfce7', '#15803d', ',stroke-width:3px'),
  classDef('companion', '#eef6ff', '#2563eb'),
  classDef('failed', '#f1f5f9', '#64748b', ',stroke-dasharray:4'),
];

/**
 * The nodes and arrows of a link.
 *
 * @param prefix the prefix of the node ids
 */
export function pictureParts(picture: LinkPicture, messages: DecisionMessages, prefix: string): string[] {
  const { layers, joins } = pictureGraph(picture, messages);
  const parts = layers.flat().filter((part) => part !== null);
  return [
    ...parts.map(
      ({ id, text, kind }) => prefix + id + (kind === 'end' ? `([${label([text])}])` : `[${label([text])}]:::${kind}`),
    ),
    ...joins.map(({ from, to, bothWays, failing }) => {
      const arrow = failing ? `-.->|${label([messages.deadLetters])}|` : bothWays ? '<-->' : '-->';
      return `${prefix}${from} ${arrow} ${prefix}${to}`;
    }),
  ];
}
