import type { TestCode } from '../model/arguments/test-args.ts';

/** What each code of `rules test` means. */
export const testCodes: { readonly [C in TestCode | 'failed-case']: string } = {
  'failed-case': 'A case has another outcome than it expects.',
  'no-cases': 'The pack has no cases.',
  'not-covered': 'No case reaches a branch, a leaf, a service or a variant.',
  'coverage-low': 'The cases reach a smaller share of the pack than `--threshold` demands.',
  'mutant-survived': 'A change of the rules that changes some outcome makes no case fail (`--mutate`).',
  'mutant-unproved':
    'A change of the rules makes no case fail, and whether it changes any outcome could not be proved (`--mutate`).',
};
