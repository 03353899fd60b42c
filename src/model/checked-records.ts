import type { Level } from './diagnostic.ts';

/** The result of `check_records`. Key order is part of the contract. */
export interface CheckedRecords {
  readonly schema: 'tsunagi/checked@1';
  readonly lang: string;
  /** `unreadable`: a file could not be read, or is not an answers file. */
  readonly status: 'ok' | 'found' | 'unreadable';
  readonly records: readonly {
    readonly file: string;
    readonly id: string | null;
    readonly title: string | null;
    readonly status: string | null;
    readonly verdict: string;
    /** What its answers lead to today; null if that is open. */
    readonly service: string | null;
  }[];
  readonly findings: readonly {
    readonly code: string;
    readonly level: Level;
    readonly text: string;
    readonly file: string | null;
    readonly line: number | null;
  }[];
}
