export type Random = ReturnType<typeof randomOf>;

/** Random choices that a seed repeats, by Mulberry32: small, fast, and the same everywhere. */
export function randomOf(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /** An integer from 0 up to, but not including, a limit. */
  const below = (limit: number): number => Math.floor(next() * limit);
  const percent = (chance: number): boolean => below(100) < chance;
  return {
    below,
    percent,
    /** Words, or none of them. */
    some: (chance: number, ...words: readonly string[]): readonly string[] => (percent(chance) ? words : []),
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[below(items.length)] as T;
    },
  };
}

const split = (words: string): readonly string[] => words.split(' ');

/** Words of a command line or a file that programs trip over. */
export const nastyWords: readonly string[] = [
  ...split('__proto__ constructor toString hasOwnProperty valueOf length prototype'),
  ...['', ' ', '\t', '\r', '\u3000', '!!js/function x', '!Ref x'],
  ...split('- -- ... / . .. ~ * ? ! &a *a | > % @ `'),
  ...split('null true no 0 -0 -1 1e309 1e15 9007199254740993 0x10 .5 NaN Infinity 1_000 １２'),
  ...split('\u0000 \u0007 \u001b[31m \u001b]0;x\u0007 \u007f \u0085 \u009b31m \u2028'),
  ...split('\u202eabc \u2066x \u200b \ufeff \ud800 \udc00 \u{1f469}\u200d\u{1f4bb} e\u0301 漢字'),
  ...split('::error::x ##[error]x ![x](http://evil.invalid/x) <script> ]]> \u0024{x} $(id) {{x}}'),
  ...split('../../etc/passwd /proc/self/environ a/b C:\\x 2026-02-30 2026-11-25'),
  ...['<!-- tsunagi:end -->', 'x'.repeat(300)],
];

const nastyParts: readonly string[] = [
  ...split('{ } [ ] " \' , ,, # | {a:{a:{a:{a:{}}}}} [[[[[[]]]]]] !<x>'),
  ...['\n---\n', '\n...\n', '\n\n', ': ', '- ', '? ', ' #', '|\n', '>-\n', '\t'],
  ...['\n<<: *a\n', '\n__proto__: {a: 1}\n', '\n"constructor": {"a": 1}\n', '\nid: __proto__\n', '&a [*a]'],
  ...['\nexpect: {service: constructor}\n', '\n%YAML 1.1\n---\n', '!!binary "AA=="', '\n? [a]\n: b\n'],
];

/** Texts that are valid in files, but hard to show. */
const mildTexts: readonly string[] = [
  ...split('__proto__ constructor toString hasOwnProperty - 0 5 1e9 yes no unknown null 漢字かな交じり文'),
  ...['', ' ', 'a\nb\n\nc', '\u2028', '\u3000x', "'; id", '| a | b |', '<!-- tsunagi:end -->'],
  ...[' ', '# ', '\u200b', 'e\u0301', '長い', 'x'].map((text) => text.repeat(250)),
  ...split('::error::x ##[error]x ![x](http://evil.invalid/x) <script>alert(1)</script> ]]> $(id) `id`'),
  ...split('AWS::SNS::Topic AWS::Lambda::EventSourceMapping AWS::CloudFormation::Stack Custom::X'),
  ...split('2026-11-25 Orders a.yaml ../a.yaml /dev/zero'),
];

const deep = 1000;
const wholes: readonly string[] = [
  '',
  '\ufeff',
  '\0',
  'null',
  '[]',
  '"x"',
  '---\n---\n---\n',
  '['.repeat(deep),
  '{"a":'.repeat(deep),
  `${'- '.repeat(deep)}x`,
  `a: &a [x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: &d [${'*c,'.repeat(9)}]\ne: [${'*d,'.repeat(9)}]\n`,
];

/** A text, or bytes that may not be UTF-8. */
export type Content = string | Uint8Array;

/** A valid file that is changed in some places, or replaced. */
export function mutated(random: Random, text: string, others: readonly string[]): Content {
  if (random.percent(3)) return random.pick(wholes);
  if (random.percent(15)) return text;
  let result = text;
  // A file that is still valid gets further into the program.
  if (random.percent(50)) return replaceScalar(random, text);
  for (let count = 1 + random.below(2); count > 0; count--) result = random.pick(mutations)(random, result, others);
  if (!random.percent(5)) return result;
  const bytes = new TextEncoder().encode(result);
  if (bytes.length > 0) bytes[random.below(bytes.length)] = random.pick([0x80, 0xc0, 0xff, 0xed, 0xfe]);
  return bytes;
}

type Mutation = (random: Random, text: string, others: readonly string[]) => string;

const mutations: readonly Mutation[] = [
  ...[replaceWord, replaceWord, replaceWord, replaceWord],
  (random, text) => insertAt(random.below(text.length + 1), text, random.pick(nastyParts)),
  (random, text) => insertAt(random.below(text.length + 1), text, random.pick(nastyWords)),
  (random, text) => changeLines(random, text, (lines, at) => lines.splice(at, 1)),
  (random, text) => changeLines(random, text, (lines, at) => lines.splice(at, 0, lines[random.below(lines.length)] ?? '')),
  (random, text, others) =>
    changeLines(random, text, (lines, at) => lines.splice(at, 0, random.pick(random.pick(others).split('\n')))),
  (random, text) =>
    changeLines(random, text, (lines, at) => lines.splice(at, 1, `${' '.repeat(random.below(6))}${lines[at]?.trim()}`)),
  (random, text) => text.slice(0, random.below(text.length + 1)),
  // Every object has a property of this name, which is a valid id, too.
  (random, text) => text.replaceAll(random.pick(text.match(/[a-z][a-z-]+/g) ?? ['x']), 'constructor'),
  (_, text) => text.replaceAll('\n', '\r\n'),
  (_, text) => `\ufeff${text}`,
  (_, text) => `${text}\n---\n${text}`,
];

/** Replaces a word of a file by a nasty one, or by another of its words. */
function replaceWord(random: Random, text: string): string {
  const words = [...text.matchAll(/[\p{L}\p{N}_:.-]+/gu)];
  if (words.length === 0) return random.pick(nastyWords);
  const { index, 0: word } = random.pick(words);
  const by = random.percent(30) ? random.pick(words)[0] : random.pick(nastyWords);
  const quoted = random.percent(50) ? JSON.stringify(by) : by;
  return text.slice(0, index) + quoted + text.slice(index + word.length);
}

/** Replaces a value by a text that is valid there. */
function replaceScalar(random: Random, text: string): string {
  const found = [...text.matchAll(/(?<=: )(?:"[^"\n]*"|[\p{L}\p{N}][^,{}[\]\n"']*)/gu)];
  if (found.length === 0) return text;
  const { index, 0: scalar } = random.pick(found);
  const by = random.percent(60) ? random.pick(mildTexts) : random.pick(found)[0];
  return text.slice(0, index) + (by.startsWith('"') ? by : JSON.stringify(by)) + text.slice(index + scalar.length);
}

function changeLines(random: Random, text: string, change: (lines: string[], at: number) => void): string {
  const lines = text.split('\n');
  change(lines, random.below(lines.length));
  return lines.join('\n');
}

function insertAt(at: number, text: string, part: string): string {
  return text.slice(0, at) + part + text.slice(at);
}
