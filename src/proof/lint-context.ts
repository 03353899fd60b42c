import type { LintCode } from '../model/arguments/lint-args.ts';
import { type Finding, type FindingArgs, finding, type Place } from '../model/diagnostic.ts';
import type { Pack } from '../model/pack.ts';
import type { PackSource, Texts } from '../model/source-location.ts';
import { lintLevels } from './levels.ts';
import type { Witness } from './prove/index.ts';

/** A finding, and for a failed proof the answers that show it. */
export type LintFinding = Finding & { readonly witness: Witness | null };

/** A pack to be looked at: in every language that it is written in, with the places of its parts, if its source is known. */
export interface Subject {
  readonly pack: Pack;
  readonly source: PackSource | null;
  /** The day that the ages of facts are counted to, as in `2026-11-24`. */
  readonly asOf: string;
  /** Whether an option of the command line has the name of a question. */
  readonly isOption: (id: string) => boolean;
}

/** Where findings go. */
export class Notebook {
  readonly findings: LintFinding[] = [];
  readonly subject: Subject;

  constructor(subject: Subject) {
    this.subject = subject;
  }

  /** Tells a finding at a path of the pack (see `PackSource.places`), or at the nearest part around it that has a place. */
  tell<C extends LintCode>(code: C, path: string, args: FindingArgs[C], witness: Witness | null = null): void {
    this.findings.push({ ...finding(code, this.place(path), args, lintLevels[code]), witness });
  }

  private place(path: string): Place | null {
    const places = this.subject.source?.places;
    for (let at = path; places && at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const place = places.get(at);
      if (place) return place;
    }
    return null;
  }
}

/** A text in all languages that are known of it. */
export function wordings(text: string | Texts | null): readonly string[] {
  return text === null ? [] : typeof text === 'string' ? [text] : Object.values(text);
}
