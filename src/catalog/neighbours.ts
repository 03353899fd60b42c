import type { Neighbour, Pack, Service } from '../model/pack.ts';

/** A pack whose neighbours are services, too, so that a card shows one and a comparison sets it beside a candidate. */
export function packWithNeighbours(pack: Pack): Pack {
  return {
    ...pack,
    services: [...pack.services, ...Object.values(pack.neighbours).map((neighbour) => serviceOf(neighbour, pack.lang))],
  };
}

function serviceOf({ better, ...neighbour }: Neighbour, lang: string): Service {
  return {
    ...neighbour,
    differentiator: better.map(({ because }) => because).join(lang === 'ja' ? '' : ' '),
    monitoring: { utilization: [], saturation: [], errors: [] },
  };
}
