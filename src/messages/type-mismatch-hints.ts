import type { FindingArgs } from '../model/diagnostic.ts';

type Typed = FindingArgs['wrong-type'];

const forms: { readonly [E in Typed['expected']]?: RegExp } = {
  number: /^-?\d+(\.\d+)?$/,
  integer: /^-?\d+$/,
  positive: /^[1-9]\d*$/,
  boolean: /^(true|false)$/,
};

/** Whether a text would be what is expected, were it not in quotes. */
export function isOnlyQuoted({ expected, got, text }: Typed): boolean {
  return got === 'string' && (forms[expected]?.test(text) ?? false);
}

/** Whether what is expected is a text, and quotes around it make it one. */
export function lacksQuotes({ expected, got }: Typed): boolean {
  return (expected === 'string' || expected === 'text') && (got === 'number' || got === 'boolean');
}

/** The version that a number of one or two parts was probably meant to be; null: it is something else. */
export function fullVersion({ expected, text }: Typed): string | null {
  const [, major, minor = '0'] = (expected === 'version' && /^(\d+)(?:\.(\d+))?$/.exec(text)) || [];
  return major === undefined ? null : `${major}.${minor}.0`;
}
