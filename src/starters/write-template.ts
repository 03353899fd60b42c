import { Document, isMap, isPair, isScalar, isSeq, type Pair, Scalar } from 'yaml';
import { templates as en, type TemplateMessages } from '../messages/en/services.ts';
import { templates as ja } from '../messages/ja/services.ts';
import { inLanguage } from '../messages/locale.ts';
import type { Pack } from '../model/pack.ts';
import { plain } from '../output/style.ts';
import { hanging } from '../output/text/layout.ts';
import { type Sections, textAt } from './fragments.ts';

/** The texts of templates, in the language of the pack. */
export function templateMessages({ lang }: Pack): TemplateMessages {
  return inLanguage(lang, { en, ja });
}

/** The column at which comments and texts are wrapped. */
const MAX_COLUMNS = 100;

/** The maximum size of a template body; CloudFormation accepts a larger one only from an S3 bucket. */
const MAX_TEMPLATE_BYTES = 51_200;

/** Writes a template below a comment, which ends with how to deploy it. The description: at most 1,024 bytes of ASCII. */
export function writeTemplate(pack: Pack, head: readonly string[], description: string, sections: Sections): string {
  const document = new Document(
    { AWSTemplateFormatVersion: '2010-09-09', ...(description && { Description: description }) },
    { compat: 'yaml-1.1' },
  );
  for (const [name, section] of Object.entries(sections)) {
    if (section.items.length === 0) continue;
    const key = new Scalar(name);
    key.spaceBefore = true;
    document.set(key, section);
  }
  for (const [index, { key, value }] of sections.Resources.items.entries()) {
    if (isScalar(key) && index > 0) key.spaceBefore = true;
    if (isMap(value)) value.items.sort((a, b) => positionOf(a) - positionOf(b));
  }
  layOut(document.contents, 0);
  // The comment is added afterwards, because the package would insert an empty line below it.
  const body = document.toString({ lineWidth: MAX_COLUMNS, singleQuote: true, flowCollectionPadding: false });
  const whole = (large: boolean): string => commentText([...head, '', ...closing(pack, sections, large)]) + body;
  const small = whole(false);
  // Each non-ASCII character is percent-encoded as its bytes in UTF-8.
  return encodeURIComponent(small).replace(/%../g, '.').length > MAX_TEMPLATE_BYTES ? whole(true) : small;
}

/** Formats lines of text as YAML comments. */
export function commentText(lines: readonly string[]): string {
  // Looking behind keeps the search linear in a long run of blanks.
  const trailingBlanks = /(?<! ) +$/gm;
  return lines.map((line) => `${wrapped(line, 0).replace(/^/gm, '#').replace(trailingBlanks, '')}\n`).join('');
}

const resourceKeys = ['Type', 'Condition', 'DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy', 'Metadata', 'Properties'];

function positionOf({ key }: Pair): number {
  return resourceKeys.indexOf(String(key));
}

/** Wraps the comments of a node and its descendants. */
function layOut(node: unknown, indent: number): void {
  if (!isMap(node) && !isSeq(node)) return;
  for (const item of node.items) {
    const target = isPair(item) ? item.key : item;
    if ((isScalar(target) || isMap(target)) && target.commentBefore) target.commentBefore = wrapped(target.commentBefore, indent);
    layOut(isPair(item) ? item.value : item, indent + 2);
  }
}

/** Wraps a comment; each line starts with a space. A command stays on one line, so that it can be copied. */
function wrapped(text: string, indent: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      // A control character in a pack's text would end the comment, or make the YAML invalid.
      const flat = line.replace(/[\p{C}\s]+/gu, ' ').trim();
      const lead = /^ */.exec(line)?.[0] ?? '';
      const hang = flat.startsWith('- ') ? `${lead}  ` : lead;
      if (flat === '' || flat.startsWith('aws ')) return [` ${lead}${flat}`];
      return hanging({ width: MAX_COLUMNS - indent - 1, style: plain }, ` ${lead}`, ` ${hang}`, [flat]);
    })
    .join('\n');
}

/** How to deploy the template: IAM resources need a capability, a large one a bucket, parameters without a default a value. */
function closing(pack: Pack, { Parameters, Resources, Outputs }: Sections, large: boolean): string[] {
  const messages = templateMessages(pack);
  const iam = Resources.items.some(({ value }) => textAt(value, 'Type')?.startsWith('AWS::IAM::'));
  // Without a topic, nobody would hear of the alarms; those for existing resources, without outputs, watch only what has a name.
  const isAsked = (id: string, initial: string | null): boolean =>
    initial === null || (initial === 'none' && (id === 'AlarmTopicArn' || Outputs.items.length === 0));
  const asked = Parameters.items.filter(({ key, value }) => isAsked(String(key), textAt(value, 'Default')));
  const values = asked.map(({ key }) => ` ${key}=VALUE`).join('');
  const options = [
    iam ? ' --capabilities CAPABILITY_IAM' : '',
    large ? ' --s3-bucket BUCKET' : '',
    values && ` --parameter-overrides${values}`,
  ].join('');
  return [
    messages.deploy,
    `aws cloudformation deploy --stack-name NAME --template-file FILE${options}`,
    messages.help,
    messages.rules(pack.id, pack.version),
  ];
}
