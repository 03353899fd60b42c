import type * as z from 'zod';
import type { Pack, Value } from '../model/pack.ts';
import type { SourceLocation } from '../model/source-location.ts';
import type { Layered } from './merge.ts';
import type { expectation } from './schema/pack.ts';

/**
 * A pack as its authors wrote it, merged with the packs that it extends: its cases, and the location of every value.
 *
 * `locations` is keyed by paths: the keys of a pack file and the indexes of list items (from 0), joined by dots, such as
 * `questions.data.values.stream.text`. Nodes and leaves written in place have paths by id, like named ones:
 * `nodes.root.stream.branches.0.when`, `nodes.ordered-log.services.0.service`. The path of a scalar gives the location of the
 * value; the path of a mapping or list gives the location of its key; the path of what is not written, that of its container.
 */
export interface PackSource extends Pick<Pack, 'id' | 'version' | 'languages'> {
  /** The pack in a language; in its first one if it is not written in that one. */
  in(lang: string): Pack;
  readonly locations: { get(path: string): SourceLocation | null };
  readonly cases: readonly Case[];
  readonly layered: Layered;
}

/** Whether the part at a path is a pack's own, not inherited. */
export function isOwn({ id, locations, layered }: PackSource, path: string): boolean {
  return layered.layerOf.get(locations.get(path)?.file ?? '') === id;
}

/** A pack's own test: answers and their expected outcome. */
export interface Case {
  readonly name: string;
  /** A null value is `unknown`. */
  readonly answers: Readonly<Record<string, Value | null>>;
  /** Whether the pack's assumptions apply to absent answers. */
  readonly assume: boolean;
  /** Whether the pack's defaults fill in unknown answers that the walk asks for. */
  readonly defaults: boolean;
  readonly expect: CaseExpectation;
  readonly layer: string;
}

/** The expectation of a case; absent keys are not checked. A null service expects an open decision. */
export type CaseExpectation = { readonly [K in keyof Expectation]: Readonly<Expectation[K]> };

type Expectation = z.output<typeof expectation>;
