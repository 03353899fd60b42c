import type { Level, SourceLocation } from './source-location.ts';

/**
 * The English messages by code. Without a message, a code does not compile.
 *
 * @public for `messages/en/findings.ts`, which fills it
 */
export interface Messages extends Record<never, never> {}

export type Code = keyof Messages;

export type FindingArgs = { readonly [C in Code]: Readonly<ArgsOf<Messages[C]>> };

type ArgsOf<M> = M extends () => unknown ? Record<string, never> : M extends (args: infer A) => unknown ? A : never;

/** The types that a value should have and has, and what ids may refer to, in the terms of the messages. */
export type Expected = FindingArgs['wrong-type']['expected'];
export type Got = FindingArgs['wrong-type']['got'];
export type Kind = FindingArgs['bad-id']['kind'];

/** A problem without a location, which `readValue` reports alike for a flag, a field and a prompt. */
export type Problem = { readonly [C in Code]: { readonly code: C; readonly args: FindingArgs[C] } }[Code];

/** A problem as data; `output/findings.ts` turns it into a sentence. `at` is null if there is none to show. */
export type Finding = Problem & { readonly level: Level; readonly at: SourceLocation | null };

/** A problem at a location, as an error. */
export function findingOf({ code, args }: Problem, at: SourceLocation | null): Finding {
  return finding(code, at, args);
}

/** Creates a finding; the compiler checks its arguments against its code. */
export function finding<C extends Code>(
  code: C,
  at: SourceLocation | null,
  args: FindingArgs[C],
  level: Level = 'error',
): Finding {
  return { code, level, at, args } as unknown as Finding;
}

/** Something given, such as the name of a file, and where; null: nowhere that can be shown. */
export interface Given {
  readonly value: string;
  readonly location: SourceLocation | null;
}

/** The command line, the environment or a file cannot be used: all findings, and the texts that they point into. */
export class BadInput extends Error {
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;

  constructor(findings: readonly Finding[], sources: ReadonlyMap<string, string> = new Map()) {
    super(findings.map(({ code }) => code).join(', '));
    this.name = 'BadInput';
    this.findings = findings;
    this.sources = sources;
  }
}

/** Does some work. If the input is bad, adds what is wrong to `findings` and returns null. */
export async function unlessBad<T>(findings: Finding[], work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    findings.push(...error.findings);
    return null;
  }
}
