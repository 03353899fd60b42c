import type { Compiled } from '../../engine/compile.ts';
import { valuesOf } from '../../engine/values.ts';
import type { Ledger } from './context.ts';
import type { Seen } from './leaves.ts';
import { questionsOf, type Vertex } from './space.ts';

/** Tells what no answers lead to, and what no answer can have an effect on, now that all of them have been followed. */
export function proveReach(ledger: Ledger, reached: readonly Vertex[], asked: ReadonlySet<number>, seen: Seen): void {
  tellUnreachable(ledger, reached);
  tellServices(ledger, seen.recommended);
  tellQuestions(ledger, asked, seen);
  for (const { advice } of ledger.space.compiled.advice) {
    if (seen.advice.has(advice.id)) continue;
    if (seen.unsureAdvice.has(advice.id)) ledger.giveUp('advice', advice.id);
    else ledger.tell({ kind: 'dead-advice', advice: advice.id, witness: null });
  }
  for (const vertex of ledger.space.vertices) {
    const around = vertex.above & vertex.below;
    if (vertex.parents.length < 2 || around === 0n) continue;
    const questions = questionsOf(around).map((question) => ledger.question(question));
    ledger.tell({ kind: 'asked-around-join', node: vertex.id, questions, witness: null });
  }
}

/** Only the uppermost: what is below follows from them. */
function tellUnreachable(ledger: Ledger, vertices: readonly Vertex[]): void {
  const { compiled } = ledger.space;
  const reached = new Set(vertices.map(({ id }) => id));
  if (reached.size === compiled.nodes.size + Object.keys(compiled.pack.leaves).length) return;
  const nodes = [...compiled.nodes.values()].filter(({ id }) => !reached.has(id));
  const below = new Set(nodes.flatMap(({ branches }) => branches.map(({ to }) => to)));
  for (const { id } of nodes) if (!below.has(id)) ledger.tell({ kind: 'unreachable-node', node: id, witness: null });
  for (const id in compiled.pack.leaves) {
    if (!reached.has(id) && !below.has(id)) ledger.tell({ kind: 'unreachable-leaf', leaf: id, witness: null });
  }
}

function tellServices(ledger: Ledger, recommended: ReadonlySet<string>): void {
  const { compiled } = ledger.space;
  // An option's companion has to be a service for its facts to count in place of the option's own.
  const companions = new Set<string>();
  for (const { options } of valuesOf(compiled.pack.leaves)) {
    for (const { handles } of options) {
      for (const question in handles) {
        const by = handles[question]?.by;
        if (by) companions.add(by).add(by.split('/')[0] as string);
      }
    }
  }
  for (const { id, variants } of compiled.pack.services) {
    if (!recommended.has(id)) {
      if (!companions.has(id)) ledger.tell({ kind: 'unreachable-service', service: id, witness: null });
      continue;
    }
    // Recommended without saying which variant: then any of them.
    if (recommended.has(`${id}/`)) continue;
    for (const variant of variants) {
      const name = `${id}/${variant.id}`;
      if (!recommended.has(name) && !companions.has(name)) {
        ledger.tell({ kind: 'unreachable-variant', service: id, variant: variant.id, witness: null });
      }
    }
  }
}

function tellQuestions(ledger: Ledger, asked: ReadonlySet<number>, seen: Seen): void {
  const { compiled } = ledger.space;
  const { used, inRules } = mentioned(compiled);
  compiled.questions.forEach(({ question: { id } }, index) => {
    if (asked.has(index) || seen.requirements.has(index) || inRules.has(index)) return;
    if (!used.has(index)) ledger.tell({ kind: 'unused-question', question: id, witness: null });
    else if (seen.unsureRequirements.has(index)) ledger.giveUp('requirement', id);
    else ledger.tell({ kind: 'idle-requirement', question: id, witness: null });
  });
}

/** Questions that facts or advice speak of, and those that assumptions and defaults look at. */
function mentioned({ pack, indexOf, advice, questions }: Compiled): { used: Set<number>; inRules: Set<number> } {
  const used = new Set<number>();
  const inRules = new Set<number>();
  for (const service of pack.services) {
    for (const { question } of [...service.facts, ...service.variants.flatMap((variant) => variant.facts)]) {
      if (question !== null) used.add(indexOf.get(question) as number);
    }
  }
  for (const { when } of advice) for (const { question } of when) used.add(question);
  for (const { assume, default: defaults } of questions) {
    for (const { when } of [...assume, ...defaults]) for (const { question } of when) inRules.add(question);
  }
  return { used, inRules };
}
