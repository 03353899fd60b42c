import { remembered } from '../engine/lazy.ts';
import { BadInput, type Finding, finding, type Given, unlessBad } from '../model/finding.ts';
import { attempt, type Files, standardInput } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { normalPath } from '../model/readable-files.ts';
import { decode } from '../pack/files.ts';
import { isWithinFolder } from '../pack/files-below.ts';
import { entry, nodeAt, type SourceNode, SourceText } from '../pack/source-node.ts';
import { looksLikeTemplate, readTemplateFile } from './read/template-file.ts';
import { readJson, readTemplateYaml } from './read/template-text.ts';
import type { AsyncApi } from './scan/asyncapi-links.ts';
import type { Stack } from './stack.ts';

/**
 * Reads templates, plans (`-`: from standard input), folders written by `cdk synth`, and (if `asyncApi`) AsyncAPI documents.
 * `broken`: errors of files where others are usable; throws BadInput if an operand cannot be read, or no file is usable.
 *
 * @param pack its services define the ARNs that are resolved to resources
 * @param read reads a file, or standard input for `-`; throws BadInput if that fails
 */
export async function readInfrastructure(
  { files, read }: { readonly files: Files; readonly read: (file: Given) => Promise<Uint8Array> },
  pack: Pack,
  operands: readonly Given[],
  sources: Map<string, string>,
  asyncApi: boolean,
) {
  /** By the identity of the file, so that a file with two names is read once. */
  const stacks = new Map<string, Stack[]>();
  const asyncApis: AsyncApi[] = [];
  const broken: Finding[] = [];
  const warnings: Finding[] = [];
  const folders = new Set<string>();
  const types = pack.services.flatMap(({ builtAs }) => builtAs?.resources ?? []);
  const shapes = new Map(types.flatMap(({ type, arn }) => (arn === undefined ? [] : [[type, arn] as const])));
  /** A file that many places of a template include is read once. */
  const included = remembered((path: string): SourceNode | null => {
    const text = attempt(() => decode(files.read(path)).text);
    return text ? (readTemplateYaml(new SourceText(path, text)).documents[0] ?? null) : null;
  });
  /** The operands that are folders, and the folders of the others. Files that other files name must lie below one of them. */
  const roots = operands.flatMap(({ value }) => {
    const named = normalPath(value);
    return named === '-' ? [] : (realPath(namesIn(named) ? named : folderOf(named) || '.') ?? []);
  });
  const unreadable: Finding[] = [];
  for (const given of operands) await unlessBad(unreadable, () => readGiven(given));
  if (unreadable.length > 0) throw new BadInput(unreadable, sources);
  const built = [...stacks.values()].flat();
  if (broken.length > 0 && built.length === 0 && asyncApis.length === 0) throw new BadInput(broken, sources);
  return { stacks: built, asyncApis, broken, warnings };

  async function readGiven({ value, location }: Given): Promise<void> {
    const named = normalPath(value);
    const names = named === '-' ? null : namesIn(named);
    // AWS CDK puts a file with this name into each output folder.
    if (names) await readFolder(named, names, names.includes('cdk.out'));
    else await readFile(named);

    /** @param isAssembly whether AWS CDK wrote the folder, so that its manifest says what belongs to the application */
    async function readFolder(folder: string, names: readonly string[], isAssembly: boolean): Promise<void> {
      const real = realPath(folder);
      if (real === null || folders.has(real)) return;
      folders.add(real);
      const before = broken.length;
      const listed = isAssembly || names.includes('manifest.json') ? await listedIn(folder, isAssembly) : null;
      if (broken.length > before) return;
      const found = listed ?? (await templatesAmong(folder, names));
      if (found.length === 0) broken.push(finding('no-templates', location, { path: folder }));
      for (const name of found) {
        const path = normalPath(`${folder}/${name}`);
        const inside = isInside(path) ? namesIn(path) : null;
        if (!isInside(path)) broken.push(finding('outside-folder', location, { path, folder }));
        else if (inside) await readFolder(path, inside, true);
        else await readFile(path);
      }
    }

    /** The names of the artifacts in the manifest of a folder; null if AWS CDK did not write it. */
    async function listedIn(folder: string, isAssembly: boolean): Promise<readonly string[] | null> {
      const path = normalPath(`${folder}/manifest.json`);
      const bytes = await bytesOf(path);
      if (!bytes) return null;
      const source = new SourceText(path, decode(bytes).text);
      sources.set(path, source.text);
      return artifactsIn(source, isAssembly, broken);
    }

    /** Without a manifest: the files that are to be read by their name or content. */
    async function templatesAmong(folder: string, names: readonly string[]): Promise<string[]> {
      const found: string[] = [];
      for (const name of names) {
        const path = `${folder}/${name}`;
        if (!/\.(json|template|ya?ml)$/i.test(name) || !files.isFile(path)) continue;
        // A link out of the folder may lead to a file of the kernel, which never ends; `files.read` takes it for empty.
        if (!isInside(path) && !attempt(() => files.read(path).length)) continue;
        // Without the zero bytes of UTF-16, as Windows PowerShell redirects a plan: reading such a file reports its encoding.
        const text = new TextDecoder().decode(await read({ value: path, location })).replaceAll('\0', '');
        if (looksLikeTemplate(name, text, asyncApi)) found.push(name);
      }
      return found;
    }

    /** Reads a file, once under any of its names; returns its stacks. */
    async function readFile(path: string): Promise<readonly Stack[]> {
      const key = path === '-' ? '-' : files.identity(path);
      const known = stacks.get(key);
      if (known) return known;
      const name = path === '-' ? standardInput : path;
      const bytes = await bytesOf(path);
      if (!bytes) return [];
      const folder = folderOf(path);
      const file = readTemplateFile(bytes, name, shapes, (inner) => includedFrom(inner, name));
      sources.set(name, file.text);
      for (const each of file.findings) (each.level === 'error' ? broken : warnings).push(each);
      for (const document of file.asyncApis) {
        if (asyncApi) asyncApis.push({ root: document, read: includedFrom });
        else broken.push(finding('not-a-template', document.at, { path: name }));
      }
      const own: Stack[] = [];
      stacks.set(key, own);
      for (const stack of file.stacks) own.push(await withNested(stack, folder));
      return own;
    }

    async function withNested(stack: Stack, folder: string): Promise<Stack> {
      const nested = new Map<string, readonly Stack[]>();
      for (const { id, path } of stack.unseen) {
        const beside = path && fileBeside(folder, path);
        if (!beside) continue;
        const inner = await readFile(beside);
        nested.set(id, inner);
        for (const each of inner) each.nestedBy.push(...stack.resources.filter((resource) => resource.id === id));
      }
      return { ...stack, unseen: stack.unseen.filter(({ id }) => !nested.has(id)), nested };
    }

    function fileBeside(folder: string, path: string): string | null {
      const beside = normalPath(`${folder}${path}`);
      return !beside.includes('\0') && isInside(beside) && files.isFile(beside) ? beside : null;
    }

    /** What a file includes from another one; null if that is not below the operand or cannot be read. */
    function includedFrom(path: string, namedIn: string): SourceNode | null {
      const beside = fileBeside(folderOf(namedIn), path);
      return beside === null ? null : included(beside);
    }

    /** Whether a path stays below the operands: a template must not make us read other files. Reading a missing one reports it. */
    function isInside(path: string): boolean {
      const real = realPath(path);
      return real === null ? roots.length > 0 && !files.exists(path) : roots.some((root) => isWithinFolder(root, real));
    }

    /** Reads a file; if that fails for another file than the operand, adds a finding and returns null. */
    async function bytesOf(path: string): Promise<Uint8Array | null> {
      const reading = () => read({ value: path, location });
      return path === named ? await reading() : await unlessBad(broken, reading);
    }
  }

  function realPath(path: string): string | null {
    return attempt(() => files.realPath(path));
  }

  /** The names in a folder; null if the path is not a folder. */
  function namesIn(path: string): string[] | null {
    return attempt(() => files.list(path).map(({ name }) => name));
  }
}

function folderOf(path: string): string {
  return path.replace(/[^\\/]*$/, '');
}

/** By artifact type in a manifest of AWS CDK: the property with the name of its file or folder. Other types build nothing. */
const artifactTypes: ReadonlyMap<unknown, string> = new Map([
  ['aws:cloudformation:stack', 'templateFile'],
  ['cdk:cloud-assembly', 'directoryName'],
]);

/** The templates and nested assemblies in a manifest; null if AWS CDK did not write it. Adds what is wrong to `broken`. */
function artifactsIn(source: SourceText, isAssembly: boolean, broken: Finding[]): readonly string[] | null {
  const json = readJson(source);
  const artifacts = json && entry(json.document, 'artifacts');
  if (!artifacts?.entries) {
    if (isAssembly || !json || artifacts) broken.push(finding('broken-manifest', artifacts?.at ?? source.location([0, 1]), {}));
    return null;
  }
  return [...artifacts.entries.values()].flatMap((artifact) => {
    const property = artifactTypes.get(entry(artifact, 'type')?.scalar);
    if (property === undefined) return [];
    const name = nodeAt(artifact, ['properties', property])?.scalar;
    if (typeof name === 'string' && name !== '' && !name.includes('\0')) return name;
    broken.push(finding('broken-manifest', artifact.key, {}));
    return [];
  });
}
