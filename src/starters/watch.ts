import type { Node } from 'yaml';
import type { Metric } from '../model/pack.ts';
import { entriesOf, nodeAt, textAt } from './nodes.ts';

export type Group = 'utilization' | 'saturation' | 'errors';

/** A resource that is watched: the values of the dimensions that its metrics have. */
export interface Watch {
  /** The service and the variant whose metrics are watched, as `sqs/fifo`. */
  readonly of: string;
  /** What its alarms are called after, in CamelCase. */
  readonly name: string;
  readonly dimensions: ReadonlyMap<string, Node>;
  /** Only metrics of this group, of this name (`*` at its end: names that begin so), with this dimension. */
  readonly only: Readonly<Partial<Record<'group' | 'metric' | 'dimension', string>>>;
  /** The alarms exist only where this condition of the template holds. */
  readonly condition: string | null;
  /** For resources that exist already: a parameter without which there is nothing to watch. */
  readonly needs: string | null;
}

/** Reads an entry under `watch`. */
export function watchOf(node: Node, { service, variant }: { readonly service: string; readonly variant: string | null }): Watch {
  return {
    of: (textAt(node, 'of') ?? `${service}/${variant ?? ''}`).replace(/\/$/, ''),
    name: textAt(node, 'name') ?? '',
    dimensions: new Map(entriesOf(nodeAt(node, 'dimensions'))),
    only: Object.fromEntries(entriesOf(nodeAt(node, 'only')).map(([key, value]) => [key, String(value)])),
    condition: textAt(node, 'condition') || null,
    needs: textAt(node, 'needs'),
  };
}

/** The resources on which a metric is watched: those that have all its dimensions, of these the ones that are most particular. */
export function watchedOn(entries: readonly Watch[], metric: Metric, group: Group): Watch[] {
  const fitting = entries.filter((entry) => fits(entry, metric, group));
  const most = Math.max(0, ...fitting.map(({ only }) => Object.keys(only).length));
  return fitting.filter(({ only }) => Object.keys(only).length === most);
}

function fits({ dimensions, only }: Watch, metric: Metric, group: Group): boolean {
  // What has no dimensions belongs to the account, not to a resource.
  if (metric.dimensions.length === 0 ? dimensions.size > 0 : metric.dimensions.some((name) => !dimensions.has(name)))
    return false;
  if (only.group !== undefined && only.group !== group) return false;
  if (only.dimension !== undefined && !metric.dimensions.includes(only.dimension)) return false;
  if (only.metric === undefined) return true;
  return only.metric.endsWith('*') ? metric.metric.startsWith(only.metric.slice(0, -1)) : metric.metric === only.metric;
}
