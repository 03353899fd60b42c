import { JSDOM } from 'jsdom';

/** A flowchart as Mermaid itself reads it. */
export interface Flowchart {
  /** The text of each node, by id. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly edges: readonly (readonly [string, string])[];
  /** The titles of the frames, with the ids of the nodes in each. */
  readonly frames: readonly { readonly title: string; readonly nodes: readonly string[] }[];
}

interface Database {
  getVertices(): ReadonlyMap<string, { readonly text: string }>;
  getEdges(): readonly { readonly start: string; readonly end: string }[];
  getSubGraphs(): readonly { readonly title: string; readonly nodes: readonly string[] }[];
}

/** Reads a flowchart with Mermaid's own parser. It cleans labels with a document's help, so that it is given one. */
export async function readFlowchart(text: string): Promise<Flowchart> {
  const { window } = new JSDOM();
  Object.assign(globalThis, { window, document: window.document });
  const { default: mermaid } = await import('mermaid');
  expectFlowchart(await mermaid.parse(text));
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const database = db as unknown as Database;
  return {
    nodes: new Map([...database.getVertices()].map(([id, node]) => [id, shownText(node.text)])),
    edges: database.getEdges().map(({ start, end }) => [start, end] as const),
    frames: database.getSubGraphs().map(({ title, nodes }) => ({ title: shownText(title), nodes })),
  };
}

function expectFlowchart({ diagramType }: { readonly diagramType: string }): void {
  if (!diagramType.startsWith('flowchart')) throw new Error(`it is a ${diagramType}`);
}

/** A label as it is seen: Mermaid keeps its entities as signs of its own until it draws. */
function shownText(text: string): string {
  const named: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>' };
  return text
    .replaceAll('<br>', '\n')
    .replaceAll('<br/>', '\n')
    .replace(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/ﬂ°(\w+)¶ß/g, (whole, name: string) => named[name] ?? whole);
}
