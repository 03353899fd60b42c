import { textOf } from './repository.ts';

/** The first block of code under a heading of a page in `docs/`, as somebody would copy it. */
export function blockUnder(page: string, heading: string): string {
  const text = textOf(`docs/${page}`);
  const start = text.search(new RegExp(`^#+ ${heading}$`, 'm'));
  const block = start < 0 ? null : /^```\w+\n(.*?)^```$/ms.exec(text.slice(start));
  if (!block) throw new Error(`docs/${page} has no code under "${heading}"`);
  return block[1] as string;
}

/** The anchors that GitHub gives the headings of a page. */
export function anchorsOf(page: string): string[] {
  const seen = new Map<string, number>();
  return (withoutCode(page).match(/^#+ .*$/gm) ?? []).map((line) => {
    const slug = line
      .replace(/^#+ /, '')
      .replaceAll('\\', '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/** A page without its blocks of code, in which nothing is a heading or a link. */
export function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}
