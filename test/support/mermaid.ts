import { createRequire } from 'node:module';
import type { Opened } from './browser.ts';

/** A flowchart as Mermaid itself reads it. */
export interface Flowchart {
  /** The text of each node, by id. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly edges: readonly (readonly [string, string])[];
  /** The titles of the frames, with the ids of the nodes in each. */
  readonly frames: readonly { readonly title: string; readonly nodes: readonly string[] }[];
}

const require = createRequire(import.meta.url);

/** Reads a flowchart with Mermaid's own parser, in a page, since it cleans labels with a document's help. */
export async function readFlowchart({ page }: Opened, text: string): Promise<Flowchart> {
  await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });
  const { nodes, edges, frames } = await page.evaluate(async (source) => {
    const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
    const { diagramType } = await mermaid.parse(source);
    if (!diagramType.startsWith('flowchart')) throw new Error(`it is a ${diagramType}`);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(source);
    return {
      nodes: [...db.getVertices()].map(([id, node]) => [id, node.text] as const),
      edges: db.getEdges().map(({ start, end }) => [start, end] as const),
      frames: db.getSubGraphs().map((frame) => ({ title: frame.title, nodes: frame.nodes })),
    };

    interface Mermaid {
      parse(text: string): Promise<{ readonly diagramType: string }>;
      readonly mermaidAPI: { getDiagramFromText(text: string): Promise<{ readonly db: Database }> };
    }
    interface Database {
      getVertices(): ReadonlyMap<string, { readonly text: string }>;
      getEdges(): readonly { readonly start: string; readonly end: string }[];
      getSubGraphs(): readonly { readonly title: string; readonly nodes: readonly string[] }[];
    }
  }, text);
  return {
    nodes: new Map(nodes.map(([id, label]) => [id, shownText(label)])),
    edges,
    frames: frames.map((frame) => ({ ...frame, title: shownText(frame.title) })),
  };
}

/** A label as it is shown: until it draws, Mermaid keeps entities in its own notation. */
function shownText(text: string): string {
  const named: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>' };
  return text
    .replaceAll('<br>', '\n')
    .replaceAll('<br/>', '\n')
    .replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/ﬂ°(\w+)¶ß/g, (whole, name: string) => named[name] ?? whole);
}
