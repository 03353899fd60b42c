// What the sentences on files, packs and answers speak of, by code.

/** What a message says of a name that is not known. */
export interface Suggestion {
  /** What was probably meant. */
  suggestion?: string;
}

export interface Unknown extends Suggestion {
  id: string;
  known: readonly string[];
  /** Where a pack removes what another one that it extends has, as `file:line`. */
  removedAt?: string;
  /** The path of what names it, as `nodes.queue.ask`; only beside `removedAt`. A question has its new name as `suggestion`. */
  named?: string;
}

type None = Record<string, never>;

/** `reason` is the system's error code. */
export interface FileArgs
  extends Record<'file-missing' | 'file-is-folder' | 'not-a-folder' | 'folder-empty', { path: string }>,
    Record<'file-unreadable' | 'folder-unreadable', { path: string; reason: string }> {
  /** `limit` in MiB. */
  'file-too-big': { limit: number };
  'outside-folder': { path: string; folder: string };
  /** `isBuiltIn`: a pack that comes with the program has this id; `known`: the ids that could stand there, too. */
  'folder-missing': { path: string; isBuiltIn?: boolean; known?: readonly string[] } & Suggestion;
  'folder-too-deep': { path: string; depth: number; entries: number | null };
}

export interface YamlArgs
  extends Record<'not-utf8' | 'yaml-merge-key' | 'yaml-key', None>,
    Record<'yaml-depth' | 'alias-limit', { limit: number }> {
  /** `reason` is a code of the package `yaml`, or one of two of ours; `detail` is the parser's own sentence, in English. */
  'yaml-syntax': { reason: string; detail: string };
  'yaml-tag': { tag: string };
  'unknown-alias': { name: string } & Suggestion;
  'alias-loop': { name: string };
  'duplicate-key': { key: string; line: number };
  'forbidden-key': { key: string };
  'not-decimal': { text: string };
  /** `character` as `U+001B`. */
  'control-character': { character: string };
  /** How many more problems were found than are reported. */
  'more-problems': { count: number };
}

/** What a value should have been. */
export type Expected =
  | ('above-zero' | 'answers' | 'boolean' | 'condition' | 'day' | 'filled' | 'id' | 'id-or-null' | 'integer')
  | ('language' | 'list' | 'mapping' | 'node' | 'number' | 'place' | 'positive' | 'string' | 'test')
  | ('text' | 'url' | 'value' | 'values' | 'version');

/** What a value is. */
export type Got = 'nothing' | 'empty' | 'string' | 'number' | 'boolean' | 'list' | 'mapping';

export interface ShapeArgs {
  'file-empty': { what: 'pack' | 'answers' };
  'not-a-mapping': { what: 'pack' | 'answers' | 'line'; got: Got };
  'unknown-key': { key: string; allowed: readonly string[] } & Suggestion;
  /** `in` is the path of the mapping that lacks it, empty at the top. */
  'missing-key': { key: string; in: string };
  /** `text` is the value itself where it is short. */
  'wrong-type': { key: string; expected: Expected; got: Got; text: string };
  'not-one-of': { key: string; value: string; allowed: readonly string[] } & Suggestion;
}

/** What an id may stand for. */
export type Kind =
  | ('advice' | 'case' | 'companion' | 'derived' | 'fact' | 'leaf' | 'mitigation' | 'need' | 'neighbour')
  | ('node' | 'pack' | 'pattern' | 'question' | 'service' | 'sizing' | 'value' | 'variant');

export interface ReferenceArgs
  extends Record<'unknown-question' | 'unknown-service' | 'unknown-language' | 'extends-unknown', Unknown> {
  'unknown-id': Unknown & { kind: Kind };
  'unknown-variant': Unknown & { service: string };
  'unknown-value': Unknown & { question: string };
}

/** Why a formula cannot be read. */
export type FormulaReason = 'operand' | 'operator' | 'bracket' | 'repeated' | 'divisor' | 'nonlinear' | 'no-input' | 'too-long';

/** Why a question is no input of a derived quantity. */
export type InputReason = 'choice' | 'derived' | 'group' | 'assumed' | 'asked';

export interface PackArgs
  extends Record<'bad-id' | 'reserved-id', { kind: Kind; id: string }>,
    Record<'tree-cycle' | 'extends-cycle', { path: readonly string[] }> {
  'format-newer': { format: number; supported: number };
  /** `first` is where it stood before, as `file:line`. */
  'duplicate-id': { kind: Kind; id: string; first: string };
  'duplicate-section': { key: string; first: string };
  'missing-language': { languages: readonly string[] };
  'range-on-choice': { question: string; values: readonly string[] };
  'values-on-number': { question: string };
  'reach-on-choice': { question: string; numbers: readonly string[] };
  /** `at`: the character of the formula, from 1, where it goes wrong; 0: at its end. */
  'bad-formula': { derived: string; reason: FormulaReason; at: number; found: string };
  'bad-input': { derived: string; question: string; reason: InputReason };
  /** `count`: its values, or the intervals of numbers that the pack tells apart. */
  'too-many-cells': { question: string; count: number; limit: number };
  'fact-without-limits': { kind: 'fact' | 'mitigation'; id: string; question: string };
  'tree-too-deep': { node: string; limit: number };
  'renamed-in-use': { id: string };
  'extends-absolute': { path: string };
  'extends-too-deep': { limit: number };
  /** `cases`: the names of inherited cases that name what is removed. */
  'removed-in-cases': { key: string; cases: readonly string[] };
  'nothing-to-remove': { key: string };
}

export interface AnswerArgs {
  /** A number question that was answered with a text. */
  'not-a-number': { question: string; value: string; unit: string };
  /** A number that is written as a text, where numbers can be written. */
  'number-as-text': { question: string; value: string };
  'number-out-of-range': { question: string; value: number; min: number; max: number | null; unit: string };
  'not-an-integer': { question: string; value: number };
  /** A list or a mapping where one value belongs. */
  'not-one-value': { question: string; got: Got };
  /** Under its old id and under its new one. */
  'answered-twice': { question: string; other: string };
  /** Questions that stand beside `answers`, not under it; `answers`: whether that key is there. */
  'answer-outside': { questions: readonly string[]; answers: boolean };
  'not-answers': { got: Got };
  /** The rules have a `gap`. `answer`: the one without a branch; null: no answer to the open questions has one. */
  'no-branch': { node: string; question: string; answer: string | number | null };
}
