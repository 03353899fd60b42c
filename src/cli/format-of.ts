import type { Invocation } from './invocation.ts';

/** The format that was asked for; text where none was, or one that there is not, which parsing has reported. */
export function formatOf<F extends string>(
  { options }: Pick<Invocation, 'options'>,
  formats: Readonly<Record<F, unknown>>,
): F | 'text' {
  const given = options.get('format')?.[0]?.value;
  return given !== undefined && isIn(formats, given) ? given : 'text';
}

/** Whether the result is shown as text and not written to a file: then it is in the language of whoever reads it. */
export function isShown({ options }: Pick<Invocation, 'options'>, format: string): boolean {
  return format === 'text' && !options.has('output');
}

function isIn<F extends string>(formats: Readonly<Record<F, unknown>>, name: string): name is F {
  return Object.hasOwn(formats, name);
}
