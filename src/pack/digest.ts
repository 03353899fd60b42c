import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { unknown } from '../engine/answer.ts';
import type { Answers } from '../model/decision.ts';
import type { PackSource, SourceContent, SourceService } from '../model/pack-source.ts';

/** `sha256:` and the digest of what a pack says: not where it was written, by which of the merged packs, or how it is tested. */
export function digestOf(source: PackSource): string {
  const content: SourceContent = {
    id: source.id,
    version: source.version,
    title: source.title,
    languages: source.languages,
    questions: source.questions.map(bare),
    derived: source.derived.map(bare),
    root: source.root,
    nodes: bareAll(source.nodes),
    leaves: bareAll(source.leaves),
    services: source.services.map((service) => bareFacts(bare(service))),
    patterns: source.patterns,
    mitigations: source.mitigations,
    neighbours: Object.fromEntries(Object.entries(source.neighbours).map(([id, neighbour]) => [id, bareFacts(bare(neighbour))])),
    advice: source.advice.map(bare),
    renamed: source.renamed,
    factAgeDays: source.factAgeDays,
    topics: source.topics,
  };
  return sha256(canonicalJson(content));
}

/** `sha256:` and the digest of answers: of their values alone, in no order. */
export function answersDigestOf(answers: Answers): string {
  return sha256(canonicalJson(Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value ?? unknown]))));
}

/** `sha256:` and the digest of a text. */
export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** A JSON value as canonical JSON (RFC 8785): one text for equal values, whatever the order of their keys. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? 'null';
}

function bare<T extends { readonly layer: string }>(value: T): T {
  const { layer: _, ...rest } = value;
  return rest as T;
}

function bareAll<T extends { readonly layer: string }>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([id, value]) => [id, bare(value)]));
}

function bareFacts<T extends Pick<SourceService, 'facts' | 'variants'>>(value: T): T {
  return {
    ...value,
    facts: value.facts.map(bare),
    variants: value.variants.map((variant) => ({ ...variant, facts: variant.facts.map(bare) })),
  };
}
