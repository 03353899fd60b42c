import type { Suggestion, Unknown } from './reading-args.ts';

/** The arguments of the messages about how the program was called and what it writes, by code. */
export interface UsageArgs {
  'unknown-option': { option: string; command: string } & Suggestion;
  'unknown-command': { command: string } & Suggestion;
  'excess-argument': { argument: string; command: string };
  /** An option without a value was given one after `=`. */
  'needless-value': { option: string };
  'missing-value': { option: string; takes: string };
  /** `other`: the option's name when it was given first, if that differs. */
  'conflicting-values': { option: string; other?: string; first: string; second: string };
  /** A command that follows something belonging to another command. */
  'misplaced-command': { command: string };
  /** A `--set` without an equals sign. */
  'not-id-value': { text: string };
  'unknown-variable': { name: string } & Suggestion;
  'unknown-choice': Unknown;
  'conflicting-options': { option: string; other: string };
  'not-two-questions': { text: string };
  'not-a-percent': { option: string; value: string };
  /** A number question where only questions with a list of values are allowed. */
  'not-a-choice': { question: string; known: readonly string[] };
  /** `reason`: the error code of the system. */
  'cannot-write': { path: string | null; reason: string };
  /** `option`: the one that overwrites the file. */
  'file-exists': { path: string; option: string };
}

/** The arguments of the messages about records that cannot be used or changed. */
export interface RecordArgs
  extends Record<'adr-by-hand' | 'no-records' | 'file-changed' | 'overwrites-input' | 'json-is-one', { path: string }> {
  /** `option`: the one that selects a record. */
  'which-record': { path: string; option: string; known: readonly string[] };
  'no-such-record': { path: string; id: string; known: readonly string[]; suggestion?: string };
  'already-superseded': { id: string; by: string };
  'supersede-open': { id: string };
  'needs-option': { option: string; needs: string };
  'missing-operand': { operand: string; command: string };
  'same-file': { option: string; other: string; path: string };
  'not-a-day': { option: string; value: string };
  /** Several decisions where only one is allowed. */
  'one-decision': { option: string; count: number };
  'too-many-decisions': { path: string; count: number; limit: number };
  /** The text cannot be changed in place; `key`: what was to be set. */
  'cannot-patch': { path: string; key: string };
  /** Someone else changed or removed it after it was read. */
  'record-changed': { path: string; record: string };
  /** Files that were changed and could not be restored after other changes failed. */
  'files-stand': { paths: readonly string[] };
}

/** The arguments of what `check` finds in a record. Services, variants and leaves are ids. */
export interface CheckArgs {
  'check-service': { expected: string; got: string };
  'check-reason': { key: 'variant' | 'with' | 'leaves'; service: string; expected: string; got: string };
  /** `expected`: the recorded decision; null if there was none. */
  'check-undecided': { expected: string | null; possible: readonly string[]; asks: readonly string[] };
  'check-gap': { node: string; question: string };
  'check-edited': { [key: string]: never };
  /** Days as ISO dates. */
  'check-facts-old': Facts & { checked: string; days: number };
  'check-facts-expired': Facts & { until: string };
  'check-review': { day: string; asOf: string };
  /** `first`: the other place, as `file:line`. */
  'check-duplicate-id': { id: string; first: string };
  'check-not-superseded': { id: string; by: string };
  /** `by`: who or what gave the answer. */
  'check-not-human': { question: string; value: string; by: string };
}

interface Facts {
  /** Each as `service fact` or `service/variant fact`. */
  facts: readonly string[];
  /**
   * Each possible `service` or `service/variant` without the outdated or expired facts. Null: the outcome would be the same.
   * Empty: the same service and variant, but other companions, another pattern or other warnings.
   */
  instead: readonly string[] | null;
}

/**
 * The arguments of what `check --against` finds. Services and variants are ids such as `sqs/fifo`; resources have the names of
 * their stack.
 */
export interface BuiltArgs {
  /**
   * `because`: the reasons of the decision, in the language of the pack; `instead`: resources that no record covers, as `Id
   * (kind)`.
   */
  'check-built-missing': { wanted: string; because: string; instead: readonly string[] };
  /** A companion that the decision names is missing. */
  'check-built-with': { wanted: string; companion: string };
  /** `against`: why it is not what the record wants; empty if no fact says so. */
  'check-built-variant': Built & { wanted: string; because: string; against: string };
  /** The record names a resource, but it is of another service. */
  'check-built-other': Built & { wanted: string; because: string; against: string };
  /** `records`: what records in force decided instead, and why not this. */
  'check-built-undecided': Built & {
    records: readonly { record: string; wanted: string; ruledOut: boolean; text: string }[];
  };
  'check-built-needs': Built & { need: string; text: string };
  /** The record asks for more than the property provides. Both are in the unit of the question, as `property: question`. */
  'check-built-less': Built & { question: string; wanted: number; property: string; least: number };
  'check-built-needs-unknown': Built & { need: string };
  /** `what`: the values that decide it and are known only after deployment. */
  'check-built-unknown': Built & { wanted: string; what: readonly string[] };
  'check-built-unseen': { resource: string; kind: 'nested' | 'macro' | 'tag' | 'partial' };
  /** The record names a resource that does not exist. */
  'check-built-name': { name: string; suggestion?: string };
  /** The pack does not say which resources deploy the service. */
  'check-built-unmapped': { service: string };
  'not-a-template': { path: string };
  'no-templates': { path: string };
  /** A manifest of AWS CDK that is not JSON, lists nothing, or does not locate one of its artifacts. */
  'broken-manifest': { [key: string]: never };
  /** The output of `terraform show -json`, wrapped in lines by the GitHub action hashicorp/setup-terraform. */
  'plan-wrapped': { [key: string]: never };
  'plan-newer': { version: string };
}

interface Built {
  resource: string;
  type: string;
  /** The kind of resource. */
  built: string;
}

/** The arguments of the messages about a batch line or a header row. */
export interface BatchArgs {
  /** `detail`: the parser's message, in English. */
  'json-syntax': { detail: string };
  'not-an-id': { [key: string]: never };
  'line-too-long': { limit: number };
  'csv-header': { [key: string]: never };
  /** The separator between columns, if it is not a comma. */
  'csv-separator': { separator: string };
  'csv-column-twice': { column: string };
  /** `expected` and `got`: the number of fields in the header and in the row. */
  'csv-fields': { expected: number; got: number };
  /** A quotation mark inside a field, text after a closing one, or a missing closing one; `field` counts from 1. */
  'csv-quote': { field: number };
}

/** What cases should cover. */
export type TargetKind = 'branch' | 'leaf' | 'service' | 'variant';

/** The arguments of the messages of `rules test`, by code. Ids are the pack's own. */
export interface TestArgs {
  'no-cases': Suggested;
  /** `id`: a leaf, a service, a variant as `service/variant`, or a branch as `node: values`. */
  'not-covered': Suggested & { kind: TargetKind; id: string };
  'coverage-low': Suggested & { kind: TargetKind; percent: number; threshold: number };
  'mutant-survived': Suggested & MutantArgs;
  'mutant-unproved': MutantArgs;
}

interface Suggested {
  /** The command that drafts the missing cases. */
  suggest: string;
}

/** What a mutant changes; empty: nothing was there, or nothing remains. */
export interface MutantArgs {
  path: string;
  from: string;
  to: string;
}

export type TestCode = keyof TestArgs;
