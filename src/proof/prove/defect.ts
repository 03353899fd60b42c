import type { Witness } from '../../model/lint-result.ts';

/** The possible defects of a pack over the whole answer space, by code. All names are ids. */
export interface DefectArgs {
  readonly gap: AtNode & Values;
  /** `first`: the branch that takes the values first, counted from 1. */
  readonly overlap: AtNode & Values & { readonly first: number };
  /** `isTaken`: earlier branches take all of its values; otherwise none of its values arrive. */
  readonly 'dead-branch': AtNode & { readonly isTaken: boolean };
  readonly 'dead-value': AtNode & Values;
  readonly 'settled-question': AtNode;
  readonly 'idle-question': AtNode;
  readonly 'asked-around-join': { readonly node: string; readonly questions: readonly string[] };
  readonly 'contradicted-service': AtLeaf & Values & { readonly question: string; readonly fact: string };
  readonly 'dead-option': AtLeaf;
  readonly 'unreachable-node': { readonly node: string };
  readonly 'unreachable-leaf': { readonly leaf: string };
  readonly 'unreachable-service': { readonly service: string };
  readonly 'unreachable-variant': { readonly service: string; readonly variant: string };
  readonly 'unused-question': { readonly question: string };
  readonly 'idle-requirement': { readonly question: string };
  readonly 'dead-rule': { readonly question: string; readonly list: 'assume' | 'default' };
  readonly 'incomplete-default': { readonly question: string; readonly list: 'assume' | 'default' };
  readonly 'dead-advice': { readonly advice: string };
  /** The proof was given up, because it would have taken too many steps. */
  readonly 'not-proved': { readonly steps: number };
}

interface AtNode {
  readonly node: string;
  readonly question: string;
}

interface AtLeaf {
  readonly leaf: string;
  readonly service: string;
}

interface Values {
  readonly values: readonly string[];
}

/** A defect at a path of the pack (see `PackSource.places`). */
export interface Defect {
  readonly code: DefectCode;
  readonly path: string;
  readonly args: DefectArgs[DefectCode];
  readonly witness: Witness | null;
}

export type DefectCode = keyof DefectArgs;
