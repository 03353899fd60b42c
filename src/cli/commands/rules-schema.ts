import { answersSchemaOf, fileSchema, type JsonSchema, packSchemaOf } from '../../pack/json-schema.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { writeOut } from '../output.ts';

/** `tsunagi rules schema`: prints the JSON Schema of pack files, or of answers files for the pack in force. */
export async function rulesSchemaCommand(
  { io, packs, lang, folder }: Context,
  invocation: Invocation,
): Promise<number> {
  const [operand] = invocation.operands;
  const kind = operand?.value ?? 'pack';
  invocation.refuse();
  const published = (file: string): JsonSchema => JSON.parse(io.builtIn(`schema/${file}.json`));
  const files = (of: 'pack' | 'overlay'): JsonSchema => fileSchema(published('pack'), of);
  const schema =
    kind === 'answers'
      ? answersSchemaOf(packs.in(lang), published('answers'))
      : kind === 'pack' && folder !== null
        ? packSchemaOf(packs.in(lang), files('pack'))
        : files(kind === 'overlay' ? 'overlay' : 'pack');
  writeOut(io, invocation.get('output'), `${JSON.stringify(schema, null, 2)}\n`);
  return Exit.done;
}
