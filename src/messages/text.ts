import type { FindingMessage } from '../model/source-location.ts';

/** Messages by code. The parameters of the English ones are the only declaration of a finding's arguments. */
export type MessagesByCode = Readonly<Record<string, (args: never) => FindingMessage>>;

export type Translated<M extends MessagesByCode> = { readonly [C in keyof M]: (args: Parameters<M[C]>[0]) => FindingMessage };

/** What a message may say about an unknown name. */
export interface Suggestion {
  /** The name that was probably meant. */
  suggestion?: string;
}

export interface Unknown extends Suggestion {
  id: string;
  known: readonly string[];
}

const plainValues = new Map(Object.entries({ number: /^-?\d+(\.\d+)?$/, boolean: /^(true|false)$/ }));

/** What is wrong with the quotes of a value, where nothing else keeps it from being what is expected. */
export function wrongQuotes(expected: string, got: string, text: string): 'missing' | 'needless' | 'none' {
  if (got === 'number' && ['string', 'text'].includes(expected)) return 'missing';
  return got === 'string' && plainValues.get(expected)?.test(text) ? 'needless' : 'none';
}

const MAX_QUOTED_CHARACTERS = 120;
const MAX_NAMES = 40;

/** The most facts or records that a sentence about decisions names; the JSON has them all. */
export const MAX_NAMED = 5;

/** Shortens user input so that the sentence stays readable. */
export function cut(text: string): string {
  // The text may be megabytes long, and a character has at most two code units.
  const characters = [...text.slice(0, 2 * MAX_QUOTED_CHARACTERS + 2)];
  return characters.length > MAX_QUOTED_CHARACTERS ? `${characters.slice(0, MAX_QUOTED_CHARACTERS).join('')}…` : text;
}

/** As many names as a person wants to read. */
export function listed(names: readonly string[], quote: (name: string) => string, comma: string, most = MAX_NAMES): string {
  const shown = names.slice(0, most).map(quote).join(comma);
  return names.length > most ? `${shown}${comma}…` : shown;
}

/** A number without an exponent, as long as a person can count its zeros. */
export function plainNumber(value: number): string {
  const [, sign, whole, fraction, places] = /^(-?)(\d)\.?(\d*)e-(1?\d)$/.exec(String(value)) ?? [];
  return places === undefined ? String(value) : `${sign}0.${'0'.repeat(Number(places) - 1)}${whole}${fraction}`;
}
