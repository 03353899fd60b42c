import type { Texts } from '../texts.ts';
import { type Fields, type Part, ref, type Value } from '../value.ts';

/** A security group that lets in one group of clients, on the given ports. */
export function clientsOnly(description: string, ports: readonly Value[], { network: texts }: Texts): Part {
  const rule = (port: Value): Fields => ({
    Description: 'Clients',
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    SourceSecurityGroupId: ref('ClientSecurityGroupId'),
  });
  return {
    parameters: {
      VpcId: { Type: 'AWS::EC2::VPC::Id', Description: 'The VPC' },
      ClientSecurityGroupId: { Type: 'AWS::EC2::SecurityGroup::Id', Description: 'Security group of the programs that connect' },
    },
    resources: {
      SecurityGroup: {
        note: texts.clientsOnly,
        resource: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: { GroupDescription: description, VpcId: ref('VpcId'), SecurityGroupIngress: ports.map(rule) },
        },
      },
    },
  };
}

/** Subnets in as many Availability Zones. */
export function subnets(description: string): Part {
  return { parameters: { SubnetIds: { Type: 'List<AWS::EC2::Subnet::Id>', Description: description } } };
}
