import type { YAMLMap } from 'yaml';
import type { TemplateMessages } from '../messages/en/services.ts';
import type { Pack } from '../model/pack.ts';
import { textAt } from './nodes.ts';

/** How to deploy a template. Policies and roles have to be agreed to; a large template goes through a bucket. */
export function headClosing(pack: Pack, resources: YAMLMap, large: boolean, messages: TemplateMessages): string[] {
  const iam = resources.items.some(({ value }) => textAt(value, 'Type')?.startsWith('AWS::IAM::'));
  const options = `${iam ? ' --capabilities CAPABILITY_IAM' : ''}${large ? ' --s3-bucket BUCKET' : ''}`;
  return [
    messages.deploy,
    `aws cloudformation deploy --stack-name NAME --template-file FILE${options}`,
    messages.help,
    messages.rules(pack.id, pack.version),
  ];
}
