import { SaxesParser } from 'saxes';

/** The test cases of a JUnit report, a line for each: `passed name`, `failed name` or `skipped name: why`. */
export function junitCases(xml: string): string[] {
  const lines: string[] = [];
  let name = '';
  let result = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
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
