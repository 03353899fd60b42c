import type { Code, FindingArgs, SyntaxReason } from '../model/diagnostic.ts';

/** What is wrong, and what to do about it; each a sentence or two, the mitigation empty where there is none. */
export type DiagnosticMessage = readonly [problem: string, mitigation: string];

/** A sentence for every code. */
export type DiagnosticMessages = { readonly [C in Code]: (args: FindingArgs[C]) => DiagnosticMessage };

/** A sentence for everything that can be wrong with YAML's syntax. */
export type SyntaxMessages = { readonly [R in SyntaxReason]: DiagnosticMessage };

/** What may be said of a name that is not known. */
export interface Unknown {
  /** What was probably meant. */
  readonly suggestion?: string;
  /** Where a pack removes what has this name. */
  readonly removedAt?: string;
  /** What of a pack goes by this name still. */
  readonly named?: readonly string[];
}

const longest = 60;
const most = 20;

/** What somebody wrote, cut to a length that leaves the sentence readable. */
export function cut(text: string): string {
  const characters = [...text.slice(0, 4 * longest)];
  return characters.length > longest || text.length > 4 * longest ? `${characters.slice(0, longest).join('')}…` : text;
}

/** Several names, as far as a person wants to read them. */
export function listed(names: readonly string[], quote: (name: string) => string, comma: string): string {
  const told = names.slice(0, most).map(quote).join(comma);
  return names.length > most ? `${told}${comma}…` : told;
}

/** A path that leads round to where it began, its middle left out where it is long. */
export function wayRound(path: readonly string[], quote: (name: string) => string): string {
  const names = path.length > most ? [...path.slice(0, 6), '', ...path.slice(-3)] : path;
  return names.map((name) => (name === '' ? '…' : quote(name))).join(' → ');
}
