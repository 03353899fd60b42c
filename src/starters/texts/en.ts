/** The comments of templates. What stands in fields of a template is English in every language, see `alarms.ts`. */
export const en = {
  head: {
    pattern: (name: string, text: string) => `Pattern: ${name}. ${text}`,
    warning: 'Mind:',
    mitigation: 'What helps:',
    limits: 'What this template leaves to you:',
    deploy: 'A start, not a finished system: read it, then',
    help: 'For Terraform and AWS CDK see docs/cloudformation.md.',
    rules: (id: string, version: string) => `From the rules ${id} ${version}.`,
    alarms: (name: string) => `Alarms for ${name}, by the USE method: utilization, saturation, errors.`,
    broker: 'Alarms on single brokers are there for the brokers 1 to 3. Add those of further brokers.',
    undecided: 'Not decided: there is no template yet. The question that settles most:',
    unknown: (name: string) => `There is no starter template for ${name}.`,
    open: (name: string) => `The answers leave open which kind it is. This is the template for ${name}.`,
    left: (names: string) => `Not in this template, but part of the recommendation: ${names}.`,
  },
  alarms: {
    silence: 'Also true where nothing happens at all: WatchSilence turns it on.',
    again: 'The same.',
  },
  queue: {
    standard: 'The queue. It keeps each message until a consumer deletes it.',
    fifo: 'The queue. It keeps the order within each message group.',
    encrypted: 'Encrypted with a key that SQS keeps. Set KmsMasterKeyId instead where you must keep the key yourself.',
    longPolling: 'Waiting for messages (long polling) makes fewer empty receives than asking again and again.',
    retention: 'Four days in seconds. Longer than your longest outage.',
    redrive: 'What fails again and again moves aside, so that it does not block or cost for ever.',
    deadLetters: 'The dead-letter queue. Somebody has to look at what arrives here, and redrive it after the repair.',
    deadLetterRetention: 'Fourteen days in seconds, the longest there is. On a standard queue they count from the first send.',
    policy: 'Refuses whoever calls without TLS.',
    policyAgain: 'As above.',
    undelivered: 'The dead-letter queue of the subscription: what the topic could not deliver, and would otherwise drop.',
    highThroughput: 'High throughput: deduplication and the quota count for each message group, not for the whole queue.',
    fifoSenders: 'Senders give each message a MessageGroupId (what is to stay in order) and a MessageDeduplicationId.',
    producer: 'Attach this to the role of the sending program.',
    consumer: 'Attach this to the role of the receiving program.',
  },
  topic: {
    standard: 'The topic. It keeps nothing: what is published goes to the subscriptions at once.',
    fifo: 'The topic. It keeps the order within each message group and delivers to SQS queues.',
    encrypted:
      'Encrypted with the key of AWS for SNS. AWS services that publish (S3, EventBridge, CloudWatch) may not use that key: for them take a key of your own whose policy admits them.',
    policy: 'Refuses whoever publishes without TLS.',
    publisher: 'Attach this to the role of the publishing program.',
    highThroughput: 'High throughput: deduplication and the quota count for each message group, not for the whole topic.',
    archive: 'Published messages can be kept and sent to a subscription again.',
    moreConsumers: 'There are two consumers. For one more, copy everything whose name begins with ConsumerTwo.',
    queueSubscription: 'A copy of each message for this consumer. Add a FilterPolicy where it wants only some.',
    functionSubscription: 'SNS calls the function asynchronously; Lambda tries again by itself when the function fails.',
    endpointSubscription:
      'SNS calls the address and tries again for just under an hour. The endpoint has to confirm the subscription first.',
    mailSubscription: 'The owner of the address has to confirm by the link in the first mail.',
    phoneSubscription: 'The account has to be out of the SMS sandbox, or the number verified in it.',
    atLeastOne: 'Give the function, the endpoint, or both: without either nobody gets the messages.',
    people:
      'Mobile push needs a platform application with the credentials of Apple or Google, which CloudFormation cannot make. Text messages have a spend quota for each account (1 USD to begin with) and need an origination identity in many countries.',
    endpoints:
      'Each endpoint has to check the signature of what it gets, and to confirm its subscription. There are two partners.',
  },
  api: {
    accessLog: 'One line for each request. Groups under /aws/vendedlogs need no entry in the resource policy of the account.',
    throttle: 'Beyond this callers get 429. It protects what is behind the API.',
    permission: 'API Gateway may call the function, for this API only.',
    http: 'The HTTP API.',
    jwt: 'Requests without a valid JSON Web Token of this issuer, for this audience, get 401.',
    httpStage: 'What is changed is deployed at once.',
    rest: 'The REST API.',
    validation:
      'Requests that lack a declared parameter, or whose body does not fit the declared model, get 400 before the backend sees them.',
    tokenAuthorizer:
      'Requests need an access token of this Cognito user pool with this scope. For tokens of others take a Lambda authorizer (Type: TOKEN).',
    deployment:
      'CloudFormation does not renew a deployment by itself: after a change of methods or routes, give it another name.',
    restStage: 'Logs need the CloudWatch role of the account.',
    noDataTrace: 'Bodies stay out of the log.',
    usagePlan: 'Keeps each key within its share. A key tells callers apart; who they are is the business of the authorizer.',
    key: 'The key of one caller.',
    webAcl: 'AWS WAF with the rules of AWS against common attacks. It costs extra for each ACL, rule and request.',
    webSocket: 'The WebSocket API.',
    routeSelection: 'Messages without a route of their own go to $default.',
    connectAuthorizer:
      'Your function says whether the token in the query (?token=...) is good. Browsers cannot set headers here.',
    webSocketStage: 'Logs need the CloudWatch role of the account.',
    sender: 'Attach this to the role of the program that sends to connected clients.',
    pollingBackend:
      'The backend answers POST /requests at once with an id, works on, and keeps the state that GET /requests/{id} asks for.',
    accountLimit:
      'Logs need the CloudWatch role of API Gateway, one for each account and Region. Where there is none yet:\naws apigateway update-account --patch-operations op=replace,path=/cloudwatchRoleArn,value=ARN',
    connections:
      'The backend keeps the ids of connections, for instance in a DynamoDB table with an expiry. A connection ends after two hours at most.',
    webSocketIntegration: 'The function hears of each connection, message and end of a connection.',
    httpIntegration: 'What the API hands requests to: the function, or the HTTPS address under the same path.',
    timeout: 'Milliseconds. What takes longer is no call to wait for: accept it and let the caller ask.',
  },
  door: {
    queue: 'The API puts the body of each request into the queue, without a function in between.',
    fifoHeaders: 'Senders give the headers message-group-id and message-deduplication-id.',
    json: 'Only application/json is taken; anything else gets 415.',
    headers: (names: string) => `Senders give the headers ${names}; without them they get 400.`,
    socket: 'The API hands each message on, without a function in between.',
    connectionOrder: 'What comes over one connection stays in order: the connection id is the group or partition key.',
    role: 'API Gateway takes this role to hand requests on. It can do nothing else.',
  },
  stream: {
    onDemand:
      'The stream, in on-demand mode: no shards to count. It stays when the stack is deleted, with its data and its price.',
    encrypted: 'Encrypted with the key of AWS for Kinesis. Take one of your own for readers in other accounts.',
    producer: 'Attach this to the role of the writing program.',
    consumer: 'Attach this to the role of the reading program.',
    queueConsumer: 'Attach this to the role of the program that receives from the queue.',
    registered: 'A registered consumer (enhanced fan-out): records are pushed to it, over 2 MB/s a shard of its own.',
    consumerArn: 'The ARN holds the time of its making: another consumer of the same name has another one.',
    copy: 'The backend writes a copy of what goes through the API into this stream, so that it can be read again.',
    deletion: 'The stream stays when the stack is deleted: delete it yourself.',
    moreConsumers: 'There are two consumers. For one more, copy everything whose name begins with ConsumerTwo.',
    queueByApi:
      'CloudFormation has no resource for queues on a stream. After the stack, make the queue with\naws kinesis create-queue --queue-name queue --stream-configuration-list StreamARN=<output StreamArn>\nand update the stack with its QueueArn, for its policy and alarms.',
  },
  video: {
    stream: 'The video stream. It stays when the stack is deleted, with what it stores and its price.',
    producer: 'Attach this to the role of the device or gateway that sends. Devices get credentials through AWS IoT.',
    viewer: 'Attach this to the role of what plays or analyses.',
    noApi:
      'Media do not pass through API Gateway: devices send with PutMedia, signed, to the stream itself. There is no API here.',
  },
  kafka: {
    configuration:
      'Three replicas, of which two must confirm; topics are made on purpose, and no replica that is behind becomes leader.',
    express: 'The cluster, with Express brokers: three replicas and two confirmations are fixed, storage grows by itself.',
    standard: 'The cluster, with Standard brokers.',
    serverless: 'The cluster. Clients sign in with IAM over TLS, the only way on Serverless.',
    brokers: 'A multiple of the number of subnets.',
    tls: 'Clients and brokers talk over TLS only.',
    iam: 'Clients sign in with IAM, so that policies say who may do what.',
    monitoring: 'Some of the alarms below need the metrics of this level. It costs extra.',
    log: 'The log of the brokers.',
    producer: 'Attach this to the role of the producer.',
    consumer: 'Attach this to the role of the consumer.',
    deletion: 'The cluster stays when the stack is deleted, with its data and its price: delete it yourself.',
    topics:
      "Make the topic with Kafka's own tools, or add AWS::MSK::Topic. The policies and alarms are for one topic and one consumer group.",
    moreBrokers: 'Alarms on single brokers are there for the brokers 1 to 3. Add those of further brokers.',
  },
  broker: {
    active:
      'The broker, with a standby in the other zone. Clients use the failover transport with both addresses. Encrypted at rest.',
    rabbit: 'The cluster of three nodes behind one address. Encrypted at rest. Quorum queues survive the loss of a node.',
    activeLogs: 'To CloudWatch Logs, which needs a resource policy of the account that admits mq.amazonaws.com.',
    rabbitLogs: 'To CloudWatch Logs. RabbitMQ has no audit log.',
    secret: 'Username and password of the first user. Programs read them from here.',
    password: 'Amazon MQ refuses some of these characters.',
    private: 'Reached from the VPC only.',
    upgrades: 'Patches come in the maintenance window, with a restart.',
    deletion: 'The broker stays when the stack is deleted, with its messages and its price: delete it yourself.',
    operations: 'Amazon MQ does not scale by itself. Load-test the size, and set a maintenance window.',
    rabbitQueues:
      'RabbitMQ 4 gives CloudWatch no metrics of single queues, its dead-letter queue included: read its Prometheus endpoint.',
  },
  network: {
    clientsOnly: 'Lets in the clients, and nobody else.',
  },
  instances: {
    software: 'No broker is installed: that, its configuration, its TLS and its users are yours.',
    operations:
      'There is no failover, no replacement of a failed node, no patching and no backup here. The volumes are snapshotted when the stack is deleted, and at no other time.',
    role: 'Session Manager instead of SSH, and the CloudWatch agent.',
    peers: 'The nodes among themselves. Narrow it down to the ports of your broker.',
    launchTemplate:
      'One image, one start script, and metadata by token only (IMDSv2). The script needs a way to the package repository, for instance a NAT gateway.',
    node: 'One node in each zone.',
    volume: 'The data stay apart from the system, so that an instance can be replaced.',
    monitoring: 'Metrics each minute instead of each five minutes.',
    termination: 'Nobody ends a broker node by mistake. Turn it off before you delete the stack.',
  },
};
