/** What cases are to reach. */
export type TargetKind = 'branch' | 'leaf' | 'service' | 'variant';

/** What a mutant changes. */
export type MutationKind =
  | 'value-moved'
  | 'bound-moved'
  | 'branches-swapped'
  | 'options-swapped'
  | 'companion-dropped'
  | 'handling-dropped'
  | 'mitigation-dropped'
  | 'fact-dropped'
  | 'fact-value-flipped'
  | 'limit-tightened'
  | 'advice-dropped'
  | 'condition-dropped'
  | 'condition-tightened'
  | 'scope-dropped'
  | 'assumption-changed'
  | 'assumption-dropped'
  | 'default-changed'
  | 'default-dropped';

/** What the sentences of `rules test` speak of, by code. Ids are the pack's own. */
export interface TestArgs {
  readonly 'no-cases': Suggested;
  /** `id`: the leaf, the service, the variant as `service/variant`, or the branch as `node: values`. */
  readonly 'not-covered': Suggested & { readonly kind: TargetKind; readonly id: string };
  readonly 'coverage-low': Suggested & {
    readonly kind: TargetKind;
    readonly percent: number;
    readonly threshold: number;
  };
  readonly 'mutant-survived': Suggested & MutantArgs;
  readonly 'mutant-unproved': MutantArgs;
}

interface Suggested {
  /** The command that drafts the cases that are missing. */
  readonly suggest: string;
}

interface MutantArgs {
  readonly kind: MutationKind;
  readonly path: string;
  readonly from: string;
  readonly to: string;
}

export type TestCode = keyof TestArgs;
