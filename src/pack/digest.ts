import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { unknown } from '../engine/answer.ts';
import type { Answers } from '../model/decision.ts';

/** `sha256:` and the digest of the answers' values, in any order. `keyOf`: a question's id in the file, perhaps an older one. */
export function answersDigestOf(answers: Answers, keyOf = (id: string): string => id): string {
  const values = Object.entries(answers).map(([id, { value }]) => [keyOf(id), value ?? unknown]);
  return sha256(canonicalJson(Object.fromEntries(values)));
}

/** `sha256:` and the digest of a text. */
export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** A JSON value as canonical JSON (RFC 8785): equal values give the same text, in any order of keys. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? 'null';
}
