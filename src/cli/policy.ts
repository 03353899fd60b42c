import type { Policy } from '../engine/explore.ts';
import type { Invocation } from './invocation.ts';

/** How absent answers are treated: what is assumed holds unless `--no-assume`, and defaults only with `--defaults`. */
export function policyOf({ options }: Pick<Invocation, 'options'>): Policy {
  return { assume: !options.has('no-assume'), defaults: options.has('defaults') };
}
