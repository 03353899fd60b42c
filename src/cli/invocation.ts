import { BadInput, type Given } from '../model/bad-input.ts';
import type { Policy } from '../model/decision.ts';
import type { Finding } from '../model/diagnostic.ts';
import type { CommandName } from './commands.ts';

/** What a command was given, each thing with its place on the command line. */
export class Invocation {
  /** The command's full name, as `rules lint`. */
  readonly name: CommandName;
  readonly operands: readonly Given[];
  /** All that the command does not take, or that lacks its value. */
  readonly findings: Finding[];
  private readonly options: ReadonlyMap<string, readonly Given[]>;

  constructor(
    name: CommandName,
    options: ReadonlyMap<string, readonly Given[]>,
    operands: readonly Given[],
    findings: Finding[],
  ) {
    this.name = name;
    // As for input, a dash is the standard one, where results go anyway.
    const isStandard = options.get('output')?.[0]?.value === '-';
    this.options = isStandard ? new Map([...options].filter(([long]) => long !== 'output')) : options;
    this.operands = operands;
    this.findings = findings;
  }

  /** Whether an option was given, by its long name without dashes, such as `no-input`. */
  has(long: string): boolean {
    return this.options.has(long);
  }

  /** An option as it was first given; the value is empty for one that takes none. */
  get(long: string): Given | null {
    return this.options.get(long)?.[0] ?? null;
  }

  get names(): readonly string[] {
    return [...this.options.keys()];
  }

  all(long: string): readonly Given[] {
    return this.options.get(long) ?? [];
  }

  /** How absent answers are treated: assumptions hold unless `--no-assume`, defaults only with `--defaults`. */
  get policy(): Policy {
    return { assume: !this.has('no-assume'), defaults: this.has('defaults') };
  }

  /** The same with other options in the place of those that say where a result goes. */
  redirected(set: Readonly<Record<string, string>>): Invocation {
    const kept = [...this.options].filter(([long]) => !['save', 'explain', 'format', 'output'].includes(long));
    const given = Object.entries(set).map(([long, value]) => [long, [unplaced(value)]] as const);
    return new Invocation(this.name, new Map([...kept, ...given]), this.operands, this.findings);
  }

  /**
   * Refuses what is wrong with the command line.
   *
   * @param more what the command itself has found
   * @throws BadInput where there is anything
   */
  refuse(...more: readonly Finding[]): void {
    const all = [...this.findings, ...more];
    if (all.length > 0) throw new BadInput(all);
  }
}

/** Something that was not given on the command line, and is its own text where it is wrong. */
export function unplaced(value: string): Given {
  return { value, place: { file: value, line: 1, col: 1, length: Math.max(value.length, 1) } };
}
