const [tab, lineFeed, carriageReturn, space, hash, comma] = [0x09, 0x0a, 0x0d, 0x20, 0x23, 0x2c] as const;

/** What is thrown where a text is not written as most are. */
export class OutOfTheOrdinary extends Error {}

/** A place in a YAML text that goes on over what stands between values: space, comments and signs. */
export class TextCursor {
  at = 0;
  /** So many brackets are open. */
  brackets = 0;
  /** Whether a comment has been gone over. */
  commented = false;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Goes over space and comments. Of comments in brackets, not every reader makes the same. */
  skip(): number {
    for (;;) {
      const character = this.text.charCodeAt(this.at);
      if (character === hash) {
        if (this.brackets > 0) throw new OutOfTheOrdinary();
        this.commented = true;
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else if (!isSpace(character)) return this.at;
      else this.at++;
    }
  }

  /** Goes over space within a line. */
  skipBlank(): number {
    for (;;) {
      const character = this.text.charCodeAt(this.at);
      if (character !== space && character !== tab) return this.at;
      this.at++;
    }
  }

  /** Goes on to a sign, and over it. */
  sign(sign: number): void {
    if (this.text.charCodeAt(this.skip()) !== sign) throw new OutOfTheOrdinary();
    this.at++;
  }

  /** Goes over a comma, if there is one: whether there must be, the parser knows. */
  comma(): void {
    if (this.text.charCodeAt(this.skip()) === comma) this.at++;
  }

  column(): number {
    return this.at - (this.text.lastIndexOf('\n', this.at - 1) + 1);
  }

  /** Goes on to what must be the first of its line, and stand in a column. */
  below(column: number): void {
    const at = this.skip();
    let start = at;
    while (this.text.charCodeAt(start - 1) === space) start--;
    if (at - start !== column || (start > 0 && this.text.charCodeAt(start - 1) !== lineFeed)) throw new OutOfTheOrdinary();
  }

  isBeforeSpace(): boolean {
    return this.at === this.text.length || isSpace(this.text.charCodeAt(this.at));
  }
}

function isSpace(character: number): boolean {
  return character === space || character === lineFeed || character === carriageReturn || character === tab;
}
