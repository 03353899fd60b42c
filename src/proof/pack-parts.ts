import type { Pack } from '../model/pack.ts';

/** Every option of the leaves, with its path. */
export function optionsOf(leaves: Pack['leaves']) {
  return Object.values(leaves).flatMap(({ id, options }) =>
    options.map((option, index) => ({ leaf: id, option, path: `nodes.${id}.services.${index}` })),
  );
}

/** The keys of a pack's files that have another name in the pack itself, apart from `builtAs` for `built-as` and the like. */
const writtenKeys = new Map<unknown, string>(Object.entries({ leaves: 'nodes', options: 'services', to: 'then' }));

/** The path of a part as `PackSource.locations` has it: with the part's id, if it has one. */
export function pathTo(path: string, key: string | number, part: unknown): string {
  const named = typeof part === 'object' && part !== null ? part : {};
  const choice = 'value' in named && 'text' in named ? named.value : undefined;
  const id = 'id' in named ? named.id : choice;
  const written = writtenKeys.get(key) ?? String(key).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `${path}${path && '.'}${id ?? written}`;
}

/** Everything inside some parts of a pack, with its path and its key. */
export function* partsIn(within: object, path = ''): Generator<readonly [path: string, part: unknown, key: string]> {
  const parts: [string, unknown][] = Object.entries(within);
  for (const [key, part] of parts) {
    const at = pathTo(path, key, part);
    yield [at, part, key];
    if (typeof part === 'object' && part !== null) yield* partsIn(part, at);
  }
}

/** Those that have a key, such as `short`, which only facts have; with their paths. */
export function* partsWith<T extends object>(has: keyof T, within: object): Generator<readonly [path: string, part: T]> {
  for (const [path, part] of partsIn(within)) {
    if (typeof part === 'object' && part !== null && has in part) yield [path, part as T];
  }
}
