import type { Suggestion, Unknown } from './unknown.ts';

/** What the sentences on how the program was called, and on what it writes, speak of, by code. */
export interface UsageArgs {
  readonly 'unknown-option': { readonly option: string; readonly command: string } & Suggestion;
  readonly 'unknown-command': { readonly command: string } & Suggestion;
  readonly 'excess-argument': { readonly argument: string; readonly command: string };
  /** An option that takes no value has one behind `=`. */
  readonly 'needless-value': { readonly option: string };
  readonly 'missing-value': { readonly option: string; readonly takes: string };
  /** `other` is the name under which the first value was given, where that is another one. */
  readonly 'conflicting-values': {
    readonly option: string;
    readonly other?: string;
    readonly first: string;
    readonly second: string;
  };
  /** A command after something that belongs to another one. */
  readonly 'misplaced-command': { readonly command: string };
  /** `--set` without an equals sign. */
  readonly 'not-id-value': { readonly text: string };
  readonly 'unknown-variable': { readonly name: string } & Suggestion;
  readonly 'unknown-format': Unknown;
  /** An option that makes sense only with an operand. */
  readonly 'needs-operand': { readonly option: string; readonly operand: string };
  readonly 'conflicting-options': { readonly option: string; readonly other: string };
  readonly 'not-two-questions': { readonly text: string };
  readonly 'not-a-schema': { readonly name: string; readonly known: readonly string[] } & Suggestion;
  readonly 'unknown-shell': Unknown;
  readonly 'not-a-percent': { readonly option: string; readonly value: string };
  /** A number, where only questions with values to list can be used. */
  readonly 'not-a-choice': { readonly question: string; readonly known: readonly string[] };
  /** `reason` is the system's error code. */
  readonly 'cannot-write': { readonly path: string | null; readonly reason: string };
  /** `option` overwrites it. */
  /** A new pack would be read together with what is there. */
  readonly 'folder-holds-yaml': { readonly path: string; readonly files: readonly string[] };
  readonly 'file-exists': { readonly path: string; readonly option: string };
}
