import { BadInput, type Given } from '../model/bad-input.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import { fileErrorCode, type Io, type NewFile } from '../model/io.ts';
import { ClosedPipe } from './exit.ts';

/** Where the answer goes: standard output, or a file that takes its place when all of it is written. */
export interface Sink {
  write(text: string): void;
  /** Whatever may still fail of writing it fails here. */
  flush(): void;
  /** Nothing is to be seen of a file before this. */
  commit(): void;
  discard(): void;
}

/** Opens a file, or standard output where there is none. Refuses a file that cannot be written, with its place. */
export function openSink(io: Io, file: { readonly value: string; readonly place: Place | null } | null): Sink {
  const name = file?.value ?? null;
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const code = fileErrorCode(error);
      if (error instanceof ClosedPipe || code === null) throw error;
      throw new BadInput([finding('cannot-write', file?.place ?? null, { path: name, reason: code })]);
    }
  };
  if (name === null) return { write: (text) => guard(() => io.stdout.write(text)), flush() {}, commit() {}, discard() {} };
  const started: NewFile = guard(() => io.files.create(name));
  return {
    write: (text) => guard(() => started.write(text)),
    flush: () => guard(() => started.flush()),
    commit: () => guard(() => started.commit()),
    discard: () => started.discard(),
  };
}

/** Writes one text, all of it or nothing. */
export function writeOut(io: Io, file: Parameters<typeof openSink>[1], text: string): void {
  writeTogether(io, [{ file, text }]);
}

/** Writes all of several texts, or none: they take their places only when each of them could be written. */
export function writeTogether(
  io: Io,
  texts: Iterable<{ readonly file: Parameters<typeof openSink>[1]; readonly text: string }>,
): void {
  const open: Sink[] = [];
  try {
    for (const { file, text } of texts) {
      const sink = openSink(io, file);
      open.push(sink);
      sink.write(text);
    }
    for (const sink of open) sink.flush();
    for (let sink = open[0]; sink; sink = open[0]) {
      sink.commit();
      open.shift();
    }
  } catch (error) {
    for (const sink of open) sink.discard();
    throw error;
  }
}

/** Which of files that are to be written are there already, and would be lost. */
export function existing(io: Io, files: readonly Given[]): Finding[] {
  return files
    .filter(({ value }) => io.files.exists(value))
    .map(({ value, place }) => finding('file-exists', place, { path: value, option: '--force' }));
}

/**
 * Makes a folder where it is missing.
 *
 * @throws BadInput where that cannot be done
 */
export function makeFolder(io: Io, folder: Given): void {
  try {
    io.files.makeFolder(folder.value);
  } catch (error) {
    const code = fileErrorCode(error);
    if (code === null) throw error;
    throw new BadInput([finding('cannot-write', folder.place, { path: folder.value, reason: code })]);
  }
}
