import { finding } from '../../model/diagnostic.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import type { Invocation } from '../invocation.ts';
import { writeOut } from '../output.ts';

/** `tsunagi init [file]`: a blank, commented answers file with every question and value of the pack. */
export async function initCommand(
  { io, packs, lang, folder }: Context,
  { operands, options, findings }: Invocation,
): Promise<number> {
  const file = operands[0] ?? null;
  const inTheWay = file !== null && !options.has('force') && io.files.exists(file.value);
  const output = options.get('output')?.[0] ?? null;
  const twice = file && output && output.value !== file.value;
  const conflict = twice
    ? [finding('conflicting-values', output.place, { option: '--output', first: file.value, second: output.value })]
    : [];
  const exists = inTheWay ? [finding('file-exists', file.place, { path: file.value, option: '--force' })] : [];
  const all = [...findings, ...exists, ...conflict];
  if (all.length > 0) throw new BadInput(all);
  const { blankAnswers } = await import('../../records/blank-answers.ts');
  const place = file ?? output;
  // The published schema is that of the built-in questions.
  const schema = folder === null ? schemaFrom(place?.value ?? '') : null;
  writeOut(io, place, blankAnswers(packs.in(lang), schema));
  return Exit.done;
}

/** The path of the schema that the installed package has, from an answers file in the project. */
function schemaFrom(file: string): string {
  const folders = file.replaceAll('\\', '/').split('/').slice(0, -1);
  const up = folders.filter((name) => name !== '.' && name !== '').map(() => '../');
  return `${up.join('')}node_modules/tsunagi/dist/schema/answers.json`;
}
