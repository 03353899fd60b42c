import type { SourceBranch, SourceLeaf, SourceOption, SourceTreeNode } from '../../model/source-location.ts';
import { placeText } from '../layer.ts';
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
import type { Book } from './build-context.ts';
import { findCycle } from './cycle.ts';

export interface Tree {
  readonly root: string;
  readonly nodes: Readonly<Record<string, SourceTreeNode>>;
  readonly leaves: Readonly<Record<string, SourceLeaf>>;
}

/** The tree and the named nodes as one graph of nodes and leaves by id. */
export function buildTree(book: Book): Tree {
  return new TreeBuilder(book).build();
}

class TreeBuilder {
  private readonly nodes: Record<string, SourceTreeNode> = {};
  private readonly leaves: Record<string, SourceLeaf> = {};
  /** Where each id was written; named ones count although they are wrong in themselves. */
  private readonly taken: Map<string, SourceNode>;
  private readonly references: { readonly to: string; readonly written: SourceNode }[] = [];
  private readonly book: Book;

  constructor(book: Book) {
    this.book = book;
    this.taken = new Map(book.section('nodes'));
  }

  build(): Tree {
    const { book } = this;
    const written = entry(book.written, 'tree');
    let root = 'root';
    if (!written) book.tell('missing-key', book.written.at, { key: 'tree', in: '' });
    else {
      const file = checkShape(treeSchema, written, ['tree'], book.findings);
      if (file !== null) root = this.place(file, written, 'root');
    }
    for (const [id, node] of book.section('nodes')) {
      book.checkId('node', id, node);
      const file = checkShape(named, node, ['nodes', id], book.findings);
      if (file !== null) this.add(id, file, node);
    }
    const lost = this.references.filter(({ to }) => !this.taken.has(to));
    const known = lost.length > 0 ? [...this.taken.keys()] : [];
    for (const { to, written } of lost) book.unknown('unknown-node', to, known, written.at);
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
      this.book.tell('duplicate-id', place, { kind: 'services' in file ? 'leaf' : 'node', id: own, first: placeText(earlier) });
      return own;
    }
    this.taken.set(own, written);
    this.book.places.note(own, written);
    this.add(own, file, written);
    return own;
  }

  /** Branches that overlap would give two nodes one id; that they overlap is told elsewhere. */
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
    const { book } = this;
    const question = book.question(file.ask, entry(written, 'ask')?.at ?? null);
    const derived = book.inputs.get(file.ask);
    if (derived !== undefined) {
      book.tell('bad-input', entry(written, 'ask')?.at ?? null, { derived, question: file.ask, reason: 'asked' });
    }
    if (file.branches.length === 0) book.tell('no-branches', spot(entry(written, 'branches') ?? written), { node: id });
    const branches: SourceBranch[] = [];
    // A node comes before those that are written in it.
    this.nodes[id] = { id, ask: file.ask, branches, layer: book.layer(written) };
    file.branches.forEach((branch, index) => {
      const part = at(written, ['branches', index]);
      branches.push({
        when: question ? book.test(question, branch.when, entry(part, 'when')) : [],
        because: book.texts(branch.because, entry(part, 'because')),
        to: this.place(branch.then, entry(part, 'then') as SourceNode, `${id}.${firstValue(branch.when)}`),
      });
    });
  }

  private leaf(id: string, file: FileLeaf, written: SourceNode): SourceLeaf {
    const services = entry(written, 'services');
    if (file.services.length === 0) this.book.tell('no-options', spot(services ?? written), { leaf: id });
    const options = file.services.map((option, index) => buildOption(option, services?.items?.[index] ?? null, this.book));
    return { id, options, layer: this.book.layer(written) };
  }

  private checkCycles(): void {
    const { nodes, book } = this;
    findCycle(
      Object.keys(nodes),
      (id) => (Object.hasOwn(nodes, id) ? (nodes[id] as SourceTreeNode).branches.map(({ to }) => to) : []),
      (path, index) => {
        const last = path.at(-2) as string;
        book.tell('tree-cycle', book.places.get(`nodes.${last}.branches.${index}.then`) ?? null, { path });
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

function buildOption(file: FileOption, written: SourceNode | null, book: Book): SourceOption {
  const place = (key: string) => entry(written, key)?.at ?? null;
  const { service, variant = null, pattern = null } = file;
  if (variant === null) book.serviceReference(service, place('service'));
  else book.variantReference(service, variant, place('service'), place('variant'));
  file.with?.forEach((id, index) => {
    book.companion(id, at(written, ['with', index])?.at ?? null);
  });
  if (pattern !== null) book.reference('unknown-pattern', 'patterns', pattern, place('pattern'));
  const handles = Object.entries(file.handles ?? {}).map(([id, { by = null, text }]) => {
    const part = at(written, ['handles', id]);
    book.quantity(id, part?.key ?? null);
    if (by !== null) book.serviceReference(by, entry(part, 'by')?.at ?? null);
    return [id, { by, text: book.texts(text, entry(part, 'text')) }] as const;
  });
  for (const [id, mitigation] of Object.entries(file.mitigations ?? {})) {
    const part = at(written, ['mitigations', id]);
    book.quantity(id, part?.key ?? null);
    book.reference('unknown-mitigation', 'mitigations', mitigation, part?.at ?? null);
  }
  return {
    service,
    variant,
    with: file.with ?? [],
    pattern,
    summary: book.texts(file.summary, entry(written, 'summary')),
    because: (file.because ?? []).map((text, index) => book.texts(text, at(written, ['because', index]))),
    handles: Object.fromEntries(handles),
    mitigations: file.mitigations ?? {},
  };
}
