import type { DecisionMessages } from '../../messages/en/decision.ts';
import type { LinkPicture } from '../link-picture.ts';
import { displayWidth, largest, wrap } from '../text/width.ts';
import { escapeXml, html, Markup } from './html.ts';

const GAP_PIXELS = 56;
const ROW_PIXELS = 24;
const MARGIN_PIXELS = 4;
const STEP_PIXELS = 32;
const PHONE_COLUMNS = 14;

type Part = Pick<Box, 'kind'> & { readonly text: string };

/** A link as a drawing: from left to right, and from above to below for narrow screens. */
export function pictureSvg(picture: LinkPicture, messages: DecisionMessages, id: string): Markup {
  const ends = [picture.producer, ...picture.before, picture.service];
  const title = [...ends, ...picture.behind, picture.consumers.join(messages.comma)].join(picture.bothWays ? ' <-> ' : ' -> ');
  return html`<div class="picture">
${across(picture, messages, `${id}picture`, title)}
${down(picture, messages, `${id}tall-picture`, title)}
</div>`;
}

function across(picture: LinkPicture, messages: DecisionMessages, id: string, title: string): Markup {
  const { boxes, arrows, failing } = laidOut(picture, { way: 'across', gap: GAP_PIXELS });
  if (!picture.deadLetters || !failing) return drawing(id, title, 'wide', sizeOf(boxes), boxes, arrows);
  // The dead-letter queue stands below what fails, with a word on the way to it.
  const size = boxSize(messages.deadLetterQueue);
  const center = middleOf(failing).x;
  const x = Math.max(MARGIN_PIXELS, center - size.width / 2);
  const queue: Box = { ...size, x, y: sizeOf(boxes).height - MARGIN_PIXELS + GAP_PIXELS - 12, kind: 'failed' };
  const to = { ...queue, x: center, width: 0 };
  const all = [...boxes, queue];
  const { width, height } = sizeOf(all);
  const label = center + Math.ceil(displayWidth(messages.deadLetters) * CHARACTER_PIXELS) + PAD_PIXELS;
  return drawing(id, title, 'wide', { width: Math.max(width, label), height }, all, [
    ...arrows,
    { from: failing, to, way: 'down', dashed: true, label: messages.deadLetters },
  ]);
}

function down(picture: LinkPicture, messages: DecisionMessages, id: string, title: string): Markup {
  const failed: Part[] = picture.deadLetters ? [{ text: messages.deadLetterQueue, kind: 'failed' }] : [];
  const direction: Direction = { way: 'down', gap: STEP_PIXELS, maxColumns: PHONE_COLUMNS };
  const { boxes, arrows } = laidOut(picture, direction, failed);
  return drawing(id, title, 'tall', sizeOf(boxes), boxes, arrows);
}

/** From left to right, or from above to below. */
interface Direction {
  readonly way: Arrow['way'];
  /** Pixels between a box and the next one. */
  readonly gap: number;
  readonly maxColumns?: number;
}

/**
 * Boxes one after the other up to the service, then the consumers beside one another.
 *
 * @param failed what stands beside the consumers, for what fails
 */
function laidOut(picture: LinkPicture, { way, gap, maxColumns }: Direction, failed: readonly Part[] = []) {
  const [length, breadth] = way === 'across' ? (['width', 'height'] as const) : (['height', 'width'] as const);
  const size = ({ text }: Part): ReturnType<typeof boxSize> => boxSize(text, maxColumns);
  const broadest = (parts: readonly Part[]): number => Math.max(...parts.map((part) => size(part)[breadth]));
  const companion = (text: string): Part => ({ text, kind: 'companion' });
  const end = (text: string): Part => ({ text, kind: 'end' });
  const stem: Part[] = [end(picture.producer), ...picture.before.map(companion), { text: picture.service, kind: 'chosen' }];
  const rows = picture.consumers.map((consumer) => [...picture.behind.map(companion), end(consumer)]);
  const count = rows.length + failed.length;
  const pitch = broadest([...rows.flat(), ...failed]) + ROW_PIXELS;
  const middle = MARGIN_PIXELS + Math.max(broadest(stem), count * pitch - ROW_PIXELS) / 2;
  const centerOf = (row: number): number => middle + (row - (count - 1) / 2) * pitch;
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  const place = (part: Part, start: number, center: number, from: Box | null): Box => {
    const side = center - size(part)[breadth] / 2;
    const [x, y] = way === 'across' ? [start, side] : [side, start];
    const box: Box = { ...size(part), x, y, kind: part.kind };
    const look = part.kind === 'failed' ? { dashed: true } : { bothWays: picture.bothWays };
    boxes.push(box);
    if (from) arrows.push({ from, to: box, way, ...look });
    return box;
  };
  let start = MARGIN_PIXELS;
  let service: Box | null = null;
  for (const part of stem) {
    service = place(part, start, middle, service);
    start += service[length] + gap;
  }
  let failing = service;
  let last = start;
  rows.forEach((row, index) => {
    let from = service;
    let at = start;
    row.forEach((part, column) => {
      from = place(part, at, centerOf(index), from);
      if (part.kind === 'companion') failing = from;
      last = at;
      at += Math.max(...rows.flatMap((each) => each[column] ?? []).map((each) => size(each)[length])) + gap;
    });
  });
  failed.forEach((part, index) => {
    place(part, last, centerOf(rows.length + index), failing);
  });
  return { boxes, arrows, failing };
}

/** The size of a drawing, with its margin. */
export function sizeOf(boxes: readonly Box[], margin = MARGIN_PIXELS) {
  return {
    width: Math.max(0, ...boxes.map(({ x, width }) => x + width)) + margin,
    height: Math.max(0, ...boxes.map(({ y, height }) => y + height)) + margin,
  };
}

/** What a box stands for; the page's style sheet gives each its colours. */
type BoxKind = 'end' | 'chosen' | 'companion' | 'failed' | 'open';

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
  const columns = largest(lines.map(displayWidth));
  return {
    lines,
    width: Math.ceil(columns * CHARACTER_PIXELS) + 2 * PAD_PIXELS,
    height: lines.length * LINE_PIXELS + 2 * PAD_PIXELS - 4,
  };
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
  size: ReturnType<typeof sizeOf>,
  boxes: readonly Box[],
  arrows: readonly Arrow[],
): Markup {
  const [width, height] = [Math.ceil(size.width), Math.ceil(size.height)];
  const [w, h] = [String(width), String(height)];
  return html`<svg class="${className}" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-labelledby="${id}">
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
  const size = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
  return new Markup(`<g class="box ${kind}"><rect ${size} rx="${round(radius)}"/>${texts.join('')}</g>`);
}

function arrowMarkup({ from, to, way, bothWays = false, dashed = false, label = '' }: Arrow): Markup {
  const isAcross = way === 'across';
  // A point by how far along the way of the arrow it is, and how far beside it.
  const point = (along: number, beside: number): string => {
    const [x, y] = isAcross ? [along, beside] : [beside, along];
    return `${round(x)} ${round(y)}`;
  };
  const [start, end] = isAcross ? [from.x + from.width, to.x] : [from.y + from.height, to.y];
  const [fromSide, toSide] = isAcross ? [middleOf(from).y, middleOf(to).y] : [middleOf(from).x, middleOf(to).x];
  const middle = (start + end) / 2;
  const tip = (along: number, beside: number, back: number): string =>
    `M${point(along, beside)}L${point(along + back, beside - TIP_PIXELS / 2)}L${point(along + back, beside + TIP_PIXELS / 2)}z`;
  const path = `M${point(start, fromSide)}C${point(middle, fromSide)} ${point(middle, toSide)} ${point(end, toSide)}`;
  const tips = tip(end, toSide, -TIP_PIXELS) + (bothWays ? tip(start, fromSide, TIP_PIXELS) : '');
  const [x, y] = isAcross ? [middle, (fromSide + toSide) / 2] : [(fromSide + toSide) / 2, middle];
  const text = label && `<text class="label" x="${round(x + 10)}" y="${round(y + 5)}">${escapeXml(label)}</text>`;
  return new Markup(`<path class="arrow${dashed ? ' dashed' : ''}" d="${path}"/><path class="tip" d="${tips}"/>${text}`);
}

const TIP_PIXELS = 9;

function middleOf({ x, y, width, height }: Box) {
  return { x: x + width / 2, y: y + height / 2 };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
