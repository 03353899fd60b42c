import { finding } from '../../core/finding.ts';
import { packSchema } from '../../load/json-schema.ts';
import { initFiles } from '../../render/rules-init.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import { speechIn } from '../language.ts';
import type { Invocation } from '../program.ts';
import { existing, writeFolder } from '../write-folder.ts';

/** `tsunagi rules init FOLDER`: a small, commented pack to start from, with cases and a schema for the editor. */
export async function rulesInitCommand({ io, lang }: Context, { operands, options, findings }: Invocation): Promise<number> {
  const [folder] = operands;
  const files = initFiles(speechIn(lang), packSchema());
  const wrong = [
    ...findings,
    ...(folder ? [] : [finding('missing-operand', null, { operand: '<folder>', command: 'rules init' })]),
    ...(folder && !options.has('force') ? existing(io, folder, [...files.keys()]) : []),
  ];
  if (wrong.length > 0 || !folder) throw new BadInput(wrong);
  writeFolder(io, folder, files);
  return Exit.done;
}
