import { closeSync, linkSync, openSync, readFileSync, renameSync, type Stats, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { fileErrorCode } from '../../model/io.ts';
import { putAway, remember } from './litter.ts';

const MAX_WAIT_MILLISECONDS = 20_000;
/** No run needs a lock for longer: it is held only while prepared files are moved into place. */
const MAX_AGE_MILLISECONDS = 60_000;
/** For a lock without an owner: its process ended before writing one. */
const MAX_AGE_UNSIGNED_MILLISECONDS = 2000;
const PAUSE_MILLISECONDS = 10;

/**
 * Takes the locks of folders, each once, in a fixed order, which prevents deadlocks.
 *
 * @returns a function that releases them
 */
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
 * is stale if its process has ended or it is a minute old.
 *
 * @returns a function that releases it
 * @throws an error with the code `ELOCKED` if it does not become free in time
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

/** Removes a stale lock. If several processes try, only one of them moves the file that it saw. */
function breakStale(lock: string): void {
  const seen = statSync(lock, { throwIfNoEntry: false });
  if (!seen || !isStale(lock, seen)) return;
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    // Another process took the lock in between: put it back, unless a newer one exists.
    if (statSync(aside).ino !== seen.ino) linkSync(aside, lock);
  } catch {
    // Another process was quicker.
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
