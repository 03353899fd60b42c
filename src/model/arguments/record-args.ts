/** What is wrong with what is to be done to records. */
export interface RecordArgs {
  /** `option` names one of them. */
  readonly 'which-record': { readonly path: string; readonly option: string; readonly known: readonly string[] };
  readonly 'no-such-record': {
    readonly path: string;
    readonly id: string;
    readonly known: readonly string[];
    readonly suggestion?: string;
  };
  readonly 'already-superseded': { readonly id: string; readonly by: string };
  readonly 'supersede-open': { readonly id: string };
  readonly 'needs-option': { readonly option: string; readonly needs: string };
  readonly 'missing-operand': { readonly operand: string; readonly command: string };
  readonly 'same-file': { readonly option: string; readonly other: string; readonly path: string };
  readonly 'not-a-day': { readonly option: string; readonly value: string };
  /** Where one decision belongs there are several. */
  readonly 'one-decision': { readonly option: string; readonly count: number };
  /** The text cannot be changed in place; `key` is what was to be set. */
  readonly 'cannot-patch': { readonly path: string; readonly key: string };
  /** A marker without its other half. */
  readonly 'adr-by-hand': { readonly path: string };
  readonly 'no-records': { readonly path: string };
  /** Somebody else changed or removed it after it was read. */
  readonly 'record-changed': { readonly path: string; readonly record: string };
  readonly 'file-changed': { readonly path: string };
  /** Files that were changed, and could not be put back when others could not be changed. */
  readonly 'files-stand': { readonly paths: readonly string[] };
  readonly 'overwrites-input': { readonly path: string };
}

/** What `check` finds of a record. Services, variants and leaves by their ids. */
export interface CheckArgs {
  readonly 'check-service': { readonly expected: string; readonly got: string };
  readonly 'check-reason': {
    readonly key: 'variant' | 'with' | 'leaves';
    readonly service: string;
    readonly expected: string;
    readonly got: string;
  };
  /** `expected` is what it was decided on; null: it never was. */
  readonly 'check-undecided': {
    readonly expected: string | null;
    readonly possible: readonly string[];
    readonly asks: readonly string[];
  };
  readonly 'check-gap': { readonly node: string; readonly question: string };
  readonly 'check-edited': { readonly [key: string]: never };
  /** Days in ISO form. */
  readonly 'check-facts-old': Facts & { readonly checked: string; readonly days: number };
  readonly 'check-facts-expired': Facts & { readonly until: string };
  readonly 'check-review': { readonly day: string; readonly asOf: string };
  /** `first` is where it stands, too, as `file:line`. */
  readonly 'check-duplicate-id': { readonly id: string; readonly first: string };
  readonly 'check-not-superseded': { readonly id: string; readonly by: string };
  /** `by` is who or what gave it. */
  readonly 'check-not-human': { readonly question: string; readonly value: string; readonly by: string };
}

interface Facts {
  /** `service fact` or `service/variant fact`. */
  readonly facts: readonly string[];
  /** Those each of which alone decides: without it the record would come to something else. */
  readonly deciding: readonly string[];
  /**
   * `service` or `service/variant` that is possible without all that is old or expired. Null: it would come to the same.
   * None: to the same service and variant, with other companions, another pattern or other warnings.
   */
  readonly instead: readonly string[] | null;
}
