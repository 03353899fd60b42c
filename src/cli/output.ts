import { BadInput, finding, type Given } from '../model/finding.ts';
import type { Io } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { Render } from '../output/article-formats.ts';
import { escapeControls, plain, withoutCommands } from '../output/style.ts';
import { changeFiles, writeTo } from '../records/file-transaction.ts';
import { formatsByEnding } from './commands.ts';
import type { Context, Invocation } from './context.ts';
import { ClosedPipe } from './exit.ts';
import { messageLanguageFor, styleFor, USUAL_COLUMNS, wantsColour } from './host/terminal.ts';

/** Writes a text to a file, completely or not at all, or to standard output (null). */
export async function writeOut(context: Context, target: Given | null, text: string): Promise<void> {
  const { io } = context;
  if (target === null) {
    try {
      writeTo(target, () => io.stdout.write(text));
    } catch (error) {
      // The exit code reports the result, whoever reads it: a check that fails does so before `| head`, too.
      if (!(error instanceof ClosedPipe)) throw error;
    }
    return;
  }
  const { written } = changeFiles(io, (transaction) => transaction.set(target, text));
  await sayWritten(context, written);
}

/** Names the files that were written for the person at a terminal; a log needs no such lines. */
export async function sayWritten({ io, messageLanguage }: Context, paths: readonly string[]): Promise<void> {
  if (!io.stderr.isTTY || paths.length === 0) return;
  const { promptMessages } = await import('../messages/locale.ts');
  for (const path of paths) io.stderr.write(`${promptMessages(messageLanguage).saved(escapeControls(path))}\n`);
}

/** Writes files: all or none. Refuses if one already exists, unless `force` is set. */
export function writeFiles(io: Io, files: readonly { readonly file: Given; readonly text: string }[], force: boolean): void {
  changeFiles(io, (transaction) => {
    const there = force ? undefined : files.find(({ file }) => transaction.read(file) !== null)?.file;
    if (there) throw new BadInput([finding('file-exists', there.location, { path: there.value, option: '--force' })]);
    for (const { file, text } of files) transaction.set(file, text);
  });
}

/** Creates folders where they are missing and works in them; removes them again if that fails. Throws BadInput if it cannot. */
export async function inFolders(io: Io, folders: readonly Given[], work: () => void | Promise<void>): Promise<void> {
  const created: (() => void)[] = [];
  try {
    for (const folder of folders) created.push(writeTo(folder, () => io.files.makeFolder(folder.value)));
    await work();
  } catch (error) {
    for (const remove of created.reverse()) remove();
    throw error;
  }
}

/** Formats for people, often printed into a log. */
const proseFormats: ReadonlySet<string> = new Set(['text', 'markdown']);

/** The format that a file's ending stands for, else `other`. Throws BadInput if it is none of `formats`; empty: any will do. */
export function formatFor(invocation: Invocation, file: Given | null, formats: readonly string[], other = '') {
  const ending = /\.([a-z]+)$/i.exec(file?.value ?? '')?.[1]?.toLowerCase() ?? '';
  const format = formatsByEnding.get(ending) ?? other;
  if (file && file.value !== '-' && format !== '' && !formats.includes(format)) {
    const endings = [...formatsByEnding].flatMap(([each, stands]) => (formats.includes(stands) ? `.${each}` : []));
    invocation.refuse(finding('wrong-ending', file.location, { path: file.value, endings }));
  }
  return format;
}

/** The format, language and layout of a result, and where it is written. */
export type View<F extends string> = Awaited<ReturnType<typeof viewOf<F>>>;

/**
 * Finds how and where to show a result. Without a format, the ending of the file decides; the default is text. Throws BadInput if
 * the file is named as one of another format.
 *
 * @param width in columns, where the output is no terminal
 */
export async function viewOf<F extends string>(
  context: Context,
  invocation: Invocation,
  formats: Readonly<Record<F | 'text', unknown>>,
  width: number = USUAL_COLUMNS,
) {
  const { io, packs, terminalLanguage, lang, rules } = context;
  const output = invocation.get('output');
  const named = invocation.get('format')?.value ?? formatFor(invocation, output, Object.keys(formats), 'text');
  const format: F | 'text' = Object.hasOwn(formats, named) ? (named as F) : 'text';
  // Templates and records are written as YAML.
  if (format === 'cloudformation') formatFor(invocation, output, ['yaml']);
  // Only these are found in a folder by `check`.
  formatFor(invocation, invocation.get('save'), ['yaml'], 'text');
  // Text that is not written to a file follows the reader's language.
  const shown = format === 'text' && output === null;
  const language = shown ? terminalLanguage : lang;
  const page = {
    width: (shown ? io.stdout.columns : null) ?? width,
    height: shown ? io.stdout.rows : undefined,
    style: shown ? await styleFor(wantsColour(io, io.stdout, invocation)) : plain,
  };
  const explain = invocation.has('explain');
  const toYaml = format === 'yaml' ? (await import('../pack/yaml.ts')).toYaml : undefined;
  const css = format === 'html' ? io.builtIn('html/page.css') : '';
  /** What renderers of values and decisions receive. */
  const contextOf = (pack: Pack) => ({ ...page, pack, explain, toYaml, css, rules: rules?.value });
  const write = (text: string) => writeOut(context, output, proseFormats.has(format) ? withoutCommands(text) : text);
  return {
    format,
    shown,
    get pack() {
      return packs.in(language);
    },
    messageLanguage: messageLanguageFor(language),
    page,
    contextOf,
    write,
    writeValue: <T>(pack: Pack, value: T, formats: Readonly<Record<F | 'text', Render<T>>>) =>
      write(formats[format](value, contextOf(pack))),
  };
}
