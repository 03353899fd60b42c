import { type Finding, finding } from '../../model/diagnostic.ts';
import type { Context } from '../context.ts';
import { Exit } from '../exit.ts';
import type { Invocation } from '../invocation.ts';
import { existing, writeFiles, writeOut } from '../output.ts';

/** `tsunagi init [file]`: a blank, commented answers file with every question and value of the pack. */
export async function initCommand({ io, packs, lang, folder }: Context, invocation: Invocation): Promise<number> {
  const [file = null] = invocation.operands;
  const output = invocation.get('output');
  const target = file ?? output;
  const force = invocation.has('force');
  const findings: Finding[] = target && !force ? existing(io, [target]) : [];
  if (file && output && output.value !== file.value)
    findings.push(
      finding('conflicting-values', output.place, { option: '--output', first: file.value, second: output.value }),
    );
  invocation.refuse(...findings);
  const { blankAnswers } = await import('../../records/blank-answers.ts');
  // The published schema is that of the built-in questions.
  const schema = folder === null ? schemaFrom(target?.value ?? '') : null;
  const text = blankAnswers(packs.in(lang), schema);
  if (target) await writeFiles(io, [{ file: target, text }], force);
  else writeOut(io, null, text);
  return Exit.done;
}

/** The path of the schema that the installed package has, from an answers file in the project. */
function schemaFrom(file: string): string {
  const folders = file.replaceAll('\\', '/').split('/').slice(0, -1);
  const up = folders.filter((name) => name !== '.' && name !== '').map(() => '../');
  return `${up.join('')}node_modules/tsunagi/dist/schema/answers.json`;
}
