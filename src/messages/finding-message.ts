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
