import type { DecisionMessages } from '../../messages/en/decision.ts';
import { type Join, type LinkPicture, type Part, pictureGraph } from '../link-picture.ts';
import { displayWidth, largest, wrap } from '../text/width.ts';
import { escapeXml, html, Markup } from './html.ts';

export interface Drawing {
  /** Unique among the drawings of the page. */
  readonly id: string;
  /** Describes the drawing to those who cannot see it. */
  readonly title: string;
  readonly className: string;
  /** Whether the layers run from left to right or from top to bottom. */
  readonly way: 'across' | 'down';
  /** The gap between layers, and between the parts of a layer. */
  readonly gapPixels: number;
  readonly rowGapPixels: number;
  /** Longer texts wrap inside their box. */
  readonly maxColumns: number;
  /** The parts of a layer are spread evenly; null leaves a place empty. */
  readonly layers: readonly (readonly (Part | null)[])[];
  readonly joins: readonly Join[];
}

interface Box extends Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
}

const MARGIN_PIXELS = 5;
const FONT_PIXELS = 15;
const LINE_PIXELS = 20;
const PAD_PIXELS = 12;
const TIP_PIXELS = 9;
/** The widest average of a half-width character among system fonts. */
const CHARACTER_PIXELS = 9.2;

/** Draws a link from left to right, and from top to bottom for narrow screens. */
export function pictureSvg(picture: LinkPicture, messages: DecisionMessages, id: string): Markup {
  const { producer, before, service, behind, consumers, bothWays } = picture;
  const title = [producer, ...before, service, ...behind, consumers.join(messages.comma)].join(bothWays ? ' <-> ' : ' -> ');
  const drawing = { ...pictureGraph(picture, messages), title, rowGapPixels: 24 };
  return html`<div class="picture">
${drawingSvg({ ...drawing, id: `${id}picture`, className: 'wide', way: 'across', gapPixels: 56, maxColumns: 20 })}
${drawingSvg({ ...drawing, id: `${id}tall-picture`, className: 'tall', way: 'down', gapPixels: 32, maxColumns: 14 })}
</div>`;
}

/** Draws boxes in layers, and the arrows between them, as inline SVG. */
export function drawingSvg(drawing: Drawing): Markup {
  const { id, title, className, way, joins } = drawing;
  const boxes = boxesOf(drawing);
  const width = Math.ceil(largest(boxes.map((box) => box.x + box.width)) + MARGIN_PIXELS);
  const height = Math.ceil(largest(boxes.map((box) => box.y + box.height)) + MARGIN_PIXELS);
  const [w, h] = [String(width), String(height)];
  const boxOf = new Map(boxes.map((box) => [box.id, box]));
  const arrows = joins.flatMap((join) => {
    const [from, to] = [boxOf.get(join.from), boxOf.get(join.to)];
    return from && to ? [arrowMarkup(from, to, way, join)] : [];
  });
  return html`<svg class="${className}" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-labelledby="${id}">
<title id="${id}">${title}</title>
${arrows}
${boxes.map(boxMarkup)}
</svg>`;
}

function boxesOf({ layers, way, gapPixels, rowGapPixels, maxColumns }: Drawing): Box[] {
  const [length, breadth] = way === 'across' ? (['width', 'height'] as const) : (['height', 'width'] as const);
  const sized = layers.map((layer) => layer.map((part) => part && { ...part, ...sizeOf(part.text, maxColumns) }));
  const pitch = largest(sized.flatMap((layer) => layer.map((part) => part?.[breadth] ?? 0))) + rowGapPixels;
  const total = pitch * largest(layers.map((layer) => layer.length));
  let start = MARGIN_PIXELS;
  return sized.flatMap((layer) => {
    const longest = largest(layer.map((part) => part?.[length] ?? 0));
    const along = start + longest / 2;
    start += longest + gapPixels;
    return layer.flatMap((part, index) => {
      if (!part) return [];
      const beside = MARGIN_PIXELS - rowGapPixels / 2 + (total * (index + 0.5)) / layer.length;
      const [x, y] = way === 'across' ? [along, beside] : [beside, along];
      return [{ ...part, x: x - part.width / 2, y: y - part.height / 2 }];
    });
  });
}

/** The size of a box for a text. */
function sizeOf(text: string, maxColumns: number): Pick<Box, 'width' | 'height' | 'lines'> {
  const lines = wrap(text, maxColumns);
  return {
    lines,
    width: Math.ceil(largest(lines.map(displayWidth)) * CHARACTER_PIXELS) + 2 * PAD_PIXELS,
    height: lines.length * LINE_PIXELS + 2 * PAD_PIXELS - 4,
  };
}

function boxMarkup({ x, y, width, height, lines, kind }: Box): Markup {
  const top = y + PAD_PIXELS + FONT_PIXELS - 3;
  const texts = lines.map(
    (line, index) => `<text x="${round(x + width / 2)}" y="${round(top + index * LINE_PIXELS)}">${escapeXml(line)}</text>`,
  );
  const radius = kind === 'end' ? height / 2 : 8;
  const size = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  return new Markup(`<g class="box ${kind}"><rect ${size} rx="${round(radius)}"/>${texts.join('')}</g>`);
}

function arrowMarkup(from: Box, to: Box, way: Drawing['way'], { bothWays = false, failing = false }: Join): Markup {
  // A point, given by how far along the arrow's direction it lies and how far to the side.
  const point = (along: number, beside: number): string => {
    const [x, y] = way === 'across' ? [along, beside] : [beside, along];
    return `${round(x)} ${round(y)}`;
  };
  const [start, end] = way === 'across' ? [from.x + from.width, to.x] : [from.y + from.height, to.y];
  const sideOf = ({ x, y, width, height }: Box): number => (way === 'across' ? y + height / 2 : x + width / 2);
  const [fromSide, toSide] = [sideOf(from), sideOf(to)];
  const middle = (start + end) / 2;
  const tip = (along: number, beside: number, back: number): string =>
    `M${point(along, beside)}L${point(along + back, beside - TIP_PIXELS / 2)}L${point(along + back, beside + TIP_PIXELS / 2)}z`;
  const path = `M${point(start, fromSide)}C${point(middle, fromSide)} ${point(middle, toSide)} ${point(end, toSide)}`;
  const tips = tip(end, toSide, -TIP_PIXELS) + (bothWays ? tip(start, fromSide, TIP_PIXELS) : '');
  return new Markup(`<path class="arrow${failing ? ' dashed' : ''}" d="${path}"/><path class="tip" d="${tips}"/>`);
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
