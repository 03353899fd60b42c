import { placesBelow } from '../engine/explore.ts';
import { distinctBy } from '../engine/lists.ts';
import type { Prospect } from '../engine/outcome.ts';
import { graph as en } from '../messages/en/rules-test.ts';
import { graph as ja } from '../messages/ja/rules-test.ts';
import { decisionMessages, inLanguage } from '../messages/locale.ts';
import { namesIn } from '../messages/names.ts';
import { type OfferingId, offeringText, type Pack } from '../model/pack.ts';
import { classDef, label } from '../output/markdown/mermaid.ts';
import type { Paint } from '../output/style.ts';
import { linesText, type Page } from '../output/text/layout.ts';
import { displayWidth, wrap } from '../output/text/width.ts';
import { branchesOf, type CaseResult, hitsOf, stepPath } from './cases.ts';

/** What to highlight in a tree: a walk, or what cases reach. */
export interface Highlight {
  readonly kind: 'walk' | 'coverage';
  /** Paths of nodes, leaves and branches. */
  readonly reached: ReadonlySet<string>;
}

interface GraphContext extends Page {
  readonly pack: Pack;
  /** Null: nothing is highlighted. */
  readonly highlight: Highlight | null;
}

/** The formats of `rules graph` by name: functions that return a string ending in one newline. */
export const graphFormats = { text: renderText, mermaid: renderMermaid } as const;

/** The paths of walks, up to a leaf or to an unanswered question. */
export function walkHighlight(walks: readonly Pick<Prospect, 'path' | 'at'>[]): Highlight {
  const nodes = walks.flatMap(({ path, at }) => [...path.map(({ node }) => node.id), at]);
  const branches = walks.flatMap(({ path }) => path.map(stepPath));
  return { kind: 'walk', reached: new Set([...nodes.map(nodePath), ...branches]) };
}

/** What the cases of a pack reach; without results, nothing. */
export function coverageHighlight({ root }: Pack, results: readonly CaseResult[]): Highlight {
  const nodes = results.flatMap(({ walk }) => walk.path.map(({ node }) => nodePath(node.id)));
  const start = results.length > 0 ? [nodePath(root)] : [];
  return { kind: 'coverage', reached: new Set([...results.flatMap(hitsOf), ...nodes, ...start]) };
}

/** The services of a leaf in order of preference, each once: several options may differ only in their conditions. */
function offeringsOf({ leaves }: Pack, id: string): OfferingId[] {
  return distinctBy(leaves[id]?.options ?? [], offeringText);
}

function nodePath(id: string): string {
  return `nodes.${id}`;
}

/** How a part is drawn: reached by the walk or by cases, missed by cases, or plain. */
type Stroke = 'plain' | 'reached' | 'missed';

/** A sign besides the colour, for output without colours. */
const signs = { walk: { plain: '', reached: ' *', missed: '' }, coverage: { plain: '', reached: '', missed: ' !' } };

function strokeOf({ highlight }: GraphContext, path: string): Stroke {
  if (highlight?.reached.has(path)) return 'reached';
  // A branch that a walk does not take is not a gap; one that no case takes is.
  return highlight?.kind === 'coverage' ? 'missed' : 'plain';
}

/** Draws the tree for a terminal; a node that several branches lead to is drawn once and then referred to. */
function renderText(context: GraphContext): string {
  const { pack, style, highlight } = context;
  const messages = inLanguage(pack.lang, { en, ja });
  const targets = placesBelow(pack, pack.root).flatMap((id) => branchesOf(pack, id).map(({ to }) => to));
  const drawn = new Set<string>();
  const lines: string[] = [];
  let hasSigns = false;
  draw(pack.root, nodePath(pack.root), '', '', '');
  const legend = hasSigns && highlight ? ['', messages.legend[highlight.kind]] : [];
  return linesText([...lines, ...legend]);

  /** @param lead precedes the line itself; `below` precedes the lines of its branches */
  function draw(id: string, path: string, answer: string, lead: string, below: string): void {
    const node = pack.nodes[id];
    const again = drawn.has(id);
    const stroke = strokeOf(context, path);
    // A name is needed only if something refers to it.
    const name = node && targets.indexOf(id) < targets.lastIndexOf(id) ? ` (${id}${again ? `, ${messages.above}` : ''})` : '';
    const text = node ? `${node.ask}?` : `${id}: ${offeringsOf(pack, id).map(offeringText).join(' > ')}`;
    const sign = highlight ? signs[highlight.kind][stroke] : '';
    hasSigns ||= sign !== '';
    const room = Math.max(20, context.width - displayWidth(lead) - displayWidth(sign));
    const [whole = '', ...rest] = wrap(`${answer}${text}${name}`, room);
    const shown = rest.length === 0 ? whole : `${wrap(`${answer}${text}${name}`, room - 1)[0]}…`;
    lines.push(`${style.dim(lead)}${paintOf(stroke, !node)(shown)}${style.yellow(sign)}`);
    if (!node || again) return;
    drawn.add(id);
    const branches = branchesOf(pack, id);
    for (const branch of branches) {
      const [corner, bar] = branch === branches.at(-1) ? ['└─ ', '   '] : ['├─ ', '│  '];
      draw(branch.to, branch.path, `${branch.text} → `, `${below}${corner}`, `${below}${bar}`);
    }
  }

  function paintOf(stroke: Stroke, isLeaf: boolean): Paint {
    if (stroke === 'missed') return style.red;
    if (stroke === 'plain') return (text) => text;
    return isLeaf ? (text) => style.bold(style.green(text)) : style.bold;
  }
}

function renderMermaid(context: GraphContext): string {
  const { pack } = context;
  const names = namesIn(pack, decisionMessages(pack.lang));
  const asks = new Map(pack.questions.map(({ id, ask }) => [id, ask]));
  const places = placesBelow(pack, pack.root);
  const numbers = new Map(places.map((id, index) => [id, `n${index}`]));
  const nodes = places.map((id) => {
    const ask = pack.nodes[id]?.ask;
    const [first = '', ...others] = offeringsOf(pack, id).map(({ service, variant }) => names.offering(service, variant));
    const text =
      ask === undefined
        ? `[${label([id, first, ...others.map((name) => `(${name})`)])}]`
        : `{${label([ask, asks.get(ask) ?? ''])}}`;
    // A node has only one class in this short form: reached or missed takes precedence over its kind.
    const stroke = strokeOf(context, nodePath(id));
    const usual = ask === undefined ? ':::leaf' : '';
    return `  ${numbers.get(id)}${text}${stroke === 'plain' ? usual : `:::${stroke}`}`;
  });
  const edges = places.flatMap((id) => branchesOf(pack, id).map((branch) => ({ ...branch, from: id })));
  const arrows = { plain: '-->', reached: '==>', missed: '-.->' };
  const links = edges.map(({ from, to, text, path }) => {
    return `  ${numbers.get(from)} ${arrows[strokeOf(context, path)]}|${label([text])}| ${numbers.get(to)}`;
  });
  const leaves = classDef('leaf', '#eef6ff', '#2563eb');
  const strokes = ['  classDef reached stroke:#15803d,stroke-width:3px', '  classDef missed stroke:#b91c1c,stroke-dasharray:4'];
  return linesText(['flowchart TD', ...nodes, ...links, leaves, ...(context.highlight ? strokes : [])]);
}
