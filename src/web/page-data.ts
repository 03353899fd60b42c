import type { Value } from '../model/pack.ts';

/** What the page is given besides its script: it stands in the file as JSON. */
export interface PageData {
  /** The pack by language, as JSON that was deflated and is written in base 64. */
  readonly packs: Readonly<Record<string, string>>;
  /** The language that the page begins in; null: that of the browser. */
  readonly lang: string | null;
  /** What stands before the value of each question on the command line, such as `--data `. */
  readonly flags: Readonly<Record<string, string>>;
  /** The folder of the rules as the command line names it; null: the built-in ones. */
  readonly rules: string | null;
  readonly records: readonly PageRecord[];
}

/** A recorded link that can be opened. */
export interface PageRecord {
  /** What it is listed as: its title, else its id, else its file and number. */
  readonly name: string;
  readonly title: string | null;
  readonly file: string;
  /** Null: expressly unknown. */
  readonly answers: Readonly<Record<string, Value | null>>;
  /** What the record says that it led to, as `service` or `service/variant`, and by which rules; null where it does not say. */
  readonly result: string | null;
  readonly digest: string | null;
}

/** The element that holds it. */
export const dataId = 'tsunagi-data';
