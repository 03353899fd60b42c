import type { Place } from '../model/diagnostic.ts';
import type { Scalar, Written } from './source-node.ts';
import { placeOf, type SourceText } from './yaml/text.ts';

/** Where a value and its key stand in a text; without a key, `keyStart` is -1. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly keyStart: number;
  readonly keyEnd: number;
}

/** What a value is: a scalar, the entries of a mapping, or the items of a list. */
export type Content = Scalar | ReadonlyMap<string, Written> | readonly Written[];

/** A value whose places are told when they are asked for: at most values nobody points. A large pack has millions of these. */
export class WrittenIn implements Written {
  private readonly content: Content;
  private readonly source: SourceText;
  private readonly start: number;
  private readonly end: number;
  private readonly keyStart: number;
  private readonly keyEnd: number;

  constructor(source: SourceText, { start, end, keyStart, keyEnd }: Span, content: Content) {
    this.content = content;
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

  get scalar(): Scalar | undefined {
    return typeof this.content === 'object' && this.content !== null ? undefined : this.content;
  }

  get entries(): ReadonlyMap<string, Written> | null {
    return this.content instanceof Map ? this.content : null;
  }

  get items(): readonly Written[] | null {
    return Array.isArray(this.content) ? this.content : null;
  }

  /** What an alias of it stands for, at the alias's place. */
  aliasedAt(span: Span): WrittenIn {
    return new WrittenIn(this.source, span, this.content);
  }
}
