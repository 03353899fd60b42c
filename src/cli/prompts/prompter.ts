/** Asks a person. Each prompt throws Interrupted if the person leaves. */
export interface Prompter {
  select<T>(prompt: SelectPrompt<T>): Promise<Reply<T>>;
  checkbox<T>(prompt: CheckboxPrompt<T>): Promise<Reply<readonly T[]>>;
  input<T>(prompt: InputPrompt<T>): Promise<Reply<T>>;
  /** Asks yes or no; Enter alone means no. */
  confirm(message: string): Promise<boolean>;
  /** Prints a text between prompts. */
  say(text: string): void;
  /** Releases the terminal. */
  close(): void;
}

/** An answer, or a request to go back one step. */
export type Reply<T> = { readonly value: T } | 'back';

interface Prompt {
  /** The position in the questionnaire; shown above the message until it is answered. */
  readonly step?: string;
  readonly message: string;
  /** Instructions, or the unit of the answer. */
  readonly hint?: string;
  /** Why the answer matters: shown on request. */
  readonly why?: string;
  /** Whether the person can go back. */
  readonly back?: boolean;
}

export interface Choice<T> {
  readonly value: T;
  /** The word to type for it in plain prompts. */
  readonly key: string;
  readonly name: string;
  /** Shown for the active choice only. */
  readonly description?: string;
}

export interface SelectPrompt<T> extends Prompt {
  readonly choices: readonly Choice<T>[];
  /** The current value; absent: none. */
  readonly current?: T | undefined;
}

export interface CheckboxPrompt<T> extends Prompt {
  readonly choices: readonly Choice<T>[];
  readonly checked: readonly T[];
}

export interface InputPrompt<T> extends Prompt {
  /** The value for Enter alone, as text; empty: none. */
  readonly current: string;
  readonly read: (typed: string) => Reading<T>;
}

/** A value and its display text, or the problem of the input. */
export type Reading<T> = { readonly value: T; readonly shown?: string } | { readonly problem: string };
