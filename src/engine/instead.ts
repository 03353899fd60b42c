import type { Instead } from '../model/decision.ts';
import type { Better, Fact } from '../model/pack.ts';
import { type Clause, holds } from './box.ts';
import { needOf, reasonOfConflict } from './candidates.ts';
import { applies } from './cells.ts';
import type { CompiledOption, FactConflict } from './compiled.ts';
import { factsOf } from './fact-conflicts.ts';
import { unmetOf, valuesInForce } from './recommendation.ts';
import type { Situation } from './situation.ts';

/** Facts of a neighbour to show if none concerns what the recommendation falls short of. */
const MAX_FACTS = 3;

/** How many times its default a quota may be needed for a neighbour to be offered. */
const MAX_QUOTA_RAISE = 100;

/**
 * The neighbours that suit these answers better than the recommendation: first those that a requirement calls for, then those
 * that take its place, then those within their quotas, then those with more conditions. If the recommendation does not meet some
 * requirements, one that takes its place must be known to meet any of these.
 */
export function insteadOf(situation: Situation): Instead[] {
  const { neighbours, pack } = situation.compiled;
  const missed = unmetOf(situation).map(({ requirement }) => requirement);
  const notRequired = new Set(pack.questions.flatMap(({ id, group }) => (group === 'requirement' ? [] : id)));
  const values = valuesInForce(situation);
  const better = neighbours.flatMap(({ neighbour, better: entries, conflicts }) => {
    const found = entries.find(({ better: each, when }) => holds(situation.box, when) && isFor(situation, each));
    if (!found) return [];
    const offers = conflicts().map((all, index) => {
      const exceeded = all.filter(({ when }) => holds(situation.box, when));
      return { variant: neighbour.variants[index]?.id ?? null, exceeded };
    });
    const isOut = (conflict: FactConflict): boolean => conflict.fact.kind === 'limit' || isFarOver(situation, conflict);
    const fitting = offers.filter(({ exceeded }) => !exceeded.some(isOut));
    const offer = fitting.find(({ exceeded }) => exceeded.length === 0) ?? fitting[0];
    if (!offer) return [];
    const { complements, because, givesUp, source, ifUnmet, when } = found.better;
    const own = factsOf(neighbour, offer.variant).filter((fact) => applies(fact, values));
    const met = new Set([...ifUnmet, ...own.map(({ question }) => question)]);
    if (!complements && missed.length > 0 && !missed.some((id) => met.has(id))) return [];
    const facts = factsToShow(own, found.better);
    const quotas = offer.exceeded.flatMap((conflict) => {
      const { need, limit, source } = reasonOfConflict(situation, conflict);
      return need ? [{ need, limit, short: conflict.fact.short, source }] : [];
    });
    const { id, name, url } = neighbour;
    const isRequired = ifUnmet.length > 0 || Object.keys(when).some((question) => !notRequired.has(question));
    const instead: Instead = { neighbour: id, name, url, complements, because, facts, givesUp, quotas, source };
    // That a requirement calls for it weighs most, that a quota has to be raised first weighs least.
    const rank = (isRequired ? 0 : 4) + (complements ? 2 : 0) + (quotas.length > 0 ? 1 : 0);
    return [{ instead, rank, conditions: Object.keys(when).length }];
  });
  return better.sort((a, b) => a.rank - b.rank || b.conditions - a.conditions).map(({ instead }) => instead);
}

/** Whether a quota would have to be raised further than AWS is likely to. */
function isFarOver(situation: Situation, conflict: FactConflict): boolean {
  return Number(needOf(situation, conflict)?.value) > Number(conflict.fact.max ?? Infinity) * MAX_QUOTA_RAISE;
}

/** Whether a neighbour is better than every possible recommendation. */
function isFor({ prospect: { outcomes } }: Situation, better: Better): boolean {
  return outcomes.every(({ option, box }) => shortOf(better, option).some((when) => holds(box, when)));
}

/**
 * Conditions under which a neighbour is better than an option that is recommended: it names the option's service, and the option
 * falls short of one of the requirements in `ifUnmet`. Any one of them suffices.
 */
export function shortOf({ services, ifUnmet }: Better, option: CompiledOption): (readonly Clause[])[] {
  if (services.length > 0 && !services.includes(option.service.id) && !services.includes(option.offering)) return [];
  if (ifUnmet.length === 0) return [[]];
  return option
    .conflicts()
    .filter(({ kind, fact }) => kind !== 'practice' && ifUnmet.includes(fact.question))
    .map(({ when }) => when);
}

function factsToShow(facts: readonly Fact[], { ifUnmet, when }: Better): Instead['facts'] {
  const questions = [...ifUnmet, ...Object.keys(when)];
  const named = facts.filter(({ question }) => question !== null && questions.includes(question));
  return (named.length > 0 ? named : facts.slice(0, MAX_FACTS)).map(({ short, text, source }) => ({ short, text, source }));
}
