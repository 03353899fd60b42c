import { lazy, remembered } from '../engine/lazy.ts';
import type { ReadableFiles, TemplateFile } from '../model/readable-files.ts';
import { BUILT_IN_INDEX } from './built-in-files.ts';
import { TEMPLATES_FOLDER } from './files.ts';
import { readLayers } from './layers.ts';
import { loadPackFolder } from './pack-folder.ts';

/**
 * The built-in packs as written, which others may extend by id; `read` reads a built-in file, as `builtInFiles` returns it.
 * Both packs that are compared may extend the same one, which takes long to read.
 */
export const builtInPacks = remembered((read: (path: string) => string) => {
  const files: Readonly<Record<string, readonly string[]>> = JSON.parse(read(BUILT_IN_INDEX));
  const ids = Object.keys(files);
  const all = fileSystem(Object.values(files).flat(), read);
  /** Without reading the rest of the pack. */
  const templates = (id: string): TemplateFile[] =>
    (files[id] ?? [])
      .filter((path) => path.startsWith(`rules/${id}/${TEMPLATES_FOLDER}/`))
      .map((path) => ({ path, text: read(path) }));
  return {
    ids,
    templates,
    load: (id: string) => loadPackFolder(all, `rules/${id}`),
    parents: new Map(ids.map((id) => [id, lazy(() => readLayers(all, `rules/${id}`))])),
  };
});

function fileSystem(paths: readonly string[], read: (path: string) => string): ReadableFiles {
  return {
    read: (path) => new TextEncoder().encode(read(path)),
    list: (dir) => {
      const inside = paths.filter((path) => path.startsWith(`${dir}/`)).map((path) => path.slice(dir.length + 1).split('/'));
      const entries = inside.map(([name = '', ...rest]) => [name, { name, directory: rest.length > 0 }] as const);
      return [...new Map(entries).values()];
    },
  };
}
