import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The first block of code under a heading of a page in `docs/`, as somebody would copy it. */
export function blockUnder(page: string, heading: string): string {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  const start = text.search(new RegExp(`^#+ ${heading}$`, 'm'));
  const block = start < 0 ? null : /^```\w+\n(.*?)^```$/ms.exec(text.slice(start));
  if (!block) throw new Error(`docs/${page} has no code under "${heading}"`);
  return block[1] as string;
}
