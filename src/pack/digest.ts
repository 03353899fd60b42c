import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { unknown } from '../engine/answer.ts';
import type { Answers } from '../model/decision.ts';
import type { PackSource } from './pack-source.ts';

/** `sha256:` and the digest of a pack's content, without places, layers and cases. */
export function digestOf(source: PackSource): string {
  const { layer: _, layers: __, places: ___, cases: ____, inheritedTexts: _____, written: ______, ...content } = source;
  return sha256(canonicalJson(JSON.parse(JSON.stringify(content, withoutLayer))));
}

/** Omits the layer of each thing, but not a thing with the id `layer`. */
function withoutLayer(this: object, key: string, value: unknown): unknown {
  return key === 'layer' && typeof value === 'string' && 'id' in this ? undefined : value;
}

/** `sha256:` and the digest of answers: of their values alone, independent of order. */
export function answersDigestOf(answers: Answers): string {
  return sha256(canonicalJson(Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value ?? unknown]))));
}

/** `sha256:` and the digest of a text. */
export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** A JSON value as canonical JSON (RFC 8785): equal values give the same text, in any order of keys. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? 'null';
}
