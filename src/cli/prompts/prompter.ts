/** How the program asks a person. Each prompt throws Interrupted when that person leaves. */
export interface Prompter {
  select<T>(prompt: SelectPrompt<T>): Promise<Reply<T>>;
  checkbox<T>(prompt: CheckboxPrompt<T>): Promise<Reply<readonly T[]>>;
  input<T>(prompt: InputPrompt<T>): Promise<Reply<T>>;
  /** Yes or no; Enter alone is no. */
  confirm(message: string): Promise<boolean>;
  /** Says something between prompts. */
  say(text: string): void;
  /** Gives the terminal back. */
  close(): void;
}

/** An answer, or the wish to go back one step. */
export type Reply<T> = { readonly value: T } | 'back';

interface Prompt {
  /** Where in the questionnaire this is; stands above the message until it is answered. */
  readonly step?: string;
  readonly message: string;
  /** What to do, or what unit to answer in. */
  readonly hint?: string;
  /** What hangs on the answer: shown when somebody asks. */
  readonly why?: string;
  /** Whether there is a step to go back to. */
  readonly back?: boolean;
}

export interface Choice<T> {
  readonly value: T;
  /** The word that can be typed for it where there is no cursor. */
  readonly key: string;
  readonly name: string;
  /** Shown for the active choice only. */
  readonly description?: string;
}

export interface SelectPrompt<T> extends Prompt {
  readonly choices: readonly Choice<T>[];
  /** The value that it has already; absent: none. */
  readonly current?: T | undefined;
}

export interface CheckboxPrompt<T> extends Prompt {
  readonly choices: readonly Choice<T>[];
  readonly checked: readonly T[];
}

export interface InputPrompt<T> extends Prompt {
  /** The value that Enter alone stands for, as text; empty: none. */
  readonly current: string;
  readonly read: (typed: string) => Reading<T>;
}

/** A value and how it is shown, or what is wrong with what was typed. */
export type Reading<T> = { readonly value: T; readonly shown?: string } | { readonly problem: string };
