import type { Answers, DerivedValue, Policy, Step } from '../model/decision.ts';
import type { Pack, Value } from '../model/pack.ts';
import type { Box } from './box.ts';
import { bitOf, cellOf } from './cells.ts';
import { type Compiled, type CompiledLeaf, type CompiledOption, compile } from './compile.ts';
import type { Turn } from './explore.ts';
import { readable } from './formula.ts';
import { derive, derivedValue, type Known, knownOf } from './known.ts';
import { decidedOn, type InForce, inForceOf, type Outcome, type Prospect, prospectOrThrow } from './outcome.ts';
import { type ReasonMessages, reasonMessages } from './reason-messages.ts';
import { sharedBy } from './summary.ts';

/** Everything that the explanation of a decision is made from. */
export interface Situation {
  readonly compiled: Compiled;
  readonly policy: Policy;
  readonly known: Known;
  readonly prospect: Prospect;
  readonly messages: ReasonMessages;
  readonly steps: readonly Step[];
  readonly inForce: InForce;
  /** The answers in force, with the derived quantities, as a box. */
  readonly box: Box;
  /** The derived quantities of the answers in force. */
  readonly derived: readonly DerivedValue[];
  /** Null if completions lead to several leaves. */
  readonly leaf: CompiledLeaf | null;
  /** The first outcome. The decision states only what all outcomes have in common. */
  readonly first: Outcome;
  /** The recommended service; null while the decision is open. */
  readonly service: string | null;
  readonly recommended: CompiledOption | null;
  /** The services that some completion of the answers leads to. */
  readonly possible: ReadonlySet<string>;
}

/**
 * Works out what answers lead to, without explaining it.
 *
 * @throws GapError as `decide` does
 */
export function situationOf(pack: Pack, answers: Answers, policy: Policy): Situation {
  const compiled = compile(pack);
  const prospect = prospectOrThrow(compiled, answers, policy);
  const { outcomes, gaps } = prospect;
  const [first] = outcomes;
  if (!first) throw new Error('the tree leads to no leaf');
  const possible = new Set(outcomes.map((outcome) => outcome.option.service.id));
  const service = decidedOn({ services: possible, gaps: gaps.length > 0 });
  const known = knownOf(compiled, answers);
  const inForce = inForceOf(compiled, answers, prospect);
  const values = compiled.questions.map(({ index }) => inForce.get(index)?.value ?? null);
  return {
    compiled,
    policy,
    known,
    prospect,
    messages: reasonMessages(pack.lang),
    steps: stepsOf(compiled, inForce, prospect.turns),
    inForce,
    box: boxOf(compiled, known.box, values),
    derived: derivedOf(compiled, values, sentBy(compiled, outcomes)),
    leaf: outcomes.every(({ leaf }) => leaf === first.leaf) ? first.leaf : null,
    first,
    service,
    recommended: service === null ? null : first.option,
    possible,
  };
}

/** The branches of a walk as readable steps. */
function stepsOf({ questions }: Compiled, inForce: InForce, turns: readonly Turn[]): Step[] {
  return turns.flatMap(({ node, branch }): Step[] => {
    const answer = inForce.get(node.question);
    const id = questions[node.question]?.question.id;
    if (!answer || id === undefined) return [];
    const { value, from } = answer;
    return [{ node: node.id, question: id, answer: value, from, because: branch.because, layer: node.layer }];
  });
}

function boxOf(compiled: Compiled, given: Box, values: readonly (Value | null)[]): Box {
  const box = [...given];
  for (const { index, cells } of compiled.questions) {
    const value = values[index] ?? null;
    if (value !== null) box[index] = bitOf(cellOf(cells, value));
  }
  derive(compiled, box, values);
  return box;
}

/** By question: the value that the service receives instead of the answer, and the mitigation that causes it. */
type Sent = ReadonlyMap<number, { readonly value: number; readonly mitigation: string }>;

/** What the mitigations that all outcomes share send instead of the answers. */
function sentBy({ pack, indexOf }: Compiled, outcomes: readonly Outcome[]): Sent {
  const all = outcomes.map(({ effects }) =>
    effects.flatMap((effect) => (effect.kind === 'mitigated' ? [effect.mitigation] : [])),
  );
  const sent = sharedBy(all).flatMap((mitigation) =>
    Object.entries(pack.mitigations[mitigation]?.sends ?? {}).map(
      ([id, value]) => [indexOf.get(id) ?? -1, { value, mitigation }] as const,
    ),
  );
  return new Map(sent);
}

function derivedOf({ derived }: Compiled, values: readonly (Value | null)[], sent: Sent): DerivedValue[] {
  const instead = values.map((value, index) => (value === null ? null : (sent.get(index)?.value ?? value)));
  return derived.flatMap((each) => {
    const value = derivedValue(each, instead);
    if (value === null) return [];
    const { id, name, unit } = each.derived;
    const changed = [...each.inputs.values()].flatMap((index) => sent.get(index)?.mitigation ?? []);
    return { id, name, value: readable(value), unit, from: [...each.inputs.keys()], mitigation: changed[0] ?? null };
  });
}
