/** The elements and attributes that we write, as Jenkins' schema (junit-10.xsd of its xUnit plug-in) allows them. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  testsuites: ['name', 'time', 'tests', 'failures', 'errors'],
  testsuite: 'name tests failures errors group time skipped timestamp hostname id package file'.split(' '),
  testcase: ['name', 'time', 'classname', 'group'],
  failure: ['type', 'message'],
  skipped: ['type', 'message'],
  'system-out': [],
};

/** The test cases of a valid JUnit report, a line for each: `passed name`, `failed name` or `skipped name: why`. */
export function junitCases(xml: string): string[] {
  const lines: string[] = [];
  for (const { name, attributes } of xmlElements(xml)) {
    const strange = Object.keys(attributes).filter((each) => !allowed[name]?.includes(each));
    if (!allowed[name] || strange.length > 0) throw new Error(`<${name} ${strange.join(' ')}>: not in the schema`);
    if (name === 'testcase') lines.push(`passed ${attributes['name']}`);
    const last = lines.at(-1)?.replace(/^passed /, '');
    if (name === 'failure') lines.splice(-1, 1, `failed ${last}`);
    if (name === 'skipped') lines.splice(-1, 1, `skipped ${last}: ${attributes['message']}`);
  }
  return lines;
}

interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * The elements of a document in order. It reads only the XML that the reports write, and throws at anything else, such as an
 * unescaped character or a tag without its end.
 */
export function xmlElements(xml: string): XmlElement[] {
  const token = /<\?xml [^?]*\?>|<(\/?)([\w-]+)((?: [\w-]+="(?:[^"<&]|&\w+;|&#x?\w+;)*")*)(\/?)>|(?:[^<>&]|&\w+;|&#x?\w+;)+/y;
  const elements: XmlElement[] = [];
  const open: string[] = [];
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const found = token.exec(xml);
    if (!found) throw new Error(`not XML: ${xml.slice(at, at + 60)}`);
    const [, isEnd, name, attributes = '', isEmpty] = found;
    if (name === undefined) continue;
    if (isEnd && open.pop() !== name) throw new Error(`</${name}> ends nothing`);
    if (isEnd) continue;
    const pairs = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, unescaped(value)]);
    elements.push({ name, attributes: Object.fromEntries(pairs) });
    if (!isEmpty) open.push(name);
  }
  if (open.length > 0) throw new Error(`<${open.join('><')}> without an end`);
  return elements;
}

function unescaped(value: string): string {
  const named: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" };
  return value
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole);
}
