import type { KnownRecord } from '../agents/next-step.ts';
import type { AgentTexts } from '../agents/next-text.ts';
import type { CheckedRecords } from '../model/checked-records.ts';
import type { Answer, Answers, Policy } from '../model/decision.ts';
import type { Files } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';

/** The dependencies of the tools. */
export interface Desk {
  readonly version: string;
  /** The rules, in the language of all texts. */
  readonly pack: Pack;
  readonly policy: Policy;
  readonly texts: AgentTexts;
  /** Restricted to the working folder. */
  readonly files: ConfinedFiles;
  readonly sessions: Sessions;
  /** The flag before a question's value on the command line. */
  readonly flag: (question: string) => string;
  /** A published JSON Schema, such as `next`. */
  readonly schema: (name: string) => Readonly<Record<string, unknown>>;
  /** Decides recorded links again. */
  readonly check: (paths: readonly string[], human: boolean) => Promise<CheckedRecords>;
  /** How long the server waits for a form, in milliseconds; only in the older protocol. */
  readonly formTimeoutMs: number;
}

/** A read-only file system restricted to one folder. */
export interface ConfinedFiles extends Files {
  /** Whether a path leads inside the folder, with links resolved. */
  isInside(path: string): boolean;
}

/** An error of a tool that is reported to the agent. */
export class ToolError extends Error {}

/** A conversation about one link. The server keeps the sources of its answers, since an agent could forge them. */
export interface Session {
  readonly id: string;
  answers: Answers;
  title: string | null;
  /** The original record; null: none. */
  known: KnownRecord | null;
  /** The number of forms shown in the current call. */
  forms: number;
  /** Whether a form failed, so that questions are asked as text from then on. */
  asText: boolean;
}

/** The most sessions kept; the oldest is dropped first. */
const MAX_SESSIONS = 200;

export class Sessions {
  private readonly sessions = new Map<string, Session>();
  private readonly newId: () => string;

  /** @param newId generates unguessable ids */
  constructor(newId: () => string) {
    this.newId = newId;
  }

  /** The session with this id; a new one if it is unknown, as after a restart. */
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

/** Adds newer answers. A repeated answer keeps its first source. */
export function withAnswers(before: Answers, more: Answers): Answers {
  const same = (id: string, { value }: Answer): boolean => before[id] !== undefined && before[id].value === value;
  return { ...before, ...Object.fromEntries(Object.entries(more).filter(([id, answer]) => !same(id, answer))) };
}
