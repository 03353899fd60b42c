import { nearest } from '../../engine/nearest.ts';
import { finding } from '../../model/diagnostic.ts';
import { answersSchemaOf, type JsonSchema, packSchemaOf } from '../../pack/json-schema.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import type { Invocation } from '../invocation.ts';
import { writeOut } from '../output.ts';

const kinds = ['pack', 'overlay', 'answers'] as const;

/** `tsunagi rules schema [pack|overlay|answers]`: the JSON Schema of a pack's files, or of answers files for the pack in force. */
export async function rulesSchemaCommand(
  { io, packs, lang, folder }: Context,
  { operands, options, findings }: Invocation,
): Promise<number> {
  const [operand] = operands;
  const kind = operand === undefined ? 'pack' : kinds.find((name) => name === operand.value);
  const wrong =
    kind || !operand
      ? []
      : [finding('not-a-schema', operand.place, { name: operand.value, known: kinds, ...meant(operand.value) })];
  if (findings.length + wrong.length > 0) throw new BadInput([...findings, ...wrong]);
  const published: JsonSchema = JSON.parse(io.builtIn(`schema/${kind ?? 'pack'}.json`));
  const schema =
    kind === 'answers'
      ? answersSchemaOf(packs.in(lang), published)
      : kind === 'pack' && folder !== null
        ? packSchemaOf(packs.in(lang), published)
        : published;
  writeOut(io, options.get('output')?.[0] ?? null, `${JSON.stringify(schema, null, 2)}\n`);
  return Exit.done;
}

function meant(name: string): { readonly suggestion?: string } {
  const found = nearest(name, kinds);
  return found === null ? {} : { suggestion: found };
}
