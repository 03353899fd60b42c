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
  /** What names it, as `nodes.queue`; only beside `removedAt`. A question has its new name as `suggestion`. */
  named?: readonly string[];
}

interface None {
  [key: string]: never;
}

export interface FileArgs {
  'file-missing': { path: string };
  /** `reason` is the system's error code. */
  'file-unreadable': { path: string; reason: string };
  'file-is-folder': { path: string };
  /** `limit` in MiB. */
  'file-too-big': { limit: number };
  'outside-folder': { path: string; folder: string };
  /** `known`: the ids of packs that could stand there, too. */
  'folder-missing': { path: string; known?: readonly string[] } & Suggestion;
  'folder-unreadable': { path: string; reason: string };
  'not-a-folder': { path: string };
  'folder-empty': { path: string };
  /** Deeper, or with more in it, than a pack may be: a loop of links, more likely than not. */
  'folder-too-deep': { path: string; depth: number; entries: number | null };
}

export interface YamlArgs {
  'not-utf8': None;
  /** `reason` is a code of the package `yaml`, or one of two of ours; `detail` is the parser's own sentence, in English. */
  'yaml-syntax': { reason: string; detail: string };
  'yaml-tag': { tag: string };
  'yaml-merge-key': None;
  'yaml-key': None;
  'yaml-depth': { limit: number };
  'unknown-alias': { name: string } & Suggestion;
  'alias-loop': { name: string };
  'alias-limit': { limit: number };
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
  | 'answers'
  | 'boolean'
  | 'condition'
  | 'day'
  | 'above-zero'
  | 'id'
  | 'id-or-null'
  | 'integer'
  | 'language'
  | 'languages'
  | 'list'
  | 'mapping'
  | 'node'
  | 'number'
  | 'place'
  | 'positive'
  | 'string'
  | 'test'
  | 'text'
  | 'url'
  | 'value'
  | 'values'
  | 'version';

/** What a value is. */
export type Got = 'nothing' | 'string' | 'number' | 'boolean' | 'list' | 'mapping';

export interface ShapeArgs {
  'file-empty': { what: 'pack' | 'answers' };
  'not-a-mapping': { what: 'pack' | 'answers' | 'line'; got: Got };
  'unknown-key': { key: string; allowed: readonly string[] } & Suggestion;
  /**
   * `in` is the path of the mapping that lacks it, empty at the top; `instead`: what the extended pack has in the
   * place of that mapping, which it does not know.
   */
  'missing-key': { key: string; in: string; instead?: readonly string[] };
  /** `text` is the value itself where it is short. */
  'wrong-type': { key: string; expected: Expected; got: Got; text: string };
  'not-one-of': { key: string; value: string; allowed: readonly string[] } & Suggestion;
}

/** What an id may stand for. */
export type Kind =
  | 'question'
  | 'derived'
  | 'sizing'
  | 'node'
  | 'leaf'
  | 'service'
  | 'fact'
  | 'variant'
  | 'pattern'
  | 'mitigation'
  | 'neighbour'
  | 'advice'
  | 'case'
  | 'value'
  | 'companion'
  | 'need'
  | 'pack';

export interface ReferenceArgs {
  'unknown-question': Unknown;
  'unknown-node': Unknown;
  'unknown-service': Unknown;
  'unknown-variant': Unknown & { service: string };
  'unknown-companion': Unknown;
  'unknown-pattern': Unknown;
  'unknown-mitigation': Unknown;
  'unknown-neighbour': Unknown;
  'unknown-value': Unknown & { question: string };
}

/** Why a formula cannot be read. */
export type FormulaReason = 'operand' | 'operator' | 'bracket' | 'repeated' | 'divisor' | 'nonlinear' | 'no-input' | 'too-long';

/** Why a question is no input of a derived quantity. */
export type InputReason = 'choice' | 'derived' | 'group' | 'assumed' | 'asked';

export interface PackArgs {
  'format-newer': { format: number; supported: number };
  /** `first` is where it stood before, as `file:line`. */
  'duplicate-id': { kind: Kind; id: string; first: string };
  'duplicate-section': { key: string; first: string };
  'bad-id': { kind: Kind; id: string };
  'reserved-id': { kind: Kind; id: string };
  'missing-language': { languages: readonly string[] };
  'unknown-language': Unknown;
  'no-branches': { node: string };
  'no-options': { leaf: string };
  'no-values': { question: string };
  'range-on-choice': { question: string; values: readonly string[] };
  'values-on-number': { question: string };
  'reach-on-choice': { question: string; numbers: readonly string[] };
  /** `at`: the character of the formula, from 1, where it goes wrong; 0: at its end. */
  'bad-formula': { derived: string; reason: FormulaReason; at: number; found: string };
  /** An input that a derived quantity cannot be computed from. */
  'bad-input': { derived: string; question: string; reason: InputReason };
  'empty-sizing': { sizing: string };
  /** `count`: its values, or the intervals of numbers that the pack tells apart. */
  'too-many-cells': { question: string; count: number; limit: number };
  'fact-without-limits': { kind: 'fact' | 'mitigation'; id: string; question: string };
  'tree-cycle': { path: readonly string[] };
  'tree-too-deep': { node: string; limit: number };
  'renamed-in-use': { id: string };
  'extends-unknown': Unknown;
  'extends-absolute': { path: string };
  'extends-cycle': { path: readonly string[] };
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
