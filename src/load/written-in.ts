import type { Place } from '../core/finding.ts';
import { placeOf, type SourceText } from './text.ts';
import type { Scalar, Written } from './written.ts';

/** Where a value and its key stand in a text; without a key, `keyStart` is -1. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly keyStart: number;
  readonly keyEnd: number;
}

/** What a value is; what it is not is left out. */
export type Content = Partial<Pick<Written, 'scalar' | 'entries' | 'items'>>;

/** A value whose places are told when they are asked for: at most values nobody points. */
export class WrittenIn implements Written {
  readonly scalar: Scalar | undefined;
  readonly entries: ReadonlyMap<string, Written> | null;
  readonly items: readonly Written[] | null;
  private readonly source: SourceText;
  // Each for itself: an object more for each value would be felt in a large pack.
  private readonly start: number;
  private readonly end: number;
  private readonly keyStart: number;
  private readonly keyEnd: number;

  constructor(source: SourceText, { start, end, keyStart, keyEnd }: Span, { scalar, entries = null, items = null }: Content) {
    this.scalar = scalar;
    this.entries = entries;
    this.items = items;
    this.source = source;
    this.start = start;
    this.end = end;
    this.keyStart = keyStart;
    this.keyEnd = keyEnd;
  }

  get at(): Place {
    return placeOf(this.source, this.start, this.end);
  }

  get key(): Place | null {
    return this.keyStart < 0 ? null : placeOf(this.source, this.keyStart, this.keyEnd);
  }
}
