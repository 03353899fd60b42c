/** Lines of text as a Mermaid label; entities are the only way to write what would end it. Empty lines are left out. */
export function quoted(lines: readonly string[]): string {
  const text = lines
    .filter((line) => line !== '')
    .map((line) =>
      line
        .replaceAll('#', '#35;')
        .replaceAll('&', '#amp;')
        .replaceAll('"', '#quot;')
        .replaceAll('<', '#lt;')
        .replaceAll('>', '#gt;')
        .replaceAll('`', '#96;')
        // Mermaid takes a directive (%%{...}%%) out of a label, too.
        .replaceAll('%', '#37;')
        .replaceAll(/[\r\n]+/g, ' '),
    )
    .join('<br>');
  return `"${text}"`;
}
