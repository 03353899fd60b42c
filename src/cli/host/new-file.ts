import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { attempt, fileError, fileErrorCode, type NewFile } from '../../model/io.ts';

/** Writes beside the target, then moves it into place; a device or a pipe is written directly. Links are followed. */
export function createFile(path: string): NewFile {
  const before = replaced(path);
  if (before && !before.isFile()) return specialFile(path);
  const target = targetOf(path);
  // Not derived from the file's name, which may have the maximum length, nor from the process id, which may recur.
  // `join` would resolve `..` after a link to a folder wrongly.
  const scratch = `${dirname(target)}/.tsunagi-${Math.random().toString(36).slice(2)}.tmp`;
  const old = `${scratch}.old`;
  trackTemporary(scratch);
  let fd: number | null = null;
  let isCommitted = false;
  let isKept = false;
  const close = (): void => {
    const open = fd;
    fd = null;
    if (open !== null) closeSync(open);
  };
  const file: NewFile = {
    write: (text) => writeAll(fd as number, text),
    flush() {
      fsyncSync(fd as number);
      close();
    },
    commit({ undoable } = { undoable: false }) {
      if (fd !== null) file.flush();
      isKept = before !== null && undoable;
      if (isKept) keep(target, old);
      renameSync(scratch, target);
      isCommitted = true;
      syncFolder(dirname(target));
    },
    undo() {
      if (!isCommitted) return;
      if (before) renameSync(old, target);
      else unlinkSync(target);
      isCommitted = false;
    },
    discard() {
      try {
        close();
      } finally {
        removeTemporary(scratch);
        if (isKept) removeTemporary(old);
      }
    },
  };
  try {
    fd = openSync(scratch, 'wx', before ? before.mode & 0o777 : 0o666);
    // As root, keep the file's owner.
    if (before && process.getuid?.() === 0) fchownSync(fd, before.uid, before.gid);
    // The umask for new files must not reduce the permissions of an existing one.
    if (before) fchmodSync(fd, before.mode & 0o777);
    return file;
  } catch (error) {
    file.discard();
    throw error;
  }
}

/** The path where a file is or would be created: even a broken link is followed, as a shell's `>` does. */
export function targetOf(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })) return realpathSync(path);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  const link = readlinkSync(path);
  return targetOf(isAbsolute(link) ? link : `${dirname(path)}/${link}`);
}

/** The existing file to replace, or null. Throws if the path is a folder or is not writable. */
function replaced(path: string): Stats | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (stat.isDirectory()) throw fileError('EISDIR', path);
  accessSync(path, constants.W_OK);
  return stat;
}

/** Keeps the old file under a second name; as a copy if hard links are not possible. */
function keep(path: string, name: string): void {
  trackTemporary(name);
  attempt(
    () => linkSync(path, name),
    () => copyFileSync(path, name, constants.COPYFILE_EXCL),
  );
}

/** Syncs the folder, without which a rename is not durable, if the system can sync folders. */
function syncFolder(path: string): void {
  // If it fails, the new file is complete: only a power failure in the next seconds could bring back the old one.
  attempt(() => {
    const fd = openSync(path, constants.O_RDONLY);
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  });
}

function specialFile(path: string): NewFile {
  const fd = openSync(path, 'w');
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(fd);
    isOpen = false;
  };
  return { write: (text) => writeAll(fd, text), flush() {}, commit: close, undo() {}, discard: close };
}

/** Blocks until all bytes are written, so that a slow reader slows us down instead of filling memory. */
export function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if (fileErrorCode(error) !== 'EAGAIN') throw error;
      // A non-blocking pipe is full.
      pause(2);
    }
  }
}

/** Blocks for a time in milliseconds. */
export function pause(duration: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, duration);
}

/** Temporary files to remove if a signal ends the program. */
const temporaryFiles = new Set<string>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let isListening = false;

/** Registers a temporary file for removal if a signal ends the program. */
export function trackTemporary(path: string): void {
  temporaryFiles.add(path);
  if (!isListening) for (const signal of signals) process.on(signal, removeOnSignal);
  isListening = true;
}

/** Removes a registered file. A file that cannot be removed stays. */
export function removeTemporary(path: string): void {
  attempt(() => unlinkSync(path));
  temporaryFiles.delete(path);
  // Deferred, so that a signal that is already pending still reaches the listener.
  if (temporaryFiles.size === 0) setImmediate(stopListening);
}

function stopListening(): void {
  if (temporaryFiles.size > 0) return;
  for (const signal of signals) process.off(signal, removeOnSignal);
  isListening = false;
}

function removeOnSignal(signal: NodeJS.Signals): void {
  // Another listener removes the files and ends the program.
  if (process.listenerCount(signal) > 1) return;
  for (const path of [...temporaryFiles]) removeTemporary(path);
  stopListening();
  process.kill(process.pid, signal);
}
