import type { Suggestion, Unknown } from './reading-args.ts';

/** What the sentences on how the program was called, and on what it writes, speak of, by code. */
export interface UsageArgs {
  readonly 'unknown-option': { readonly option: string; readonly command: string } & Suggestion;
  readonly 'unknown-command': { readonly command: string } & Suggestion;
  readonly 'excess-argument': { readonly argument: string; readonly command: string };
  /** An option that takes no value has one behind `=`. */
  readonly 'needless-value': { readonly option: string };
  readonly 'missing-value': { readonly option: string; readonly takes: string };
  /** `other` is the name under which the first value was given, where that is another one. */
  readonly 'conflicting-values': {
    readonly option: string;
    readonly other?: string;
    readonly first: string;
    readonly second: string;
  };
  /** A command after something that belongs to another one. */
  readonly 'misplaced-command': { readonly command: string };
  /** `--set` without an equals sign. */
  readonly 'not-id-value': { readonly text: string };
  readonly 'unknown-variable': { readonly name: string } & Suggestion;
  readonly 'unknown-format': Unknown;
  /** An option that makes sense only with an operand. */
  readonly 'needs-operand': { readonly option: string; readonly operand: string };
  readonly 'conflicting-options': { readonly option: string; readonly other: string };
  readonly 'not-two-questions': { readonly text: string };
  readonly 'not-a-schema': { readonly name: string; readonly known: readonly string[] } & Suggestion;
  readonly 'unknown-shell': Unknown;
  readonly 'not-a-percent': { readonly option: string; readonly value: string };
  /** A number, where only questions with values to list can be used. */
  readonly 'not-a-choice': { readonly question: string; readonly known: readonly string[] };
  /** `reason` is the system's error code. */
  readonly 'cannot-write': { readonly path: string | null; readonly reason: string };
  /** A new pack would be read together with what is there. */
  readonly 'folder-holds-yaml': { readonly path: string; readonly files: readonly string[] };
  /** `option` overwrites it. */
  readonly 'file-exists': { readonly path: string; readonly option: string };
}

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
  readonly 'too-many-decisions': { readonly path: string; readonly count: number; readonly limit: number };
  /** A second document belongs into a file that can have only one. */
  readonly 'json-is-one': { readonly path: string };
  /** The text cannot be changed in place; `key` is what was to be set. */
  readonly 'cannot-patch': { readonly path: string; readonly key: string };
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
  /** `first` is the other place, as `file:line`. */
  readonly 'check-duplicate-id': { readonly id: string; readonly first: string };
  readonly 'check-not-superseded': { readonly id: string; readonly by: string };
  /** `by` is who or what gave it. */
  readonly 'check-not-human': { readonly question: string; readonly value: string; readonly by: string };
}

interface Facts {
  /** `service fact` or `service/variant fact`. */
  readonly facts: readonly string[];
  /** Those each of which alone decides: without it the record would lead to something else. */
  readonly deciding: readonly string[];
  /**
   * `service` or `service/variant` that is possible without all that is old or expired. Null: it would lead to the
   * same. None: to the same service and variant, with other companions, another pattern or other warnings.
   */
  readonly instead: readonly string[] | null;
}

/**
 * What `check --against` finds. Services and variants by their ids, as `sqs/fifo`; resources as their stack names
 * them.
 */
export interface BuiltArgs {
  /**
   * `because` are the decision's own reasons, in the language of the pack; `instead`: what nobody decided on, `Id
   * (kind)`.
   */
  readonly 'check-built-missing': { readonly wanted: string; readonly because: string; readonly instead: readonly string[] };
  /** A companion that the decision names. */
  readonly 'check-built-with': { readonly wanted: string; readonly companion: string };
  /** `against`: why it is not what the record wants; empty where no fact says so. */
  readonly 'check-built-variant': Built & { readonly wanted: string; readonly because: string; readonly against: string };
  /** A resource that the record names, and that is of another service. */
  readonly 'check-built-other': Built & { readonly wanted: string; readonly because: string; readonly against: string };
  /** `records`: what some in force decided on instead, and why not this. */
  readonly 'check-built-undecided': Built & {
    readonly records: readonly {
      readonly record: string;
      readonly wanted: string;
      readonly ruledOut: boolean;
      readonly text: string;
    }[];
  };
  readonly 'check-built-needs': Built & { readonly need: string; readonly text: string };
  /** The record asks for more than the property gives: both in the unit of the question, `property: question`. */
  readonly 'check-built-less': Built & {
    readonly question: string;
    readonly wanted: number;
    readonly property: string;
    readonly least: number;
  };
  readonly 'check-built-needs-unknown': Built & { readonly need: string };
  /** `what` decides, and is not known before it is deployed. */
  readonly 'check-built-unknown': Built & { readonly wanted: string; readonly what: readonly string[] };
  readonly 'check-built-unseen': {
    readonly resource: string;
    readonly kind: 'nested' | 'macro' | 'tag' | 'deferred' | 'errored';
  };
  /** The record names a resource that there is not. */
  readonly 'check-built-name': { readonly name: string; readonly suggestion?: string };
  /** The pack does not say what the service is built as. */
  readonly 'check-built-unmapped': { readonly service: string };
  readonly 'not-a-template': { readonly path: string };
  readonly 'no-templates': { readonly path: string };
  /** Of AWS CDK: it is no JSON, lists nothing, or does not say where the artifact `name` is. */
  readonly 'broken-manifest': { readonly lacks: 'syntax' | 'artifacts' | 'file'; readonly name: string };
  /** The output of `terraform show -json` with lines of the GitHub action hashicorp/setup-terraform around it. */
  readonly 'plan-wrapped': { readonly [key: string]: never };
  readonly 'plan-newer': { readonly version: string };
}

interface Built {
  readonly resource: string;
  readonly type: string;
  /** What it is. */
  readonly built: string;
}

/** What is wrong with a line of a batch, or with the header of its columns. */
export interface BatchArgs {
  /** `detail` is the parser's own sentence, in English. */
  readonly 'json-syntax': { readonly detail: string };
  readonly 'json-depth': { readonly limit: number };
  readonly 'line-too-long': { readonly limit: number };
  readonly 'csv-header': { readonly [key: string]: never };
  /** What stands between the columns, where it is no comma. */
  readonly 'csv-separator': { readonly separator: string };
  readonly 'csv-column-twice': { readonly column: string };
  /** `expected` and `got` count the fields of the header and of the row. */
  readonly 'csv-fields': { readonly expected: number; readonly got: number };
  /** A quotation mark inside a field, or text behind one; `field` counts from 1. */
  readonly 'csv-quote': { readonly field: number };
  readonly 'csv-open-quote': { readonly field: number };
}

/** What cases are to reach. */
export type TargetKind = 'branch' | 'leaf' | 'service' | 'variant';

/** What a mutant changes. */
export type MutationKind =
  | 'value-moved'
  | 'bound-moved'
  | 'branches-swapped'
  | 'options-swapped'
  | 'companion-dropped'
  | 'handling-dropped'
  | 'mitigation-dropped'
  | 'fact-dropped'
  | 'fact-value-flipped'
  | 'limit-tightened'
  | 'advice-dropped'
  | 'condition-dropped'
  | 'condition-tightened'
  | 'scope-dropped'
  | 'assumption-changed'
  | 'assumption-dropped'
  | 'default-changed'
  | 'default-dropped';

/** What the sentences of `rules test` speak of, by code. Ids are the pack's own. */
export interface TestArgs {
  readonly 'no-cases': Suggested;
  /** `id`: the leaf, the service, the variant as `service/variant`, or the branch as `node: values`. */
  readonly 'not-covered': Suggested & { readonly kind: TargetKind; readonly id: string };
  readonly 'coverage-low': Suggested & {
    readonly kind: TargetKind;
    readonly percent: number;
    readonly threshold: number;
  };
  readonly 'mutant-survived': Suggested & MutantArgs;
  readonly 'mutant-unproved': MutantArgs;
}

interface Suggested {
  /** The command that drafts the cases that are missing. */
  readonly suggest: string;
}

interface MutantArgs {
  readonly kind: MutationKind;
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

export type TestCode = keyof TestArgs;
