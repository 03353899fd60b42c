import type { BatchArgs, BuiltArgs, CheckArgs, RecordArgs, TestArgs, UsageArgs } from './command-args.ts';
import type { Level, Place } from './place.ts';
import type { AnswerArgs, FileArgs, PackArgs, ReferenceArgs, ShapeArgs, YamlArgs } from './reading-args.ts';

export type { Level, Place } from './place.ts';
export type { Expected, FormulaReason, Got, InputReason, Kind } from './reading-args.ts';

/** Every code of a finding. */
export type Code = keyof FindingArgs;

/** A problem without a place, which `readValue` reports alike for a flag, a field and a prompt. */
export type Problem = { readonly [C in Code]: { readonly code: C; readonly args: FindingArgs[C] } }[Code];

/** A problem as data; `output/findings.ts` turns it into a sentence. `at` is null if there is no place to show. */
export type Finding = { readonly [C in Code]: FindingOf<C> }[Code];

interface FindingOf<C extends Code> {
  readonly code: C;
  readonly level: Level;
  readonly at: Place | null;
  readonly args: FindingArgs[C];
}

/** Adds a place and a level to a problem. */
export function findingOf(problem: Problem, at: Place | null, level: Level = 'error'): Finding {
  return { code: problem.code, level, at, args: problem.args } as Finding;
}

/** Creates a finding; the compiler checks its arguments against its code. */
export function finding<C extends Code>(code: C, at: Place | null, args: FindingArgs[C], level: Level = 'error'): Finding {
  return { code, level, at, args } as FindingOf<C> as Finding;
}

interface Args
  extends FileArgs,
    YamlArgs,
    ShapeArgs,
    ReferenceArgs,
    PackArgs,
    AnswerArgs,
    UsageArgs,
    RecordArgs,
    CheckArgs,
    BuiltArgs,
    BatchArgs,
    TestArgs {}

/** The arguments of the message of each code. A code without a message does not compile. */
export type FindingArgs = { readonly [C in keyof Args]: Readonly<Args[C]> };
