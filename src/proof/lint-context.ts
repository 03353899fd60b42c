import type { Pack } from '../model/pack.ts';
import type { PackSource } from '../model/source-location.ts';
import type { Defect } from './prove/index.ts';

export type DefectOf<K extends Defect['kind']> = Extract<Defect, { readonly kind: K }>;

/** What a rule looks at. */
export interface LintContext {
  readonly pack: Pack;
  /** The pack as its authors wrote it, if that is known. */
  readonly source: PackSource | null;
  /** The same in every language that is known of it. */
  readonly authored: Pack | PackSource;
  /** The day on which the age of a fact is counted, as in `2026-11-24`. */
  readonly asOf: string;
  /** Whether an option of the command line has the name of a question. */
  readonly isOption: (id: string) => boolean;
  /** What the proof found, of one kind. */
  readonly defects: <K extends Defect['kind']>(kind: K) => readonly DefectOf<K>[];
}
