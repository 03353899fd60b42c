import type { Leaf, Node, Option } from '../core/pack.ts';
import { labelsIn } from './labels.ts';
import { code, escaped, table } from './markdown.ts';
import { namesIn } from './names.ts';
import { type Docs, testText } from './rules-docs.ts';

/** A node: what it asks, and where each answer leads and why. */
export function nodeLines(docs: Docs, node: Node): string[] {
  const { words, to, heading } = docs;
  const rows = node.branches.map(({ when, to: id, because }) => [
    testText(when, docs),
    `[${code(id)}](${to('tree', id)})`,
    escaped(because),
  ]);
  return [
    `## ${heading('tree', node.id)}`,
    '',
    `${words.asks}${words.colon}[${code(node.ask)}](${to('questions', node.ask)})${layerText(docs, node.layer)}`,
    '',
    ...table([words.when, words.leadsTo, words.because], rows),
    '',
  ];
}

/** A leaf: what it recommends in order of preference, and how each option meets what its facts would not allow. */
export function leafLines(docs: Docs, leaf: Leaf): string[] {
  return [
    `## ${docs.heading('tree', leaf.id)}`,
    '',
    ...leaf.options.flatMap((option, index) => optionLines(docs, option, index)),
    ...layerLine(docs, leaf.layer),
  ];
}

function optionLines(docs: Docs, option: Option, index: number): string[] {
  const { pack, lang, words, to } = docs;
  const names = namesIn(pack, labelsIn(lang));
  const { service, variant, with: companions, pattern, summary, because, handles, remedies } = option;
  const pattern_ = pattern === null ? [] : [`${words.pattern}${words.colon}${escaped(pack.patterns[pattern]?.name ?? pattern)}`];
  const with_ =
    companions.length === 0
      ? []
      : [`${words.with}${words.colon}${companions.map((id) => escaped(names.companion(id))).join(', ')}`];
  const handled = Object.entries(handles).map(([id, { text }]) => `${words.handles} ${code(id)}: ${escaped(text)}`);
  const remedied = Object.entries(remedies).map(
    ([id, remedy]) => `${words.remedied} ${code(id)}: [${code(remedy)}](${to('advice', `${words.remedies} ${remedy}`)})`,
  );
  const details = [...because.map((text) => escaped(text)), ...pattern_, ...with_, ...handled, ...remedied];
  return [
    `${index + 1}. **[${escaped(names.offering(service, variant))}](${to('services', service)})**${summary === '' ? '' : `: ${escaped(summary)}`}`,
    ...details.map((line) => `   - ${line}`),
    '',
  ];
}

/** The pack that gave something, where it is not the pack itself. */
function layerText({ pack, words }: Docs, layer: string): string {
  return layer === pack.layer ? '' : words.aside(`${words.layer}${words.colon}${code(layer)}`);
}

function layerLine(docs: Docs, layer: string): string[] {
  const text = layerText(docs, layer).trim();
  return text === '' ? [] : [text, ''];
}
