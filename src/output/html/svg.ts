import type { DecisionMessages } from '../../messages/en/decision.ts';
import { type Join, type LinkPicture, type PicturePart, pictureGraph } from '../link-picture.ts';
import { displayWidth, largest, wrap } from '../text/width.ts';
import { escapeXml, html, Markup } from './html.ts';

/** Whether the layers of a drawing run from left to right, or from top to bottom. */
type Direction = 'across' | 'down';

/** By class: the gap between layers and between the parts of a layer, and where texts wrap inside their box. */
const looks = {
  wide: { direction: 'across', gapPixels: 56, rowGapPixels: 24, maxColumns: 20 },
  tall: { direction: 'down', gapPixels: 32, rowGapPixels: 24, maxColumns: 14 },
  map: { direction: 'across', gapPixels: 110, rowGapPixels: 22, maxColumns: 24 },
} as const;

/** The parts of a layer are spread evenly; null leaves a place empty. */
type Layers = readonly (readonly (PicturePart | null)[])[];

/** A box in pixels, with its middle; `along` is in the direction of the drawing, `beside` at a right angle to it. */
type Box = ReturnType<typeof boxesOf>[number];

const MARGIN_PIXELS = 5;
const FONT_PIXELS = 15;
const LINE_PIXELS = 20;
const PAD_PIXELS = 12;
const TIP_PIXELS = 9;
/** The widest average of a half-width character among system fonts. */
const CHARACTER_PIXELS = 9.2;
/** The same in bold type, in which the chosen service stands. */
const BOLD_CHARACTER_PIXELS = 9.8;

/** Draws a link from left to right, and from top to bottom for narrow screens. */
export function pictureSvg(picture: LinkPicture, messages: DecisionMessages, id: string): Markup {
  const { producer, before, service, consumers, workers, bothWays } = picture;
  const behind = consumers.at(-1)?.behind ?? [];
  const names = consumers.map(({ name }) => name).join(messages.comma);
  const title = [producer, ...before, service, ...behind, ...workers, names].join(bothWays ? ' <-> ' : ' -> ');
  const { layers, joins } = pictureGraph(picture);
  return html`<div class="picture">
${drawingSvg('wide', `${id}picture`, title, layers, joins)}
${drawingSvg('tall', `${id}tall-picture`, title, layers, joins)}
</div>`;
}

/** Draws boxes in layers, and the arrows between them, as inline SVG. The id is unique on the page. */
export function drawingSvg(look: keyof typeof looks, id: string, title: string, layers: Layers, joins: readonly Join[]): Markup {
  const { direction } = looks[look];
  const boxes = boxesOf(layers, looks[look]);
  const [width, height] = turned(
    direction,
    Math.ceil(largest(boxes.map(({ along, length }) => along + length / 2)) + MARGIN_PIXELS),
    Math.ceil(largest(boxes.map(({ beside, breadth }) => beside + breadth / 2)) + MARGIN_PIXELS),
  );
  const [w, h] = [String(width), String(height)];
  const boxOf = new Map(boxes.map((box) => [box.id, box]));
  const arrows = joins.flatMap((join) => {
    const [from, to] = [boxOf.get(join.from), boxOf.get(join.to)];
    return from && to ? [arrowMarkup(from, to, direction, join)] : [];
  });
  return html`<svg class="${look}" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-labelledby="${id}">
<title id="${id}">${title}</title>
${arrows}
${boxes.map((box) => boxMarkup(box, direction))}
</svg>`;
}

/** Turns two figures in and beside the direction of a drawing into a horizontal and a vertical one, and back. */
function turned(direction: Direction, along: number, beside: number): readonly [x: number, y: number] {
  return direction === 'across' ? [along, beside] : [beside, along];
}

function boxesOf(layers: Layers, { direction, gapPixels, rowGapPixels, maxColumns }: (typeof looks)[keyof typeof looks]) {
  const sized = layers.map((layer) => layer.map((part) => part && { ...part, ...sizeOf(part, maxColumns, direction) }));
  const pitch = largest(sized.flat().map((part) => part?.breadth ?? 0)) + rowGapPixels;
  const total = pitch * largest(layers.map(({ length }) => length));
  let start = MARGIN_PIXELS;
  return sized.flatMap((layer) => {
    const longest = largest(layer.map((part) => part?.length ?? 0));
    const along = start + longest / 2;
    start += longest + gapPixels;
    return layer.flatMap((part, index) => {
      const beside = MARGIN_PIXELS - rowGapPixels / 2 + (total * (index + 0.5)) / layer.length;
      return part ? [{ ...part, along, beside }] : [];
    });
  });
}

function sizeOf({ text, kind }: PicturePart, maxColumns: number, direction: Direction) {
  const lines = text.split('\n').flatMap((line) => wrap(line, maxColumns).flatMap((each) => broken(each, 2 * maxColumns)));
  const characterPixels = kind === 'chosen' ? BOLD_CHARACTER_PIXELS : CHARACTER_PIXELS;
  const width = Math.ceil(largest(lines.map(displayWidth)) * characterPixels) + 2 * PAD_PIXELS;
  const [length, breadth] = turned(direction, width, lines.length * LINE_PIXELS + 2 * PAD_PIXELS - 4);
  return { lines, length, breadth };
}

/** Breaks a line that is one long word, such as an ARN: behind punctuation if possible. */
function broken(line: string, maxColumns: number): readonly string[] {
  const piece = `.{1,${maxColumns}}`;
  return line.match(new RegExp(`${piece}$|${piece}(?<=[.:/_-])|${piece}`, 'gu')) ?? [line];
}

function boxMarkup({ along, beside, length, breadth, lines, kind }: Box, direction: Direction): Markup {
  const [x, y] = turned(direction, along, beside);
  const [width, height] = turned(direction, length, breadth);
  const top = y - height / 2;
  const texts = lines.map((line, index) => {
    const base = top + PAD_PIXELS + FONT_PIXELS - 3 + index * LINE_PIXELS;
    return `<text x="${round(x)}" y="${round(base)}">${escapeXml(line)}</text>`;
  });
  const radius = kind === 'end' ? height / 2 : 8;
  const place = `x="${round(x - width / 2)}" y="${round(top)}" width="${round(width)}" height="${round(height)}"`;
  return new Markup(`<g class="box ${kind}"><rect ${place} rx="${round(radius)}"/>${texts.join('')}</g>`);
}

function arrowMarkup(from: Box, to: Box, direction: Direction, { bothWays = false, aside }: Join): Markup {
  const point = (along: number, beside: number): string => turned(direction, along, beside).map(round).join(' ');
  const [start, end] = [from.along + from.length / 2, to.along - to.length / 2];
  const middle = (start + end) / 2;
  const tip = (along: number, beside: number, back: number): string =>
    `M${point(along, beside)}L${point(along + back, beside - TIP_PIXELS / 2)}L${point(along + back, beside + TIP_PIXELS / 2)}z`;
  const path = `M${point(start, from.beside)}C${point(middle, from.beside)} ${point(middle, to.beside)} ${point(end, to.beside)}`;
  const tips = tip(end, to.beside, -TIP_PIXELS) + (bothWays ? tip(start, from.beside, TIP_PIXELS) : '');
  const dashed = aside?.kind === 'failed' ? ' dashed' : '';
  return new Markup(`<path class="arrow${dashed}" d="${path}"/><path class="tip" d="${tips}"/>`);
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
