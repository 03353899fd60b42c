import type {
  Advice,
  Better,
  Derived,
  Fact,
  Leaf,
  Neighbour,
  Node,
  Option,
  Pack,
  Question,
  Service,
  Value,
} from '../model/pack.ts';
import type { Clause } from './box.ts';
import type { CellSet, Cells } from './cells.ts';
import type { Expression } from './formula.ts';

/**
 * A pack prepared for walking and reasoning: ids resolved to indexes, tests to sets of cells. Derived, never stored.
 */
export interface Compiled {
  readonly pack: Pack;
  readonly questions: readonly CompiledQuestion[];
  readonly derived: readonly CompiledDerived[];
  /** The cells of each question, then of each derived quantity. */
  readonly dimensions: readonly Cells[];
  /** The index of each question and derived quantity, by its id. */
  readonly indexOf: ReadonlyMap<string, number>;
  readonly nodes: ReadonlyMap<string, CompiledNode>;
  readonly leaves: ReadonlyMap<string, CompiledLeaf>;
  readonly services: ReadonlyMap<string, Service>;
  readonly advice: readonly CompiledAdvice[];
  readonly neighbours: readonly CompiledNeighbour[];
  readonly optionOf: OptionCompiler;
}

export interface CompiledQuestion {
  readonly question: Question;
  readonly index: number;
  readonly cells: Cells;
  readonly assume: readonly CompiledValue[];
  readonly default: readonly CompiledValue[];
}

/** A quantity that is computed from answers. Its index comes after those of the questions. */
export interface CompiledDerived {
  readonly derived: Derived;
  readonly index: number;
  readonly cells: Cells;
  readonly expression: Expression;
  /** The indexes of the questions that it is computed from, by their ids. */
  readonly inputs: ReadonlyMap<string, number>;
}

/** A value that is assumed, or that is the default, where its condition holds. */
export interface CompiledValue {
  readonly when: readonly Clause[];
  readonly value: Value;
  /** The set of its cell. */
  readonly cells: CellSet;
  readonly from: 'assumed' | 'default';
}

export interface CompiledNode {
  readonly node: Node;
  readonly id: string;
  readonly question: number;
  readonly branches: readonly CompiledBranch[];
  readonly layer: string;
}

export interface CompiledBranch {
  /** One clause: the values that the branch names. Those that an earlier branch names, too, are the earlier one's. */
  readonly when: readonly Clause[];
  readonly cells: CellSet;
  readonly to: string;
  readonly because: string;
}

export interface CompiledLeaf {
  readonly leaf: Leaf;
  /** The service of all its options, which is known without preparing them; null: it names several. */
  readonly service: string | null;
  readonly options: readonly CompiledOption[];
}

export interface CompiledAdvice {
  readonly advice: Advice;
  readonly when: readonly Clause[];
}

/** A neighbour, with what its limits do not admit and where it is better than a recommendation. */
export interface CompiledNeighbour {
  readonly neighbour: Neighbour;
  /** By variant, or once where there is none: its limits, and its quotas. */
  readonly limits: readonly (readonly FactConflict[])[];
  readonly quotas: readonly (readonly FactConflict[])[];
  readonly better: readonly { readonly better: Better; readonly when: readonly Clause[] }[];
}

/** A fact and the answers of which it says something: that it contradicts them, or that they pass a quota. */
export interface FactConflict {
  readonly fact: Fact;
  /** The question, or derived quantity, that it is about, and the cells that it contradicts or warns of. */
  readonly question: number;
  readonly cells: CellSet;
  /** When it does: those cells, and where a mitigation depends on other answers also these. */
  readonly when: readonly Clause[];
  /** The service (`service/variant`) or neighbour whose fact it is. */
  readonly of: string;
  /** The service's own fact that this one of a companion counts instead of: without either of them nothing is said. */
  readonly insteadOf?: Fact;
}

export type MitigatedConflict = FactConflict & { readonly mitigation: string; readonly workaround: boolean };

type Conditions = readonly (readonly Clause[])[];

/** What the facts say about a service in one variant, and how an option deals with it. */
export interface CompiledOption {
  /** Its number among all options that were prepared. */
  readonly index: number;
  readonly option: Option;
  readonly service: Service;
  /** Where it counts; empty: always. */
  readonly when: readonly Clause[];
  /** Contradictions that nothing makes up for. */
  readonly contradictions: readonly FactConflict[];
  /** The same as conditions: the option does not fit where one of them holds. */
  readonly misfits: Conditions;
  /** Conditions under which only a workaround makes the option fit. */
  readonly workarounds: Conditions;
  /** Contradictions and quotas by what they are about: where one of the conditions holds, it is unmet, or passed. */
  readonly unmetBy: readonly Conditions[];
  readonly quotaBy: readonly Conditions[];
  /** Contradictions that a named mitigation makes up for. */
  readonly mitigated: readonly MitigatedConflict[];
  /** Quotas that the answers pass. */
  readonly quota: readonly FactConflict[];
  /** Contradictions that the option itself deals with. */
  readonly handled: readonly { readonly when: readonly Clause[]; readonly text: string }[];
  /** What certain answers add to the option. */
  readonly effects: readonly Effect[];
}

/** Something that certain answers add to an outcome. */
export type Effect = {
  /** Its number among the effects of its option. */
  readonly index: number;
  readonly when: readonly Clause[];
} & (
  | { readonly kind: 'mitigated'; readonly conflict: FactConflict; readonly mitigation: string }
  | { readonly kind: 'quota'; readonly conflict: FactConflict }
  | { readonly kind: 'advice'; readonly advice: Advice }
);

/**
 * Prepares an option of a leaf: checks the facts of its service.
 *
 * @param alone without what advice adds; default: with it
 */
export type OptionCompiler = (option: Option, alone?: boolean) => CompiledOption;
