import { programMessages } from '../../messages/locale.ts';
import { finding } from '../../model/diagnostic.ts';
import type { Io } from '../../model/io.ts';
import { idPattern } from '../../model/pack.ts';
import { quote } from '../../output/shell-command.ts';
import { fileSchema } from '../../pack/json-schema.ts';
import type { Context, Invocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { type Speech, speechIn } from '../language.ts';
import { inFolder, writeFiles, writeOut } from '../output.ts';

/** `tsunagi init [file]`: writes a blank, commented answers file with every question and value of the pack. */
export async function initCommand({ io, packs, lang, folder }: Context, invocation: Invocation): Promise<number> {
  const [file = null] = invocation.operands;
  const output = invocation.get('output');
  const target = file ?? output;
  const force = invocation.has('force');
  const args = { option: '--output', first: file?.value ?? '', second: output?.value ?? '' };
  const isOther = file && output && output.value !== file.value;
  invocation.refuse(...(isOther ? [finding('conflicting-values', output.place, args)] : []));
  const { blankAnswers } = await import('../../records/record-text.ts');
  // The published schema covers the built-in questions only.
  const schema = folder === null ? schemaFrom(target?.value ?? '') : null;
  const text = blankAnswers(packs.in(lang), schema);
  if (target) await writeFiles(io, [{ file: target, text }], force);
  else writeOut(io, null, text);
  return Exit.done;
}

/** The path from an answers file in the project to the schema in the installed package. */
function schemaFrom(file: string): string {
  const folders = file.replaceAll('\\', '/').split('/').slice(0, -1);
  const up = folders.filter((name) => name !== '.' && name !== '').map(() => '../');
  return `${up.join('')}node_modules/tsunagi/dist/schema/answers.json`;
}

/** `tsunagi rules init FOLDER`: writes a small, commented starter pack with cases and a schema for the editor. */
export async function rulesInitCommand({ io, lang, speech }: Context, invocation: Invocation): Promise<number> {
  const [folder] = invocation.operands;
  if (!folder) {
    invocation.refuse();
    return Exit.badInput;
  }
  const path = folder.value.replace(/(?<=.)[\\/]+$/, '');
  const files = starterFiles(io, speechIn(lang), idOf(path)).map(([name, text]) => ({
    file: { value: `${path}/${name}`, place: folder.place },
    text,
  }));
  invocation.refuse();
  await inFolder(io, folder, () => writeFiles(io, files, invocation.has('force')));
  // Tell a person at the terminal what to do next.
  if (io.stderr.isTTY) io.stderr.write(programMessages(speech).newPack(quote(folder.value)));
  return Exit.done;
}

/** The pack in `rules/starter` with a new id, and the schema that its first lines refer to. */
function starterFiles(io: Io, lang: Speech, id: string): (readonly [name: string, text: string])[] {
  const textOf = (name: string): string => io.builtIn(`rules/starter/${lang}/${name}`);
  return [
    ['pack.yaml', textOf('pack.yaml').replace(/^ {2}id: .*$/m, `  id: ${id}`)],
    ['cases.yaml', textOf('cases.yaml')],
    [
      'pack.schema.json',
      `${JSON.stringify(fileSchema(JSON.parse(io.builtIn('schema/pack.json')), 'pack'), null, 2)}\n`,
    ],
  ];
}

function idOf(path: string): string {
  const name = path.split(/[\\/]+/).at(-1) ?? '';
  return idPattern.test(name) ? name : 'my-rules';
}
