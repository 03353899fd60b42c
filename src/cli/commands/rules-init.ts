import { type Finding, finding } from '../../model/diagnostic.ts';
import { idPattern } from '../../model/id.ts';
import type { Io } from '../../model/io.ts';
import { quote } from '../../output/shell-command.ts';
import { listYaml } from '../../pack/files.ts';
import type { Context } from '../context.ts';
import { BadInput, Exit } from '../exit.ts';
import type { Given, Invocation } from '../invocation.ts';
import { type Speech, speechIn } from '../language.ts';
import { existing, writeFolder } from '../write-folder.ts';

/**
 * `tsunagi rules init FOLDER`: a small, commented pack to start from, with cases and a schema for the editor. Whoever sits
 * at a terminal is told how to go on.
 */
export async function rulesInitCommand(context: Context, { operands, options, findings }: Invocation): Promise<number> {
  const { io, lang, speech } = context;
  const [folder] = operands;
  const files = starterFiles(io, speechIn(lang), idOf(folder?.value ?? ''));
  const wrong = [
    ...findings,
    ...(folder ? [] : [finding('missing-operand', null, { operand: '<folder>', command: 'rules init' })]),
    ...(folder && !options.has('force') ? existing(io, folder, [...files.keys()]) : []),
    ...(folder ? others(io, folder, [...files.keys()]) : []),
  ];
  if (wrong.length > 0 || !folder) throw new BadInput(wrong);
  writeFolder(io, folder, files);
  if (io.stderr.isTTY) io.stderr.write(nextTexts[speech](quote(folder.value)));
  return Exit.done;
}

/** The pack in `rules/starter`, under another id, and the schema that its first lines name. */
function starterFiles(io: Io, lang: Speech, id: string): Map<string, string> {
  const textOf = (name: string): string => io.builtIn(`rules/starter/${lang}/${name}`);
  return new Map([
    ['pack.yaml', textOf('pack.yaml').replace(/^ {2}id: .*$/m, `  id: ${id}`)],
    ['cases.yaml', textOf('cases.yaml')],
    ['pack.schema.json', `${JSON.stringify(JSON.parse(io.builtIn('schema/pack.json')), null, 2)}\n`],
  ]);
}

/** The name of the folder where a pack can be called so. */
function idOf(folder: string): string {
  const name = folder.split(/[\\/]+/).findLast((part) => part !== '') ?? '';
  return idPattern.test(name) ? name : 'my-rules';
}

/** What else would be read as part of the pack, of which nobody knows whether it goes together. */
function others(io: Io, folder: Given, names: readonly string[]): Finding[] {
  const path = folder.value.replace(/(?<=.)[\\/]+$/, '');
  const own = new Set(names.map((name) => `${path}/${name}`));
  const files = listYaml(io.files, path, []).filter((file) => !own.has(file));
  return files.length === 0 ? [] : [finding('folder-holds-yaml', folder.place, { path: folder.value, files })];
}

const nextTexts: Readonly<Record<Speech, (folder: string) => string>> = {
  en: (folder) => `A new pack is in ${folder}. Prove it, now and after each change:\n  tsunagi rules lint --rules ${folder}\n`,
  ja: (folder) =>
    `${folder} に新しいパックを作成しました。変更するたびに、次のコマンドで検証できます。\n  tsunagi rules lint --rules ${folder}\n`,
};
