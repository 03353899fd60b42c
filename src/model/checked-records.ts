import type { Level } from './diagnostic.ts';

/** What `check_records` finds. Key order is part of the contract. */
export interface CheckedRecords {
  readonly schema: 'tsunagi/checked@1';
  readonly lang: string;
  /** `unreadable`: a file could not be read, or is no answers file. */
  readonly status: 'ok' | 'found' | 'unreadable';
  readonly records: readonly {
    readonly file: string;
    readonly id: string | null;
    readonly title: string | null;
    readonly status: string | null;
    readonly verdict: string;
    /** What its answers lead to today; null while open. */
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
