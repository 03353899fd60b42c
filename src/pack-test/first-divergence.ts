import { mayHold } from '../engine/box.ts';
import { type Compiled, type CompiledOption, compile } from '../engine/compile.ts';
import { placesBelow, type Turn } from '../engine/explore.ts';
import type { CaseMessages } from '../messages/en/rules-test.ts';
import type { Pack } from '../model/pack.ts';
import { offeringText } from '../model/service-variant.ts';
import type { CaseResult } from './cases.ts';
import { branchOf, nameOf, pathOf } from './coverage.ts';

/**
 * Where a failed case goes wrong: the branch with which its walk leaves every path to what it expects, a question that
 * nothing answers, a node without a branch for the answer, or a leaf of which another option is recommended. Where none
 * of it does, the walk is right, and something else about its end is not. Empty where it cannot be said.
 *
 * @param place where a path stands, as a text
 */
export function divergenceText(
  { case: { expect }, walk }: CaseResult,
  pack: Pack,
  messages: CaseMessages,
  place: (path: string) => string,
): string {
  const compiled = compile(pack);
  const { turns, ends, at, outcomes } = walk;
  const chosen = outcomes[0]?.option;
  const options = compiled.leaves.get(at)?.options ?? [];
  const wanted = [expect.service, expect.variant].filter((part) => typeof part === 'string').join('/');
  const last = turns.at(-1);
  if (expect.service === null) {
    // An open decision is expected: where it does not come out, the last turn is the one too many.
    if (new Set(outcomes.map(({ option }) => option.service.id)).size > 1) return '';
    return ends === 'leaf' ? endText() : last ? turnText(last, at) : '';
  }
  const wants = ({ option: { service, variant } }: CompiledOption): boolean =>
    service === expect.service && (expect.variant === undefined || variant === expect.variant);
  const leads = leadsTo(compiled, wants);
  if (!leads.has(pack.root)) return messages.nowhere(wanted);
  const lost = turns.find(({ branch }) => !leads.has(branch.to));
  if (lost) return turnText(lost, lost.branch.to);
  if (ends !== 'leaf') {
    const text = ends === 'open' ? messages.openAt : messages.gapAt;
    return text(place(`nodes.${at}.ask`), at, pack.nodes[at]?.ask ?? '');
  }
  const preferred = options.find(wants);
  if (!preferred || preferred === chosen || outcomes.some(({ option }) => wants(option))) return endText();
  const box = outcomes[0]?.box;
  const against = preferred.contradictions.filter((conflict) => box && mayHold(box, [conflict]));
  const facts = against.map(({ fact }) => fact.id).join(messages.comma);
  return messages.leafPrefers(optionPlace(preferred), at, optionText(chosen), optionText(preferred), facts);

  function optionPlace(option: CompiledOption | undefined): string {
    return place(`nodes.${at}.services.${option ? options.indexOf(option) : -1}.service`);
  }

  function optionText(option: CompiledOption | undefined): string {
    return option ? offeringText(option.option) : '';
  }

  function endText(): string {
    return messages.outcomeOf(optionPlace(chosen), at, optionText(chosen));
  }

  /** @param from what leads to the services that this turn leaves */
  function turnText(turn: Turn, from: string): string {
    const branch = branchOf(turn);
    const named = new Set(placesBelow(pack, from).map((id) => compiled.leaves.get(id)?.options[0]?.service.id));
    const services = pack.services.flatMap(({ id }) => (named.has(id) ? id : [])).join(messages.comma);
    const taken = nameOf(pack, branch).slice(`${branch.node}: `.length);
    const ask = pack.nodes[branch.node]?.ask ?? '';
    const text = messages.turn(place(pathOf(branch)), branch.node, ask, taken, services, wanted);
    return ends === 'leaf' ? `${text}\n${endText()}` : text;
  }
}

/** The nodes and leaves below which some leaf names what is wanted. */
function leadsTo({ nodes, leaves }: Compiled, wants: (option: CompiledOption) => boolean): Set<string> {
  const parents = new Map<string, string[]>();
  for (const { id, branches } of nodes.values()) {
    for (const { to } of branches) {
      const known = parents.get(to) ?? [];
      parents.set(to, known);
      known.push(id);
    }
  }
  const leading = new Set([...leaves.values()].filter(({ options }) => options.some(wants)).map(({ leaf }) => leaf.id));
  // What is added while it is gone through is gone through as well.
  for (const id of leading) for (const parent of parents.get(id) ?? []) leading.add(parent);
  return leading;
}
