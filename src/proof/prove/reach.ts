import { type Compiled, type CompiledLeaf, type CompiledNode, partsOf } from '../../engine/compile.ts';
import { placesBelow } from '../../engine/explore.ts';
import type { ProofContext } from './context.ts';
import type { Seen } from './leaves.ts';

/**
 * Reports what no answers lead to, now that all of them have been followed: only the uppermost, since the rest
 * follows from it.
 */
export function proveReach(
  context: ProofContext,
  nodes: ReadonlyMap<CompiledNode, unknown>,
  leaves: ReadonlyMap<CompiledLeaf, unknown>,
): void {
  const { compiled } = context;
  const unreached = [...compiled.nodes.values()].filter((node) => !nodes.has(node));
  const below = new Set(unreached.flatMap(({ branches }) => branches.map(({ to }) => to)));
  for (const { id } of unreached) if (!below.has(id)) context.report('unreachable-node', `nodes.${id}`, { node: id });
  const reached = new Set([...leaves.keys()].map(({ leaf }) => leaf.id));
  for (const id in compiled.pack.leaves) {
    if (!reached.has(id) && !below.has(id)) context.report('unreachable-leaf', `nodes.${id}`, { leaf: id });
  }
}

/** Reports services and variants that no answers lead to. */
export function proveServices(context: ProofContext, { chosen }: Seen): void {
  const { pack } = context.compiled;
  const options = [...chosen.values()].flatMap((each) => [...each]).map(({ option }) => option);
  // `service/` where it is recommended without saying which variant.
  const recommended = new Set(options.flatMap(({ service, variant }) => [service, `${service}/${variant ?? ''}`]));
  // An option's companion has to be a service for its facts to count in place of the option's own.
  const handlings = Object.values(pack.leaves).flatMap(({ options }) => options.flatMap(({ handles }) => Object.values(handles)));
  const companions = new Set(handlings.flatMap(({ by }) => (by === null ? [] : [by, by.split('/')[0] ?? ''])));
  for (const { id, variants } of pack.services) {
    if (!recommended.has(id)) {
      if (!companions.has(id)) context.report('unreachable-service', `services.${id}`, { service: id });
      continue;
    }
    // Recommended without saying which variant: then any of them.
    if (recommended.has(`${id}/`)) continue;
    for (const variant of variants) {
      const name = `${id}/${variant.id}`;
      if (!recommended.has(name) && !companions.has(name)) {
        context.report('unreachable-variant', `services.${id}.variants.${variant.id}`, { service: id, variant: variant.id });
      }
    }
  }
}

/** Reports questions of which no answer can have an effect. */
export function proveQuestions(context: ProofContext, asked: ReadonlySet<number>, seen: Seen): void {
  const { compiled } = context;
  const { used, elsewhere } = mentioned(compiled);
  for (const { question, index } of compiled.questions) {
    const { id } = question;
    const derived = compiled.derived.filter(({ inputs }) => inputs.has(id));
    if (asked.has(index) || elsewhere.has(id)) continue;
    if ([index, ...derived.map((each) => each.index)].some((each) => seen.requirements.has(each))) continue;
    if (!used.has(id) && derived.length === 0) context.report('unused-question', `questions.${id}`, { question: id });
    else if (seen.unsureRequirements.has(index)) context.giveUp('requirement', id);
    else context.report('idle-requirement', `questions.${id}`, { question: id });
  }
}

/** Questions that facts or advice speak of, and those that assumptions, defaults, neighbours or sizes look at. */
function mentioned({ pack }: Compiled): { readonly used: ReadonlySet<string>; readonly elsewhere: ReadonlySet<string> } {
  const { facts, options, rules, better, sizing } = partsOf(pack, pack.services);
  const conditions = [...facts, ...options, ...pack.advice].flatMap(({ when }) => when ?? []);
  conditions.push(...Object.values(pack.mitigations).flatMap(({ unless }) => unless));
  const used = [...facts.flatMap(({ question }) => question ?? []), ...conditions.flatMap((when) => Object.keys(when))];
  const elsewhere = [
    ...[...rules, ...better].flatMap(({ when }) => Object.keys(when)),
    ...sizing.flatMap(({ each }) => Object.keys(each)),
  ];
  return { used: new Set(used), elsewhere: new Set(elsewhere) };
}

/**
 * Reports nodes where ways join although a question above them is asked again below: that makes a tree hard to
 * follow.
 */
export function proveJoins(context: ProofContext): void {
  const { nodes, questions, pack } = context.compiled;
  const above = new Map<string, Set<number>>();
  const parents = new Map<string, number>();
  const places = placesBelow(pack, pack.root);
  for (const id of places) {
    const node = nodes.get(id);
    for (const { to } of node?.branches ?? []) parents.set(to, (parents.get(to) ?? 0) + 1);
    if (!node) continue;
    for (const place of placesBelow(pack, id)) {
      if (place !== id) above.set(place, (above.get(place) ?? new Set()).add(node.question));
    }
  }
  for (const id of places) {
    if ((parents.get(id) ?? 0) < 2) continue;
    const below = new Set(placesBelow(pack, id).map((place) => nodes.get(place)?.question));
    const again = questions.filter(({ index }) => above.get(id)?.has(index) && below.has(index));
    if (again.length > 0)
      context.report('asked-around-join', `nodes.${id}`, { node: id, questions: again.map(({ question }) => question.id) });
  }
}
