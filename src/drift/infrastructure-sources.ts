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
  { files, pack, read }: InfrastructureHost,
  operands: readonly Given[],
  sources: Map<string, string>,
  asyncApi = false,
): Promise<InfrastructureSources> {
  /** By what tells files apart, whatever they are called. */
  const stacks = new Map<string, readonly Stack[]>();
  const asyncApis: { readonly file: string; readonly document: SourceNode }[] = [];
  const broken: Finding[] = [];
  const warnings: Finding[] = [];
  /** Something that was asked for is not there: a mistake of the command line rather than of a template. */
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
    /** The folder that was named or that has the file that was; files that others name lie below it. */
    const root = named === '-' ? null : realPath(names ? named : named.replace(/[^\\/]*$/, '') || '.');
    await (names ? readFolder(named, names, 0) : readFile(named));

    async function readFolder(folder: string, names: readonly string[], depth: number): Promise<void> {
      const real = realPath(folder);
      if (real === null || folders.has(real)) return;
      folders.add(real);
      // AWS CDK leaves a file of this name in each folder that it writes.
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

    /** What the manifest of a folder lists; null where it is not that of AWS CDK. */
    async function listedIn(folder: string, isAssembly: boolean): Promise<readonly Artifact[] | null> {
      const path = normalPath(`${folder}/manifest.json`);
      const bytes = await bytesOf(path);
      if (!bytes) return null;
      const { text, artifacts, findings } = readManifest(bytes, path, isAssembly);
      sources.set(path, text);
      broken.push(...findings);
      return artifacts;
    }

    /** The files that are templates or plans, where no manifest says so: by their names, or by what is in them. */
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
     * Whether a file that another file names, or a link in a folder, stays below what was named on the command line.
     * Whoever writes templates is not to have all files of the machine read. What is not there is inside: reading it will
     * tell.
     */
    function isInside(path: string): boolean {
      const real = realPath(path);
      return root !== null && (real === null ? !files.exists(path) : isBelow(root, real));
    }

    /** Null where the file cannot be read, which is a finding. */
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

  /** The names in a folder; null if it is none. */
  function namesIn(path: string): string[] | null {
    return unlessFails(() => files.list(path).map(({ name }) => name));
  }
}

/** Null where the file system refuses it. */
function unlessFails<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (fileErrorCode(error) === null) throw error;
    return null;
  }
}
