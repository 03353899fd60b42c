import type { CellSet } from '../../engine/cells.ts';
import type { CompiledQuestion, CompiledValue } from '../../engine/compile.ts';
import type { Arrival, Exactness } from './arrivals.ts';
import type { Ledger } from './context.ts';
import { conjunction, type Formula, negation, solve } from './solve.ts';
import type { Sets, Space, Vertex } from './space.ts';

type List = 'assume' | 'default';

/** Which rules of a question's assumptions and defaults were seen to fill it in, and whether they were seen to leave it open. */
export interface Fired {
  readonly rules: Readonly<{ [list in List]: Set<number> }>;
  /** Answers with which no default fills it in, where it is asked. */
  open: { readonly vertex: Vertex; readonly sets: Sets } | null;
  unsure: boolean;
}

export function firedOf({ compiled }: Space): Fired[] {
  return compiled.questions.map(() => ({ rules: { assume: new Set(), default: new Set() }, open: null, unsure: false }));
}

/** Notes which rules fill in a node's question for answers that arrive without it. */
export function noteRules(
  ledger: Ledger,
  vertex: Vertex,
  arrivals: readonly Arrival[],
  exactness: Exactness,
  fired: readonly Fired[],
): void {
  const { space } = ledger;
  const { question } = vertex;
  const compiled = space.compiled.questions[question] as CompiledQuestion;
  const seen = fired[question] as Fired;
  if (allSeen(compiled, seen)) return;
  for (const arrival of arrivals) {
    if (((arrival.sets[question] as CellSet) & (space.absent[question] as CellSet)) === 0n) continue;
    const sets = arrival.sets.with(question, space.absent[question] as CellSet);
    for (const list of ['assume', 'default'] as const) {
      compiled[list].forEach((_, index) => {
        if (seen.rules[list].has(index)) return;
        if (find(ledger, vertex, sets, exactness, fires(space, compiled[list], index), seen)) seen.rules[list].add(index);
      });
    }
    if (seen.open || !conditional(compiled)) continue;
    const found = find(ledger, vertex, sets, exactness, failing(space, compiled.default), seen);
    if (found) seen.open = { vertex, sets: found };
  }
}

function allSeen(question: CompiledQuestion, { rules, open }: Fired): boolean {
  const { assume, default: defaults } = question;
  const all = rules.assume.size === assume.length && rules.default.size === defaults.length;
  return all && (open !== null || !conditional(question));
}

/** Whether there are defaults, but none that holds in any case. */
function conditional({ default: defaults }: Pick<CompiledQuestion, 'default'>): boolean {
  return defaults.length > 0 && defaults.every(({ when }) => when.length > 0);
}

function find(ledger: Ledger, vertex: Vertex, sets: Sets, exactness: Exactness, formula: Formula, seen: Fired): Sets | null {
  const found = ledger.attempt(
    (budget) => solve(sets, formula, budget),
    () => undefined,
  );
  if (found && ledger.arrives(vertex, found, exactness)) return found;
  if (found !== null) seen.unsure = true;
  return null;
}

/** A rule fires where its condition holds and no earlier one's does. */
function fires(space: Space, rules: readonly CompiledValue[], index: number): Formula {
  return [...conjunction((rules[index] as CompiledValue).when), ...failing(space, rules.slice(0, index))];
}

function failing({ full }: Space, rules: readonly CompiledValue[]): Formula {
  return rules.map(({ when }) => negation(when, full));
}

/** Tells the rules that were never seen to fire, and the defaults that leave their question open. */
export function proveRules(ledger: Ledger, fired: readonly Fired[]): void {
  ledger.space.compiled.questions.forEach((compiled) => {
    const { question, index } = compiled;
    const { rules, open, unsure } = fired[index] as Fired;
    const id = question.id;
    let dead = false;
    for (const list of ['assume', 'default'] as const) {
      question[list].forEach((_, rule) => {
        if (rules[list].has(rule)) return;
        dead = true;
        if (!unsure) ledger.tell({ kind: 'dead-rule', question: id, list, rule, witness: null });
      });
    }
    const mayBeOpen = !open && conditional(compiled);
    if (unsure && (dead || mayBeOpen)) ledger.giveUp('rule', id);
    if (!open) return;
    const way = ledger.way(open.vertex, open.sets);
    const list = question.default.length > 0 ? 'default' : 'assume';
    const witness = way ? { documents: [ledger.document(way.sets)], policy: 'defaults' as const } : null;
    ledger.tell({ kind: 'incomplete-default', question: id, list, witness });
  });
}
