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
import { fileErrorCode, type NewFile } from '../../model/io.ts';
import { putAway, remember } from './litter.ts';

/**
 * Writes beside the place and then moves there. What is not a plain file (`/dev/stdout`, a named pipe) cannot be
 * replaced by one and is written to as it is; a link is followed, so that the file that it names is what changes.
 */
export function createFile(path: string): NewFile {
  const before = replaced(path);
  if (before && !before.isFile()) return specialFile(path);
  const target = placeOf(path);
  // A name that is as long as can be has no room for more; and a number that a killed run had may be the next one's.
  // `join` would take `..` behind a link to a folder for the wrong one.
  const scratch = `${dirname(target)}/.tsunagi-${Math.random().toString(36).slice(2)}.tmp`;
  const old = `${scratch}.old`;
  remember(scratch);
  let fd: number | null = null;
  let isCommitted = false;
  let isKept = false;
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
        putAway(scratch);
        if (isKept) putAway(old);
      }
    },
  };
  const close = (): void => {
    const open = fd;
    fd = null;
    if (open !== null) closeSync(open);
  };
  try {
    fd = openSync(scratch, 'wx', before ? before.mode & 0o777 : 0o666);
    // Whoever may write to all files does not take them away from their owners.
    if (before && process.getuid?.() === 0) fchownSync(fd, before.uid, before.gid);
    // The mask that new files get is no reason to take rights away from one that was there.
    if (before) fchmodSync(fd, before.mode & 0o777);
  } catch (error) {
    file.discard();
    throw error;
  }
  return file;
}

/** Where a file is or would be made: a link is followed, even to nothing, as by a shell's `>`. */
export function placeOf(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })) return realpathSync(path);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  const link = readlinkSync(path);
  return placeOf(isAbsolute(link) ? link : `${dirname(path)}/${link}`);
}

/** The file that is replaced, if there is one. Throws where a folder, or a file not to be written, is in the way. */
function replaced(path: string): Stats | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (stat.isDirectory()) throw Object.assign(new Error(`${path} is a folder`), { code: 'EISDIR' });
  accessSync(path, constants.W_OK);
  return stat;
}

/** A second name for a file, which stays when the first one gets another; a copy where there can be only one. */
function keep(path: string, name: string): void {
  remember(name);
  try {
    linkSync(path, name);
  } catch {
    copyFileSync(path, name, constants.COPYFILE_EXCL);
  }
}

/** That a name leads to a new file is on the disk only when its folder is, where folders can be synced at all. */
function syncFolder(path: string): void {
  try {
    const fd = openSync(path, constants.O_RDONLY);
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // The file is there and whole; only a power cut in the next seconds could bring the old one back.
  }
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

/** Blocks until all of it has been taken: whoever reads slowly slows us down, and memory stays as it is. */
export function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if (fileErrorCode(error) !== 'EAGAIN') throw error;
      // A pipe that somebody made non-blocking is full.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}
