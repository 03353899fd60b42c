import type { BatchArgs, BuiltArgs, CheckArgs, RecordArgs, TestArgs, UsageArgs } from './command-args.ts';
import type { Level, Place } from './place.ts';
import type { AnswerArgs, FileArgs, PackArgs, ReferenceArgs, ShapeArgs, YamlArgs } from './reading-args.ts';

export type { Level, Place } from './place.ts';
export type { Expected, FormulaReason, Got, InputReason, Kind } from './reading-args.ts';

/** Every code there is. */
export type Code = keyof FindingArgs;

/** A problem without a place: what `readValue` says of a flag, of a field or of a prompt's answer alike. */
export type Problem = { readonly [C in Code]: { readonly code: C; readonly args: FindingArgs[C] } }[Code];

/**
 * One problem, as data; `output/findings.ts` turns it into a sentence. `at` is null where there is no place to show.
 */
export type Finding = { readonly [C in Code]: FindingOf<C> }[Code];

interface FindingOf<C extends Code> {
  readonly code: C;
  readonly level: Level;
  readonly at: Place | null;
  readonly args: FindingArgs[C];
}

/** A finding of a problem at a place. */
export function findingOf(problem: Problem, at: Place | null, level: Level = 'error'): Finding {
  return { code: problem.code, level, at, args: problem.args } as Finding;
}

/** A finding, its arguments checked against its code. */
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

/** What each code's sentence speaks of. A code without a message does not compile. */
export type FindingArgs = { readonly [C in keyof Args]: Readonly<Args[C]> };
