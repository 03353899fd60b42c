import { displayWidth, wrap } from '../text/width.ts';
import { escapeXml, html, Markup } from './html.ts';

/** What a box stands for; the page's style sheet gives each its colours. */
export type BoxKind = 'end' | 'chosen' | 'companion' | 'failed' | 'open';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  readonly kind: BoxKind;
}

export interface Arrow {
  readonly from: Box;
  readonly to: Box;
  /** `across`: from right to left side; `down`: from below to above. */
  readonly way: 'across' | 'down';
  readonly bothWays?: boolean;
  readonly dashed?: boolean;
  readonly label?: string;
}

const FONT_PIXELS = 15;
const LINE_PIXELS = 20;
const PAD_PIXELS = 12;
/** As wide as a half-width character is at most on average, in the fonts that systems have. */
const CHARACTER_PIXELS = 9.2;
const MAX_BOX_COLUMNS = 20;

/** How large a box has to be for a text, which is broken where it is long. */
export function boxSize(text: string, maxColumns: number = MAX_BOX_COLUMNS): Pick<Box, 'width' | 'height' | 'lines'> {
  const lines = wrap(text, maxColumns);
  const columns = Math.max(...lines.map(displayWidth));
  return {
    lines,
    width: Math.ceil(columns * CHARACTER_PIXELS) + 2 * PAD_PIXELS,
    height: lines.length * LINE_PIXELS + 2 * PAD_PIXELS - 4,
  };
}

/** The pixels that a label of an arrow takes at its right. */
export function labelWidth(text: string): number {
  return Math.ceil(displayWidth(text) * CHARACTER_PIXELS) + PAD_PIXELS;
}

/**
 * Boxes and arrows as inline SVG, coloured by the classes of the page.
 *
 * @param id unlike that of any other drawing of the page
 * @param title what the drawing shows, for those who do not see it
 */
export function drawing(
  id: string,
  title: string,
  className: string,
  size: { readonly width: number; readonly height: number },
  boxes: readonly Box[],
  arrows: readonly Arrow[],
): Markup {
  const [width, height] = [Math.ceil(size.width), Math.ceil(size.height)];
  return html`<svg class="${className}" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}" role="img" aria-labelledby="${id}">
<title id="${id}">${title}</title>
${arrows.map(arrowMarkup)}
${boxes.map(boxMarkup)}
</svg>`;
}

function boxMarkup({ x, y, width, height, lines, kind }: Box): Markup {
  const top = y + PAD_PIXELS + FONT_PIXELS - 3;
  const texts = lines.map(
    (line, index) => `<text x="${round(x + width / 2)}" y="${round(top + index * LINE_PIXELS)}">${escapeXml(line)}</text>`,
  );
  const radius = kind === 'end' ? height / 2 : 8;
  return new Markup(
    `<g class="box ${kind}"><rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${round(radius)}"/>${texts.join('')}</g>`,
  );
}

function arrowMarkup({ from, to, way, bothWays = false, dashed = false, label = '' }: Arrow): Markup {
  const [a, b] = way === 'across' ? [rightOf(from), leftOf(to)] : [belowOf(from), aboveOf(to)];
  const [c, d] =
    way === 'across'
      ? [
          { x: (a.x + b.x) / 2, y: a.y },
          { x: (a.x + b.x) / 2, y: b.y },
        ]
      : [
          { x: a.x, y: (a.y + b.y) / 2 },
          { x: b.x, y: (a.y + b.y) / 2 },
        ];
  const path = `M${point(a)}C${point(c)} ${point(d)} ${point(b)}`;
  const tips = `${tipAt(b, way, 1)}${bothWays ? tipAt(a, way, -1) : ''}`;
  const text =
    label === ''
      ? ''
      : `<text class="label" x="${round((a.x + b.x) / 2 + 10)}" y="${round((a.y + b.y) / 2 + 5)}">${escapeXml(label)}</text>`;
  return new Markup(`<path class="arrow${dashed ? ' dashed' : ''}" d="${path}"/><path class="tip" d="${tips}"/>${text}`);
}

/** The tip of an arrow; `sign` -1 points backwards. */
function tipAt({ x, y }: { readonly x: number; readonly y: number }, way: Arrow['way'], sign: 1 | -1): string {
  const back = -TIP_PIXELS * sign;
  const half = TIP_PIXELS / 2;
  const [first, second] =
    way === 'across'
      ? [
          { x: x + back, y: y - half },
          { x: x + back, y: y + half },
        ]
      : [
          { x: x - half, y: y + back },
          { x: x + half, y: y + back },
        ];
  return `M${point({ x, y })}L${point(first)}L${point(second)}z`;
}

const TIP_PIXELS = 9;

function point({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${round(x)} ${round(y)}`;
}

function rightOf({ x, y, width, height }: Box) {
  return { x: x + width, y: y + height / 2 };
}

function leftOf({ x, y, height }: Box) {
  return { x, y: y + height / 2 };
}

function belowOf({ x, y, width, height }: Box) {
  return { x: x + width / 2, y: y + height };
}

function aboveOf({ x, y, width }: Box) {
  return { x: x + width / 2, y };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
