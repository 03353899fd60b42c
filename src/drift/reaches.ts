import type { Reach } from '../model/built-as.ts';
import type { Answers } from '../model/decision.ts';
import type { Pack } from '../model/pack.ts';
import type { Identity } from './identity.ts';
import { type Property, type Tristate, typeKey } from './stack.ts';

/** How far a property of a resource goes, against a recorded answer. */
export interface Reached {
  readonly reach: Reach;
  readonly property: Property;
  readonly wanted: number;
  /** The least that the property may come to, in the unit of the question; null: it cannot be told. */
  readonly least: number | null;
  readonly met: Tristate;
}

/** What the pack says must go as far as an answer, where that is recorded. */
export function reachesOf(pack: Pack, { service, resource }: Identity, answers: Answers): Reached[] {
  const { reaches = [] } = pack.services.find(({ id }) => id === service)?.builtAs ?? {};
  return reaches.flatMap((reach): Reached[] => {
    const wanted = answers[reach.question]?.value;
    if (typeKey(reach.type) !== typeKey(resource.type) || typeof wanted !== 'number') return [];
    const property = resource.property(reach.property);
    const values = property.values?.map((value) => {
      if (value.kind === 'absent') return reach.absent;
      // Of a number that is no less than another, only that it is enough can be told.
      if (value.kind === 'least') return value.number / reach.per >= wanted ? value.number : Number.NaN;
      return value.kind === 'value' && value.text.trim() !== '' ? Number(value.text) : Number.NaN;
    });
    if (!values || values.some(Number.isNaN)) return [{ reach, property, wanted, least: null, met: 'maybe' }];
    const far = values.map((value) => value / reach.per);
    const met = far.every((each) => each >= wanted) ? 'yes' : far.some((each) => each >= wanted) ? 'maybe' : 'no';
    return [{ reach, property, wanted, least: Math.min(...far), met }];
  });
}
