import type { LintRule } from '../lint-rule.ts';
import { factRules } from './facts.ts';
import { leafRules } from './leaves.ts';
import { questionRules } from './questions.ts';
import { textRules } from './texts.ts';
import { treeRules } from './tree.ts';

/** Every rule, in the order of docs/lint.md. */
export const lintRules: readonly LintRule[] = [...treeRules, ...leafRules, ...questionRules, ...factRules, ...textRules];
