import type { Metric, Pack } from '../../../model/pack.ts';

/** Every metric of a pack with its path. */
export function* metricsOf({ services }: Pack): Generator<Metric & { readonly path: string }> {
  for (const { id, monitoring } of services) {
    for (const kind of ['utilization', 'saturation', 'errors'] as const) {
      for (const [index, metric] of monitoring[kind].entries()) {
        yield { ...metric, path: `services.${id}.monitoring.${kind}.${index}` };
      }
    }
  }
}
