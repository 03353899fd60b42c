import type { Finding } from '../../model/diagnostic.ts';
import type { PackSource } from '../../model/source-location.ts';
import { inheritedTexts } from '../inherited-texts.ts';
import type { Layered } from '../layers.ts';
import { packHead } from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { at, entry, type SourceNode } from '../source-node.ts';
import { Book } from './build-context.ts';
import { buildCases } from './cases.ts';
import { buildOthers } from './others.ts';
import { buildQuantities } from './questions.ts';
import { buildServices } from './services.ts';
import { buildTree } from './tree.ts';

/** Turns a pack as it was written into one whose references all resolve, or into findings. */
export function buildSource(layered: Layered): { readonly source: PackSource | null; readonly findings: readonly Finding[] } {
  const written = entry(layered.written, 'pack') as SourceNode;
  const headFindings: Finding[] = [];
  const head = checkShape(packHead, written, ['pack'], headFindings);
  const book = new Book(layered, head?.languages ?? null);
  book.findings.push(...headFindings);
  const title = book.texts(head?.title, entry(written, 'title'));
  const { questions, derived } = buildQuantities(book);
  const tree = buildTree(book);
  const services = buildServices(book);
  const others = buildOthers(book);
  const renamed = head?.renamed ?? {};
  const cases = buildCases(book, renamed);
  for (const [old, id] of Object.entries(renamed)) {
    const part = at(written, ['renamed', old]);
    if (book.questions.has(old)) book.tell('renamed-in-use', part?.key ?? null, { id: old });
    book.question(id, part?.at ?? null);
  }
  if (!head || book.findings.length > 0) return { source: null, findings: book.findings };
  const { id, version, languages } = head;
  const source = {
    id,
    version,
    layer: id,
    layers: layered.layers,
    title,
    languages,
    questions,
    derived,
    ...tree,
    services,
    ...others,
    renamed,
    factAgeDays: head['fact-age-days'] ?? null,
    cases,
    places: book.places,
    inheritedTexts: inheritedTexts(layered, languages),
    written: layered,
  };
  return { source, findings: [] };
}
