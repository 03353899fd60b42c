import { finding, type Place } from '../core/finding.ts';
import { BadInput, ClosedPipe } from './exit.ts';
import { fileErrorCode, type Io, type NewFile } from './io.ts';

/** What standard output is called where it cannot be written. */
const standardOutput = 'standard output';

/** Where the answer goes: standard output, or a file that takes its place when all of it is written. */
export interface Sink {
  write(text: string | Uint8Array): void;
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
      throw new BadInput([finding('cannot-write', file?.place ?? null, { path: name ?? standardOutput, reason: code })]);
    }
  };
  if (name === null) return { write: (text) => guard(() => io.stdout.write(text)), commit() {}, discard() {} };
  const started: NewFile = guard(() => io.files.create(name));
  return {
    write: (text) => guard(() => started.write(text)),
    commit: () => guard(() => started.commit()),
    discard: () => started.discard(),
  };
}

/** Writes one text, all of it or nothing. */
export function writeOut(io: Io, file: Parameters<typeof openSink>[1], text: string): void {
  const sink = openSink(io, file);
  try {
    sink.write(text);
  } catch (error) {
    sink.discard();
    throw error;
  }
  sink.commit();
}
