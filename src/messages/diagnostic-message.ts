import type { DiagnosticMessage } from '../model/place.ts';

/** Messages by code. The parameters of the English ones are the only declaration of a finding's arguments. */
export type MessagesByCode = Readonly<Record<string, (args: never) => DiagnosticMessage>>;

/** The same messages in another language. */
export type Translated<M extends MessagesByCode> = { readonly [C in keyof M]: (args: Parameters<M[C]>[0]) => DiagnosticMessage };

/** What a message may say about an unknown name. */
export interface Suggestion {
  /** The name that was probably meant. */
  suggestion?: string;
  /** The place, as `file:line`, where a pack removes it from a pack that it extends. */
  removedAt?: string;
  /** The path that refers to it; only with `removedAt`. A renamed question has its new name as `suggestion`. */
  named?: string;
}

export interface Unknown extends Suggestion {
  id: string;
  known: readonly string[];
}

const MAX_QUOTED_CHARACTERS = 60;
const MAX_NAMES = 20;

/** Shortens user input so that the sentence stays readable. */
export function cut(text: string): string {
  const characters = [...text.slice(0, 4 * MAX_QUOTED_CHARACTERS)];
  return characters.length > MAX_QUOTED_CHARACTERS || text.length > 4 * MAX_QUOTED_CHARACTERS
    ? `${characters.slice(0, MAX_QUOTED_CHARACTERS).join('')}…`
    : text;
}

/** As many names as a person wants to read. */
export function listed(names: readonly string[], quote: (name: string) => string, comma: string): string {
  const shown = names.slice(0, MAX_NAMES).map(quote).join(comma);
  return names.length > MAX_NAMES ? `${shown}${comma}…` : shown;
}

/** A path that ends where it begins; leaves out its middle if it is long. */
export function wayRound(path: readonly string[], quote: (name: string) => string): string {
  const names = path.length > MAX_NAMES ? [...path.slice(0, 6), '', ...path.slice(-3)] : path;
  return names.map((name) => (name === '' ? '…' : quote(name))).join(' → ');
}

/** A value that has another type than expected. */
type Typed = Readonly<Record<'expected' | 'got' | 'text', string>>;

const forms: ReadonlyMap<string, RegExp> = new Map([
  ['number', /^-?\d+(\.\d+)?$/],
  ['integer', /^-?\d+$/],
  ['positive', /^[1-9]\d*$/],
  ['boolean', /^(true|false)$/],
]);

/** Whether a quoted value would be valid without its quotes. */
export function isOnlyQuoted({ expected, got, text }: Typed): boolean {
  return got === 'string' && (forms.get(expected)?.test(text) ?? false);
}

/** Whether a text is expected and quotes would turn the value into one. */
export function lacksQuotes({ expected, got }: Typed): boolean {
  return (expected === 'string' || expected === 'text') && (got === 'number' || got === 'boolean');
}

/** The version that a number of one or two parts was probably meant to be; null if it was not. */
export function fullVersion({ expected, text }: Typed): string | null {
  const [, major, minor = '0'] = (expected === 'version' && /^(\d+)(?:\.(\d+))?$/.exec(text)) || [];
  return major === undefined ? null : `${major}.${minor}.0`;
}
