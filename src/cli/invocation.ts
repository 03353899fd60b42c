import type { Finding, Place } from '../model/diagnostic.ts';

/** One thing that was given on the command line. */
export interface Given {
  readonly value: string;
  readonly place: Place;
}

/** What a command was given, each thing with its place on the command line. */
export interface Invocation {
  /** The command's full name, as `rules lint`. */
  readonly name: string;
  /** By long option without its dashes, such as `no-input`; the value is empty for options that take none. */
  readonly options: ReadonlyMap<string, readonly Given[]>;
  readonly operands: readonly Given[];
  /** All that the command does not take, or that lacks its value. */
  readonly findings: readonly Finding[];
}
