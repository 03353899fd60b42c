import type { Answers } from './decision.ts';
import type { Place } from './place.ts';

/** What a record says that its answers led to; an absent key is not looked at. */
export interface Expectation {
  readonly service: string | null;
  readonly variant?: string | null;
  readonly with?: readonly string[];
  readonly leaves?: readonly string[];
  readonly rules?: string;
  readonly digest?: string;
  readonly answersDigest?: string;
}

export type RecordStatus = 'proposed' | 'accepted' | 'superseded';

/** One recorded link between two parts: its answers, what they led to, and where all of it stands. */
export interface LinkRecord {
  readonly title: string | null;
  readonly id: string | null;
  /**
   * The applications that it joins, as the record names them: who produces, and who consumes. Empty: it does not say.
   */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly answers: Answers;
  readonly expect: Expectation | null;
  /** An ISO day. */
  readonly reviewBy: string | null;
  readonly status: RecordStatus | null;
  /** The ids of the records that it takes the place of, and the one that took its own. */
  readonly supersedes: readonly string[];
  readonly supersededBy: string | null;
  /** The resources that it was built as, by their names in templates or plans; null or absent: it does not say. */
  readonly built?: readonly string[] | null;
  /** Its number in the file, from 0. */
  readonly index: number;
  /** Where something stands: `['expect', 'service']`. Keys are the file's own; null if there is no such thing. */
  placeOf(path: readonly (string | number)[], part?: 'key' | 'value'): Place | null;
}
