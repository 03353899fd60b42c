import { createHash } from 'node:crypto';
import { unknown } from '../engine/answer.ts';
import type { Answers } from '../model/decision.ts';
import type { PackSource, SourceContent, SourceService } from '../model/source-location.ts';
import { mapValues } from './map-values.ts';

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
    neighbours: mapValues(source.neighbours, (neighbour) => bareFacts(bare(neighbour))),
    advice: source.advice.map(bare),
    renamed: source.renamed,
    factAgeDays: source.factAgeDays,
  };
  return sha256(canonicalPieces(content, 2));
}

/** `sha256:` and the digest of answers: of their values alone, in no order. */
export function answersDigestOf(answers: Answers): string {
  return sha256(canonicalJson(Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value ?? unknown]))));
}

/** `sha256:` and the digest of a text, or of one in pieces. */
export function sha256(text: string | Iterable<string>): string {
  const hash = createHash('sha256');
  let waiting = '';
  for (const piece of typeof text === 'string' ? [text] : text) {
    waiting += piece;
    if (waiting.length < atOnce) continue;
    hash.update(waiting);
    waiting = '';
  }
  return `sha256:${hash.update(waiting).digest('hex')}`;
}

/** So many characters are worth a call. */
const atOnce = 65_536;

/** A JSON value as canonical JSON (RFC 8785): one text for equal values, whatever the order of their keys. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  // The default order of strings is that of their UTF-16 code units, as the RFC wants it.
  const keys = Object.keys(value).sort();
  const members = keys.map((key) => `${JSON.stringify(key)}:${canonicalJson((value as Record<string, unknown>)[key])}`);
  return `{${members.join(',')}}`;
}

/** The canonical JSON of a value in pieces, as many levels down: that of a large pack as one text would be as long as its files. */
function* canonicalPieces(value: object, levels: number): Generator<string> {
  let before = '{';
  for (const key of Object.keys(value).sort()) {
    const member: unknown = (value as Record<string, unknown>)[key];
    yield `${before}${JSON.stringify(key)}:`;
    if (levels === 1 || !isMapping(member)) yield canonicalJson(member);
    else yield* canonicalPieces(member, levels - 1);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bare<T extends { readonly layer: string }>(value: T): T {
  const { layer: _, ...rest } = value;
  return rest as T;
}

function bareAll<T extends { readonly layer: string }>(record: Readonly<Record<string, T>>): Record<string, T> {
  return mapValues(record, bare);
}

function bareFacts<T extends Pick<SourceService, 'facts' | 'variants'>>(value: T): T {
  return {
    ...value,
    facts: value.facts.map(bare),
    variants: value.variants.map((variant) => ({ ...variant, facts: variant.facts.map(bare) })),
  };
}
