import type { Suggestion, Unknown } from './reading-args.ts';

/** What the sentences on how the program was called, and on what it writes, speak of, by code. */
export interface UsageArgs {
  'unknown-option': { option: string; command: string } & Suggestion;
  'unknown-command': { command: string } & Suggestion;
  'excess-argument': { argument: string; command: string };
  /** An option that takes no value has one behind `=`. */
  'needless-value': { option: string };
  'missing-value': { option: string; takes: string };
  /** `other` is the name under which the first value was given, where that is another one. */
  'conflicting-values': { option: string; other?: string; first: string; second: string };
  /** A command after something that belongs to another one. */
  'misplaced-command': { command: string };
  /** `--set` without an equals sign. */
  'not-id-value': { text: string };
  'unknown-variable': { name: string } & Suggestion;
  'unknown-choice': Unknown;
  'conflicting-options': { option: string; other: string };
  'not-two-questions': { text: string };
  'not-a-percent': { option: string; value: string };
  /** A number, where only questions with values to list can be used. */
  'not-a-choice': { question: string; known: readonly string[] };
  /** `reason` is the system's error code. */
  'cannot-write': { path: string | null; reason: string };
  /** `option` overwrites it. */
  'file-exists': { path: string; option: string };
}

/** What is wrong with what is to be done to records. */
export interface RecordArgs
  extends Record<'adr-by-hand' | 'no-records' | 'file-changed' | 'overwrites-input' | 'json-is-one', { path: string }> {
  /** `option` names one of them. */
  'which-record': { path: string; option: string; known: readonly string[] };
  'no-such-record': { path: string; id: string; known: readonly string[]; suggestion?: string };
  'already-superseded': { id: string; by: string };
  'supersede-open': { id: string };
  'needs-option': { option: string; needs: string };
  'missing-operand': { operand: string; command: string };
  'same-file': { option: string; other: string; path: string };
  'not-a-day': { option: string; value: string };
  /** Where one decision belongs there are several. */
  'one-decision': { option: string; count: number };
  'too-many-decisions': { path: string; count: number; limit: number };
  /** The text cannot be changed in place; `key` is what was to be set. */
  'cannot-patch': { path: string; key: string };
  /** Somebody else changed or removed it after it was read. */
  'record-changed': { path: string; record: string };
  /** Files that were changed, and could not be put back when others could not be changed. */
  'files-stand': { paths: readonly string[] };
}

/** What `check` finds of a record. Services, variants and leaves by their ids. */
export interface CheckArgs {
  'check-service': { expected: string; got: string };
  'check-reason': { key: 'variant' | 'with' | 'leaves'; service: string; expected: string; got: string };
  /** `expected` is what it was decided on; null: it never was. */
  'check-undecided': { expected: string | null; possible: readonly string[]; asks: readonly string[] };
  'check-gap': { node: string; question: string };
  'check-edited': { [key: string]: never };
  /** Days in ISO form. */
  'check-facts-old': Facts & { checked: string; days: number };
  'check-facts-expired': Facts & { until: string };
  'check-review': { day: string; asOf: string };
  /** `first` is the other place, as `file:line`. */
  'check-duplicate-id': { id: string; first: string };
  'check-not-superseded': { id: string; by: string };
  /** `by` is who or what gave it. */
  'check-not-human': { question: string; value: string; by: string };
}

interface Facts {
  /** `service fact` or `service/variant fact`. */
  facts: readonly string[];
  /**
   * `service` or `service/variant` that is possible without all that is old or expired. Null: it would lead to the
   * same. None: to the same service and variant, with other companions, another pattern or other warnings.
   */
  instead: readonly string[] | null;
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
  'check-built-missing': { wanted: string; because: string; instead: readonly string[] };
  /** A companion that the decision names. */
  'check-built-with': { wanted: string; companion: string };
  /** `against`: why it is not what the record wants; empty where no fact says so. */
  'check-built-variant': Built & { wanted: string; because: string; against: string };
  /** A resource that the record names, and that is of another service. */
  'check-built-other': Built & { wanted: string; because: string; against: string };
  /** `records`: what some in force decided on instead, and why not this. */
  'check-built-undecided': Built & {
    records: readonly { record: string; wanted: string; ruledOut: boolean; text: string }[];
  };
  'check-built-needs': Built & { need: string; text: string };
  /** The record asks for more than the property gives: both in the unit of the question, `property: question`. */
  'check-built-less': Built & { question: string; wanted: number; property: string; least: number };
  'check-built-needs-unknown': Built & { need: string };
  /** `what` decides, and is not known before it is deployed. */
  'check-built-unknown': Built & { wanted: string; what: readonly string[] };
  'check-built-unseen': { resource: string; kind: 'nested' | 'macro' | 'tag' | 'partial' };
  /** The record names a resource that there is not. */
  'check-built-name': { name: string; suggestion?: string };
  /** The pack does not say what the service is built as. */
  'check-built-unmapped': { service: string };
  'not-a-template': { path: string };
  'no-templates': { path: string };
  /** Of AWS CDK: it is no JSON, lists nothing, or does not say where one of its artifacts is. */
  'broken-manifest': { [key: string]: never };
  /** The output of `terraform show -json` with lines of the GitHub action hashicorp/setup-terraform around it. */
  'plan-wrapped': { [key: string]: never };
  'plan-newer': { version: string };
}

interface Built {
  resource: string;
  type: string;
  /** What it is. */
  built: string;
}

/** What is wrong with a line of a batch, or with the header of its columns. */
export interface BatchArgs {
  /** `detail` is the parser's own sentence, in English. */
  'json-syntax': { detail: string };
  'not-an-id': { [key: string]: never };
  'line-too-long': { limit: number };
  'csv-header': { [key: string]: never };
  /** What stands between the columns, where it is no comma. */
  'csv-separator': { separator: string };
  'csv-column-twice': { column: string };
  /** `expected` and `got` count the fields of the header and of the row. */
  'csv-fields': { expected: number; got: number };
  /** A quotation mark inside a field, text behind one, or one that is never closed; `field` counts from 1. */
  'csv-quote': { field: number };
}

/** What cases are to reach. */
export type TargetKind = 'branch' | 'leaf' | 'service' | 'variant';

/** What the sentences of `rules test` speak of, by code. Ids are the pack's own. */
export interface TestArgs {
  'no-cases': Suggested;
  /** `id`: the leaf, the service, the variant as `service/variant`, or the branch as `node: values`. */
  'not-covered': Suggested & { kind: TargetKind; id: string };
  'coverage-low': Suggested & { kind: TargetKind; percent: number; threshold: number };
  'mutant-survived': Suggested & MutantArgs;
  'mutant-unproved': MutantArgs;
}

interface Suggested {
  /** The command that drafts the cases that are missing. */
  suggest: string;
}

/** What a mutant changes; empty: there was nothing, or nothing is left. */
export interface MutantArgs {
  path: string;
  from: string;
  to: string;
}

export type TestCode = keyof TestArgs;
