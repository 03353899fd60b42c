import type { Need, Pack } from '../pack.ts';
import type { Identity } from './identity.ts';
import { isSet, type Tristate } from './stack.ts';

/** What a resource needs by the pack, and whether the stack has it. */
export function needsOf(
  pack: Pack,
  identity: Identity,
  variant: string | null,
): { readonly need: Need; readonly met: Tristate }[] {
  const needs = pack.services.find(({ id }) => id === identity.service)?.builtAs?.needs ?? [];
  return needs
    .filter(({ variants }) => variants.length === 0 || (variant !== null && variants.includes(variant)))
    .map((need) => ({ need, met: isMet(need, identity) }));
}

function isMet({ metBy }: Need, { resource, stack, referring }: Identity): Tristate {
  const found = metBy.map(({ type, has, refers }): Tristate => {
    if (has !== null) return type === resource.type ? isSet(resource.property(has)) : 'no';
    if (refers === null) return 'no';
    const key = refers.split('.')[0];
    const own = referring.filter((each) => each.resource.type === type && each.keys[0] === key);
    if (own.some((each) => each.resource.condition === null)) return 'yes';
    // One that refers to nothing here may mean it by its name, or by a parameter.
    const others = stack.resources.filter((other) => other.type === type);
    const open = others.some(({ references }) => !references.some(({ keys }) => keys[0] === key));
    return own.length > 0 || open ? 'maybe' : 'no';
  });
  return found.includes('yes') ? 'yes' : found.includes('maybe') ? 'maybe' : 'no';
}
