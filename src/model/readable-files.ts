/** The largest file that is read as a whole. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/**
 * What reading needs of a file system. All throw an error with a `code` (`ENOENT`, `EACCES`, `EISDIR` ...) where they
 * fail; paths are joined with `/`.
 */
export interface ReadableFiles {
  /**
   * All of a plain file of at most MAX_FILE_BYTES; `EFBIG` for a larger one, `EFTYPE` for a device or a pipe, before
   * it is read.
   */
  read(path: string): Uint8Array;
  list(dir: string): readonly FolderEntry[];
  /** A path without links. Needed only where `list` says that there are links. */
  realPath?(path: string): string;
}

export interface FolderEntry {
  readonly name: string;
  /** Whether it is a folder, or a link to one. */
  readonly directory: boolean;
  readonly link?: boolean;
}

/** A YAML file of a pack's templates. */
export interface TemplateFile {
  readonly path: string;
  readonly text: string;
}
