import type { Value } from '../model/pack.ts';

/** The input of the page besides its script, embedded in the file as JSON. */
export interface PageData {
  /** The pack by language, as deflated JSON in base 64. */
  readonly packs: Readonly<Record<string, string>>;
  /** The initial language of the page; null: the browser's. */
  readonly lang: string | null;
  /** What precedes the value of each question on the command line, such as `--data `. */
  readonly flags: Readonly<Record<string, string>>;
  /** The folder of the rules as the command line names it; null for the built-in ones. */
  readonly rules: string | null;
  readonly records: readonly PageRecord[];
}

/** A recorded link that can be opened. */
export interface PageRecord {
  /** Its title, else its id, else its file and number. */
  readonly name: string;
  readonly title: string | null;
  readonly file: string;
  /** Null: explicitly unknown. */
  readonly answers: Readonly<Record<string, Value | null>>;
  /** The recorded outcome, as `service` or `service/variant`, and the rules behind it; null if the record does not say. */
  readonly result: string | null;
  readonly digest: string | null;
}

/** The id of the element that holds the data. */
export const dataId = 'tsunagi-data';
