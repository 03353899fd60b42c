import type { Advice, Condition, ConditionalValue, Leaf, Node, Pack, Question, Service } from '../model/pack.ts';
import { type CellSet, type Cells, cellsMatching, cellsOf } from './cells.ts';
import { type CompiledOption, type OptionCompiler, optionCompiler } from './compile-option.ts';
import { collectCuts } from './cuts.ts';
import { valuesOf } from './values.ts';

/** A pack prepared for walking and reasoning: ids resolved to indexes, tests to sets of cells. Derived, never stored. */
export interface Compiled {
  readonly pack: Pack;
  readonly questions: readonly CompiledQuestion[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Their branches are prepared when they are looked at. */
  readonly nodes: ReadonlyMap<string, CompiledNode>;
  readonly leaves: Leaves;
  readonly services: ReadonlyMap<string, Service>;
  readonly advice: readonly CompiledAdvice[];
  readonly optionOf: OptionCompiler;
}

/** Leaves are prepared when they are reached: most walks reach one, and preparing holds every option against every fact. */
export interface Leaves {
  get(id: string): CompiledLeaf | undefined;
  /** All of them, in pack order. */
  values(): readonly CompiledLeaf[];
}

export interface CompiledQuestion {
  readonly question: Question;
  readonly index: number;
  readonly cells: Cells;
  readonly assume: readonly CompiledValue[];
  readonly default: readonly CompiledValue[];
}

/** One question's share of a condition. */
export interface Clause {
  readonly question: number;
  readonly cells: CellSet;
}

export interface CompiledValue {
  readonly when: readonly Clause[];
  readonly value: string | number;
}

export interface CompiledNode {
  readonly node: Node;
  readonly id: string;
  readonly question: number;
  readonly branches: readonly { readonly cells: CellSet; readonly to: string; readonly because: string }[];
  readonly layer: string;
}

export interface CompiledLeaf {
  readonly leaf: Leaf;
  readonly options: readonly CompiledOption[];
}

export interface CompiledAdvice {
  readonly advice: Advice;
  readonly when: readonly Clause[];
}

const compiled = new WeakMap<Pack, Compiled>();

/** Prepares a pack once; later calls with the same value are free. The pack's references must resolve. */
export function compile(pack: Pack): Compiled {
  const known = compiled.get(pack);
  if (known) return known;
  const result = build(pack);
  compiled.set(pack, result);
  return result;
}

function build(pack: Pack): Compiled {
  const cuts = collectCuts(pack);
  const indexOf = new Map(pack.questions.map((question, index) => [question.id, index]));
  const cells = pack.questions.map((question) => cellsOf(question, cuts.get(question.id) ?? []));
  return compileIn(pack, pack.questions, indexOf, cells);
}

/**
 * Prepares a pack over questions and cells that are not its own alone, so that two packs can be held against each other.
 *
 * @param questionsOf in the order of the indexes, each with what the pack assumes
 * @param indexOf the index of each question that the pack speaks of, by the pack's own ids
 * @param cells of each question; every cut that the pack makes must be one of theirs
 */
export function compileIn(
  pack: Pack,
  questionsOf: readonly Question[],
  indexOf: ReadonlyMap<string, number>,
  cells: readonly Cells[],
): Compiled {
  const clauses = (condition: Condition): Clause[] =>
    Object.entries(condition).map(([id, test]) => {
      const question = indexOf.get(id) as number;
      return { question, cells: cellsMatching(cells[question] as Cells, test) };
    });
  const values = (list: readonly ConditionalValue[]): CompiledValue[] =>
    list.map(({ when, value }) => ({ when: clauses(when), value }));
  const questions = questionsOf.map((question, index) => ({
    question,
    index,
    cells: cells[index] as Cells,
    get assume() {
      return remember(this, 'assume', values(question.assume));
    },
    get default() {
      return remember(this, 'default', values(question.default.length > 0 ? question.default : question.assume));
    },
  }));
  const nodes = new Map<string, CompiledNode>();
  for (const node of valuesOf(pack.nodes)) {
    const question = indexOf.get(node.ask) as number;
    nodes.set(node.id, new LateNode(node, question, cells[question] as Cells));
  }
  const services = new Map(pack.services.map((service) => [service.id, service]));
  const optionOf = optionCompiler(services, indexOf, cells);
  const advice = pack.advice.map((entry) => ({
    advice: entry,
    get when() {
      return remember(this, 'when', clauses(entry.when));
    },
  }));
  return { pack, questions, indexOf, nodes, leaves: leavesOf(pack, optionOf), services, advice, optionOf };
}

class LateNode implements CompiledNode {
  readonly node: Node;
  readonly question: number;
  private readonly cells: Cells;
  private made: CompiledNode['branches'] | null = null;

  constructor(node: Node, question: number, cells: Cells) {
    this.node = node;
    this.question = question;
    this.cells = cells;
  }

  get id(): string {
    return this.node.id;
  }

  get layer(): string {
    return this.node.layer;
  }

  get branches(): CompiledNode['branches'] {
    this.made ??= this.node.branches.map(({ when, to, because }) => ({ cells: cellsMatching(this.cells, when), to, because }));
    return this.made;
  }
}

/** Puts a value in the place of the getter that worked it out. */
function remember<T>(object: object, key: string, value: T): T {
  Object.defineProperty(object, key, { value });
  return value;
}

function leavesOf({ leaves }: Pack, optionOf: OptionCompiler): Leaves {
  const known = new Map<string, CompiledLeaf>();
  const get = (id: string): CompiledLeaf | undefined => {
    const leaf = leaves[id];
    if (!leaf || known.has(id)) return known.get(id);
    const compiledLeaf = { leaf, options: leaf.options.map(optionOf) };
    known.set(id, compiledLeaf);
    return compiledLeaf;
  };
  return { get, values: () => Object.keys(leaves).map((id) => get(id) as CompiledLeaf) };
}

/** Holds a service and variant of a compiled pack against the answers as an option without any handling of its own. */
export function bareOption({ optionOf }: Compiled, service: string, variant: string | null): CompiledOption {
  return optionOf({ service, variant, with: [], pattern: null, summary: '', because: [], handles: {}, mitigations: {} });
}
