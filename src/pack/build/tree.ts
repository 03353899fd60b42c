import type { SourceBranch, SourceLeaf, SourceOption, SourceTreeNode } from '../../model/pack-source.ts';
import { placeText } from '../layers.ts';
import {
  type FileLeaf,
  type FileNode,
  type FileOption,
  type FilePlace,
  type FileTest,
  named,
  tree as treeSchema,
} from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { at, entry, type SourceNode, spot } from '../source-node.ts';
import type { PackBuilder } from './build-context.ts';

export interface Tree {
  readonly root: string;
  readonly nodes: Readonly<Record<string, SourceTreeNode>>;
  readonly leaves: Readonly<Record<string, SourceLeaf>>;
}

/** The tree and the named nodes as one graph of nodes and leaves by id. */
export function buildTree(builder: PackBuilder): Tree {
  return new TreeBuilder(builder).build();
}

class TreeBuilder {
  private readonly nodes: Record<string, SourceTreeNode> = {};
  private readonly leaves: Record<string, SourceLeaf> = {};
  /** Where each id was written; named ones count although they are wrong in themselves. */
  private readonly taken: Map<string, SourceNode>;
  private readonly references: { readonly to: string; readonly written: SourceNode }[] = [];
  private readonly builder: PackBuilder;

  constructor(builder: PackBuilder) {
    this.builder = builder;
    this.taken = new Map(builder.section('nodes'));
  }

  build(): Tree {
    const { builder } = this;
    const written = entry(builder.written, 'tree');
    let root = 'root';
    if (!written) builder.report('missing-key', builder.written.at, { key: 'tree', in: '' });
    else {
      const file = checkShape(treeSchema, written, ['tree'], builder.findings);
      if (file !== null) root = this.place(file, written, 'root');
    }
    for (const [id, node] of builder.section('nodes')) {
      builder.checkId('node', id, node);
      const file = checkShape(named, node, ['nodes', id], builder.findings);
      if (file !== null) this.add(id, file, node);
    }
    const lost = this.references.filter(({ to }) => !this.taken.has(to));
    const known = lost.length > 0 ? [...this.taken.keys()] : [];
    for (const { to, written } of lost) builder.unknown('unknown-node', to, known, written.at);
    this.checkCycles();
    return { root, nodes: this.nodes, leaves: this.leaves };
  }

  /** The id of what stands in a place: a name, or a node or leaf written there, which is added. */
  private place(file: FilePlace, written: SourceNode, id: string): string {
    if (typeof file === 'string') {
      this.references.push({ to: file, written });
      return file;
    }
    const own = 'services' in file ? (file.leaf as string) : this.freeId(id);
    const earlier = this.taken.get(own);
    if (earlier) {
      const place = entry(written, 'leaf')?.at ?? spot(written);
      this.builder.report('duplicate-id', place, {
        kind: 'services' in file ? 'leaf' : 'node',
        id: own,
        first: placeText(earlier),
      });
      return own;
    }
    this.taken.set(own, written);
    this.builder.places.note(own, written);
    this.add(own, file, written);
    return own;
  }

  /** Branches that overlap would give two nodes one id; that they overlap is reported elsewhere. */
  private freeId(id: string): string {
    let free = id;
    for (let count = 2; id !== 'root' && this.taken.has(free); count++) free = `${id}~${count}`;
    return free;
  }

  private add(id: string, file: FileNode | FileLeaf, written: SourceNode): void {
    if ('services' in file) this.leaves[id] = this.leaf(id, file, written);
    else this.addNode(id, file, written);
  }

  private addNode(id: string, file: FileNode, written: SourceNode): void {
    const { builder } = this;
    const question = builder.question(file.ask, entry(written, 'ask')?.at ?? null);
    const derived = builder.inputs.get(file.ask);
    if (derived !== undefined) {
      builder.report('bad-input', entry(written, 'ask')?.at ?? null, { derived, question: file.ask, reason: 'asked' });
    }
    if (file.branches.length === 0) builder.report('no-branches', spot(entry(written, 'branches') ?? written), { node: id });
    const branches: SourceBranch[] = [];
    // A node comes before those that are written in it.
    this.nodes[id] = { id, ask: file.ask, branches, layer: builder.layer(written) };
    file.branches.forEach((branch, index) => {
      const part = at(written, ['branches', index]);
      branches.push({
        when: question ? builder.test(question, branch.when, entry(part, 'when')) : [],
        because: builder.texts(branch.because, entry(part, 'because')),
        to: this.place(branch.then, entry(part, 'then') as SourceNode, `${id}.${firstValue(branch.when)}`),
      });
    });
  }

  private leaf(id: string, file: FileLeaf, written: SourceNode): SourceLeaf {
    const services = entry(written, 'services');
    if (file.services.length === 0) this.builder.report('no-options', spot(services ?? written), { leaf: id });
    const options = file.services.map((option, index) => buildOption(option, services?.items?.[index] ?? null, this.builder));
    return { id, options, layer: this.builder.layer(written) };
  }

  private checkCycles(): void {
    const { nodes, builder } = this;
    findCycle(
      Object.keys(nodes),
      (id) => (Object.hasOwn(nodes, id) ? (nodes[id] as SourceTreeNode).branches.map(({ to }) => to) : []),
      (path, index) => {
        const last = path.at(-2) as string;
        builder.report('tree-cycle', builder.places.get(`nodes.${last}.branches.${index}.then`) ?? null, { path });
      },
    );
  }
}

/** What an in-place node is named after. */
function firstValue(test: FileTest): string {
  if (typeof test !== 'object') return valueName(test);
  if (Array.isArray(test)) return valueName(test[0]);
  return String(test.from ?? 0);
}

function valueName(value: unknown): string {
  return value === true ? 'yes' : value === false ? 'no' : String(value);
}

function buildOption(file: FileOption, written: SourceNode | null, builder: PackBuilder): SourceOption {
  const place = (key: string) => entry(written, key)?.at ?? null;
  const { service, variant = null, pattern = null } = file;
  if (variant === null) builder.serviceReference(service, place('service'));
  else builder.variantReference(service, variant, place('service'), place('variant'));
  file.with?.forEach((id, index) => {
    builder.companion(id, at(written, ['with', index])?.at ?? null);
  });
  if (pattern !== null) builder.reference('unknown-pattern', 'patterns', pattern, place('pattern'));
  const handles = Object.entries(file.handles ?? {}).map(([id, { by = null, text }]) => {
    const part = at(written, ['handles', id]);
    builder.quantity(id, part?.key ?? null);
    if (by !== null) builder.serviceReference(by, entry(part, 'by')?.at ?? null);
    return [id, { by, text: builder.texts(text, entry(part, 'text')) }] as const;
  });
  for (const [id, mitigation] of Object.entries(file.mitigations ?? {})) {
    const part = at(written, ['mitigations', id]);
    builder.quantity(id, part?.key ?? null);
    builder.reference('unknown-mitigation', 'mitigations', mitigation, part?.at ?? null);
  }
  return {
    service,
    variant,
    ...(file.when ? { when: builder.condition(file.when, entry(written, 'when'), 'quantities') } : {}),
    with: file.with ?? [],
    pattern,
    summary: builder.texts(file.summary, entry(written, 'summary')),
    because: (file.because ?? []).map((text, index) => builder.texts(text, at(written, ['because', index]))),
    handles: Object.fromEntries(handles),
    mitigations: file.mitigations ?? {},
  };
}

/**
 * Tells each edge that closes a cycle: the path from where the edge leads, round to there again, and the number of the edge
 * among those of the last node but one. Keeps its own stack, so that a chain may be of any length.
 */
function findCycle(
  starts: readonly string[],
  edges: (id: string) => readonly string[],
  tell: (path: readonly string[], edge: number) => void,
): void {
  const done = new Set<string>();
  for (const start of starts) {
    if (done.has(start)) continue;
    const path = [{ id: start, to: edges(start), next: 0 }];
    const onPath = new Map([[start, 0]]);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      if (top.next >= top.to.length) {
        path.pop();
        onPath.delete(top.id);
        done.add(top.id);
        continue;
      }
      const edge = top.next++;
      const id = top.to[edge] as string;
      const from = onPath.get(id);
      if (from !== undefined) tell([...path.slice(from).map((step) => step.id), id], edge);
      else if (!done.has(id)) {
        onPath.set(id, path.length);
        path.push({ id, to: edges(id), next: 0 });
      }
    }
  }
}
