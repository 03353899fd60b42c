import type { TargetKind } from './coverage.ts';
import type { MutationKind } from './mutate.ts';

/** What the sentences of `rules test` speak of, by code. Ids are the pack's own. */
export interface TestArgs {
  readonly 'no-cases': { readonly [key: string]: never };
  /** `id`: the leaf, the service, the variant as `service/variant`, or the branch as `node: values`. */
  readonly 'not-covered': { readonly kind: TargetKind; readonly id: string };
  readonly 'coverage-low': {
    readonly kind: TargetKind;
    readonly percent: number;
    readonly threshold: number;
  };
  readonly 'mutant-survived': MutantArgs;
  readonly 'mutant-unproved': MutantArgs;
}

interface MutantArgs {
  readonly kind: MutationKind;
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

export type TestCode = keyof TestArgs;
