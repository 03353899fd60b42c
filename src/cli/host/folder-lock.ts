import { closeSync, linkSync, openSync, readFileSync, renameSync, type Stats, statSync, writeSync } from 'node:fs';
import { attempt, fileError, fileErrorCode } from '../../model/io.ts';
import { pause, removeTemporary, trackTemporary } from './new-file.ts';

const MAX_WAIT_MS = 20_000;
/** No run needs a lock for longer: it is held only while prepared files are moved into place. */
const MAX_AGE_MS = 15_000;
const PAUSE_MS = 10;

/**
 * Takes the locks of folders in a fixed order, which prevents deadlocks; returns what releases them. A lock is a file,
 * stale if its process has ended or it is some seconds old. Throws an error with the code `ELOCKED` if one stays taken.
 */
export function lockFolders(folders: readonly string[]): () => void {
  const held: string[] = [];
  const release = (): void => {
    for (const lock of held) removeTemporary(lock);
  };
  try {
    for (const folder of [...new Set(folders)].sort()) {
      const lock = `${folder}/.tsunagi.lock`;
      take(lock);
      held.push(lock);
    }
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

function take(lock: string): void {
  const start = Date.now();
  while (true) {
    try {
      fill(lock, openSync(lock, 'wx'));
      return;
    } catch (error) {
      if (fileErrorCode(error) !== 'EEXIST') throw error;
    }
    if (Date.now() - start > MAX_WAIT_MS) throw fileError('ELOCKED', lock);
    breakStale(lock);
    pause(PAUSE_MS);
  }
}

/** Writes who has taken a lock into its new file. */
function fill(lock: string, file: number): void {
  trackTemporary(lock);
  try {
    try {
      writeSync(file, `${process.pid} ${hostname()}\n`);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    removeTemporary(lock);
    throw error;
  }
}

/** Removes a stale lock. If several processes try, only one of them moves the file that it saw. */
function breakStale(lock: string): void {
  const seen = statSync(lock, { throwIfNoEntry: false });
  if (!seen || !isStale(lock, seen)) return;
  const aside = `${lock}.${process.pid}`;
  // It fails if another process was quicker.
  attempt(() => {
    renameSync(lock, aside);
    // Another process took the lock in between: put it back, unless a newer one exists.
    if (statSync(aside).ino !== seen.ino) linkSync(aside, lock);
  });
  removeTemporary(aside);
}

function isStale(lock: string, { mtimeMs }: Stats): boolean {
  if (Date.now() - mtimeMs > MAX_AGE_MS) return true;
  try {
    const [pid, host] = readFileSync(lock, 'utf8').trimEnd().split(' ');
    // Signal 0 only tests whether the process exists.
    if (host === hostname()) process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return fileErrorCode(error) === 'ESRCH';
  }
}

function hostname(): string {
  // Loaded here, because few runs lock a folder.
  return process.getBuiltinModule('node:os').hostname();
}
