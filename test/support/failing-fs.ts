import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';

const names = [
  ...['accessSync', 'closeSync', 'copyFileSync', 'fchmodSync', 'fchownSync', 'fstatSync', 'fsyncSync', 'linkSync', 'lstatSync'],
  ...['mkdirSync', 'openSync', 'readFileSync', 'readSync', 'readdirSync', 'readlinkSync', 'realpathSync', 'renameSync'],
  ...['rmdirSync', 'statSync', 'unlinkSync', 'writeSync'],
] as const;

type Operation = (...args: unknown[]) => unknown;

/** The operations in a folder, in order. */
export interface Watched {
  readonly operations: readonly string[];
}

/** Codes as Node.js reports them: those that libuv does not know have only a number. */
function systemError(code: string): Error {
  const unknown: Readonly<Record<string, number>> = { EDQUOT: -122, ESTALE: -116 };
  const errno = unknown[code];
  const details = errno ? { errno, code: `Unknown system error ${errno}` } : { errno: -5, code };
  return Object.assign(new Error(`${code}: injected`), { ...details, syscall: 'injected' });
}

/**
 * Runs something while operations on files in a folder fail.
 *
 * @param fails whether an operation fails, by its number from 1 on
 */
export async function failing<T>(
  folder: string,
  fails: (number: number) => boolean,
  code: string,
  work: () => Promise<T>,
): Promise<Watched & { readonly result: T }> {
  const operations: string[] = [];
  const open = new Set<unknown>();
  const mutable = fs as unknown as Record<string, Operation>;
  const originals = new Map(names.map((name) => [name, mutable[name] as Operation]));
  for (const [name, original] of originals) {
    mutable[name] = (...args) => {
      const [first] = args;
      const isOurs = typeof first === 'number' ? open.has(first) : `${first}${sep}`.startsWith(`${folder}${sep}`);
      if (!isOurs) return original(...args);
      operations.push(`${name} ${first}`);
      const isFailing = fails(operations.length);
      // A file is closed even if close reports an error.
      if (name === 'closeSync') open.delete(first);
      if (isFailing && name !== 'closeSync') throw systemError(code);
      // Syncing takes long, and is not what these tests are about.
      const result = name === 'fsyncSync' ? undefined : original(...args);
      if (isFailing) throw systemError(code);
      if (name === 'openSync') open.add(result);
      return result;
    };
  }
  syncBuiltinESMExports();
  try {
    return { operations, result: await work() };
  } finally {
    Object.assign(mutable, Object.fromEntries(originals));
    syncBuiltinESMExports();
  }
}
