import type { Question, Value } from '../../model/pack.ts';

/** How the questionnaire talks to the person at the terminal. Each of them throws Interrupted when that person leaves. */
export interface Ask {
  question(view: QuestionView): Promise<Reply>;
  /** Which earlier answer to change; null: none after all. */
  earlier(answers: readonly Shown[]): Promise<string | null>;
  /** Which of the requirements hold, by question id; `back` to change an earlier answer. */
  requirements(questions: readonly Question[]): Promise<readonly string[] | 'back'>;
  /** All answers before the result: go on, change one, or add a requirement (offered where `more`). */
  review(answers: readonly Shown[], more: boolean): Promise<'go' | 'more' | { readonly change: string }>;
  /** Whether to keep the answers given so far in a file, when leaving. */
  keep(file: string): Promise<boolean>;
}

export interface QuestionView {
  readonly question: Question;
  /** The how manieth question it is, and how many more there can be at most. */
  readonly number: number;
  readonly left: number;
  /** The answer that it has already: `null` is "don't know", undefined none. */
  readonly current: Value | null | undefined;
  /** There is an earlier answer to go back to. */
  readonly back: boolean;
}

/** A value, `null` for "don't know", or the wish to change an earlier answer. */
export type Reply = { readonly value: Value | null } | 'back';

/** An answer as the person sees it. */
export interface Shown {
  readonly question: Question;
  readonly value: Value | null;
}
