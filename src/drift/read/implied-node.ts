import type { Place } from '../../model/diagnostic.ts';
import type { Scalar, SourceNode } from '../../pack/source-node.ts';

/** A value that stands nowhere in a text, such as what a transform adds; it is shown where its cause stands. */
export function impliedNode(at: Place, value: ImpliedValue): SourceNode {
  if (isNode(value)) return value;
  const node = { at, key: at, scalar: undefined, entries: null, items: null };
  if (Array.isArray(value)) return { ...node, items: value.map((item) => impliedNode(at, item)) };
  if (typeof value !== 'object' || value === null) return { ...node, scalar: value as Scalar };
  return { ...node, entries: new Map(Object.entries(value).map(([key, inner]) => [key, impliedNode(at, inner)])) };
}

/** Plain data in which parts of a template may stand. */
export type ImpliedValue = Scalar | SourceNode | readonly ImpliedValue[] | { readonly [key: string]: ImpliedValue };

function isNode(value: ImpliedValue): value is SourceNode {
  return typeof value === 'object' && value !== null && 'at' in value && 'entries' in value && 'items' in value;
}
