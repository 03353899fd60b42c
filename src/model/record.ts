import type { Answers } from './decision.ts';
import type { Place } from './place.ts';

/** The recorded outcome; missing keys are not compared. */
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

/** A recorded link between applications: its answers, their outcome, and where everything is written. */
export interface LinkRecord {
  readonly title: string | null;
  readonly id: string | null;
  /** The applications that it connects, as the record names them: producers and consumers. Empty if the record does not say. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly answers: Answers;
  readonly expect: Expectation | null;
  /** An ISO day. */
  readonly reviewBy: string | null;
  readonly status: RecordStatus | null;
  /** The ids of the records that it supersedes, and of the one that supersedes it. */
  readonly supersedes: readonly string[];
  readonly supersededBy: string | null;
  /** The resources that implement it, by their names in templates or plans; null or absent if the record does not say. */
  readonly built?: readonly string[] | null;
  /** Its index in the file, from 0. */
  readonly index: number;
  /** The place of a path such as `['expect', 'service']`, with the file's own keys; null if it does not exist. */
  placeOf(path: readonly (string | number)[], part?: 'key' | 'value'): Place | null;
}
