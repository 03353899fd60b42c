import type { Fact, Option, Service } from '../model/pack.ts';
import { type OfferingId, offeringIdOf, offeringText } from '../model/service-variant.ts';
import { type CellSet, type Cells, cellsMatching } from './cells.ts';

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
  /** Contradictions that a named mitigation makes up for. */
  readonly mitigated: readonly (Held & { readonly mitigation: string })[];
  /** Adjustable quotas that the answers pass. */
  readonly quota: readonly Held[];
  /** Contradictions that the option itself deals with. */
  readonly handled: readonly { readonly question: number; readonly cells: CellSet; readonly text: string }[];
}

/** Holds an option against the facts of its service. */
export type OptionCompiler = (option: Option) => CompiledOption;

/**
 * What the facts of services say is worked out once for each service and variant.
 *
 * @param indexOf the index of each question, by its id
 * @param cells of each question
 */
export function optionCompiler(
  services: ReadonlyMap<string, Service>,
  indexOf: ReadonlyMap<string, number>,
  cells: readonly Cells[],
): OptionCompiler {
  const heldOf = new Map<string, readonly Held[]>();
  const hold = (offering: OfferingId): readonly Held[] => {
    const key = offeringText(offering);
    let held = heldOf.get(key);
    if (!held) {
      held = factsOf(services.get(offering.service) as Service, offering.variant).flatMap((fact) => {
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
    const mitigated: (Held & { mitigation: string })[] = [];
    const quota: Held[] = [];
    const handled: { question: number; cells: CellSet; text: string }[] = [];
    for (const held of hold(option)) {
      if (held.fact.kind === 'quota') {
        quota.push(held);
        continue;
      }
      const question = held.fact.question as string;
      const handling = option.handles[question];
      let { cells: left } = held;
      if (handling) {
        const by =
          handling.by === null
            ? []
            : hold(offeringIdOf(handling.by)).filter((h) => h.question === held.question && h.fact.kind === 'limit');
        left = by.reduce((set, h) => set | h.cells, 0n) & held.cells;
        if (held.cells & ~left) handled.push({ question: held.question, cells: held.cells & ~left, text: handling.text });
        for (const h of by) if (h.cells & left) settle({ ...h, cells: h.cells & left, insteadOf: held.fact }, undefined);
      } else if (left) {
        settle(held, option.mitigations[question]);
      }
    }
    return { option, service: services.get(option.service) as Service, contradictions, mitigated, quota, handled };

    function settle(held: Held, named: string | undefined): void {
      const mitigation = named ?? held.fact.mitigation;
      if (mitigation) mitigated.push({ ...held, mitigation });
      else contradictions.push(held);
    }
  };
}

/** The facts of a service in one variant: the variant's own take the place of the service's of the same id. */
export function factsOf(service: Service, variant: string | null): readonly Fact[] {
  const own = service.variants.find((candidate) => candidate.id === variant)?.facts ?? [];
  const replaced = new Set(own.map((fact) => fact.id));
  return [...service.facts.filter((fact) => !replaced.has(fact.id)), ...own];
}

/** The cells of a question that a fact admits; its limits are inclusive. */
function admitted(cells: Cells, fact: Fact): CellSet {
  if (fact.values) return cellsMatching(cells, fact.values);
  const set = cellsMatching(cells, fact.min === null ? {} : { from: fact.min });
  return fact.max === null ? set : set & ~cellsAbove(cells, fact.max);
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
