import type { Answers } from './decision.ts';
import type { SourceLocation } from './source-location.ts';

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
  /** Its file as named, and its index there, from 0. */
  readonly file: string;
  readonly index: number;
  /** Its id, else its file and number. */
  readonly key: string;
  readonly title: string | null;
  readonly id: string | null;
  /** The applications that it connects, as the record names them: producers and consumers. Empty if the record does not say. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly answers: Answers;
  readonly expect: Expectation | null;
  /** ISO days. */
  readonly date: string | null;
  readonly reviewBy: string | null;
  readonly notes: string | null;
  readonly decidedBy: readonly string[];
  readonly status: RecordStatus | null;
  /** The ids of the records that it supersedes, and of the one that supersedes it. */
  readonly supersedes: readonly string[];
  readonly supersededBy: string | null;
  /** The resources that implement it, by their names in templates or plans; null if the record does not say. */
  readonly built: readonly string[] | null;
  /** The location of a path such as `['expect', 'service']`, with the file's own keys; null if it does not exist. */
  locationOf(path: readonly (string | number)[], part?: 'key' | 'value'): SourceLocation | null;
  /** The key of an answer in the file: the question's id or an old id. */
  keyOf(question: string): string;
  /** The text of the document, without separators. */
  source(): string;
}
