/** tsunagi as a library: the same core that the command line runs on. */
export type { Brief } from './core/brief.ts';
export { decide } from './core/decide.ts';
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
} from './core/decision.ts';
export { GapError, type Policy } from './core/explore.ts';
export { prepare, type Settled } from './core/fast/records.ts';
export { type LintFinding, type LintOptions, type LintResult, lint } from './core/lint/index.ts';
export type * from './core/pack.ts';
export { nextQuestion, questionsLeft, requirementsThatMatter } from './core/questionnaire.ts';
