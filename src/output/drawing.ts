import { Graph as Drawing, layout } from '@dagrejs/dagre';
import { escapeXml } from './svg.ts';
import { displayWidth } from './width.ts';

const size = { line: 16, column: 7, pad: 10, font: 12, margin: 16 } as const;

/** A box of a picture. Its first line is its head; `className` is for the style sheet. */
export interface DrawnBox {
  readonly id: string;
  readonly lines: readonly string[];
  readonly className: string;
  /** In pixels. */
  readonly radius: number;
}

/** An arrow from box to box; an empty label takes no room. */
export interface DrawnArrow {
  /** No other arrow between the same boxes has it. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly className: string;
}

export interface Picture {
  readonly title: string;
  readonly direction: 'TB' | 'LR';
  readonly boxes: readonly DrawnBox[];
  readonly arrows: readonly DrawnArrow[];
}

/** Boxes and arrows as a picture that stands alone: no script, no font to load, readable on light and on dark. */
export function drawSvg({ title, direction, boxes, arrows }: Picture): string {
  const drawing = new Drawing({ multigraph: true });
  drawing.setGraph({ rankdir: direction, nodesep: 24, ranksep: 48, edgesep: 12, marginx: size.margin, marginy: size.margin });
  for (const { id, lines } of boxes) {
    drawing.setNode(id, {
      width: Math.max(...lines.map(widthOf)) + 2 * size.pad,
      height: lines.length * size.line + 2 * size.pad,
    });
  }
  for (const { id, from, to, label } of arrows) {
    // Short labels have little to make up for letters that are wider than a column.
    const room = label === '' ? { width: 0, height: 0 } : { width: widthOf(label) + 10, height: size.line };
    drawing.setEdge(from, to, { ...room, labelpos: 'c' as const }, id);
  }
  layout(drawing);
  const { width = 0, height = 0 } = drawing.graph() as { width?: number; height?: number };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole(width)} ${whole(height)}" width="${whole(width)}" height="${whole(height)}" role="img" font-family="Helvetica, Arial, 'Hiragino Sans', 'Noto Sans CJK JP', sans-serif" font-size="${size.font}">`,
    `<title>${escapeXml(title)}</title>`,
    styles,
    `<rect class="ground" width="100%" height="100%"/>`,
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="tip" d="M0 0L10 5L0 10z"/></marker></defs>',
    ...arrows.map((arrow) => arrowSvg(arrow, drawing.edge(arrow.from, arrow.to, arrow.id) as ArrowLine)),
    ...boxes.map((box) => boxSvg(box, drawing.node(box.id) as Placed)),
    '</svg>\n',
  ].join('\n');
}

const styles = `<style>
.ground{fill:#fff}.box{fill:#fff;stroke:#475569}.leaf{fill:#eef6ff;stroke:#2563eb}text{fill:#0f172a}.way{fill:none;stroke:#64748b}.tip{fill:#64748b}.label{fill:#fff}
.reached{stroke:#15803d;stroke-width:3}.missed{stroke:#b91c1c;stroke-dasharray:5 4}.head{font-weight:bold}
@media (prefers-color-scheme:dark){.ground,.label{fill:#0f172a}.box{fill:#1e293b}.leaf{fill:#172554}text{fill:#e2e8f0}}
</style>`;

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface ArrowLine extends Placed {
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

function boxSvg({ lines, className, radius }: DrawnBox, { x, y, width, height }: Placed): string {
  const top = y - height / 2 + size.pad + size.font;
  const texts = lines.map(
    (line, index) =>
      `<text x="${whole(x)}" y="${whole(top + index * size.line)}" text-anchor="middle"${index === 0 ? ' class="head"' : ''}>${escapeXml(line)}</text>`,
  );
  const rect = `<rect class="${className}" x="${whole(x - width / 2)}" y="${whole(y - height / 2)}" width="${whole(width)}" height="${whole(height)}" rx="${radius}"/>`;
  return `<g>${rect}${texts.join('')}</g>`;
}

function arrowSvg({ label, className }: DrawnArrow, { points, x, y, width, height }: ArrowLine): string {
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${whole(point.x)} ${whole(point.y)}`).join('');
  const way = `<path class="way ${className}" d="${path}" marker-end="url(#tip)"/>`;
  if (label === '') return `<g>${way}</g>`;
  return [
    `<g>${way}`,
    `<rect class="label" x="${whole(x - width / 2)}" y="${whole(y - height / 2)}" width="${whole(width)}" height="${whole(height)}"/>`,
    `<text x="${whole(x)}" y="${whole(y + size.font / 3)}" text-anchor="middle">${escapeXml(label)}</text></g>`,
  ].join('');
}

/** Without the font there is only a good guess: a column of a terminal is about so wide. */
function widthOf(text: string): number {
  return displayWidth(text) * size.column;
}

function whole(number: number): number {
  return Math.round(number);
}
