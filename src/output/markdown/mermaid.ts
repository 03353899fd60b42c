import type { DecisionMessages } from '../../messages/en/decision.ts';
import { type LinkPicture, pictureGraph } from '../link-picture.ts';

/** Characters that Mermaid, or the Markdown and HTML that it finds in messages, would take for more than text. */
const special = /[#&"<>`*_~$\\%]|:(?! )/g;

/** What Mermaid finds in a label however it is written: a formula between pairs of dollars, and the name of an icon. */
const found = /\$(?=\$)|fa[bklrs]?:(?=fa-)/g;

/**
 * Lines of text as a quoted label of a Mermaid flowchart, whatever is in them; empty ones are left out. A colon before a space
 * means nothing to Mermaid and stays readable; elsewhere it may give a style.
 */
export function label(lines: readonly string[]): string {
  const texts = lines
    .map((line) => line.replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .map((line) => line.replace(found, '$&\u2060').replace(special, (character) => `#${character.charCodeAt(0)};`));
  return `"${texts.join('<br>')}"`;
}

/**
 * The definition of a class of nodes. Text has a colour of its own: the fill stays light where the page, and with it the text
 * by default, is turned to dark.
 */
export function classDef(name: string, fill: string, stroke: string, more = ''): string {
  return `  classDef ${name} fill:${fill},stroke:${stroke},color:#0f172a${more}`;
}

/** A link as a Mermaid flowchart, line by line. */
export function pictureMermaid(picture: LinkPicture, messages: DecisionMessages): string[] {
  return ['flowchart LR', ...pictureParts(picture, messages, '').map((line) => `  ${line}`), ...pictureClasses];
}

/** The definitions of the classes that its parts have. */
export const pictureClasses: readonly string[] = [
  classDef('chosen', '#dcfce7', '#15803d', ',stroke-width:3px'),
  classDef('companion', '#eef6ff', '#2563eb'),
  classDef('failed', '#f1f5f9', '#64748b', ',stroke-dasharray:4'),
];

/**
 * The nodes and arrows of a link.
 *
 * @param prefix what the ids of its nodes begin with
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
