import { type Compiled, type CompiledOption, compile } from '../engine/compile.ts';
import { placesBelow, type Turn } from '../engine/explore.ts';
import type { CaseMessages } from '../messages/en/rules-test.ts';
import type { Pack } from '../model/pack.ts';
import { offeringText } from '../model/service-variant.ts';
import type { CaseResult } from './cases.ts';
import { branchesOf, turnPath } from './coverage.ts';

/**
 * Where a failed case goes wrong: the branch with which its walk leaves every path to what it expects, if there is one,
 * and where the walk ends.
 *
 * @param place where a path stands, as a text
 */
export function divergenceText(
  { case: { expect }, walk: { turns, ends, at, outcomes } }: CaseResult,
  pack: Pack,
  messages: CaseMessages,
  place: (path: string) => string,
): string {
  const compiled = compile(pack);
  const wanted = [expect.service, expect.variant].filter((part) => typeof part === 'string').join('/');
  const leads = leadsTo(compiled, ({ option: { service, variant } }) => {
    return service === expect.service && (expect.variant === undefined || variant === expect.variant);
  });
  const lost = expect.service === null ? undefined : turns.find(({ branch }) => !leads.has(branch.to));
  const end = ends === 'leaf' ? leafText() : messages.stops(place(`nodes.${at}.ask`), at, pack.nodes[at]?.ask ?? '');
  return lost ? `${turnText(lost)}\n${end}` : end;

  function turnText(turn: Turn): string {
    const { id, ask } = turn.node.node;
    const path = turnPath(turn);
    const named = new Set(placesBelow(pack, turn.branch.to).map((below) => pack.leaves[below]?.options[0]?.service));
    const services = pack.services.flatMap((service) => (named.has(service.id) ? service.id : [])).join(messages.comma);
    const taken = branchesOf(pack, id).find((branch) => branch.path === path)?.text ?? '';
    return messages.turn(place(path), id, ask, taken, services, wanted);
  }

  function leafText(): string {
    const [outcome] = outcomes;
    if (!outcome) return '';
    const { leaf, option } = outcome;
    const path = `nodes.${at}.services.${leaf.options.indexOf(option)}.service`;
    return messages.outcomeOf(place(path), at, offeringText(option.option));
  }
}

/** The nodes and leaves below which some leaf names what is wanted. */
function leadsTo({ pack, nodes, leaves }: Compiled, wants: (option: CompiledOption) => boolean): Set<string> {
  const isWanted = (id: string): boolean => leaves.get(id)?.options.some(wants) ?? false;
  const places = [...nodes.keys(), ...leaves.keys()];
  return new Set(places.filter((id) => placesBelow(pack, id).some(isWanted)));
}
