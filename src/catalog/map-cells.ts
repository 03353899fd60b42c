import { type CatalogLocale, variantList } from './catalog-locale.ts';
import type { MapCell, ServiceMap } from './service-map.ts';

/** One thing on the map: a service in a cell. */
export interface Placed {
  /** The service, with the variants if only some of them fit, and what it goes together with. */
  readonly text: string;
  readonly admitted: boolean;
  readonly recommended: boolean;
}

/** What stands in a cell, what the rules recommend first. */
export function placedIn(locale: CatalogLocale, { admitted, recommended }: MapCell): Placed[] {
  const { names, messages, catalog } = locale;
  const named = (service: string, variants: readonly string[]): string =>
    variants.length > 0 ? messages.inBrackets(names.service(service), variantList(variants)) : names.service(service);
  const placed = admitted.map(({ service, variants }): Placed => {
    const isChoice =
      recommended?.service === service &&
      (variants.length === 0 || recommended.variant === null || variants.includes(recommended.variant));
    return {
      text: isChoice ? together(named(service, variants)) : named(service, variants),
      admitted: true,
      recommended: isChoice,
    };
  });
  if (recommended && !placed.some((entry) => entry.recommended)) {
    const { service, variant } = recommended;
    placed.push({ text: together(named(service, variant === null ? [] : [variant])), admitted: false, recommended: true });
  }
  return [...placed.filter((entry) => entry.recommended), ...placed.filter((entry) => !entry.recommended)];

  function together(text: string): string {
    const others = recommended?.with ?? [];
    return others.length > 0 ? `${text} ${catalog.plus} ${messages.and(others.map(names.companion))}` : text;
  }
}

/** The cell where a column and a row meet. */
export function cellAt({ cells }: ServiceMap, column: string, row: string): MapCell | null {
  return cells.find((cell) => cell.column === column && cell.row === row) ?? null;
}

/** What there is to say below a map, and whether it is about something that is on it. */
export function legendOf(
  locale: CatalogLocale,
  map: ServiceMap,
): { readonly recommended: boolean; readonly variants: boolean; readonly silent: string | null } {
  return {
    recommended: map.cells.some(({ recommended }) => recommended !== null),
    variants: map.cells.some(({ admitted }) => admitted.some(({ variants }) => variants.length > 0)),
    silent: map.silent.length > 0 ? locale.catalog.silent(locale.messages.and(map.silent)) : null,
  };
}
