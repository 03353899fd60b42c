import { closeSync, linkSync, openSync, readFileSync, renameSync, type Stats, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { fileErrorCode } from '../../model/io.ts';
import { putAway, remember } from './litter.ts';

const MAX_WAIT_MILLISECONDS = 20_000;
/** Nobody needs a lock for longer: it is taken while prepared files are put into their places. */
const MAX_AGE_MILLISECONDS = 60_000;
/** Of a lock that does not say whose it is: its process ended before it could. */
const MAX_AGE_UNSIGNED_MILLISECONDS = 2000;
const PAUSE_MILLISECONDS = 10;

/** Takes the locks of folders, each once, and in the same order in every run. Goes out: what gives them back. */
export function lockFolders(folders: readonly string[]): () => void {
  const releases: (() => void)[] = [];
  const release = (): void => {
    for (const each of releases) each();
  };
  try {
    for (const folder of [...new Set(folders)].sort()) releases.push(lockFolder(folder));
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

/**
 * Takes the lock of a folder, a file in it, so that no other run changes files there; waits until it is free. A lock
 * whose process has ended, or that is a minute old, is nobody's any more.
 *
 * @returns what gives it back
 * @throws an error with the code `ELOCKED` where it does not become free in time
 */
function lockFolder(folder: string): () => void {
  const lock = `${folder}/.tsunagi.lock`;
  const me = `${process.pid} ${hostname()}\n`;
  for (const start = Date.now(); ; Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS)) {
    if (take(lock, me)) break;
    if (Date.now() - start > MAX_WAIT_MILLISECONDS)
      throw Object.assign(new Error(`${lock} is there`), { code: 'ELOCKED' });
    breakStale(lock);
  }
  return () => putAway(lock);
}

function take(lock: string, me: string): boolean {
  let fd: number | null = null;
  try {
    fd = openSync(lock, 'wx');
    remember(lock);
    writeSync(fd, me);
    closeSync(fd);
    return true;
  } catch (error) {
    if (fd === null && fileErrorCode(error) === 'EEXIST') return false;
    if (fd !== null) putAway(lock);
    throw error;
  }
}

/** Removes a lock that nobody holds any more. Of several who try, one gets the file that it saw. */
function breakStale(lock: string): void {
  const seen = statSync(lock, { throwIfNoEntry: false });
  if (!seen || !isStale(lock, seen)) return;
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    // Meanwhile it was somebody else's: back with it, unless there is another one already.
    if (statSync(aside).ino !== seen.ino) linkSync(aside, lock);
  } catch {
    // Somebody else was quicker.
  } finally {
    putAway(aside);
  }
}

function isStale(lock: string, { mtimeMs }: Stats): boolean {
  const [, pid, host] = /^(\d+) (.*)\n$/.exec(readOrEmpty(lock)) ?? [];
  const limit = pid === undefined ? MAX_AGE_UNSIGNED_MILLISECONDS : MAX_AGE_MILLISECONDS;
  if (Date.now() - mtimeMs > limit) return true;
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return fileErrorCode(error) === 'ESRCH';
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
