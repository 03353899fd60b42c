import { LineCounter } from 'yaml';
import type { Place } from '../model/diagnostic.ts';

/** A text with its file's name, in which places are looked up. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  private counted: LineCounter | null = null;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** The place of a part of the text; what goes beyond its first line is not underlined. */
  place(start: number, end: number): Place {
    const { line, col } = this.lines.linePos(start);
    const next = this.lines.lineStarts[line];
    let lineEnd = next === undefined ? this.text.length : next - 1;
    if (this.text[lineEnd - 1] === '\r') lineEnd--;
    return { file: this.file, line, col, length: Math.max(1, Math.min(end, lineEnd) - start) };
  }

  /** Of most texts no place is ever asked for, so lines are counted late. */
  private get lines(): LineCounter {
    if (!this.counted) {
      this.counted = new LineCounter();
      this.counted.addNewLine(0);
      for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) this.counted.addNewLine(at + 1);
    }
    return this.counted;
  }
}
