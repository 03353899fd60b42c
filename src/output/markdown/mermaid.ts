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
