import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { harmful, isForbiddenKey } from '../characters.ts';
import { WrittenIn } from '../lazy-source-node.ts';
import type { Scalar, Written } from '../source-node.ts';
import { plainScalar } from './plain-scalar.ts';
import type { SourceText } from './text.ts';
import { OutOfTheOrdinary, TextCursor } from './text-cursor.ts';
import { limits } from './yaml-limits.ts';

/**
 * Reads YAML that is written as most of it is, many times as fast as the thorough reader. Goes out: the documents, or null
 * where anything is wrong or out of the ordinary. Then the thorough reader tells what it is; of what is read here, it would
 * say the same.
 */
export function readOrdinary(source: SourceText): readonly Written[] | null {
  const { text } = source;
  if (unusual.test(text) || (text.includes('\r') && /\r(?!\n)/.test(text))) return null;
  if (hasLine(text, '%') || hasLine(text, '...') || (text.includes('\t') && /^ *\t/m.test(text))) return null;
  try {
    return new OrdinaryReader(source).documents();
  } catch {
    return null;
  }
}

/** Control characters, line ends that not everybody takes for such, byte order marks, and what turns the direction of writing. */
const unusual = /[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ufefe\uff00-\ufffd]/;

function hasLine(text: string, beginning: string): boolean {
  return text.startsWith(beginning) || text.includes(`\n${beginning}`);
}

/** So far from the start of a key its colon may be. */
const longestKey = 1024;

const [ampersand, asterisk, dash, colon, literal, folded] = [0x26, 0x2a, 0x2d, 0x3a, 0x7c, 0x3e] as const;
const [openList, closeList, openMapping, closeMapping] = [0x5b, 0x5d, 0x7b, 0x7d] as const;

interface Anchored {
  readonly written: WrittenIn;
  readonly size: number;
}

/**
 * Goes through what the parser has found in a text, and through what stands between: nothing may be there but space, comments
 * and the signs that belong there.
 */
class OrdinaryReader {
  private readonly source: SourceText;
  private readonly text: string;
  private readonly hasTabs: boolean;
  private readonly events: readonly Event[];
  /** The number of the next event. */
  private next = 0;
  /** Where in the text what has been read ends. */
  private readonly cursor: TextCursor;
  private depth = 0;
  private anchors = new Map<string, Anchored>();
  /** The names that keys give, by the keys as they are written. */
  private readonly names = new Map<string, string>();
  /** So many values have been read, and so many of them are what aliases stand for. */
  private size = 0;
  private aliased = 0;

  constructor(source: SourceText) {
    this.source = source;
    this.text = source.text;
    this.hasTabs = source.text.includes('\t');
    this.cursor = new TextCursor(source.text);
    this.events = parseEvents(source.text, { maxDepth: 2 * limits.depth });
  }

  documents(): readonly Written[] {
    const documents: Written[] = [];
    while (this.next < this.events.length) {
      const event = this.take();
      if (event.type !== EVENT_ID.DOCUMENT) throw new OutOfTheOrdinary();
      if (event.explicitStart) {
        this.cursor.below(0);
        for (let count = 0; count < 3; count++) this.cursor.sign(dash);
      }
      this.anchors = new Map();
      const first = this.events[this.next];
      // An empty document says nothing.
      if (first?.type === EVENT_ID.SCALAR && first.valueStart < 0 && isBare(first)) this.next++;
      else documents.push(this.value(-1, -1));
      this.close();
    }
    if (this.cursor.skip() < this.text.length) throw new OutOfTheOrdinary();
    return documents;
  }

  private value(keyStart: number, keyEnd: number): WrittenIn {
    const event = this.take();
    this.size++;
    this.cursor.commented = false;
    if (event.type === EVENT_ID.ALIAS) return this.alias(event, keyStart, keyEnd);
    if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) throw new OutOfTheOrdinary();
    const { size } = this;
    const anchor = this.anchor(event);
    const written =
      event.type === EVENT_ID.SCALAR ? this.scalar(event, keyStart, keyEnd) : this.collection(event, keyStart, keyEnd);
    if (anchor !== null) this.anchors.set(anchor, { written, size: this.size - size + 1 });
    return written;
  }

  /** Goes over an anchor. */
  private anchor(event: ScalarEvent | MappingEvent | SequenceEvent): string | null {
    const { anchorStart, anchorEnd } = event;
    if (isBare(event)) return null;
    const isEmpty = event.type === EVENT_ID.SCALAR && event.valueStart < 0;
    // What tabs round it are, not every reader says alike.
    if (event.tagStart >= 0 || isEmpty || this.hasTabs) throw new OutOfTheOrdinary();
    const name = this.anchorName(ampersand, anchorStart, anchorEnd);
    if (!this.cursor.isBeforeSpace()) throw new OutOfTheOrdinary();
    // An alias in it would hold itself.
    this.anchors.delete(name);
    return name;
  }

  private alias({ anchorStart, anchorEnd }: AliasEvent, keyStart: number, keyEnd: number): WrittenIn {
    const anchored = this.anchors.get(this.anchorName(asterisk, anchorStart, anchorEnd));
    if (!anchored) throw new OutOfTheOrdinary();
    this.aliased += anchored.size;
    this.size += anchored.size - 1;
    if (this.aliased > limits.aliased) throw new OutOfTheOrdinary();
    return anchored.written.aliasedAt({ start: anchorStart - 1, end: anchorEnd, keyStart, keyEnd });
  }

  /** Goes over a sign and a name behind it, of which every reader takes the same for the name. */
  private anchorName(sign: number, start: number, end: number): string {
    const name = this.text.slice(start, end);
    this.cursor.sign(sign);
    if (this.cursor.at !== start || !/^[\w-]+$/.test(name)) throw new OutOfTheOrdinary();
    this.cursor.at = end;
    return name;
  }

  private scalar(event: ScalarEvent, keyStart: number, keyEnd: number): WrittenIn {
    const start = this.scalarStart(event);
    if (this.cursor.commented && this.depth > 0) throw new OutOfTheOrdinary();
    const scalar = this.scalarValue(event);
    return new WrittenIn(this.source, { start, end: this.cursor.at, keyStart, keyEnd }, scalar);
  }

  private collection(event: MappingEvent | SequenceEvent, keyStart: number, keyEnd: number): WrittenIn {
    const { cursor } = this;
    const { start } = event;
    const flow = event.style === COLLECTION_STYLE.FLOW;
    if (cursor.skip() !== start || this.depth === limits.depth) throw new OutOfTheOrdinary();
    if (flow && cursor.commented && this.depth > 0) throw new OutOfTheOrdinary();
    this.depth++;
    const isMapping = event.type === EVENT_ID.MAPPING;
    const content = isMapping ? (flow ? this.flowEntries() : this.blockEntries()) : flow ? this.flowItems() : this.blockItems();
    this.depth--;
    this.close();
    // What goes beyond its first line is not underlined, and without brackets nothing ends within a line.
    const end = flow ? cursor.at : this.text.length;
    return new WrittenIn(this.source, { start, end, keyStart, keyEnd }, content);
  }

  private blockEntries(): Map<string, Written> {
    const entries = new Map<string, Written>();
    for (const column = this.cursor.column(); !this.closes(); ) {
      if (entries.size > 0) this.cursor.below(column);
      this.entry(entries);
    }
    return entries;
  }

  private blockItems(): Written[] {
    const items: Written[] = [];
    for (const column = this.cursor.column(); !this.closes(); ) {
      if (items.length > 0) this.cursor.below(column);
      this.cursor.sign(dash);
      items.push(this.value(-1, -1));
    }
    return items;
  }

  private flowEntries(): Map<string, Written> {
    const { cursor } = this;
    const entries = new Map<string, Written>();
    cursor.sign(openMapping);
    for (cursor.brackets++; !this.closes(); cursor.comma()) this.entry(entries);
    cursor.sign(closeMapping);
    cursor.brackets--;
    return entries;
  }

  private flowItems(): Written[] {
    const { cursor } = this;
    const items: Written[] = [];
    cursor.sign(openList);
    for (cursor.brackets++; !this.closes(); cursor.comma()) items.push(this.value(-1, -1));
    cursor.sign(closeList);
    cursor.brackets--;
    return items;
  }

  private entry(entries: Map<string, Written>): void {
    const { cursor } = this;
    const event = this.take();
    if (event.type !== EVENT_ID.SCALAR || event.valueStart < 0 || !isBare(event)) throw new OutOfTheOrdinary();
    const start = this.scalarStart(event);
    const end = cursor.at;
    const name = this.name(event, this.text.slice(start, end));
    const at = cursor.skipBlank();
    if (entries.has(name) || this.text.charCodeAt(at) !== colon || at - start > longestKey) throw new OutOfTheOrdinary();
    cursor.at++;
    // In brackets a colon may be a part of the key, or stand before nothing.
    if (cursor.brackets > 0 && event.style === SCALAR_STYLE.PLAIN && !cursor.isBeforeSpace()) throw new OutOfTheOrdinary();
    entries.set(name, this.value(start, end));
  }

  /** The name that a key gives; numbers and the like give the text that they are. Keys that are alike give the same string. */
  private name(event: ScalarEvent, written: string): string {
    const known = this.names.get(written);
    if (known !== undefined) return known;
    const isPlain = event.style === SCALAR_STYLE.PLAIN;
    if (written.includes('\n') || (isPlain && (written === '<<' || plainScalar(written) === null))) throw new OutOfTheOrdinary();
    const name = isPlain ? written : String(this.scalarValue(event));
    if (isForbiddenKey(name)) throw new OutOfTheOrdinary();
    this.names.set(written, name);
    return name;
  }

  /** Goes on to a scalar and over it. What is empty stands behind the space after the sign that it belongs to. */
  private scalarStart({ style, valueStart, valueEnd }: ScalarEvent): number {
    const { cursor } = this;
    if (valueStart < 0 && cursor.brackets > 0) throw new OutOfTheOrdinary();
    if (valueStart < 0) return cursor.skipBlank();
    const start = cursor.skip();
    if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK) {
      if (!this.isOrdinaryBlock(start, valueEnd)) throw new OutOfTheOrdinary();
      cursor.at = valueEnd;
    } else {
      const quote = style === SCALAR_STYLE.PLAIN ? 0 : 1;
      if (start !== valueStart - quote) throw new OutOfTheOrdinary();
      cursor.at = valueEnd + quote;
    }
    return start;
  }

  /** Readers differ on those that are the whole document, on indentation that is given as a number, and on blank last lines. */
  private isOrdinaryBlock(start: number, end: number): boolean {
    const { text } = this;
    const sign = text.charCodeAt(start);
    if ((sign !== literal && sign !== folded) || this.depth === 0) return false;
    return !/^.[-+]?\d/.test(text.slice(start, start + 3)) && !(end === text.length && /\n +$/.test(text.slice(start, end)));
  }

  private scalarValue(event: ScalarEvent): Scalar {
    const text = getScalarValue(this.text, event);
    if (event.style === SCALAR_STYLE.PLAIN) {
      const scalar = plainScalar(text);
      if (scalar === undefined) throw new OutOfTheOrdinary();
      return scalar;
    }
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && !event.fast) {
      const written = this.text.slice(event.valueStart, event.valueEnd);
      // Escapes make any character, and readers differ on escaped line ends.
      if (harmful.test(text) || /\\(?:\r?\n|U)/.test(written)) throw new OutOfTheOrdinary();
    }
    return text;
  }

  private take(): Event {
    return this.events[this.next++] as Event;
  }

  private closes(): boolean {
    return this.events[this.next]?.type === EVENT_ID.POP;
  }

  private close(): void {
    if (this.take().type !== EVENT_ID.POP) throw new OutOfTheOrdinary();
  }
}

/** Without an anchor and a tag. */
function isBare(event: ScalarEvent | MappingEvent | SequenceEvent): boolean {
  return event.anchorStart < 0 && event.tagStart < 0;
}
