import type { Target, Watch } from '../alarms.ts';
import { clientsOnly, subnets } from '../parts/network.ts';
import { suppressed } from '../parts/policies.ts';
import type { Starter } from '../starter.ts';
import type { Texts } from '../texts.ts';
import { type Fields, given, none, noted, type Parameter, type Part, ref, sub, together } from '../value.ts';

/** ActiveMQ's ports, all with TLS: AMQP, MQTT, STOMP, OpenWire, and WebSocket. */
const activePorts = [5671, 8883, 61614, 61617, 61619];

/** An ActiveMQ broker with a standby in a second Availability Zone. */
export function activeStarter(texts: Texts): Starter {
  const { broker } = texts;
  return {
    description:
      'Amazon MQ for ActiveMQ, active and standby in two Availability Zones, with a generated password, logs and alarms',
    limits: [broker.deletion, broker.operations],
    part: together(
      {
        parameters: {
          BrokerName: brokerName,
          EngineVersion: { Type: 'String', Description: 'ActiveMQ version', Default: '5.19' },
          InstanceType: { Type: 'String', Description: 'Size of the broker', Default: 'mq.m5.large' },
          ProtocolPort: {
            Type: 'Number',
            Description: '61617 OpenWire and JMS, 5671 AMQP 1.0, 61614 STOMP, 8883 MQTT, 61619 WebSocket, all with TLS',
            Default: 61617,
            AllowedValues: activePorts,
          },
          QueueName: { Type: 'String', Description: 'Queue to watch. none - none.', Default: none },
        },
        conditions: { HasQueueName: given('QueueName') },
      },
      subnets('Two private subnets, each in an Availability Zone of its own'),
      clientsOnly('ActiveMQ broker', [ref('ProtocolPort')], texts),
      secret(texts),
      brokerPart(
        broker.active,
        {
          EngineType: 'ACTIVEMQ',
          DeploymentMode: 'ACTIVE_STANDBY_MULTI_AZ',
          Logs: noted(broker.activeLogs, { General: true, Audit: true }),
        },
        texts,
      ),
    ),
    monitored: [{ service: 'mq', variant: 'activemq', watch: watchActive }],
  };
}

/** A RabbitMQ cluster of three nodes. */
export function rabbitStarter(texts: Texts): Starter {
  const { broker } = texts;
  const nodes = ['NodeOne', 'NodeTwo', 'NodeThree'];
  const node = (id: string): Parameter => ({
    Type: 'String',
    Description: `Name of a node (rabbit@...), as CloudWatch lists it once the cluster runs. none - no alarm on ${id} yet.`,
    Default: none,
  });
  return {
    description:
      'Amazon MQ for RabbitMQ, a cluster of three nodes in three Availability Zones, with a generated password, logs and alarms',
    limits: [broker.deletion, broker.operations, broker.rabbitQueues],
    part: together(
      {
        parameters: {
          BrokerName: brokerName,
          EngineVersion: { Type: 'String', Description: 'RabbitMQ version', Default: '4.2' },
          InstanceType: { Type: 'String', Description: 'Size of each node', Default: 'mq.m7g.large' },
          ...Object.fromEntries(nodes.map((id) => [id, node(id)])),
        },
        conditions: Object.fromEntries(nodes.map((id) => [`Has${id}`, given(id)])),
      },
      subnets('Private subnets, each in an Availability Zone of its own'),
      clientsOnly('RabbitMQ broker', [5671], texts),
      secret(texts),
      brokerPart(
        broker.rabbit,
        { EngineType: 'RABBITMQ', DeploymentMode: 'CLUSTER_MULTI_AZ', Logs: noted(broker.rabbitLogs, { General: true }) },
        texts,
      ),
    ),
    monitored: [{ service: 'mq', variant: 'rabbitmq', watch: watchRabbit(nodes) }],
  };
}

/** Both instances of the pair report under a name of their own; which of them is active changes. */
const watchActive: Watch = ({ metric, dimensions }, group) => {
  const failed = group === 'errors' && metric === 'QueueSize';
  return ['1', '2'].map((suffix): Target => {
    const instance: Fields = { Broker: sub(`\${BrokerName}-${suffix}`) };
    const base = suffix === '1' ? 'InstanceOne' : 'InstanceTwo';
    if (!dimensions.includes('Queue')) return { name: base, dimensions: instance };
    if (failed) return { name: `${base}DeadLetterQueue`, dimensions: { ...instance, Queue: 'ActiveMQ.DLQ' } };
    return { name: `${base}Queue`, dimensions: { ...instance, Queue: ref('QueueName') }, condition: 'HasQueueName' };
  });
};

/** RabbitMQ 4 gives CloudWatch nothing of single queues. */
const watchRabbit =
  (nodes: readonly string[]): Watch =>
  ({ dimensions }) => {
    if (dimensions.includes('Queue')) return [];
    const whole: Fields = { Broker: ref('BrokerName') };
    if (!dimensions.includes('Node')) return [{ name: 'Broker', dimensions: whole }];
    return nodes.map((id) => ({ name: id, dimensions: { ...whole, Node: ref(id) }, condition: `Has${id}` }));
  };

const brokerName: Parameter = {
  Type: 'String',
  Description: 'Name of the broker, unique in the account',
  AllowedPattern: '[A-Za-z0-9_-]{1,50}',
};

function secret({ broker: texts }: Texts): Part {
  return {
    resources: {
      BrokerSecret: {
        note: texts.secret,
        resource: {
          Type: 'AWS::SecretsManager::Secret',
          Metadata: suppressed({
            id: 'AwsSolutions-SMG4',
            reason:
              'Amazon MQ reads the password when the broker is made. Rotation needs a function in the VPC that changes it in the broker too.',
          }),
          Properties: {
            Description: 'First user of the broker',
            GenerateSecretString: {
              SecretStringTemplate: '{"username":"application"}',
              GenerateStringKey: 'password',
              PasswordLength: 32,
              ExcludePunctuation: noted(texts.password, true),
            },
          },
        },
      },
    },
    outputs: { BrokerSecretArn: { Description: 'ARN of the secret with username and password', Value: ref('BrokerSecret') } },
  };
}

function brokerPart(note: string, engine: Fields, { broker: texts }: Texts): Part {
  const read = (key: string) => sub(`{{resolve:secretsmanager:\${BrokerSecret}:SecretString:${key}}}`);
  return {
    resources: {
      Broker: {
        note,
        resource: {
          Type: 'AWS::AmazonMQ::Broker',
          DeletionPolicy: 'Retain',
          UpdateReplacePolicy: 'Retain',
          Properties: {
            BrokerName: ref('BrokerName'),
            ...engine,
            EngineVersion: ref('EngineVersion'),
            HostInstanceType: ref('InstanceType'),
            PubliclyAccessible: noted(texts.private, false),
            SubnetIds: ref('SubnetIds'),
            SecurityGroups: [ref('SecurityGroup')],
            AutoMinorVersionUpgrade: noted(texts.upgrades, true),
            Users: [{ Username: read('username'), Password: read('password') }],
          },
        },
      },
    },
    outputs: { BrokerId: { Description: 'Id of the broker; describe-broker tells its addresses', Value: ref('Broker') } },
  };
}
