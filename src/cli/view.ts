import type { Pack } from '../model/pack.ts';
import type { Formats } from '../output/article-formats.ts';
import { plain, withoutCommands } from '../output/style.ts';
import type { Context, Invocation } from './context.ts';
import { flagBefore } from './equivalent-command.ts';
import { styleFor, usualWidth, wantsColour } from './host/terminal.ts';
import { speechIn } from './language.ts';
import { writeOut } from './output.ts';

/** Formats that are for people, and often printed into a log. */
const proseFormats: ReadonlySet<string> = new Set(['text', 'markdown']);

/** How a result is shown, and where. */
export type View<F extends string> = Awaited<ReturnType<typeof viewOf<F>>>;

/**
 * Reads from the command line how a result is to be shown: text where no format was asked for, or one that there is
 * not, which parsing has reported.
 *
 * @param formats all formats by name
 * @param width of what is not a terminal, in columns
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
  // Text that is not written to a file is in the language of whoever reads it.
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
    /** What text is laid out on; the height only of a terminal. */
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

/** Renders a value in a format, and writes it where it is wanted. */
export async function showValue<T>(
  { page, format, explain, write }: View<string>,
  pack: Pack,
  value: T,
  formats: Formats<T>,
): Promise<void> {
  const load = formats[format];
  if (!load) throw new RangeError(`no format ${format}`);
  const { render } = await load();
  const toYaml = format === 'yaml' ? (await import('../pack/yaml.ts')).toYaml : () => '';
  write(render(value, { pack, lang: pack.lang, ...page, flag: flagBefore, explain, toYaml }));
}
