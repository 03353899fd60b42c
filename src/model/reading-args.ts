// The arguments of the messages about files, packs and answers, by code.

/** What a message may say about an unknown name. */
export interface Suggestion {
  /** The name that was probably meant. */
  suggestion?: string;
}

export interface Unknown extends Suggestion {
  id: string;
  known: readonly string[];
  /** The place, as `file:line`, where a pack removes it from a pack that it extends. */
  removedAt?: string;
  /**
   * The path that refers to it, such as `nodes.queue.ask`; only with `removedAt`. A renamed question has its new name as
   * `suggestion`.
   */
  named?: string;
}

type None = Record<string, never>;

/** `reason`: the error code of the system. */
export interface FileArgs
  extends Record<'file-missing' | 'file-is-folder' | 'not-a-folder' | 'folder-empty', { path: string }>,
    Record<'file-unreadable' | 'folder-unreadable', { path: string; reason: string }> {
  /** `limit`: in MiB. */
  'file-too-big': { limit: number };
  'outside-folder': { path: string; folder: string };
  /** `isBuiltIn`: the id of a built-in pack; `known`: other ids that are possible here. */
  'folder-missing': { path: string; isBuiltIn?: boolean; known?: readonly string[] } & Suggestion;
  'folder-too-deep': { path: string; depth: number; entries: number | null };
}

export interface YamlArgs
  extends Record<'not-utf8' | 'yaml-merge-key' | 'yaml-key', None>,
    Record<'yaml-depth' | 'alias-limit', { limit: number }> {
  /** `reason`: a code of the package `yaml`, or one of two of our own; `detail`: the parser's message, in English. */
  'yaml-syntax': { reason: string; detail: string };
  'yaml-tag': { tag: string };
  'unknown-alias': { name: string } & Suggestion;
  'alias-loop': { name: string };
  'duplicate-key': { key: string; line: number };
  'forbidden-key': { key: string };
  'not-decimal': { text: string };
  /** `character`: as `U+001B`. */
  'control-character': { character: string };
  /** `count`: how many problems are left out of the report. */
  'more-problems': { count: number };
}

/** The type that a value should have. */
export type Expected =
  | ('above-zero' | 'answers' | 'boolean' | 'condition' | 'day' | 'filled' | 'id' | 'id-or-null' | 'integer')
  | ('language' | 'list' | 'mapping' | 'node' | 'number' | 'place' | 'positive' | 'string' | 'test')
  | ('text' | 'url' | 'value' | 'values' | 'version');

/** The type that a value has. */
export type Got = 'nothing' | 'empty' | 'string' | 'number' | 'boolean' | 'list' | 'mapping';

export interface ShapeArgs {
  'file-empty': { what: 'pack' | 'answers' };
  'not-a-mapping': { what: 'pack' | 'answers' | 'line'; got: Got };
  'unknown-key': { key: string; allowed: readonly string[] } & Suggestion;
  /** `in`: the path of the mapping that lacks the key; empty at the top level. */
  'missing-key': { key: string; in: string };
  /** `text`: the value itself, if it is short. */
  'wrong-type': { key: string; expected: Expected; got: Got; text: string };
  'not-one-of': { key: string; value: string; allowed: readonly string[] } & Suggestion;
}

/** What an id may refer to. */
export type Kind =
  | ('advice' | 'case' | 'companion' | 'derived' | 'fact' | 'leaf' | 'mitigation' | 'need' | 'neighbour')
  | ('node' | 'pack' | 'pattern' | 'question' | 'service' | 'sizing' | 'value' | 'variant');

export interface ReferenceArgs
  extends Record<'unknown-question' | 'unknown-service' | 'unknown-language' | 'extends-unknown', Unknown> {
  'unknown-id': Unknown & { kind: Kind };
  'unknown-variant': Unknown & { service: string };
  'unknown-value': Unknown & { question: string };
}

/** Why a formula cannot be parsed. */
export type FormulaReason = 'operand' | 'operator' | 'bracket' | 'repeated' | 'divisor' | 'nonlinear' | 'no-input' | 'too-long';

/** Why a question cannot be the input of a derived quantity. */
export type InputReason = 'choice' | 'derived' | 'group' | 'assumed' | 'asked';

export interface PackArgs
  extends Record<'bad-id' | 'reserved-id', { kind: Kind; id: string }>,
    Record<'tree-cycle' | 'extends-cycle', { path: readonly string[] }> {
  'format-newer': { format: number; supported: number };
  /** `first`: where the id occurred before, as `file:line`. */
  'duplicate-id': { kind: Kind; id: string; first: string };
  'duplicate-section': { key: string; first: string };
  'missing-language': { languages: readonly string[] };
  'range-on-choice': { question: string; values: readonly string[] };
  'values-on-number': { question: string };
  'reach-on-choice': { question: string; numbers: readonly string[] };
  /** `at`: the character of the formula where the error is, from 1; 0: at its end. */
  'bad-formula': { derived: string; reason: FormulaReason; at: number; found: string };
  'bad-input': { derived: string; question: string; reason: InputReason };
  /** `count`: the number of its values, or of the intervals of numbers that the pack distinguishes. */
  'too-many-cells': { question: string; count: number; limit: number };
  'fact-without-limits': { kind: 'fact' | 'mitigation'; id: string; question: string };
  'tree-too-deep': { node: string; limit: number };
  'renamed-in-use': { id: string };
  'extends-absolute': { path: string };
  'extends-too-deep': { limit: number };
  /** `cases`: the names of inherited cases that refer to what is removed. */
  'removed-in-cases': { key: string; cases: readonly string[] };
  'nothing-to-remove': { key: string };
}

export interface AnswerArgs {
  /** A text as the answer to a number question. */
  'not-a-number': { question: string; value: string; unit: string };
  /** A number written as text where a number is possible. */
  'number-as-text': { question: string; value: string };
  'number-out-of-range': { question: string; value: number; min: number; max: number | null; unit: string };
  'not-an-integer': { question: string; value: number };
  /** A list or a mapping instead of a single value. */
  'not-one-value': { question: string; got: Got };
  /** The same question under its old id and its new one. */
  'answered-twice': { question: string; other: string };
  /** `questions`: found beside `answers` instead of under it; `answers`: whether that key exists. */
  'answer-outside': { questions: readonly string[]; answers: boolean };
  'not-answers': { got: Got };
  /** The rules have a gap. `answer`: the one without a branch; null: no answer to the open questions has one. */
  'no-branch': { node: string; question: string; answer: string | number | null };
}
