import type { AgentTexts } from '../agents/next-text.ts';
import type { CheckedRecords } from '../model/checked-records.ts';
import type { Policy } from '../model/decision.ts';
import type { Files } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { Sessions } from './sessions.ts';

/** All that the tools work with. */
export interface Desk {
  readonly version: string;
  /** In the language of all texts. */
  readonly pack: Pack;
  readonly policy: Policy;
  readonly texts: AgentTexts;
  /** Those inside the working folder. */
  readonly files: ConfinedFiles;
  readonly sessions: Sessions;
  /** What stands before a question's value on the command line. */
  readonly flag: (question: string) => string;
  /** A published JSON Schema, such as `next`. */
  readonly schema: (name: string) => Readonly<Record<string, unknown>>;
  /** Decides recorded links again. */
  readonly check: (paths: readonly string[], human: boolean) => Promise<CheckedRecords>;
  /** How long a person may take for a form where this side waits for it. */
  readonly formTimeoutMs: number;
}

/** Files of one folder, read only. */
export interface ConfinedFiles extends Files {
  /** Whether a path leads to something inside, links followed. */
  isInside(path: string): boolean;
}

/** What a tool cannot do, said to the agent. */
export class ToolError extends Error {}
