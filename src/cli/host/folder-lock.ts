import { statSync, writeFileSync } from 'node:fs';
import { fileError, fileErrorCode } from '../../model/io.ts';
import { pause, putAway, remember } from './new-file.ts';

const MAX_WAIT_MILLISECONDS = 20_000;
/** No run needs a lock for longer: it is held only while prepared files are moved into place. */
const MAX_AGE_MILLISECONDS = 5000;
const PAUSE_MILLISECONDS = 10;

/**
 * Takes the locks of folders, each once, in a fixed order, which prevents deadlocks. A lock is a file in its folder, by
 * which no other run changes files there. One that is some seconds old was left behind by a run that was killed.
 *
 * @returns a function that releases them
 * @throws an error with the code `ELOCKED` if one does not become free in time
 */
export function lockFolders(folders: readonly string[]): () => void {
  const held: string[] = [];
  const release = (): void => {
    for (const lock of held) putAway(lock);
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

/** Takes a lock; waits until it is free. */
function take(lock: string): void {
  for (const start = Date.now(); ; pause(PAUSE_MILLISECONDS)) {
    try {
      writeFileSync(lock, '', { flag: 'wx' });
      remember(lock);
      return;
    } catch (error) {
      if (fileErrorCode(error) !== 'EEXIST') {
        putAway(lock);
        throw error;
      }
    }
    const now = Date.now();
    if (now - start > MAX_WAIT_MILLISECONDS) throw fileError('ELOCKED', lock);
    const { mtimeMs } = statSync(lock, { throwIfNoEntry: false }) ?? { mtimeMs: now };
    if (now - mtimeMs > MAX_AGE_MILLISECONDS) putAway(lock);
  }
}
