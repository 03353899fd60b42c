import { BadInput, type Given } from '../model/bad-input.ts';
import { type Finding, finding, type Place } from '../model/diagnostic.ts';
import { type Files, fileErrorCode, standardInput } from '../model/io.ts';
import type { Pack } from '../model/pack.ts';
import { normalPath } from '../output/reports/report.ts';
import { isBelow, unreadableFile } from '../pack/files.ts';
import type { SourceNode } from '../pack/source-node.ts';
import { type ArnShapes, arnShapesOf } from './read/cloudformation-values.ts';
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
  const reader = new InfrastructureReader(host, sources, asyncApi);
  for (const each of given) await reader.read(each);
  const { asyncApis, warnings } = reader;
  const stacks = [...reader.stacks.values()].flat();
  const broken = reader.findings;
  if (reader.missing || (broken.length > 0 && stacks.length === 0 && asyncApis.length === 0)) {
    throw new BadInput(broken, sources);
  }
  return { stacks, asyncApis, broken, warnings };
}

class InfrastructureReader {
  /** By what tells files apart, whatever they are called. */
  readonly stacks = new Map<string, readonly Stack[]>();
  readonly asyncApis: { readonly file: string; readonly document: SourceNode }[] = [];
  readonly findings: Finding[] = [];
  readonly warnings: Finding[] = [];
  /** Something that was asked for is not there: a mistake of the command line rather than of a template. */
  missing = false;
  /** The folder that was named or that has the file that was; files that others name lie below it. */
  private root: string | null = null;
  private readonly folders = new Set<string>();
  private readonly host: InfrastructureHost;
  private readonly sources: Map<string, string>;
  private readonly asyncApi: boolean;
  private readonly shapes: ArnShapes;

  constructor(host: InfrastructureHost, sources: Map<string, string>, asyncApi: boolean) {
    this.host = host;
    this.sources = sources;
    this.asyncApi = asyncApi;
    this.shapes = arnShapesOf(host.pack);
  }

  async read(given: Given): Promise<void> {
    const path = given.value === '-' ? '-' : normalPath(given.value);
    const listed = path === '-' ? null : this.list(path, given);
    this.root = path === '-' ? null : this.realPath(listed ? path : path.replace(/[^\\/]*$/, '') || '.');
    if (listed) await this.readFolder(path, listed, given, 0);
    else await this.readFile(path, given);
  }

  private async readFolder(folder: string, names: readonly string[], given: Given, depth: number): Promise<void> {
    // AWS CDK leaves a file of this name in each folder that it writes.
    const assembly = depth > 0 || names.includes('cdk.out');
    const before = this.findings.length;
    const real = this.realPath(folder);
    if (real === null || this.folders.has(real)) return;
    this.folders.add(real);
    const artifacts = await this.manifest(folder, names, assembly, given);
    if (this.findings.length > before) {
      this.missing = true;
      return;
    }
    const parts = artifacts ?? (await this.templatesAmong(folder, names, given)).map((template): Artifact => ({ template }));
    if (parts.length === 0) this.findings.push(finding('no-templates', given.place, { path: folder }));
    for (const part of parts) {
      const path = normalPath(`${folder}/${'template' in part ? part.template : part.folder}`);
      if (!this.isInside(path)) {
        this.findings.push(finding('outside-folder', given.place, { path, folder }));
        continue;
      }
      const inside = 'folder' in part ? this.list(path, given) : null;
      if (inside && depth < MAX_ASSEMBLY_DEPTH) await this.readFolder(path, inside, given, depth + 1);
      else await this.readFile(path, given);
    }
  }

  /** The files that are templates or plans, where no manifest says so: by their names, or by what is in them. */
  private async templatesAmong(folder: string, names: readonly string[], { place }: Given): Promise<string[]> {
    const found: string[] = [];
    for (const name of names) {
      const path = `${folder}/${name}`;
      const likely = /\.(json|template|ya?ml)$/.test(name) && this.host.files.size(path) !== null;
      if (!likely) continue;
      const text = new TextDecoder().decode(await this.host.read(path, place));
      const isAsyncApi = this.asyncApi && /^\s*"?asyncapi"?\s*:/m.test(text);
      if (/\.template(\.|$)/.test(name) || looksLikeTemplate(text) || isAsyncApi) found.push(name);
    }
    return found;
  }

  /** What the manifest in a folder lists; null where there is none, or where it is not AWS CDK's. */
  private async manifest(
    folder: string,
    names: readonly string[],
    assembly: boolean,
    { place }: Given,
  ): Promise<readonly Artifact[] | null> {
    const path = normalPath(`${folder}/manifest.json`);
    if (!names.includes('manifest.json')) {
      if (assembly) this.findings.push(finding('file-missing', place, { path }));
      return null;
    }
    const { text, artifacts, findings } = readManifest(await this.host.read(path, place), path, assembly);
    this.sources.set(path, text);
    this.findings.push(...findings);
    return artifacts;
  }

  private async readFile(path: string, given: Given): Promise<void> {
    const key = path === '-' ? '-' : this.host.files.identity(path);
    if (this.stacks.has(key)) return;
    const name = path === '-' ? standardInput : path;
    const bytes = await this.bytesOf(path, given);
    if (!bytes) return;
    const { text, stacks, asyncApis, findings } = readTemplateFile(bytes, name, this.shapes);
    this.sources.set(name, text);
    this.findings.push(...findings.filter(({ level }) => level === 'error'));
    this.warnings.push(...findings.filter(({ level }) => level !== 'error'));
    for (const document of asyncApis) {
      if (this.asyncApi) this.asyncApis.push({ file: name, document });
      else this.findings.push(finding('not-a-template', document.at, { path: name }));
    }
    this.stacks.set(key, []);
    const whole: Stack[] = [];
    for (const { stack, nested } of stacks) {
      const seen = new Set<string>();
      for (const { id, path: inner } of nested) {
        const beside = normalPath(`${path.replace(/[^\\/]*$/, '')}${inner}`);
        if (!this.isInside(beside) || this.host.files.size(beside) === null) continue;
        await this.readFile(beside, given);
        seen.add(id);
      }
      whole.push({ ...stack, unseen: stack.unseen.filter(({ id, kind }) => kind !== 'nested' || !seen.has(id)) });
    }
    this.stacks.set(key, whole);
  }

  /**
   * Whether a file that another file names, or a link in a folder, stays below what was named on the command line. Whoever
   * writes templates is not to have all files of the machine read. What is not there is inside: reading it will tell.
   */
  private isInside(path: string): boolean {
    const real = this.realPath(path);
    return this.root !== null && (real === null ? !this.host.files.exists(path) : isBelow(this.root, real));
  }

  private realPath(path: string): string | null {
    try {
      return this.host.files.realPath(path);
    } catch (error) {
      if (fileErrorCode(error) === null) throw error;
      return null;
    }
  }

  /** Null where the file cannot be read, which is a finding. */
  private async bytesOf(path: string, given: Given): Promise<Uint8Array | null> {
    try {
      return await this.host.read(path, given.place);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      this.findings.push(...error.findings);
      this.missing ||= path === '-' || path === normalPath(given.value);
      return null;
    }
  }

  /** The names in a folder; null if it is none. */
  private list(path: string, { place }: Given): string[] | null {
    try {
      return this.host.files.list(path).map(({ name }) => name);
    } catch (error) {
      const reason = fileErrorCode(error);
      if (reason === null) throw error;
      if (reason === 'EACCES') this.findings.push({ ...unreadableFile(path, reason), at: place });
      return null;
    }
  }
}
