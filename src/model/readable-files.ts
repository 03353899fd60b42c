/**
 * What reading needs of a file system. Both throw an error with a `code` (`ENOENT`, `EACCES`, `EISDIR` ...) where they fail;
 * paths are joined with `/`.
 */
export interface ReadableFiles {
  read(path: string): Uint8Array;
  list(dir: string): readonly FolderEntry[];
}

export interface FolderEntry {
  readonly name: string;
  /** Whether it is a folder, or a link to one. */
  readonly directory: boolean;
}

/** A YAML file of a pack's templates. */
export interface TemplateFile {
  readonly path: string;
  readonly text: string;
}
