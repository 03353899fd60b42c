import { namesIn } from '../messages/names.ts';
import type { Leaf, Node, Option } from '../model/pack.ts';
import { code, escaped, table } from '../output/markdown.ts';
import { type Docs, testText } from './rules-docs.ts';

/** A node: what it asks, and where each answer leads and why. */
export function nodeLines(docs: Docs, node: Node): string[] {
  const { words, labels, to, heading } = docs;
  const rows = node.branches.map(({ when, to: id, because }) => [
    testText(when, docs),
    `[${code(id)}](${to('tree', id)})`,
    escaped(because),
  ]);
  return [
    `## ${heading('tree', node.id)}`,
    '',
    `${words.asks}${labels.colon}[${code(node.ask)}](${to('questions', node.ask)})${layerText(docs, node.layer)}`,
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
  const { pack, words, labels, to } = docs;
  const names = namesIn(pack, labels);
  const { service, variant, with: companions, pattern, summary, because, handles, mitigations } = option;
  const pattern_ = pattern === null ? [] : [`${words.pattern}${labels.colon}${escaped(pack.patterns[pattern]?.name ?? pattern)}`];
  const with_ =
    companions.length === 0
      ? []
      : [`${words.with}${labels.colon}${companions.map((id) => escaped(names.companion(id))).join(labels.comma)}`];
  const handled = Object.entries(handles).map(([id, { text }]) => `${words.handles} ${code(id)}${labels.colon}${escaped(text)}`);
  const mitigated = Object.entries(mitigations).map(
    ([id, mitigation]) =>
      `${words.mitigated} ${code(id)}${labels.colon}[${code(mitigation)}](${to('advice', `${words.mitigations} ${mitigation}`)})`,
  );
  const details = [...because.map((text) => escaped(text)), ...pattern_, ...with_, ...handled, ...mitigated];
  return [
    `${index + 1}. **[${escaped(names.offering(service, variant))}](${to('services', service)})**${summary === '' ? '' : `${labels.colon}${escaped(summary)}`}`,
    ...details.map((line) => `   - ${line}`),
    '',
  ];
}

/** The pack that gave something, where it is not the pack itself. */
function layerText({ pack, words, labels }: Docs, layer: string): string {
  return layer === pack.layer ? '' : labels.inBrackets('', `${words.layer}${labels.colon}${code(layer)}`);
}

function layerLine(docs: Docs, layer: string): string[] {
  const text = layerText(docs, layer).trim();
  return text === '' ? [] : [text, ''];
}
