import type { Value } from '../../model/pack.ts';

/** Answers by question id. */
export type Record = Readonly<{ [question: string]: Value }>;

/**
 * Answers that show a defect when they are decided: one set, or several to be compared. `policy` says how absent answers
 * have to be treated for it; absent: it does not matter.
 */
export interface Witness {
  readonly documents: readonly Record[];
  readonly policy?: 'no-assume' | 'defaults';
}

/** What is wrong with a pack over the whole answer space. Nodes, leaves and questions are told by their ids. */
export type Defect = { readonly witness: Witness | null } & (
  | { readonly kind: 'gap'; readonly node: string; readonly question: string; readonly values: readonly string[] }
  | {
      readonly kind: 'overlap';
      readonly node: string;
      readonly question: string;
      /** Numbers of branches, from 0: the one that takes the values, and the later one that names them again. */
      readonly first: number;
      readonly branch: number;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'dead-branch';
      readonly node: string;
      readonly question: string;
      readonly branch: number;
      /** `taken`: earlier branches take all its values. `settled`: none of them arrives. `empty`: it has none. */
      readonly reason: 'taken' | 'settled' | 'empty';
    }
  | {
      readonly kind: 'dead-value';
      readonly node: string;
      readonly question: string;
      readonly branch: number;
      readonly values: readonly string[];
    }
  | { readonly kind: 'settled-question'; readonly node: string; readonly question: string; readonly branch: number }
  | { readonly kind: 'idle-question'; readonly node: string; readonly question: string }
  | { readonly kind: 'asked-around-join'; readonly node: string; readonly questions: readonly string[] }
  | {
      readonly kind: 'contradicted-service';
      readonly leaf: string;
      readonly service: string;
      readonly question: string;
      readonly fact: string;
      readonly values: readonly string[];
    }
  | { readonly kind: 'dead-option'; readonly leaf: string; readonly option: number; readonly service: string }
  | { readonly kind: 'unreachable-node'; readonly node: string }
  | { readonly kind: 'unreachable-leaf'; readonly leaf: string }
  | { readonly kind: 'unreachable-service'; readonly service: string }
  | { readonly kind: 'unreachable-variant'; readonly service: string; readonly variant: string }
  | { readonly kind: 'unused-question'; readonly question: string }
  | { readonly kind: 'idle-requirement'; readonly question: string }
  | { readonly kind: 'dead-rule'; readonly question: string; readonly list: 'assume' | 'default'; readonly rule: number }
  | { readonly kind: 'incomplete-default'; readonly question: string; readonly list: 'assume' | 'default' }
  | { readonly kind: 'dead-advice'; readonly advice: string }
  /** It was given up: the proof would have taken too many steps. */
  | { readonly kind: 'not-proved'; readonly claim: Claim; readonly id: string }
);

/** What could not be proved: of a node, a leaf, or of another thing by its id. */
export type Claim = 'node' | 'question' | 'leaf' | 'advice' | 'requirement' | 'rule';

/** How much was proved. */
export interface Scope {
  readonly questions: number;
  readonly nodes: number;
  readonly branches: number;
  readonly leaves: number;
  readonly options: number;
  readonly services: number;
  /** Sets of answers that were covered: the product of the values, or intervals, of all questions. May be infinite. */
  readonly answerSets: number;
}
