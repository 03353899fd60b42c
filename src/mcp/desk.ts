import type { KnownRecord } from '../agents/next-step.ts';
import type { AgentTexts } from '../agents/next-text.ts';
import type { CheckedRecords } from '../model/checked-records.ts';
import type { Answer, Answers, Policy } from '../model/decision.ts';
import type { Files } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';

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
  /** The flag before a question's value on the command line. */
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

/** A conversation about one link: its answers, with who gave each of them. Kept here, since an agent could say anything of them. */
export interface Session {
  readonly id: string;
  answers: Answers;
  title: string | null;
  /** The record that it started from. */
  known: KnownRecord | null;
  /** Forms that were shown in the present call. */
  forms: number;
  /** A form was of no use: from then on questions come as text. */
  asText: boolean;
}

/** How many conversations are remembered; the oldest goes first. */
const MAX_SESSIONS = 200;

export class Sessions {
  private readonly sessions = new Map<string, Session>();
  private readonly newId: () => string;

  /** @param newId makes ids that nobody can guess */
  constructor(newId: () => string) {
    this.newId = newId;
  }

  /** The session of an id; a new one where there is none, as after a restart. */
  open(id: string | undefined): Session {
    const known = id === undefined ? undefined : this.sessions.get(id);
    if (known) return known;
    const session: Session = { id: this.newId(), answers: {}, title: null, known: null, forms: 0, asText: false };
    this.sessions.set(session.id, session);
    const [oldest] = this.sessions.keys();
    if (this.sessions.size > MAX_SESSIONS && oldest !== undefined) this.sessions.delete(oldest);
    return session;
  }
}

/** Answers with newer ones added. A repeated answer keeps its first source. */
export function withAnswers(before: Answers, more: Answers): Answers {
  const same = (id: string, { value }: Answer): boolean => before[id] !== undefined && before[id].value === value;
  return { ...before, ...Object.fromEntries(Object.entries(more).filter(([id, answer]) => !same(id, answer))) };
}
