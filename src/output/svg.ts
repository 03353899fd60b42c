import { wrap } from './width.ts';

/** A part of a drawing: how high it is, and its markup once it is known where it stands. In pixels. */
export interface Drawn {
  readonly height: number;
  readonly at: (x: number, y: number) => string;
}

export interface TextStyle {
  readonly size: number;
  readonly bold: boolean;
  readonly colour: string;
}

/** Fonts that systems have, those with Japanese first among their like; nothing is fetched. */
const fonts =
  "system-ui, -apple-system, 'Segoe UI', 'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans CJK JP', 'Noto Sans JP', sans-serif";

/** The share of its size that a half-width character takes at most on average, in wide fonts too; a full-width one takes two. */
const advance = { plain: 0.58, bold: 0.62 };
const lineHeight = 1.4;

/** A text in as many lines as it needs to stay within a width. */
export function textBlock(text: string, width: number, { size, bold, colour }: TextStyle): Drawn {
  const columns = Math.max(1, Math.floor(width / (size * (bold ? advance.bold : advance.plain))));
  const lines = wrap(text, columns);
  const step = Math.round(size * lineHeight);
  const weight = bold ? ' font-weight="600"' : '';
  return {
    height: lines.length * step,
    at: (x, y) =>
      lines
        .map((line, index) => {
          const baseline = y + index * step + Math.round(size * 1.05);
          return `<text x="${x}" y="${baseline}" font-size="${size}"${weight} fill="${colour}">${escapeXml(line)}</text>\n`;
        })
        .join(''),
  };
}

/** Parts below one another, with a gap between them. */
export function stack(parts: readonly Drawn[], gap: number): Drawn {
  return {
    height: parts.reduce((sum, part) => sum + part.height, 0) + gap * Math.max(0, parts.length - 1),
    at(x, y) {
      let top = y;
      return parts
        .map((part) => {
          const drawn = part.at(x, top);
          top += part.height + gap;
          return drawn;
        })
        .join('');
    },
  };
}

export interface Look {
  readonly fill: string;
  readonly stroke: string;
  readonly radius: number;
}

/** A rectangle with its top left corner at a place. */
export function box(x: number, y: number, width: number, height: number, { fill, stroke, radius }: Look): string {
  const rounded = radius > 0 ? ` rx="${radius}"` : '';
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}"${rounded} fill="${fill}" stroke="${stroke}"/>\n`;
}

/** A whole drawing, on white, with a title and a description for those who do not see it. Ends in one newline. */
export function document(drawing: {
  readonly lang: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly body: string;
}): string {
  const { lang, title, description, width, height, body } = drawing;
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" lang="${escapeXml(lang)}" xml:lang="${escapeXml(lang)}" font-family="${escapeXml(fonts)}">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `${body}</svg>`,
    '',
  ].join('\n');
}

/** A text as it is inside markup or an attribute; characters that XML cannot have are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
