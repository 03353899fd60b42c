import { type Content, WrittenIn } from '../../pack/lazy-source-node.ts';
import type { Written } from '../../pack/source-node.ts';
import type { SourceText } from '../../pack/yaml/text.ts';

/** Mappings and lists inside one another, as deep as a plan with modules in modules goes, and no deeper than the stack. */
const deepest = 500;

/**
 * JSON with the place of every part, many times as fast as as YAML. Goes out: null where it is no JSON, says a key twice or
 * is too deep; then YAML, which JSON is, tells what is wrong with it.
 */
export function readJson(source: SourceText): Written | null {
  try {
    JSON.parse(source.text);
  } catch {
    return null;
  }
  return new JsonReader(source).read();
}

/** Reads a text that is known to be JSON. */
class JsonReader {
  private readonly source: SourceText;
  private readonly text: string;
  private at = 0;
  private sound = true;

  constructor(source: SourceText) {
    this.source = source;
    this.text = source.text;
  }

  read(): Written | null {
    const written = this.value(-1, -1, 0);
    return this.sound ? written : null;
  }

  private value(keyStart: number, keyEnd: number, depth: number): Written {
    this.space();
    const start = this.at;
    const content = this.content(depth);
    return new WrittenIn(this.source, { start, end: this.at, keyStart, keyEnd }, content);
  }

  private content(depth: number): Content {
    if (depth > deepest || !this.sound) {
      this.sound = false;
      return null;
    }
    const first = this.text[this.at];
    if (first === '{') return this.entries(depth);
    if (first === '[') return this.items(depth);
    if (first === '"') return this.string();
    const start = this.at;
    while (this.at < this.text.length && !/[,\]}\s]/.test(this.text[this.at] as string)) this.at++;
    return JSON.parse(this.text.slice(start, this.at));
  }

  private entries(depth: number): Map<string, Written> {
    const entries = new Map<string, Written>();
    for (this.at++; this.more('}'); ) {
      const start = this.at;
      const key = this.string();
      const end = this.at;
      this.space();
      this.at++;
      if (entries.has(key)) this.sound = false;
      entries.set(key, this.value(start, end, depth + 1));
    }
    return entries;
  }

  private items(depth: number): Written[] {
    const items: Written[] = [];
    for (this.at++; this.more(']'); ) items.push(this.value(-1, -1, depth + 1));
    return items;
  }

  /** Goes on to the next part, or past the end. */
  private more(end: string): boolean {
    this.space();
    if (this.text[this.at] === ',') {
      this.at++;
      this.space();
    }
    if (this.sound && this.text[this.at] !== end) return true;
    this.at++;
    return false;
  }

  private string(): string {
    const start = this.at;
    let end = start;
    do {
      end = this.text.indexOf('"', end + 1);
    } while (this.escaped(end));
    this.at = end + 1;
    return JSON.parse(this.text.slice(start, this.at));
  }

  private escaped(quote: number): boolean {
    let backslashes = 0;
    while (this.text[quote - 1 - backslashes] === '\\') backslashes++;
    return backslashes % 2 === 1;
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }
}
