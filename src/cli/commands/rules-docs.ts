import { finding } from '../../model/diagnostic.ts';
import { docsPage, docsPages } from '../../pack-docs/rules-docs.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import { speechIn } from '../language.ts';
import { writeOut } from '../output.ts';
import type { Invocation } from '../program.ts';
import { existing, writeFolder } from '../write-folder.ts';

/** `tsunagi rules docs [folder]`: the reference of a pack as pages in a folder, or as one page on standard output. */
export async function rulesDocsCommand(
  { io, packs, lang }: Context,
  { operands, options, findings }: Invocation,
): Promise<number> {
  const [folder] = operands;
  const output = options.get('output')?.[0] ?? null;
  const pack = packs.in(lang);
  const speech = speechIn(pack.lang);
  const pages = folder ? docsPages(pack, speech) : null;
  const wrong = [
    ...findings,
    ...(folder && output ? [finding('conflicting-options', output.place, { option: '--output', other: '[folder]' })] : []),
    ...(folder && pages && !options.has('force') ? existing(io, folder, [...pages.keys()]) : []),
  ];
  if (wrong.length > 0) throw new BadInput(wrong);
  if (folder && pages) writeFolder(io, folder, pages);
  else writeOut(io, output, docsPage(pack, speech));
  return Exit.done;
}
