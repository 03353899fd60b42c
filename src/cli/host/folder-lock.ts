import { closeSync, linkSync, openSync, renameSync, statSync } from 'node:fs';
import { attempt, fileError, fileErrorCode } from '../../model/io.ts';
import { pause, removeTemporary, trackTemporary } from './new-file.ts';

const MAX_WAIT_MS = 20_000;
/** No run needs a lock for longer: it is held only while a few files are written and moved into place. */
const MAX_AGE_MS = 10_000;
const PAUSE_MS = 10;

/**
 * Takes the locks of folders in a fixed order, which prevents deadlocks; returns what releases them. A lock is an empty file,
 * stale if it is some seconds old. Throws an error with the code `ELOCKED` if one stays taken.
 */
export function lockFolders(folders: readonly string[]): () => void {
  const held: string[] = [];
  const release = (): void => {
    for (const lock of held) removeTemporary(lock);
  };
  try {
    for (const folder of [...new Set(folders)].sort()) {
      const lock = `${folder}/.tsunagi.lock`;
      const file = openNew(lock);
      trackTemporary(lock);
      held.push(lock);
      closeSync(file);
    }
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

/** Creates a lock and returns its descriptor; waits while another process has it. */
function openNew(lock: string): number {
  const start = Date.now();
  while (true) {
    try {
      return openSync(lock, 'wx');
    } catch (error) {
      if (fileErrorCode(error) !== 'EEXIST') throw error;
    }
    if (Date.now() - start > MAX_WAIT_MS) throw fileError('ELOCKED', lock);
    breakStale(lock);
    pause(PAUSE_MS);
  }
}

/** Removes a stale lock. If several processes try, only one of them moves it. */
function breakStale(lock: string): void {
  if (!isStale(lock)) return;
  const aside = `${lock}.${process.pid}`;
  // It fails if another process was quicker.
  attempt(() => {
    renameSync(lock, aside);
    // Another process took the lock in between: put it back, unless a newer one exists.
    if (!isStale(aside)) linkSync(aside, lock);
  });
  removeTemporary(aside);
}

function isStale(lock: string): boolean {
  const stat = statSync(lock, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > MAX_AGE_MS;
}
