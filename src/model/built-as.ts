/** How a service is known in what is deployed: in CloudFormation templates and in Terraform plans. */
export interface BuiltAs {
  readonly resources: readonly BuiltResourceType[];
  /** A resource that another one refers to below one of these keys only serves that one, such as a dead-letter queue. */
  readonly aside: readonly string[];
  readonly needs: readonly Need[];
  /** Properties that must go as far as an answer. */
  readonly reaches?: readonly Reach[];
  /** Answers that what is built gives, for `scan`. */
  readonly settles?: readonly Settlement[];
}

/** An answer that a resource of the service, or how it is used, gives. All that it says must hold. */
export interface Settlement {
  readonly question: string;
  /** Null: what `property` comes to, in the question's unit. */
  readonly value: string | number | null;
  /** Only for resources of this type; absent: each. */
  readonly type?: string;
  /** Properties that must be so. */
  readonly where?: Readonly<Record<string, string>>;
  /** A number that gives the answer where it is written out. */
  readonly property?: string;
  /** How many of the property's units make one of the question's. */
  readonly per?: number;
  /** At least this many consumers are known. */
  readonly consumers?: number;
  /** All consumers that are known, one at least, are of these kinds. */
  readonly to?: readonly string[];
}

/** A property of a resource that must not be less than a recorded answer, such as how long a queue keeps messages. */
export interface Reach {
  readonly type: string;
  /** A number question. */
  readonly question: string;
  readonly property: string;
  /** So much of the property's unit makes one of the question's. */
  readonly per: number;
  /** What holds where the property is not set, in its own unit. */
  readonly absent: number;
}

/** A type of resource that is the service, where its properties are so. Of several that hold, each does. */
export interface BuiltResourceType {
  /** `AWS::SQS::Queue` or `aws_sqs_queue`. */
  readonly type: string;
  /** The variants that it may be; empty: each. */
  readonly variants: readonly string[];
  /** By property (`BrokerNodeGroupInfo.InstanceType`): a value, in any case of letters; one that ends in `*` is a beginning. */
  readonly where: Readonly<Record<string, string>>;
  /** The same of what must not be so. */
  readonly unless: Readonly<Record<string, string>>;
  /** Serves for much else, so that one that nobody decided on says nothing. */
  readonly general: boolean;
  /** The end of its ARN, after account and Region, with the property that names it: `sqs:${QueueName}`. */
  readonly arn?: string;
}

/** What a resource of the service needs beside it. */
export interface Need {
  readonly id: string;
  /** The variants that need it; empty: each. */
  readonly variants: readonly string[];
  /** Needed only by a decision that has this service beside it. */
  readonly with?: string;
  readonly name: string;
  /** Why. */
  readonly text: string;
  readonly source: string;
  readonly metBy: readonly NeedMet[];
}

/** What meets a need: a property of the resource itself, or another resource that refers to it. */
export interface NeedMet {
  readonly type: string;
  readonly has: string | null;
  readonly refers: string | null;
  /** Below this key it refers to what `as` says; with neither `has` nor `refers` the resource itself does. */
  readonly joins?: string;
  /** What is referred to below `has` or `joins` must be this service or variant, as `sqs/fifo`. */
  readonly as?: string;
  /** Properties that the other resource must have. */
  readonly where?: Readonly<Record<string, string>>;
}
