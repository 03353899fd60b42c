import fc from 'fast-check';

/** Texts that are numbers, nothing or true, that look as if they were, and that need quotes somewhere. */
export const words = [
  ...'a key 日本 é 😀 it\'s a"b a\\b a#b a:b http://x/y?z a,b = < << yes no on y - -- -a ?a :a %a @a `a !a &a *a | > [a a] {}'.split(
    ' ',
  ),
  ...'null Null NULL nULL ~ true True TRUE tRUE false False FALSE __proto__ constructor prototype toString'.split(' '),
  ...'0 -0 +0 1 -1 +1 012 00 1_000 0b1 0o14 0o8 0x1F 0xg 1. .5 -.5 +.5 . -. + 1.50 1.2.3 1:30 2026-11-24 2026-11-24T10:00:00Z'.split(
    ' ',
  ),
  ...'1e3 1E3 1e+3 -1.5e-3 .5e1 1e e1 1e999 -1e999 9007199254740993 123456789012345678901234567890'.split(' '),
  ...'.inf -.INF +.Inf .iNF .nan .NaN .NAN -.nan'.split(' '),
  ...['', 'x y', 'a #b', '- a', 'a: b'],
];

/** The choices of a generator, as many as it wants; fast-check makes them smaller where something fails. */
class Choices {
  private readonly numbers: readonly number[];
  private next = 0;

  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }

  below(limit: number): number {
    return (this.numbers[this.next++] ?? 0) % limit;
  }

  of<T>(usual: readonly T[], odd: readonly T[] = []): T {
    const from = odd.length > 0 && this.below(16) === 15 ? odd : usual;
    return from[this.below(from.length)] as T;
  }
}

/** Writes documents in all the styles that YAML has, and in some that it has not. */
class Writer {
  private readonly choices: Choices;

  constructor(choices: Choices) {
    this.choices = choices;
  }

  text(): string {
    const { choices } = this;
    const documents = Array.from({ length: 1 + choices.below(2) }, () => {
      const start = choices.of(['', '', '', '---', '--- # c', '# c\n', '---\n---', '\n'], [' ---', '\ufeff', '%YAML 1.2\n---']);
      return `${start}${this.value(4, 0)}${choices.of(['', '\n', '\n# c', ' '], ['\n...'])}`;
    });
    // What follows no sign begins its line.
    return documents.map((document) => document.replace(/^ +/, '')).join(choices.of(['\n---\n', '\n---'], ['\n']));
  }

  /** What stands behind a colon or a dash. */
  private value(depth: number, indent: number): string {
    const { choices } = this;
    const kind = depth === 0 ? 0 : choices.below(5);
    if (kind === 0) return this.behind(this.scalar(indent, false));
    if (kind === 1) return this.behind(this.flow(depth, indent));
    const inner = indent + choices.of([2, 2, 4], [0, 1]);
    const lines = Array.from({ length: 1 + choices.below(3) }, () => {
      const line = kind === 2 ? this.item(depth - 1, inner) : this.entry(depth - 1, inner);
      const before = choices.of(['', '', ' ', ' # c', '\n', '\n# c', '\n   # c', '\n \n'], ['\t', ' \t# c', '\n\t', '#c']);
      return `${before}\n${' '.repeat(inner + choices.of([0], [1]))}${line}`;
    });
    return `${choices.of(['', '', '', ' &x', ' &y'], [' &x &y', ' !!map'])}${lines.join('')}`;
  }

  private behind(text: string): string {
    return `${this.choices.of([' ', ' ', '  ', ' &x '], ['', '\t', '\n  ', ' # c\n    ', ' &y\n  ', ' !!str '])}${text}`;
  }

  private entry(depth: number, indent: number): string {
    return `${this.key()}${this.choices.of([':', ':', ' :'], [':\t', ''])}${this.value(depth, indent)}`;
  }

  private item(depth: number, indent: number): string {
    const { choices } = this;
    if (depth === 0 || choices.below(3) > 0) return `-${this.value(depth, indent)}`;
    const inner = indent + 2;
    const first = choices.below(2) === 0 ? this.item(depth - 1, inner) : this.entry(depth - 1, inner);
    return `- ${first}${choices.of(['', `\n${' '.repeat(inner)}${this.entry(depth - 1, inner)}`])}`;
  }

  private key(): string {
    const word = this.word();
    const own = `k${this.choices.below(999)}`;
    return this.choices.of([own, own, JSON.stringify(own), `'${own}'`, word], [JSON.stringify(word), `? ${word}`]);
  }

  private flow(depth: number, indent: number): string {
    const { choices } = this;
    if (depth === 0 || choices.below(3) === 0) return this.scalar(indent, true);
    const isMapping = choices.below(2) === 0;
    const parts = Array.from({ length: choices.below(4) }, () => {
      const inner = this.flow(depth - 1, indent);
      return isMapping ? `${this.key()}${choices.of([': ', ': ', ' : '], [':', ':\n   ', ''])}${inner}` : inner;
    });
    const space = () => choices.of(['', '', ' ', '\n      '], ['\n', ' # c\n  ', '\t']);
    const text = parts.join(choices.of([', ', ',', ' , ', ',\n      '])) + choices.of(['', '', ','], [' ,,']);
    return isMapping ? `{${space()}${text}${space()}}` : `[${space()}${text}${space()}]`;
  }

  private scalar(indent: number, inFlow: boolean): string {
    const { choices } = this;
    const [word, other] = [this.word(), this.word()];
    const space = ' '.repeat(indent + 2);
    const fold = choices.of([' ', `\n${space}`, ` \n${space}`, `\n\n${space}`], ['\n', '\n\t ', `\\\n${space}`]);
    switch (choices.below(inFlow ? 5 : 6)) {
      case 0:
        return JSON.stringify(word + choices.of(['', '\n', '\t', '\ud83d\ude00'], ['\u0001', '\u2028', '\u202e']));
      case 1:
        return `'${word.replaceAll("'", "''")}${fold}${other.replaceAll("'", "''")}'`;
      case 2:
        return `"${word.replaceAll(/["\\]/g, '')}${fold}${choices.of(['b', '\\x41', '\\/', '\\ '], ['\\U0001F600', '\\q'])}"`;
      case 3:
        return `${word}${fold}${other}`;
      case 4:
        return choices.of([word, word, word, '*x'], ['*y', '*z', '*x ']);
      default:
        return this.lines(indent);
    }
  }

  private lines(indent: number): string {
    const { choices } = this;
    const head = choices.of(['|', '>', '|-', '>-', '|+', '>+', '| # c', '> '], ['|2', '>1-', '|#c']);
    const space = ' '.repeat(indent + 2);
    const lines = Array.from({ length: choices.below(5) }, () => {
      const blank = ' '.repeat(choices.below(indent + 4));
      return choices.of(['', `${space}a`, `${space}${this.word()}`, `${space}  b`, `${space}# c`], [blank, `${space}\tx`, '\t']);
    });
    return [head, ...lines].join('\n');
  }

  private word(): string {
    return this.choices.of(['a', 'b c', '日本', 'x1', 'é-è', this.choices.of(words)]);
  }
}

/** Documents in many styles, some of them wrong. */
export const writtenTexts = fc
  .tuple(fc.array(fc.nat(2 ** 16), { minLength: 20, maxLength: 200 }), fc.constantFrom('\n', '\n', '\n', '\r\n'))
  .map(([numbers, newline]) => new Writer(new Choices(numbers)).text().replaceAll('\n', newline));

const junk = fc.oneof(
  fc.constantFrom(...[' ', '  ', ': ', ' #', '- ', '&a ', '!t ', '!!str ', '? ', 'a: b', '- a', '{a: b}', '<<: x', '']),
  fc.constantFrom(...'\n \t \r \r\n \n\t : - # [ ] { } , \' " | > |\n *a % @ ` \\ ... --- \n---\n \n# c\n \ufeff'.split(' ')),
  fc.constantFrom('\n ', '\n  ', '\n\n', 'null', '~', 'true', '3', '0x1', '.nan', '__proto__: 1\n', '[]', '""', '日本語'),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

/** Some lines of a text, with some of it cut out and something put in its place. */
export function damagedTexts(texts: readonly string[]): fc.Arbitrary<string> {
  const cut = fc.record({ at: fc.nat(), length: fc.nat(6), put: junk });
  const lines = fc.record({ text: fc.constantFrom(...texts), from: fc.nat(), count: fc.integer({ min: 1, max: 12 }) });
  return fc.tuple(lines, fc.array(cut, { maxLength: 4 })).map(([{ text, from, count }, cuts]) =>
    cuts.reduce(
      (all, { at, length, put }) => {
        const start = at % (all.length + 1);
        return all.slice(0, start) + put + all.slice(start + length);
      },
      part(text, from, count),
    ),
  );
}

/** Some lines of a text, as far to the left as they go. */
function part(text: string, from: number, count: number): string {
  const lines = text.split('\n');
  const some = lines.slice(from % lines.length).slice(0, count);
  const indents = some.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return `${some.map((line) => line.slice(indent)).join('\n')}\n`;
}
