import { programMessages } from '../../messages/locale.ts';
import type { Files, Io } from '../../model/io.ts';
import { idPattern } from '../../model/pack.ts';
import { quote, rulesCommand } from '../../output/shell-command.ts';
import { valueJson } from '../../output/values.ts';
import { BUILT_IN_INDEX } from '../../pack/built-in-files.ts';
import { answersSchemaOf, fileSchema, type JsonSchema } from '../../pack/json-schema.ts';
import { type Context, type Invocation, withoutLocation } from '../context.ts';
import { Exit } from '../exit.ts';
import { messageLanguageFor } from '../host/terminal.ts';
import { formatFor, inFolders, writeFiles, writeOut } from '../output.ts';

/** `tsunagi init [file]`: writes a blank, commented answers file with every question and value of the pack. */
export async function initCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, lang, rules, messageLanguage } = context;
  const [named = null] = invocation.operands;
  // Standard output, as `-o -` of other commands.
  const file = named?.value === '-' ? null : named;
  invocation.refuse();
  // JSON has no comments, and a blank file is nothing else.
  formatFor(invocation, file, ['yaml'], 'text');
  const { blankAnswers } = await import('../../records/blank-answers.ts');
  // The published schema covers the built-in questions only.
  const text = blankAnswers(packs.in(lang), rules === null ? schemaFor(io.files, file?.value ?? '-') : null);
  if (file) {
    writeFiles(io, [{ file, text }], invocation.has('force'));
    const command = rulesCommand(rules?.value, [], ['-a', file.value]);
    if (io.stderr.isTTY) io.stderr.write(programMessages(messageLanguage).newAnswers(quote(file.value), command));
  } else await writeOut(context, null, text);
  return Exit.done;
}

/** The path from a file to the schema in a package above it. Null: there is none; any other path is wrong on other machines. */
function schemaFor({ identity, exists }: Files, file: string): string | null {
  const folders = identity(file).split(/[\\/]/).slice(0, -1);
  for (let up = ''; folders.length > 0; up += '../', folders.pop()) {
    const home = ['node_modules/tsunagi/', ''].find((path) => exists([...folders, `${path}bin/tsunagi.js`].join('/')));
    if (home !== undefined) return `${up}${home}dist/schema/answers.json`;
  }
  return null;
}

/** `tsunagi rules init FOLDER [PACK]`: writes a small pack with cases and a schema for the editor, or copies the built-in one. */
export async function rulesInitCommand({ io, lang, messageLanguage }: Context, invocation: Invocation): Promise<number> {
  invocation.refuse();
  const [folder = withoutLocation('.'), copied] = invocation.operands;
  const path = folder.value.replace(/(?<=.)[\\/]+$/, '');
  const texts = copied ? builtInTexts(io, copied.value) : starterTexts(io, messageLanguageFor(lang), idOf(path));
  const files = Object.entries(texts).map(([name, text]) => ({ file: { ...folder, value: `${path}/${name}` }, text }));
  const paths = new Set(files.map(({ file }) => file.value.replace(/\/[^/]*$/, '')));
  const folders = [...paths].map((value) => ({ ...folder, value }));
  await inFolders(io, folders, () => writeFiles(io, files, invocation.has('force')));
  if (io.stderr.isTTY) io.stderr.write(programMessages(messageLanguage).newPack(quote(folder.value)));
  return Exit.done;
}

function starterTexts({ builtIn }: Io, messageLanguage: string, id: string) {
  const starter = (name: string): string => builtIn(`rules/starter/${messageLanguage}/${name}`);
  return {
    'pack.yaml': starter('pack.yaml').replace(/^ {2}id: .*$/m, `  id: ${id}`),
    'cases.yaml': starter('cases.yaml'),
    'pack.schema.json': valueJson(fileSchema(JSON.parse(builtIn('schema/pack.json')), 'pack')),
  };
}

/** The files of a built-in pack by their paths in its folder. */
function builtInTexts({ builtIn }: Io, id: string): Readonly<Record<string, string>> {
  const paths: readonly string[] = JSON.parse(builtIn(BUILT_IN_INDEX))[id];
  return Object.fromEntries(paths.map((path) => [path.replace(`rules/${id}/`, ''), builtIn(path)]));
}

function idOf(path: string): string {
  const name = path.split(/[\\/]+/).at(-1) ?? '';
  return idPattern.test(name) ? name : 'my-rules';
}

/** `tsunagi rules schema`: prints the JSON Schema of pack files, or of answers files for the pack in force. */
export async function rulesSchemaCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, lang } = context;
  invocation.refuse();
  formatFor(invocation, invocation.get('output'), ['json']);
  const kind = invocation.operands[0]?.value;
  const published = (file: string): JsonSchema => JSON.parse(io.builtIn(`schema/${file}.json`));
  const schema =
    kind === 'answers'
      ? answersSchemaOf(packs.in(lang), published('answers'))
      : fileSchema(published('pack'), kind === 'overlay' ? 'overlay' : 'pack');
  await writeOut(context, invocation.get('output'), valueJson(schema));
  return Exit.done;
}
