/** Control characters but for tab and line feed, halves of pairs, and what turns the direction of writing round. */
export const harmful = /(?![\t\n])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** An object has more names than it was given, and assigning to one of them does not add a key. */
const forbidden: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

export function isForbiddenKey(name: string): boolean {
  return forbidden.has(name);
}
