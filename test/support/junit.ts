import { SaxesParser } from 'saxes';

/** What Jenkins' schema (junit-10.xsd of its xUnit plug-in) allows of what we write: elements with their attributes. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  testsuites: ['name', 'time', 'tests', 'failures', 'errors'],
  testsuite: [
    'name',
    'tests',
    'failures',
    'errors',
    'group',
    'time',
    'skipped',
    'timestamp',
    'hostname',
    'id',
    'package',
    'file',
  ],
  testcase: ['name', 'time', 'classname', 'group'],
  failure: ['type', 'message'],
  skipped: ['type', 'message'],
  'system-out': [],
};

/** The test cases of a JUnit report that keeps to the schema, a line for each: `passed name`, `failed name` or `skipped name: why`. */
export function junitCases(xml: string): string[] {
  const lines: string[] = [];
  let name = '';
  let result = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const strange = Object.keys(tag.attributes).filter((each) => !allowed[tag.name]?.includes(each));
    if (!allowed[tag.name] || strange.length > 0) throw new Error(`<${tag.name} ${strange.join(' ')}>: not in the schema`);
    if (tag.name === 'testcase') {
      name = String(tag.attributes['name']);
      result = `passed ${name}`;
    } else if (tag.name === 'failure') result = `failed ${name}`;
    else if (tag.name === 'skipped') result = `skipped ${name}: ${tag.attributes['message']}`;
  });
  parser.on('closetag', (tag) => {
    if (tag.name === 'testcase') lines.push(result);
  });
  parser.write(xml).close();
  return lines;
}
