import { type CellSet, type Cells, type Cut, cellsMatching, cellsOf, cutsOf } from './cells.ts';
import type { Advice, Condition, ConditionalValue, Fact, Leaf, Node, Option, Pack, Question, Service } from './pack.ts';
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
  /** Holds an option against the facts. */
  readonly optionOf: (option: Option) => CompiledOption;
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

/** A fact held against an answer: the cells that it speaks about (contradicts, or warns of). */
export interface Held {
  readonly fact: Fact;
  readonly question: number;
  readonly cells: CellSet;
  /** The service's own fact that this one of a companion counts instead of: without either of them nothing is said. */
  readonly insteadOf?: Fact;
}

/** What the facts say about a service in one variant, and how an option deals with it. */
export interface CompiledOption {
  readonly option: Option;
  readonly service: Service;
  /** Contradictions that nothing makes up for. */
  readonly contradictions: readonly Held[];
  /** Contradictions that a named remedy makes up for. */
  readonly remedied: readonly (Held & { readonly remedy: string })[];
  /** Adjustable quotas that the answers pass. */
  readonly adjustable: readonly Held[];
  /** Contradictions that the option itself deals with. */
  readonly handled: readonly { readonly question: number; readonly cells: CellSet; readonly text: string }[];
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

/** The facts of a service in one variant: the variant's own take the place of the service's of the same id. */
export function factsOf(service: Service, variant: string | null): readonly Fact[] {
  const own = service.variants.find((candidate) => candidate.id === variant)?.facts ?? [];
  const replaced = new Set(own.map((fact) => fact.id));
  return [...service.facts.filter((fact) => !replaced.has(fact.id)), ...own];
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
  return optionOf({ service, variant, with: [], pattern: null, summary: '', because: [], handles: {}, remedies: {} });
}

type OptionCompiler = (option: Option) => CompiledOption;

function optionCompiler(
  services: ReadonlyMap<string, Service>,
  indexOf: ReadonlyMap<string, number>,
  cells: readonly Cells[],
): OptionCompiler {
  const heldOf = new Map<string, readonly Held[]>();
  const hold = (id: string, variant: string | null): readonly Held[] => {
    const key = `${id}/${variant ?? ''}`;
    let held = heldOf.get(key);
    if (!held) {
      held = factsOf(services.get(id) as Service, variant).flatMap((fact) => {
        const question = fact.question === null ? undefined : indexOf.get(fact.question);
        if (question === undefined) return [];
        const of = cells[question] as Cells;
        return [{ fact, question, cells: of.all & ~admitted(of, fact) }];
      });
      heldOf.set(key, held);
    }
    return held;
  };
  return (option) => {
    const contradictions: Held[] = [];
    const remedied: (Held & { remedy: string })[] = [];
    const adjustable: Held[] = [];
    const handled: { question: number; cells: CellSet; text: string }[] = [];
    for (const held of hold(option.service, option.variant)) {
      if (held.fact.kind === 'adjustable') {
        adjustable.push(held);
        continue;
      }
      const question = held.fact.question as string;
      const handling = option.handles[question];
      let { cells: left } = held;
      if (handling) {
        const by =
          handling.by === null
            ? []
            : hold(...splitService(handling.by)).filter((h) => h.question === held.question && h.fact.kind === 'hard');
        left = by.reduce((set, h) => set | h.cells, 0n) & held.cells;
        if (held.cells & ~left) handled.push({ question: held.question, cells: held.cells & ~left, text: handling.text });
        for (const h of by) if (h.cells & left) settle({ ...h, cells: h.cells & left, insteadOf: held.fact }, undefined);
      } else if (left) {
        settle(held, option.remedies[question]);
      }
    }
    return { option, service: services.get(option.service) as Service, contradictions, remedied, adjustable, handled };

    function settle(held: Held, named: string | undefined): void {
      const remedy = named ?? held.fact.remedy;
      if (remedy) remedied.push({ ...held, remedy });
      else contradictions.push(held);
    }
  };
}

/** `service/variant` or `service` as a pair. */
export function splitService(id: string): [string, string | null] {
  const slash = id.indexOf('/');
  return slash < 0 ? [id, null] : [id.slice(0, slash), id.slice(slash + 1)];
}

/** The cells of a question that a fact admits; its limits are inclusive. */
function admitted(cells: Cells, fact: Fact): CellSet {
  if (fact.values) return cellsMatching(cells, fact.values);
  const set = cellsMatching(cells, { ...(fact.min === null ? {} : { from: fact.min }) });
  if (fact.max === null) return set;
  const max = fact.max;
  return set & ~cellsAbove(cells, max);
}

function cellsAbove(cells: Cells, max: number): CellSet {
  let set = 0n;
  for (let index = 0; index < cells.count; index++) {
    const low = index === 0 ? null : cells.cuts[index - 1];
    const above = low ? (low.after ? low.at >= max : low.at > max) : cells.min > max;
    if (above) set |= 1n << BigInt(index);
  }
  return set;
}

/** The cuts that a pack makes in its number questions, by question. */
export function collectCuts(pack: Pack): Map<string, Cut[]> {
  const numbers = new Set(pack.questions.filter((question) => question.type === 'number').map((question) => question.id));
  const cuts = new Map<string, Cut[]>();
  const add = (id: string, list: readonly Cut[]): void => {
    if (!numbers.has(id)) return;
    const known = cuts.get(id);
    if (known) known.push(...list);
    else cuts.set(id, [...list]);
  };
  const addCondition = (condition: Condition): void => {
    for (const [id, test] of Object.entries(condition)) add(id, cutsOf(test));
  };
  for (const question of pack.questions) {
    for (const { when } of [...question.assume, ...question.default]) addCondition(when);
  }
  for (const node of valuesOf(pack.nodes)) {
    if (numbers.has(node.ask)) for (const branch of node.branches) add(node.ask, cutsOf(branch.when));
  }
  for (const service of pack.services) {
    for (const fact of [...service.facts, ...service.variants.flatMap((variant) => variant.facts)]) {
      if (fact.question === null) continue;
      if (fact.min !== null) add(fact.question, [{ at: fact.min, after: false }]);
      if (fact.max !== null) add(fact.question, [{ at: fact.max, after: true }]);
    }
  }
  for (const { when } of pack.advice) addCondition(when);
  return cuts;
}
