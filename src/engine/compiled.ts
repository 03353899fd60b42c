import type {
  Advice,
  Better,
  Branch,
  Derived,
  Fact,
  Leaf,
  Mitigation,
  Neighbour,
  Node,
  Option,
  Pack,
  Question,
  Service,
  Value,
} from '../model/pack.ts';
import type { Box, Clause } from './box.ts';
import type { CellSet, Cells } from './cells.ts';
import type { Screen } from './screened.ts';

/** A pack compiled for walking and reasoning: ids are resolved to indexes, tests to sets of cells. Never stored. */
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
  readonly neighbours: readonly CompiledNeighbour[];
  readonly optionOf: OptionCompiler;
  /** The services that a leaf, or any leaf below a node, names. */
  readonly reach: (id: string) => ReadonlySet<string>;
}

export interface CompiledQuestion {
  readonly id: string;
  readonly question: Question;
  readonly index: number;
  readonly cells: Cells;
  readonly assume: readonly CompiledValue[];
  readonly default: readonly CompiledValue[];
}

/** A quantity that is computed from answers. Its index follows those of the questions. */
export interface CompiledDerived {
  readonly derived: Derived;
  readonly index: number;
  readonly cells: Cells;
  /** The indexes of the questions in its formula. */
  readonly inputs: readonly number[];
}

export interface CompiledValue {
  readonly when: readonly Clause[];
  readonly value: Value;
  /** The set of its cell. */
  readonly cells: CellSet;
  readonly from: 'assumed' | 'default';
}

export interface CompiledNode extends Pick<Node, 'id' | 'ask' | 'layer'> {
  /** The index of the question that it asks. */
  readonly question: number;
  readonly branches: readonly CompiledBranch[];
}

export interface CompiledBranch extends Pick<Branch, 'to' | 'because'> {
  /** The values that the branch names. A value that an earlier branch names, too, goes to the earlier one. */
  readonly cells: CellSet;
}

export interface CompiledLeaf extends Pick<Leaf, 'id' | 'layer'> {
  /** The service of all its options, known without compiling them; null: it names several. */
  readonly service: string | null;
  readonly options: readonly CompiledOption[];
}

export interface CompiledAdvice {
  readonly advice: Advice;
  readonly when: readonly Clause[];
}

/** A neighbour with its limits and quotas, and the conditions under which it is better than a recommendation. */
export interface CompiledNeighbour {
  readonly neighbour: Neighbour;
  /** Conflicts of answers with its limits and quotas: a list for each variant, or a single one if it has none. */
  readonly conflicts: () => readonly (readonly FactConflict[])[];
  readonly better: readonly { readonly better: Better; readonly when: readonly Clause[] }[];
}

/** A fact about a question, or a derived quantity. */
export type QuestionFact = Fact & { readonly question: string };

/** A fact that limits a question, or a derived quantity. */
export interface LimitingFact<C = FactConflict> {
  readonly fact: QuestionFact;
  readonly question: number;
  /** The cells outside of it: no conflict holds with an answer in others, or without any. */
  readonly cells: CellSet;
  /** Worked out at the first call, since most facts allow what is answered. */
  readonly conflicts: () => readonly C[];
}

/** A fact, and the answers that contradict it or exceed it. */
export interface FactConflict {
  readonly fact: QuestionFact;
  /** The question, or derived quantity, that the fact limits, and the cells outside of it. */
  readonly question: number;
  readonly cells: CellSet;
  /** When the conflict holds: in those cells, and under the other conditions of the fact or its mitigation. */
  readonly when: readonly Clause[];
  /** The owner of the fact: `service`, `service/variant` or neighbour. */
  readonly of: string;
  /** The service's own fact that this fact of a companion replaces; without either of them there is no conflict. */
  readonly insteadOf?: Fact;
}

export interface OptionConflict extends FactConflict {
  /** `contradiction`: it rules the option out; `practice`, `workaround`: a mitigation of this kind resolves it. */
  readonly kind: 'contradiction' | Mitigation['kind'] | 'quota';
  /** The mitigation that resolves it, or that deals with an exceeded quota; null: none. */
  readonly mitigation: Mitigation | null;
}

export type Conditions = readonly (readonly Clause[])[];

/**
 * What the facts say about a service in one variant, and how an option handles it. Its parts are functions, each worked out at
 * its first call: most decisions need little of most options.
 */
export interface CompiledOption extends Pick<Option, 'variant' | 'pattern' | 'with' | 'summary' | 'because'> {
  /** Identifies it among all compiled options. */
  readonly key: string;
  readonly service: Service;
  /** The id of the service, or `service/variant`. */
  readonly offering: string;
  /** When the option may be recommended; empty: always. */
  readonly when: readonly Clause[];
  /** The questions and, after them, the derived quantities that its facts limit. */
  readonly limited: () => readonly LimitedQuestion[];
  /** All conflicts of answers with its facts, in the order of the facts; of answers in a box, all that may hold. */
  readonly conflicts: (box?: Box) => readonly OptionConflict[];
  /** Contradictions that the option itself handles. */
  readonly handled: () => readonly { readonly when: readonly Clause[]; readonly text: string }[];
  /** What the option gains or warns of: at least all that may hold for the given answers, by default for any. */
  readonly effects: (answers?: Screen) => readonly Effect[];
}

/** A question, or derived quantity, that facts of an option limit. */
export interface LimitedQuestion {
  readonly question: number;
  /** The number with which the formula of a derived quantity begins; null for a question. */
  readonly multipleOf: number | null;
  /** The cells outside of some of the facts: no condition holds with an answer in others, or without any. */
  readonly cells: CellSet;
  readonly conditions: () => LimitConditions;
}

/** The conditions that the facts about one question set. */
export interface LimitConditions {
  /** If one holds, the option does not fit. */
  readonly misfits: Conditions;
  /** These, and those under which the option fits only with a workaround. */
  readonly obstacles: Conditions;
  /** If one holds, a quota is exceeded. */
  readonly quotas: Conditions;
}

/** Something that an outcome has under a condition: a mitigation, an exceeded quota or advice. */
export type Effect = {
  /** Identifies it among the effects of its option. */
  readonly key: string;
  readonly when: readonly Clause[];
} & ({ readonly kind: 'conflict'; readonly conflict: OptionConflict } | { readonly kind: 'advice'; readonly advice: Advice });

/** Compiles an option of a leaf: checks it against the facts of its service; `isBare`: without advice. */
export type OptionCompiler = (option: Option, isBare?: boolean) => CompiledOption;
