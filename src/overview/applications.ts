import { nameKey } from '../model/link-parts.ts';
import type { Live } from './links.ts';

/** One application in its first spelling, and the links that it is an end of. */
export interface Application {
  readonly name: string;
  readonly produces: readonly Live[];
  readonly consumes: readonly Live[];
  /** Both, each once, in their order. */
  readonly links: readonly Live[];
}

/** Every application that a link joins, in the order of the links. */
export function applicationsOf(links: readonly Live[]): Application[] {
  const found = new Map<string, Application & { readonly produces: Live[]; readonly consumes: Live[]; readonly links: Live[] }>();
  for (const live of links) {
    for (const [names, side] of [
      [live.link.from, 'produces'],
      [live.link.to, 'consumes'],
    ] as const) {
      for (const name of names) {
        const key = nameKey(name);
        const application = found.get(key) ?? { name, produces: [], consumes: [], links: [] };
        application[side].push(live);
        if (application.links.at(-1) !== live) application.links.push(live);
        found.set(key, application);
      }
    }
  }
  return [...found.values()];
}
