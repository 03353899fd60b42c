import { BadInput, type Given } from '../model/bad-input.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import { type Files, fileErrorCode, standardInput } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { normalPath } from '../output/reports/report.ts';
import { isBelow, unreadableFile } from '../pack/files.ts';
import type { SourceNode } from '../pack/source-node.ts';
import { arnShapesOf } from './read/cloudformation-values.ts';
import { type Artifact, looksLikeTemplate, readManifest, readTemplateFile } from './read/template-file.ts';
import type { Stack } from './stack.ts';

/** Assemblies in assemblies: stages of stages are rare, and loops are broken. */
const MAX_ASSEMBLY_DEPTH = 8;

/** Where what was built is read from. */
export interface InfrastructureHost {
  readonly files: Files;
  /** The pack whose services' ARNs are looked for. */
  readonly pack: Pack;
  /** All bytes of a file, or of standard input for `-`; throws BadInput where it cannot be read. */
  readonly read: (path: string, place: Place) => Promise<Uint8Array>;
}

/** What templates and plans build, and what AsyncAPI documents describe. */
export interface InfrastructureSources {
  /** Without a part unseen that was read as well. */
  readonly stacks: readonly Stack[];
  readonly asyncApis: readonly { readonly file: string; readonly document: SourceNode }[];
  /** What is wrong with files that could not be read, while others could. */
  readonly broken: readonly Finding[];
  /** What other tools accept. */
  readonly warnings: readonly Finding[];
}

/**
 * Reads what was built: templates, plans (`-`: from standard input), and folders that `cdk synth` has written. The texts go
 * into `sources`.
 *
 * @param asyncApi whether AsyncAPI documents are wanted, too
 * @throws BadInput where nothing at all can be read
 */
export async function readInfrastructure(
  host: InfrastructureHost,
  given: readonly Given[],
  sources: Map<string, string>,
  asyncApi = false,
): Promise<InfrastructureSources> {
  const { files } = host;
  /** By what tells files apart, whatever they are called. */
  const stacks = new Map<string, readonly Stack[]>();
  const asyncApis: { readonly file: string; readonly document: SourceNode }[] = [];
  const broken: Finding[] = [];
  const warnings: Finding[] = [];
  /** Something that was asked for is not there: a mistake of the command line rather than of a template. */
  let missing = false;
  /** The folder that was named or that has the file that was; files that others name lie below it. */
  let root: string | null = null;
  const folders = new Set<string>();
  const shapes = arnShapesOf(host.pack);
  for (const each of given) await readGiven(each);
  const built = [...stacks.values()].flat();
  if (missing || (broken.length > 0 && built.length === 0 && asyncApis.length === 0)) throw new BadInput(broken, sources);
  return { stacks: built, asyncApis, broken, warnings };

  async function readGiven(given: Given): Promise<void> {
    const path = given.value === '-' ? '-' : normalPath(given.value);
    const listed = path === '-' ? null : list(path, given);
    root = path === '-' ? null : realPath(listed ? path : path.replace(/[^\\/]*$/, '') || '.');
    if (listed) await readFolder(path, listed, given, 0);
    else await readFile(path, given);
  }

  async function readFolder(folder: string, names: readonly string[], given: Given, depth: number): Promise<void> {
    // AWS CDK leaves a file of this name in each folder that it writes.
    const assembly = depth > 0 || names.includes('cdk.out');
    const before = broken.length;
    const real = realPath(folder);
    if (real === null || folders.has(real)) return;
    folders.add(real);
    const artifacts = await manifest(folder, names, assembly, given);
    if (broken.length > before) {
      missing = true;
      return;
    }
    const parts = artifacts ?? (await templatesAmong(folder, names, given)).map((template): Artifact => ({ template }));
    if (parts.length === 0) broken.push(finding('no-templates', given.place, { path: folder }));
    for (const part of parts) {
      const path = normalPath(`${folder}/${'template' in part ? part.template : part.folder}`);
      if (!isInside(path)) {
        broken.push(finding('outside-folder', given.place, { path, folder }));
        continue;
      }
      const inside = 'folder' in part ? list(path, given) : null;
      if (inside && depth < MAX_ASSEMBLY_DEPTH) await readFolder(path, inside, given, depth + 1);
      else await readFile(path, given);
    }
  }

  /** The files that are templates or plans, where no manifest says so: by their names, or by what is in them. */
  async function templatesAmong(folder: string, names: readonly string[], { place }: Given): Promise<string[]> {
    const found: string[] = [];
    for (const name of names) {
      const path = `${folder}/${name}`;
      const likely = /\.(json|template|ya?ml)$/.test(name) && files.size(path) !== null;
      if (!likely) continue;
      const text = new TextDecoder().decode(await host.read(path, place));
      const isAsyncApi = asyncApi && /^\s*"?asyncapi"?\s*:/m.test(text);
      if (/\.template(\.|$)/.test(name) || looksLikeTemplate(text) || isAsyncApi) found.push(name);
    }
    return found;
  }

  /** What the manifest in a folder lists; null where there is none, or where it is not AWS CDK's. */
  async function manifest(
    folder: string,
    names: readonly string[],
    assembly: boolean,
    { place }: Given,
  ): Promise<readonly Artifact[] | null> {
    const path = normalPath(`${folder}/manifest.json`);
    if (!names.includes('manifest.json')) {
      if (assembly) broken.push(finding('file-missing', place, { path }));
      return null;
    }
    const { text, artifacts, findings } = readManifest(await host.read(path, place), path, assembly);
    sources.set(path, text);
    broken.push(...findings);
    return artifacts;
  }

  async function readFile(path: string, given: Given): Promise<void> {
    const key = path === '-' ? '-' : files.identity(path);
    if (stacks.has(key)) return;
    const name = path === '-' ? standardInput : path;
    const bytes = await bytesOf(path, given);
    if (!bytes) return;
    const file = readTemplateFile(bytes, name, shapes);
    sources.set(name, file.text);
    for (const each of file.findings) (each.level === 'error' ? broken : warnings).push(each);
    for (const document of file.asyncApis) {
      if (asyncApi) asyncApis.push({ file: name, document });
      else broken.push(finding('not-a-template', document.at, { path: name }));
    }
    stacks.set(key, []);
    const whole: Stack[] = [];
    for (const { stack, nested } of file.stacks) {
      const seen = new Set<string>();
      for (const { id, path: inner } of nested) {
        const beside = normalPath(`${path.replace(/[^\\/]*$/, '')}${inner}`);
        if (!isInside(beside) || files.size(beside) === null) continue;
        await readFile(beside, given);
        seen.add(id);
      }
      whole.push({ ...stack, unseen: stack.unseen.filter(({ id, kind }) => kind !== 'nested' || !seen.has(id)) });
    }
    stacks.set(key, whole);
  }

  /**
   * Whether a file that another file names, or a link in a folder, stays below what was named on the command line. Whoever
   * writes templates is not to have all files of the machine read. What is not there is inside: reading it will tell.
   */
  function isInside(path: string): boolean {
    const real = realPath(path);
    return root !== null && (real === null ? !files.exists(path) : isBelow(root, real));
  }

  function realPath(path: string): string | null {
    try {
      return files.realPath(path);
    } catch (error) {
      if (fileErrorCode(error) === null) throw error;
      return null;
    }
  }

  /** Null where the file cannot be read, which is a finding. */
  async function bytesOf(path: string, given: Given): Promise<Uint8Array | null> {
    try {
      return await host.read(path, given.place);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      broken.push(...error.findings);
      missing ||= path === '-' || path === normalPath(given.value);
      return null;
    }
  }

  /** The names in a folder; null if it is none. */
  function list(path: string, { place }: Given): string[] | null {
    try {
      return files.list(path).map(({ name }) => name);
    } catch (error) {
      const reason = fileErrorCode(error);
      if (reason === null) throw error;
      if (reason === 'EACCES') broken.push({ ...unreadableFile(path, reason), at: place });
      return null;
    }
  }
}
