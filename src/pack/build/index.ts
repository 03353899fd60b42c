import type { Finding } from '../../model/diagnostic.ts';
import type { PackSource } from '../../model/pack-source.ts';
import { inheritedTexts } from '../hints.ts';
import type { Layered } from '../layers.ts';
import { packHead } from '../schema/pack.ts';
import { checkShape } from '../shape.ts';
import { at, entry, type SourceNode } from '../source-node.ts';
import { PackBuilder } from './build-context.ts';
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
  const builder = new PackBuilder(layered, head?.languages ?? null);
  builder.findings.push(...headFindings);
  const title = builder.texts(head?.title, entry(written, 'title'));
  for (const [topic, name] of Object.entries(head?.topics ?? {}))
    builder.topics.set(topic, builder.texts(name, at(written, ['topics', topic])));
  const { questions, derived } = buildQuantities(builder);
  const tree = buildTree(builder);
  const services = buildServices(builder);
  const others = buildOthers(builder);
  const renamed = head?.renamed ?? {};
  const cases = buildCases(builder, renamed);
  for (const [old, id] of Object.entries(renamed)) {
    const part = at(written, ['renamed', old]);
    if (builder.questions.has(old)) builder.report('renamed-in-use', part?.key ?? null, { id: old });
    builder.question(id, part?.at ?? null);
  }
  if (!head || builder.findings.length > 0) return { source: null, findings: builder.findings };
  const { id, version, languages } = head;
  const source = {
    id,
    version,
    layer: id,
    layers: layered.layers,
    title,
    languages,
    topics: Object.fromEntries(builder.topics),
    questions,
    derived,
    ...tree,
    services,
    ...others,
    renamed,
    factAgeDays: head['fact-age-days'] ?? null,
    cases,
    places: builder.places,
    inheritedTexts: inheritedTexts(layered, languages),
    written: layered,
  };
  return { source, findings: [] };
}
