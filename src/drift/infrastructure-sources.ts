import { BadInput, type Given } from '../model/bad-input.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import { type Files, fileErrorCode, standardInput } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { normalPath } from '../output/reports/report.ts';
import { isBelow } from '../pack/files.ts';
import type { SourceNode } from '../pack/source-node.ts';
import { arnShapesOf } from './read/cloudformation-values.ts';
import { type Artifact, readManifest } from './read/manifest.ts';
import { looksLikeTemplate, readTemplateFile } from './read/template-file.ts';
import type { Stack } from './stack.ts';

/** Most levels of nested cloud assemblies. Stages inside stages are rare, and the limit ends loops. */
const MAX_ASSEMBLY_DEPTH = 8;

/** Access to the files of infrastructure. */
export interface InfrastructureHost {
  readonly files: Files;
  /** Its services define the ARNs that are resolved to resources. */
  readonly pack: Pack;
  /** Reads a file, or standard input for `-`; throws BadInput if that fails. */
  readonly read: (path: string, place: Place) => Promise<Uint8Array>;
}

/** The stacks of templates and plans, and the AsyncAPI documents. */
export interface InfrastructureSources {
  /** Their `unseen` leaves out nested templates that were read, too. */
  readonly stacks: readonly Stack[];
  readonly asyncApis: readonly { readonly file: string; readonly document: SourceNode }[];
  /** Errors of files that could not be read; at least one other could. */
  readonly broken: readonly Finding[];
  /** Problems that other tools accept. */
  readonly warnings: readonly Finding[];
}

/**
 * Reads templates, plans (`-`: from standard input), and folders written by `cdk synth`.
 *
 * @param sources receives the text of each file, by its name
 * @param asyncApi whether AsyncAPI documents are accepted, too
 * @throws BadInput if an operand cannot be read, or no file is usable
 */
export async function readInfrastructure(
  { files, pack, read }: InfrastructureHost,
  operands: readonly Given[],
  sources: Map<string, string>,
  asyncApi = false,
): Promise<InfrastructureSources> {
  /** By the identity of the file, so that a file with two names is read once. */
  const stacks = new Map<string, readonly Stack[]>();
  const asyncApis: { readonly file: string; readonly document: SourceNode }[] = [];
  const broken: Finding[] = [];
  const warnings: Finding[] = [];
  /** An operand cannot be read. That is an error of the command line, not of a template. */
  let missing = false;
  const folders = new Set<string>();
  const shapes = arnShapesOf(pack);
  for (const given of operands) await readGiven(given);
  const built = [...stacks.values()].flat();
  if (missing || (broken.length > 0 && built.length === 0 && asyncApis.length === 0)) throw new BadInput(broken, sources);
  return { stacks: built, asyncApis, broken, warnings };

  async function readGiven({ value, place }: Given): Promise<void> {
    const named = value === '-' ? '-' : normalPath(value);
    const names = named === '-' ? null : namesIn(named);
    /** The operand if it is a folder, else its folder. Files that other files name must lie below it. */
    const root = named === '-' ? null : realPath(names ? named : named.replace(/[^\\/]*$/, '') || '.');
    await (names ? readFolder(named, names, 0) : readFile(named));

    async function readFolder(folder: string, names: readonly string[], depth: number): Promise<void> {
      const real = realPath(folder);
      if (real === null || folders.has(real)) return;
      folders.add(real);
      // AWS CDK puts a file with this name into each output folder.
      const isAssembly = depth > 0 || names.includes('cdk.out');
      const before = broken.length;
      const listed = isAssembly || names.includes('manifest.json') ? await listedIn(folder, isAssembly) : null;
      missing ||= broken.length > before;
      if (missing) return;
      const artifacts = listed ?? (await templatesAmong(folder, names));
      if (artifacts.length === 0) broken.push(finding('no-templates', place, { path: folder }));
      for (const { kind, name } of artifacts) {
        const path = normalPath(`${folder}/${name}`);
        const inside = isInside(path) && kind === 'folder' ? namesIn(path) : null;
        if (!isInside(path)) broken.push(finding('outside-folder', place, { path, folder }));
        else if (inside && depth < MAX_ASSEMBLY_DEPTH) await readFolder(path, inside, depth + 1);
        else await readFile(path);
      }
    }

    /** The artifacts in the manifest of a folder; null if AWS CDK did not write it. */
    async function listedIn(folder: string, isAssembly: boolean): Promise<readonly Artifact[] | null> {
      const path = normalPath(`${folder}/manifest.json`);
      const bytes = await bytesOf(path);
      if (!bytes) return null;
      const { text, artifacts, findings } = readManifest(bytes, path, isAssembly);
      sources.set(path, text);
      broken.push(...findings);
      return artifacts;
    }

    /** Without a manifest: the files that are templates or plans by their name or content. */
    async function templatesAmong(folder: string, names: readonly string[]): Promise<Artifact[]> {
      const found: Artifact[] = [];
      for (const name of names) {
        const path = `${folder}/${name}`;
        if (!/\.(json|template|ya?ml)$/.test(name) || files.size(path) === null) continue;
        const text = new TextDecoder().decode(await read(path, place));
        const isAsyncApi = asyncApi && /^\s*"?asyncapi"?\s*:/m.test(text);
        if (/\.template(\.|$)/.test(name) || looksLikeTemplate(text) || isAsyncApi) found.push({ kind: 'template', name });
      }
      return found;
    }

    async function readFile(path: string): Promise<void> {
      const key = path === '-' ? '-' : files.identity(path);
      if (stacks.has(key)) return;
      const name = path === '-' ? standardInput : path;
      const bytes = await bytesOf(path);
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
          await readFile(beside);
          seen.add(id);
        }
        whole.push({ ...stack, unseen: stack.unseen.filter(({ id, kind }) => kind !== 'nested' || !seen.has(id)) });
      }
      stacks.set(key, whole);
    }

    /**
     * Whether a path from a file, or a symbolic link in a folder, stays below the operand, so that a template cannot make
     * us read other files of the machine. A path that does not exist counts as inside: reading it reports the error.
     */
    function isInside(path: string): boolean {
      const real = realPath(path);
      return root !== null && (real === null ? !files.exists(path) : isBelow(root, real));
    }

    /** Reads a file; if that fails, adds a finding and returns null. */
    async function bytesOf(path: string): Promise<Uint8Array | null> {
      try {
        return await read(path, place);
      } catch (error) {
        if (!(error instanceof BadInput)) throw error;
        broken.push(...error.findings);
        missing ||= path === named;
        return null;
      }
    }
  }

  function realPath(path: string): string | null {
    return unlessFails(() => files.realPath(path));
  }

  /** The names in a folder; null if the path is not a folder. */
  function namesIn(path: string): string[] | null {
    return unlessFails(() => files.list(path).map(({ name }) => name));
  }
}

/** The result of `work`; null if the file system refuses. */
function unlessFails<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (fileErrorCode(error) === null) throw error;
    return null;
  }
}
