import { lazy, remembered } from '../../engine/lazy.ts';
import type { Finding } from '../../model/finding.ts';
import type { Pack, Value } from '../../model/pack.ts';
import { canonicalJson, sha256 } from '../digest.ts';
import { entryLine } from '../layers.ts';
import type { Layered } from '../merge.ts';
import type { Case, PackSource } from '../pack-source.ts';
import { packHead, testCase } from '../schema/pack.ts';
import { type Cursor, plainValue, type SourceNode } from '../source-node.ts';
import { PackBuilder } from './pack-builder.ts';
import { buildQuantities } from './quantities.ts';
import { buildTree } from './tree.ts';

/** `sha256:` and the digest of what a pack says, in all languages, without cases and the place of its base. */
export function digestOf({ layered }: Pick<PackSource, 'layered'>): string {
  const { cases: _, pack, ...rules } = plainValue(layered.written) as Readonly<Record<string, object>>;
  return sha256(canonicalJson({ ...rules, pack: { ...pack, extends: undefined } }));
}

/** Builds a pack whose references all resolve; or null, and findings. Another language than those of the pack means its first. */
export function buildPack(
  layered: Layered,
  lang = '',
): { readonly source: PackSource | null; readonly findings: readonly Finding[] } {
  const builder = new PackBuilder(layered, lang);
  const { head: file } = builder;
  const written = builder.root.to('pack');
  const { questions, derived, inputs } = buildQuantities(builder);
  const { tree, locations } = buildTree(builder, inputs);
  const keys = ['services', 'patterns', 'mitigations', 'neighbours', 'advice'] as const;
  const sections = Object.fromEntries(keys.map((key) => [key, builder.section(key)]));
  const head = file && (builder.build(packHead, file, written) as Record<string, unknown>);
  const renamed = file?.renamed ?? {};
  const cases = buildCases(builder, renamed);
  for (const old of Object.keys(renamed)) {
    if (builder.questions.has(old)) builder.report('renamed-in-use', written.to('renamed').to(old).key, { id: old });
  }
  const findings = builder.allFindings();
  if (!file || findings.length > 0) return { source: null, findings };
  const { id, version, languages } = file;
  const { format: _, extends: __, ...own } = head as Record<string, unknown>;
  // Lazy: for a large pack it takes longer than everything else, and many uses do not need it.
  const digest = lazy(() => digestOf({ layered }));
  // Values built from schemas have the schemas' types, which TypeScript cannot follow.
  const pack = {
    ...own,
    // Facts may name any topic if the pack lists none, such as `constructor`.
    topics: Object.assign(Object.create(null), own['topics']),
    layers: layered.layers,
    lang: builder.lang,
    get digest() {
      return digest();
    },
    questions,
    derived,
    ...tree,
    ...sections,
  } as unknown as Pack;
  const packIn = remembered((chosen: string): Pack => {
    return chosen === pack.lang ? pack : (buildPack(layered, chosen).source?.in(chosen) ?? pack);
  });
  const inLanguage = (wanted: string): Pack => packIn(languages.includes(wanted) ? wanted : (languages[0] ?? ''));
  return { source: { id, version, languages, in: inLanguage, locations, cases, layered }, findings: [] };
}

/** Builds the cases, which may still use old ids of questions. */
function buildCases(builder: PackBuilder, renamed: Readonly<Record<string, string>>): Case[] {
  const first = new Map<string, SourceNode>();
  const all = builder.root.to('cases');
  return (all.node?.items ?? []).flatMap((node, index) => {
    const written = all.to(index);
    const file = builder.shaped(testCase, written);
    if (file === null) return [];
    const { name } = file;
    const earlier = first.get(name);
    if (earlier) builder.report('duplicate-id', written.to('name').at, { kind: 'case', id: name, first: entryLine(earlier) });
    first.set(name, node);
    const answers = answersOf(file.answers, written.to('answers'));
    const built = builder.build(testCase, file, written) as Omit<Case, 'layer'>;
    return [{ ...built, answers, layer: builder.layer(written) }];
  });

  function answersOf(file: Readonly<Record<string, unknown>>, written: Cursor): Case['answers'] {
    const answers: Record<string, Value | null> = {};
    const keys = new Map<string, string>();
    for (const [key, raw] of Object.entries(file)) {
      const part = written.to(key);
      const id = builder.questions.has(key) || !Object.hasOwn(renamed, key) ? key : (renamed[key] ?? key);
      const question = builder.quantity(id, part, part.key, false);
      if (!question) continue;
      const other = keys.get(id);
      if (other !== undefined) builder.report('answered-twice', part.key, { question: key, other });
      keys.set(id, key);
      answers[id] = builder.value(question, raw, part, 'answer');
    }
    return answers;
  }
}
