import type { Watch } from '../alarms.ts';
import { logGroup } from '../parts/logs.ts';
import { clientsOnly, subnets } from '../parts/network.ts';
import { allow, managedPolicy } from '../parts/policies.ts';
import type { Starter } from '../starter.ts';
import type { Texts } from '../texts.ts';
import { att, type Call, type Fields, noted, type Parameter, type Part, ref, select, split, sub, together } from '../value.ts';

/** Kafka with IAM over TLS. */
const iamPort = 9098;

/** A provisioned MSK cluster of three brokers in three Availability Zones. */
export function clusterStarter(kind: 'express' | 'standard', texts: Texts): Starter {
  const { kafka } = texts;
  const express = kind === 'express';
  const cluster: Part = {
    parameters: {
      ClusterName: name('Name of the cluster', undefined),
      KafkaVersion: {
        Type: 'String',
        Description: 'Kafka version, as list-kafka-versions names it',
        Default: '3.9.x.kraft',
      },
      InstanceType: {
        Type: 'String',
        Description: 'Size of each broker',
        Default: express ? 'express.m7g.large' : 'kafka.m7g.large',
        // Another kind of broker has other properties.
        AllowedPattern: express ? '^express\\..+$' : '^kafka\\..+$',
      },
      ...(express
        ? {}
        : {
            VolumeGiB: {
              Type: 'Number',
              Description: 'Storage of each broker in GiB; it can only grow',
              Default: 100,
              MinValue: 1,
              MaxValue: 16384,
            },
          }),
    },
    resources: {
      ...(express ? {} : { Configuration: { note: kafka.configuration, resource: configuration } }),
      Cluster: {
        note: express ? kafka.express : kafka.standard,
        resource: {
          Type: 'AWS::MSK::Cluster',
          DeletionPolicy: 'Retain',
          UpdateReplacePolicy: 'Retain',
          Properties: {
            ClusterName: ref('ClusterName'),
            KafkaVersion: ref('KafkaVersion'),
            NumberOfBrokerNodes: noted(kafka.brokers, 3),
            BrokerNodeGroupInfo: {
              InstanceType: ref('InstanceType'),
              ClientSubnets: ref('SubnetIds'),
              SecurityGroups: [ref('SecurityGroup')],
              ...(express ? {} : { StorageInfo: { EBSStorageInfo: { VolumeSize: ref('VolumeGiB') } } }),
            },
            ...(express
              ? {}
              : { ConfigurationInfo: { Arn: att('Configuration'), Revision: att('Configuration', 'LatestRevision.Revision') } }),
            EncryptionInfo: { EncryptionInTransit: noted(kafka.tls, { ClientBroker: 'TLS', InCluster: true }) },
            ClientAuthentication: noted(kafka.iam, { Sasl: { Iam: { Enabled: true } } }),
            EnhancedMonitoring: noted(kafka.monitoring, 'PER_BROKER'),
            LoggingInfo: { BrokerLogs: { CloudWatchLogs: { Enabled: true, LogGroup: ref('BrokerLog') } } },
          },
        },
      },
    },
  };
  return {
    description: `Amazon MSK cluster with three ${express ? 'Express' : 'Standard'} brokers in three Availability Zones, IAM access control, logs and alarms`,
    limits: [kafka.deletion, kafka.topics, kafka.moreBrokers],
    part: together(
      topicParameters,
      subnets('Three private subnets, each in an Availability Zone of its own'),
      clientsOnly('Kafka brokers', [iamPort], texts),
      logGroup('BrokerLog', kafka.log),
      cluster,
      clientPolicies('Cluster', texts),
      clusterArn('Cluster'),
    ),
    monitored: [{ service: 'msk', variant: kind, watch: watchCluster }],
  };
}

/** An MSK Serverless cluster. */
export function serverlessStarter(texts: Texts): Starter {
  const { kafka } = texts;
  const cluster: Part = {
    parameters: { ClusterName: name('Name of the cluster', undefined) },
    resources: {
      Cluster: {
        note: kafka.serverless,
        resource: {
          Type: 'AWS::MSK::ServerlessCluster',
          DeletionPolicy: 'Retain',
          UpdateReplacePolicy: 'Retain',
          Properties: {
            ClusterName: ref('ClusterName'),
            VpcConfigs: [{ SubnetIds: ref('SubnetIds'), SecurityGroups: [ref('SecurityGroup')] }],
            ClientAuthentication: noted(kafka.iam, { Sasl: { Iam: { Enabled: true } } }),
          },
        },
      },
    },
  };
  return {
    description: 'Amazon MSK Serverless cluster with IAM access control and alarms',
    limits: [kafka.deletion, kafka.topics],
    part: together(
      topicParameters,
      subnets('Private subnets in at least two Availability Zones'),
      clientsOnly('Kafka clients', [iamPort], texts),
      cluster,
      clientPolicies('Cluster', texts),
      clusterArn('Cluster'),
    ),
    monitored: [{ service: 'msk', variant: 'serverless', watch: watchCluster }],
  };
}

/** Every broker, or the consumer group on the topic, or the cluster, as the metric's dimensions go. */
const watchCluster: Watch = ({ dimensions }) => {
  const whole: Fields = {
    'Cluster Name': ref('ClusterName'),
    'Consumer Group': ref('ConsumerGroup'),
    Topic: ref('TopicName'),
    'Client Authentication': 'IAM',
  };
  if (!dimensions.includes('Broker ID')) return [{ name: 'Cluster', dimensions: whole }];
  return ['One', 'Two', 'Three'].map((number, index) => ({
    name: `Broker${number}`,
    dimensions: { ...whole, 'Broker ID': String(index + 1) },
  }));
};

/** Producers and consumers of one topic. The names in an MSK ARN come from the cluster's own. */
function clientPolicies(cluster: string, { kafka }: Texts): Part {
  const within = (kind: string, id: string): Call =>
    sub(`arn:\${AWS::Partition}:kafka:\${AWS::Region}:\${AWS::AccountId}:${kind}/\${ClusterName}/\${ClusterUuid}/\${${id}}`, {
      ClusterUuid: select(2, split('/', att(cluster))),
    });
  const topic = within('topic', 'TopicName');
  const connect = (...more: readonly string[]): Fields =>
    allow(['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', ...more], att(cluster));
  return together(
    managedPolicy(
      'ProducerPolicy',
      'May write to the topic',
      kafka.producer,
      connect('kafka-cluster:WriteDataIdempotently'),
      allow(['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'], topic),
    ),
    managedPolicy(
      'ConsumerPolicy',
      'May read the topic in the consumer group',
      kafka.consumer,
      connect(),
      allow(['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'], topic),
      allow(['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'], within('group', 'ConsumerGroup')),
    ),
  );
}

function clusterArn(cluster: string): Part {
  return {
    outputs: {
      ClusterArn: { Description: 'ARN of the cluster; get-bootstrap-brokers tells the addresses', Value: att(cluster) },
    },
  };
}

function name(description: string, initial: string | undefined): Parameter {
  return {
    Type: 'String',
    Description: description,
    ...(initial === undefined ? {} : { Default: initial }),
    AllowedPattern: '[A-Za-z0-9][A-Za-z0-9-]{0,63}',
  };
}

const topicParameters: Part = {
  parameters: {
    TopicName: name('The topic that the policies and the alarms speak of', 'events'),
    ConsumerGroup: name('The consumer group that the policies and the alarms speak of; ASCII, without a colon', 'consumers'),
  },
};

const configuration = {
  Type: 'AWS::MSK::Configuration',
  Properties: {
    Name: sub('${ClusterName}-configuration'),
    ServerProperties: [
      'auto.create.topics.enable=false',
      'default.replication.factor=3',
      'min.insync.replicas=2',
      'unclean.leader.election.enable=false',
      '',
    ].join('\n'),
  },
} as const;
