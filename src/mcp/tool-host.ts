import type { agents } from '../messages/en/agents.ts';
import type { DecisionMessages } from '../messages/en/decision.ts';
import type { PromptMessages } from '../messages/en/prompts.ts';
import type { Answers, Policy } from '../model/decision.ts';
import { type Files, fileError, fileErrorCode } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import type { LinkRecord } from '../model/record.ts';
import { isWithinFolder } from '../pack/files-below.ts';
import type { InputSchema, ToolName } from './tool-arguments.ts';

/** What the tools need of the program that serves them. */
export interface ToolHost {
  readonly version: string;
  /** The rules, in the language of all texts. */
  readonly pack: Pack;
  readonly policy: Policy;
  readonly texts: { readonly agents: typeof agents; readonly decisions: DecisionMessages; readonly prompts: PromptMessages };
  readonly files: ConfinedFiles;
  readonly sessions: Map<string, Session>;
  /** Generates unguessable ids. */
  readonly newId: () => string;
  /** A published JSON Schema, such as `next`. */
  readonly schema: (name: string) => Readonly<Record<string, unknown>>;
  /** What each tool takes, without descriptions. */
  readonly inputSchemas: Readonly<Record<ToolName, InputSchema>>;
  /** Decides recorded links again; returns the report as text and as data. Throws BadInput if there are no records to read. */
  readonly check: (paths: readonly string[], human: boolean) => Promise<{ readonly text: string; readonly report: object }>;
  /** How long the server waits for a form, in milliseconds; only in the older protocol. */
  readonly formTimeoutMs: number;
}

/** A read-only file system restricted to one folder. */
export interface ConfinedFiles extends Files {
  /** Whether a path leads inside the folder, with links resolved. */
  isInside(path: string): boolean;
}

/** A conversation about one link. The server keeps the sources of its answers, since an agent could forge them. */
export interface Session {
  readonly id: string;
  answers: Answers;
  title: string | null;
  record: LinkRecord | null;
  /** The requirements that the person selected in a form; null: none was shown. */
  requirements: readonly string[] | null;
  forms: number;
  /** Whether a form failed, so that questions are asked as text from then on. */
  asText: boolean;
}

/** An error of a tool that is reported to the agent. */
export class ToolError extends Error {}

/** Restricts a file system to reading inside the working folder, with links resolved. */
export function confinedFiles(files: Files): ConfinedFiles {
  const root = files.realPath('.');

  /** A missing file is inside if its folder is. */
  const isInside = (path: string): boolean => {
    try {
      return isWithinFolder(root, files.realPath(path));
    } catch (error) {
      const [, above = '', name = ''] = /^(.*?)([^\\/]*)[\\/]*$/s.exec(path) ?? [];
      const isMissing = ['ENOENT', 'ENOTDIR'].includes(fileErrorCode(error) ?? '');
      // Nothing is left of the name if the working folder itself was removed.
      return isMissing && name !== '' && name !== '..' && isInside(above);
    }
  };
  const guard = (path: string): string => (isInside(path) ? path : refuse(path));
  return {
    isInside,
    inputs: files.inputs,
    read: (path) => files.read(guard(path)),
    list: (path) => files.list(guard(path)),
    chunks: (path) => files.chunks(guard(path)),
    isFile: (path) => files.isFile(guard(path)),
    exists: (path) => isInside(path) && files.exists(path),
    realPath: (path) => files.realPath(guard(path)),
    identity: (path) => files.identity(path),
    withSlashes: (path) => files.withSlashes(path),
    relative: (from, to) => files.relative(from, to),
    makeFolder: refuse,
    create: refuse,
    lock: refuse,
  };
}

function refuse(path: string | readonly string[]): never {
  throw fileError('EACCES', String(path));
}
