import { type Fields, noted, type Part, type Placed, type Value } from './value.ts';
import { commentLines, fieldLines } from './yaml.ts';

/**
 * A template as YAML: the comment at its head, then parameters, conditions, resources and outputs, in the order in which
 * the parts brought them along.
 *
 * @param head told whether the template is larger than CloudFormation takes without a bucket
 * @param description the template's `Description`: ASCII
 */
export function templateText(head: (large: boolean) => readonly string[], description: string, part: Part): string {
  const { parameters = {}, conditions = {}, resources = {}, outputs = {} } = part;
  const sections: [string, Readonly<Record<string, Value>>][] = [
    ['Parameters', parameters as unknown as Record<string, Value>],
    ['Conditions', conditions],
    ['Resources', mapped(resources, placed)],
    ['Outputs', outputs as unknown as Record<string, Value>],
  ];
  const body = [
    ...fieldLines({ AWSTemplateFormatVersion: '2010-09-09', Description: description }, 0),
    ...sections.flatMap(([name, entries]) => sectionLines(name, entries)),
  ];
  const whole = (large: boolean): string => `${[...head(large).flatMap((text) => commentLines(text)), ...body].join('\n')}\n`;
  const small = whole(false);
  return isLarge(small) ? whole(true) : small;
}

/** What CloudFormation takes as text; a larger template has to lie in a bucket. In bytes. */
const largest = 51_200;

/** Whether a template has to be uploaded to a bucket before it can be deployed. */
export function isLarge(template: string): boolean {
  let bytes = 0;
  for (const character of template) {
    const code = character.codePointAt(0) as number;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes > largest;
}

/** Resources stand apart from each other, one-liners do not. */
function sectionLines(name: string, entries: Fields): string[] {
  const blocks = Object.entries(entries).map(([id, value]) => fieldLines({ [id]: value }, 2));
  if (blocks.length === 0) return [];
  const apart = name === 'Resources';
  return ['', `${name}:`, ...blocks.flatMap((lines, index) => (apart && index > 0 ? ['', ...lines] : lines))];
}

function placed({ note, resource }: Placed): Value {
  const { Type, Condition, DependsOn, DeletionPolicy, UpdateReplacePolicy, Metadata, Properties } = resource;
  const value: Fields = { Type, Condition, DependsOn, DeletionPolicy, UpdateReplacePolicy, Metadata, Properties };
  return note === undefined || note === '' ? value : noted(note, value);
}

function mapped<A, B>(record: Readonly<Record<string, A>>, to: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
