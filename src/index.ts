/** tsunagi as a library: the same core that the command line runs on. */

export { decide } from './engine/decide.ts';
export { GapError, type Policy } from './engine/explore.ts';
export { prepare, type Settled } from './engine/fast/records.ts';
export { nextQuestion, questionsLeft, requirementsThatMatter } from './engine/questionnaire.ts';
export type { Brief } from './engine/summary.ts';
export type {
  Answer,
  AnswerSource,
  Answers,
  Candidate,
  Decision,
  Flip,
  LookAlso,
  Open,
  Reason,
  Recommendation,
  Step,
  Verdict,
  Warning,
  Win,
} from './model/decision.ts';
export type * from './model/pack.ts';
export { type LintFinding, type LintOptions, type LintResult, lint } from './proof/index.ts';
