/** What a walk has said so far, the last reason first: shared by all that goes on from here. */
export class Said {
  private readonly text: string;
  private readonly before: Said | null;

  private constructor(text: string, before: Said | null) {
    this.text = text;
    this.before = before;
  }

  static readonly nothing = new Said('', null);

  and(text: string): Said {
    return text === '' ? this : new Said(text, this);
  }

  texts(): string[] {
    const texts: string[] = [];
    for (let at: Said | null = this; at?.before; at = at.before) texts.push(at.text);
    return texts.reverse();
  }

  /** Whether both have said the same, in whatever order. */
  sameAs(other: Said): boolean {
    if (this === other) return true;
    const own = this.texts().sort();
    const others = other.texts().sort();
    return own.length === others.length && own.every((text, index) => text === others[index]);
  }
}
