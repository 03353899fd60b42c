import type { Target, Watch } from '../alarms.ts';
import { clientsOnly } from '../parts/network.ts';
import { document, suppressed } from '../parts/policies.ts';
import type { Starter } from '../starter.ts';
import type { Texts } from '../texts.ts';
import { att, equals, type Fields, noted, type Part, type Placed, ref, sub, together } from '../value.ts';
import { userData } from './user-data.ts';

const nodes = ['NodeOne', 'NodeTwo', 'NodeThree'];

/** Three instances for a broker of one's own, each in a subnet of its own and with a data volume of its own. */
export function instancesStarter(texts: Texts): Starter {
  const { instances } = texts;
  return {
    description:
      'Three Amazon EC2 instances for a self-managed broker, with encrypted volumes, Session Manager access and alarms',
    limits: [instances.software, instances.operations],
    part: together(
      {
        parameters: {
          BrokerPort: {
            Type: 'Number',
            Description: 'Port that clients connect to',
            Default: 9092,
            MinValue: 1,
            MaxValue: 65535,
          },
          ...Object.fromEntries(
            nodes.map((id) => [
              `${id}SubnetId`,
              { Type: 'AWS::EC2::Subnet::Id', Description: `Private subnet of ${id}, in an Availability Zone of its own` },
            ]),
          ),
          InstanceType: {
            Type: 'String',
            Description: 'Size of each instance, of the processor architecture of the image',
            Default: 'm7g.large',
          },
          ImageId: {
            Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
            Description: 'Parameter that names the image',
            Default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
          },
          VolumeGiB: {
            Type: 'Number',
            Description: 'Data volume of each instance in GiB',
            Default: 200,
            MinValue: 1,
            MaxValue: 16384,
          },
          WatchKafka: {
            Type: 'String',
            Description: 'true - the broker is Kafka and the CloudWatch agent collects its JMX metrics',
            Default: 'false',
            AllowedValues: ['true', 'false'],
          },
        },
        conditions: { WatchesKafka: equals('WatchKafka', 'true') },
      },
      clientsOnly('Broker nodes', [ref('BrokerPort')], texts),
      peers(texts),
      role(texts),
      { resources: { LaunchTemplate: { note: instances.launchTemplate, resource: launchTemplate } } },
      ...nodes.map((id, index) => nodePart(id, index === 0, texts)),
    ),
    monitored: [{ service: 'ec2', variant: null, watch: watchNodes }],
  };
}

const watchNodes: Watch = ({ metric, dimensions }) =>
  nodes.map((id): Target => {
    const all: Fields = { InstanceId: ref(id), VolumeId: ref(`${id}Volume`), path: '/data' };
    const name = dimensions.includes('VolumeId') ? `${id}Volume` : id;
    return { name, dimensions: all, ...(metric.startsWith('kafka.') ? { condition: 'WatchesKafka' } : {}) };
  });

function peers({ instances: texts }: Texts): Part {
  return {
    resources: {
      PeerIngress: {
        note: texts.peers,
        resource: {
          Type: 'AWS::EC2::SecurityGroupIngress',
          Properties: {
            Description: 'Broker nodes among themselves',
            GroupId: ref('SecurityGroup'),
            SourceSecurityGroupId: ref('SecurityGroup'),
            IpProtocol: 'tcp',
            FromPort: 1024,
            ToPort: 65535,
          },
        },
      },
    },
  };
}

/** What the two agents on the instances need. */
function role({ instances: texts }: Texts): Part {
  const managed = ['AmazonSSMManagedInstanceCore', 'CloudWatchAgentServerPolicy'];
  return {
    resources: {
      NodeRole: {
        note: texts.role,
        resource: {
          Type: 'AWS::IAM::Role',
          Metadata: suppressed(
            ...managed.map((policy) => ({
              id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`,
              reason: 'AWS keeps this policy in step with its own agent, and the agent documentation asks for it.',
            })),
          ),
          Properties: {
            AssumeRolePolicyDocument: document({
              Effect: 'Allow',
              Principal: { Service: 'ec2.amazonaws.com' },
              Action: 'sts:AssumeRole',
            }),
            ManagedPolicyArns: managed.map((policy) => sub(`arn:\${AWS::Partition}:iam::aws:policy/${policy}`)),
          },
        },
      },
      NodeProfile: { resource: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [ref('NodeRole')] } } },
    },
  };
}

const launchTemplate: Placed['resource'] = {
  Type: 'AWS::EC2::LaunchTemplate',
  Properties: {
    LaunchTemplateData: {
      ImageId: ref('ImageId'),
      InstanceType: ref('InstanceType'),
      IamInstanceProfile: { Arn: att('NodeProfile') },
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, VolumeType: 'gp3', Encrypted: true } }],
      UserData: { 'Fn::Base64': userData },
    },
  },
};

function nodePart(id: string, first: boolean, { instances: texts }: Texts): Part {
  return {
    resources: {
      [id]: {
        ...(first ? { note: texts.node } : {}),
        resource: {
          Type: 'AWS::EC2::Instance',
          Properties: {
            LaunchTemplate: { LaunchTemplateId: ref('LaunchTemplate'), Version: att('LaunchTemplate', 'LatestVersionNumber') },
            SubnetId: ref(`${id}SubnetId`),
            SecurityGroupIds: [ref('SecurityGroup')],
            Monitoring: noted(texts.monitoring, true),
            EbsOptimized: true,
            DisableApiTermination: noted(texts.termination, true),
            PropagateTagsToVolumeOnCreation: true,
            Tags: [{ Key: 'Name', Value: sub(`\${AWS::StackName}-${id}`) }],
          },
        },
      },
      [`${id}Volume`]: {
        ...(first ? { note: texts.volume } : {}),
        resource: {
          Type: 'AWS::EC2::Volume',
          DeletionPolicy: 'Snapshot',
          UpdateReplacePolicy: 'Snapshot',
          Properties: {
            AvailabilityZone: att(id, 'AvailabilityZone'),
            Size: ref('VolumeGiB'),
            VolumeType: 'gp3',
            Encrypted: true,
          },
        },
      },
      [`${id}Attachment`]: {
        resource: {
          Type: 'AWS::EC2::VolumeAttachment',
          Properties: { InstanceId: ref(id), VolumeId: ref(`${id}Volume`), Device: '/dev/sdf' },
        },
      },
    },
    outputs: { [`${id}Ip`]: { Description: `Private address of ${id}`, Value: att(id, 'PrivateIp') } },
  };
}
