import { type CellSet, type Cells, type Cut, cellsMatching, cellsOf, cutsOf } from './cells.ts';
import type { Advice, Condition, ConditionalValue, Fact, Leaf, Option, Pack, Question, Service } from './pack.ts';

/** A pack prepared for walking and reasoning: ids resolved to indexes, tests to sets of cells. Derived, never stored. */
export interface Compiled {
  readonly pack: Pack;
  readonly questions: readonly CompiledQuestion[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly nodes: ReadonlyMap<string, CompiledNode>;
  readonly leaves: ReadonlyMap<string, CompiledLeaf>;
  readonly services: ReadonlyMap<string, Service>;
  readonly advice: readonly CompiledAdvice[];
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
  const clauses = (condition: Condition): Clause[] =>
    Object.entries(condition).map(([id, test]) => {
      const question = indexOf.get(id) as number;
      return { question, cells: cellsMatching(cells[question] as Cells, test) };
    });
  const values = (list: readonly ConditionalValue[]): CompiledValue[] =>
    list.map(({ when, value }) => ({ when: clauses(when), value }));
  const questions = pack.questions.map((question, index) => ({
    question,
    index,
    cells: cells[index] as Cells,
    assume: values(question.assume),
    default: values(question.default.length > 0 ? question.default : question.assume),
  }));
  const nodes = new Map<string, CompiledNode>();
  for (const node of Object.values(pack.nodes)) {
    const question = indexOf.get(node.ask) as number;
    const branches = node.branches.map((branch) => ({
      cells: cellsMatching(cells[question] as Cells, branch.when),
      to: branch.to,
      because: branch.because,
    }));
    nodes.set(node.id, { id: node.id, question, branches, layer: node.layer });
  }
  const services = new Map(pack.services.map((service) => [service.id, service]));
  const options = optionCompiler(services, indexOf, cells);
  const leaves = new Map<string, CompiledLeaf>();
  for (const leaf of Object.values(pack.leaves)) leaves.set(leaf.id, { leaf, options: leaf.options.map(options) });
  const advice = pack.advice.map((entry) => ({ advice: entry, when: clauses(entry.when) }));
  return { pack, questions, indexOf, nodes, leaves, services, advice };
}

/** Holds a service and variant of a compiled pack against the answers as an option without any handling of its own. */
export function bareOption({ services, indexOf, questions }: Compiled, service: string, variant: string | null): CompiledOption {
  const compileOption = optionCompiler(
    services,
    indexOf,
    questions.map((question) => question.cells),
  );
  return compileOption({ service, variant, with: [], pattern: null, summary: '', because: [], handles: {}, remedies: {} });
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
        for (const h of by) if (h.cells & left) settle({ ...h, cells: h.cells & left }, undefined);
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

function collectCuts(pack: Pack): Map<string, Cut[]> {
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
  for (const node of Object.values(pack.nodes)) {
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
