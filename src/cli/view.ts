import type { Pack } from '../model/pack.ts';
import type { Formats } from '../output/article-formats.ts';
import { plain, withoutCommands } from '../output/style.ts';
import type { Context, Invocation } from './context.ts';
import { flagBefore } from './equivalent-command.ts';
import { styleFor, usualWidth, wantsColour } from './host/terminal.ts';
import { speechIn } from './language.ts';
import { writeOut } from './output.ts';

/** Formats for people, often printed into a log. */
const proseFormats: ReadonlySet<string> = new Set(['text', 'markdown']);

/** The format, language and layout of a result, and where it is written. */
export type View<F extends string> = Awaited<ReturnType<typeof viewOf<F>>>;

/**
 * Reads the format and target of a result from the command line. The default is text, also for an unknown format,
 * which parsing has reported.
 *
 * @param formats all formats by name
 * @param width of output that is not a terminal, in columns
 */
export async function viewOf<F extends string>(
  { io, packs, spoken, lang }: Context,
  invocation: Invocation,
  formats: Readonly<Record<F | 'text', unknown>>,
  width: number = usualWidth,
) {
  const named = invocation.get('format')?.value ?? 'text';
  const format: F | 'text' = isIn(formats, named) ? named : 'text';
  const output = invocation.get('output');
  // Text that is not written to a file follows the reader's language.
  const shown = format === 'text' && output === null;
  const language = shown ? spoken : lang;
  const { columns, rows } = io.stdout;
  return {
    format,
    shown,
    get pack() {
      return packs.in(language);
    },
    speech: speechIn(language),
    explain: invocation.has('explain'),
    /** The page for text; only a terminal has a height. */
    page: {
      width: (shown ? columns : null) ?? width,
      ...(shown && rows ? { height: rows } : {}),
      style: shown ? await styleFor(wantsColour(io, io.stdout, invocation)) : plain,
    },
    write: (text: string): void => writeOut(io, output, proseFormats.has(format) ? withoutCommands(text) : text),
  };
}

function isIn<F extends string>(formats: Readonly<Record<F, unknown>>, name: string): name is F {
  return Object.hasOwn(formats, name);
}

/** Renders a value and writes it to its target. */
export async function showValue<T>(
  { page, format, explain, write }: View<string>,
  pack: Pack,
  value: T,
  formats: Formats<T>,
): Promise<void> {
  const render = formats[format];
  if (!render) throw new RangeError(`no format ${format}`);
  const toYaml = format === 'yaml' ? (await import('../pack/yaml.ts')).toYaml : () => '';
  write(render(value, { pack, lang: pack.lang, ...page, flag: flagBefore, explain, toYaml }));
}
