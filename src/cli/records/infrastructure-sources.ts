import { type Artifact, readManifest } from '../../drift/read/assembly.ts';
import { looksLikeStack, readStackFile } from '../../drift/read/stack-file.ts';
import type { Stack } from '../../drift/stack.ts';
import { type Finding, finding } from '../../model/diagnostic.ts';
import { unreadableFile } from '../../pack/files.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../exit.ts';
import { fileErrorCode } from '../host/io.ts';
import { readAll, standardInput } from '../input.ts';
import type { Given } from '../program.ts';
import { keyOf } from './file-transaction.ts';

/** Assemblies in assemblies: stages of stages are rare, and loops are broken. */
const deepest = 8;

/**
 * Reads what was built: templates, plans (`-`: from standard input), and folders that `cdk synth` has written. Goes out: a
 * stack for each, without a part unseen that was read as well; the texts go into `sources`.
 *
 * @throws BadInput for whatever cannot be read or is neither
 */
export async function readStacks(context: Context, given: readonly Given[], sources: Map<string, string>): Promise<Stack[]> {
  const reader = new StackReader(context, sources);
  for (const each of given) await reader.read(each);
  if (reader.findings.length > 0) throw new BadInput(reader.findings, sources);
  return [...reader.stacks.values()].flat();
}

class StackReader {
  /** By what names each file apart. */
  readonly stacks = new Map<string, readonly Stack[]>();
  readonly findings: Finding[] = [];
  private readonly context: Context;
  private readonly sources: Map<string, string>;

  constructor(context: Context, sources: Map<string, string>) {
    this.context = context;
    this.sources = sources;
  }

  async read(given: Given): Promise<void> {
    const path = given.value.length > 1 ? given.value.replace(/[\\/]+$/, '') : given.value;
    const listed = path === '-' ? null : this.list(path, given);
    if (listed) await this.readFolder(path, listed, given, 0);
    else await this.readFile(path, given);
  }

  private async readFolder(folder: string, names: readonly string[], given: Given, depth: number): Promise<void> {
    // AWS CDK leaves a file of this name in each folder that it writes.
    const assembly = depth > 0 || names.includes('cdk.out');
    const before = this.findings.length;
    const artifacts = await this.manifest(folder, names, assembly, given);
    if (this.findings.length > before) return;
    const parts = artifacts ?? (await this.templatesAmong(folder, names, given)).map((template): Artifact => ({ template }));
    if (parts.length === 0) this.findings.push(finding('no-templates', given.place, { path: folder }));
    for (const part of parts) {
      const path = `${folder}/${'template' in part ? part.template : part.folder}`;
      const inside = 'folder' in part ? this.list(path, given) : null;
      if (inside && depth < deepest) await this.readFolder(path, inside, given, depth + 1);
      else await this.readFile(path, given);
    }
  }

  /** The files that are templates or plans, where no manifest says so: by their names, or by what is in them. */
  private async templatesAmong(folder: string, names: readonly string[], { place }: Given): Promise<string[]> {
    const found: string[] = [];
    for (const name of names) {
      const path = `${folder}/${name}`;
      const likely = /\.(json|template|ya?ml)$/.test(name) && this.context.io.files.size(path) !== null;
      if (!likely) continue;
      const text = () => readAll(this.context, path, place).then((bytes) => new TextDecoder().decode(bytes));
      if (/\.template(\.|$)/.test(name) || looksLikeStack(await text())) found.push(name);
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
    const path = `${folder}/manifest.json`;
    if (!names.includes('manifest.json')) {
      if (assembly) this.findings.push(finding('file-missing', place, { path }));
      return null;
    }
    const { text, artifacts, findings } = readManifest(await readAll(this.context, path, place), path, assembly);
    this.sources.set(path, text);
    this.findings.push(...findings);
    return artifacts;
  }

  private async readFile(path: string, given: Given): Promise<void> {
    const key = keyOf(path);
    if (this.stacks.has(key)) return;
    const name = path === '-' ? standardInput : path;
    const { text, stacks, findings } = readStackFile(await readAll(this.context, path, given.place), name);
    this.sources.set(name, text);
    this.findings.push(...findings);
    this.stacks.set(key, []);
    const whole: Stack[] = [];
    for (const { stack, nested } of stacks) {
      const seen = new Set<string>();
      for (const { id, path: inner } of nested) {
        const beside = `${path.replace(/[^\\/]*$/, '')}${inner}`;
        if (path === '-' || !this.context.io.files.exists(beside) || this.list(beside, given)) continue;
        await this.readFile(beside, given);
        seen.add(id);
      }
      whole.push({ ...stack, unseen: stack.unseen.filter(({ id, kind }) => kind !== 'nested' || !seen.has(id)) });
    }
    this.stacks.set(key, whole);
  }

  /** The names in a folder; null if it is none. */
  private list(path: string, { place }: Given): string[] | null {
    try {
      return this.context.io.files.list(path).map(({ name }) => name);
    } catch (error) {
      const reason = fileErrorCode(error);
      if (reason === null) throw error;
      if (reason === 'EACCES') this.findings.push({ ...unreadableFile(path, reason), at: place });
      return null;
    }
  }
}
