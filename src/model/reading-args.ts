// What the sentences on files, packs and answers speak of, by code.

/** What a message says of a name that is not known. */
export interface Suggestion {
  /** What was probably meant. */
  readonly suggestion?: string;
}

export interface Unknown extends Suggestion {
  readonly id: string;
  readonly known: readonly string[];
  /** Where a pack removes what another one that it extends has, as `file:line`. */
  readonly removedAt?: string;
  /** What names it, as `nodes.queue`; only beside `removedAt`. A question has its new name as `suggestion`. */
  readonly named?: readonly string[];
}

interface None {
  readonly [key: string]: never;
}

export interface FileArgs {
  readonly 'file-missing': { readonly path: string };
  /** `reason` is the system's error code. */
  readonly 'file-unreadable': { readonly path: string; readonly reason: string };
  readonly 'file-is-folder': { readonly path: string };
  /** `limit` in MiB. */
  readonly 'file-too-big': { readonly limit: number };
  readonly 'outside-folder': { readonly path: string; readonly folder: string };
  /** `isBuiltIn`: a pack that comes with the program has this id; `known`: the ids that could stand there, too. */
  readonly 'folder-missing': {
    readonly path: string;
    readonly isBuiltIn?: boolean;
    readonly known?: readonly string[];
  } & Suggestion;
  readonly 'folder-unreadable': { readonly path: string; readonly reason: string };
  readonly 'not-a-folder': { readonly path: string };
  readonly 'folder-empty': { readonly path: string };
  /** Deeper, or with more in it, than a pack may be: a loop of links, more likely than not. */
  readonly 'folder-too-deep': { readonly path: string; readonly depth: number; readonly entries: number | null };
}

export interface YamlArgs {
  readonly 'not-utf8': None;
  /** `reason` is a code of the package `yaml`, or one of two of ours; `detail` is the parser's own sentence, in English. */
  readonly 'yaml-syntax': { readonly reason: string; readonly detail: string };
  readonly 'yaml-tag': { readonly tag: string };
  readonly 'yaml-merge-key': None;
  readonly 'yaml-key': None;
  readonly 'yaml-depth': { readonly limit: number };
  readonly 'unknown-alias': { readonly name: string } & Suggestion;
  readonly 'alias-loop': { readonly name: string };
  readonly 'alias-limit': { readonly limit: number };
  readonly 'duplicate-key': { readonly key: string; readonly line: number };
  readonly 'forbidden-key': { readonly key: string };
  readonly 'not-decimal': { readonly text: string };
  /** `character` as `U+001B`. */
  readonly 'control-character': { readonly character: string };
  /** How many more problems were found than are reported. */
  readonly 'more-problems': { readonly count: number };
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
  readonly 'file-empty': { readonly what: 'pack' | 'answers' };
  readonly 'not-a-mapping': { readonly what: 'pack' | 'answers' | 'line'; readonly got: Got };
  readonly 'unknown-key': { readonly key: string; readonly allowed: readonly string[] } & Suggestion;
  /**
   * `in` is the path of the mapping that lacks it, empty at the top; `instead`: what the extended pack has in the
   * place of that mapping, which it does not know.
   */
  readonly 'missing-key': {
    readonly key: string;
    readonly in: string;
    readonly instead?: readonly string[];
  };
  /** `text` is the value itself where it is short. */
  readonly 'wrong-type': { readonly key: string; readonly expected: Expected; readonly got: Got; readonly text: string };
  readonly 'not-one-of': { readonly key: string; readonly value: string; readonly allowed: readonly string[] } & Suggestion;
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
  readonly 'unknown-question': Unknown;
  readonly 'unknown-node': Unknown;
  readonly 'unknown-service': Unknown;
  readonly 'unknown-variant': Unknown & { readonly service: string };
  readonly 'unknown-companion': Unknown;
  readonly 'unknown-pattern': Unknown;
  readonly 'unknown-mitigation': Unknown;
  readonly 'unknown-neighbour': Unknown;
  readonly 'unknown-value': Unknown & { readonly question: string };
}

/** Why a formula cannot be read. */
export type FormulaReason = 'operand' | 'operator' | 'bracket' | 'repeated' | 'divisor' | 'nonlinear' | 'no-input' | 'too-long';

/** Why a question is no input of a derived quantity. */
export type InputReason = 'choice' | 'derived' | 'group' | 'assumed' | 'asked';

export interface PackArgs {
  readonly 'format-newer': { readonly format: number; readonly supported: number };
  /** `first` is where it stood before, as `file:line`. */
  readonly 'duplicate-id': { readonly kind: Kind; readonly id: string; readonly first: string };
  readonly 'duplicate-section': { readonly key: string; readonly first: string };
  readonly 'bad-id': { readonly kind: Kind; readonly id: string };
  readonly 'reserved-id': { readonly kind: Kind; readonly id: string };
  readonly 'missing-language': { readonly languages: readonly string[] };
  readonly 'unknown-language': Unknown;
  readonly 'no-branches': { readonly node: string };
  readonly 'no-options': { readonly leaf: string };
  readonly 'no-values': { readonly question: string };
  readonly 'range-on-choice': { readonly question: string; readonly values: readonly string[] };
  readonly 'values-on-number': { readonly question: string };
  readonly 'reach-on-choice': { readonly question: string; readonly numbers: readonly string[] };
  /** `at`: the character of the formula, from 1, where it goes wrong; 0: at its end. */
  readonly 'bad-formula': {
    readonly derived: string;
    readonly reason: FormulaReason;
    readonly at: number;
    readonly found: string;
  };
  /** An input that a derived quantity cannot be computed from. */
  readonly 'bad-input': { readonly derived: string; readonly question: string; readonly reason: InputReason };
  readonly 'empty-sizing': { readonly sizing: string };
  /** `count`: its values, or the intervals of numbers that the pack tells apart. */
  readonly 'too-many-cells': { readonly question: string; readonly count: number; readonly limit: number };
  readonly 'fact-without-limits': { readonly kind: 'fact' | 'mitigation'; readonly id: string; readonly question: string };
  readonly 'tree-cycle': { readonly path: readonly string[] };
  readonly 'tree-too-deep': { readonly node: string; readonly limit: number };
  readonly 'renamed-in-use': { readonly id: string };
  readonly 'extends-unknown': Unknown;
  readonly 'extends-absolute': { readonly path: string };
  readonly 'extends-cycle': { readonly path: readonly string[] };
  readonly 'extends-too-deep': { readonly limit: number };
  /** `cases`: the names of inherited cases that name what is removed. */
  readonly 'removed-in-cases': { readonly key: string; readonly cases: readonly string[] };
  readonly 'nothing-to-remove': { readonly key: string };
}

export interface AnswerArgs {
  /** A number question that was answered with a text. */
  readonly 'not-a-number': { readonly question: string; readonly value: string; readonly unit: string };
  /** A number that is written as a text, where numbers can be written. */
  readonly 'number-as-text': { readonly question: string; readonly value: string };
  readonly 'number-out-of-range': {
    readonly question: string;
    readonly value: number;
    readonly min: number;
    readonly max: number | null;
    readonly unit: string;
  };
  readonly 'not-an-integer': { readonly question: string; readonly value: number };
  /** A list or a mapping where one value belongs. */
  readonly 'not-one-value': { readonly question: string; readonly got: Got };
  /** Under its old id and under its new one. */
  readonly 'answered-twice': { readonly question: string; readonly other: string };
  /** Questions that stand beside `answers`, not under it; `answers`: whether that key is there. */
  readonly 'answer-outside': { readonly questions: readonly string[]; readonly answers: boolean };
  readonly 'not-answers': { readonly got: Got };
  /** The rules have a `gap`. `answer`: the one without a branch; null: no answer to the open questions has one. */
  readonly 'no-branch': { readonly node: string; readonly question: string; readonly answer: string | number | null };
}
