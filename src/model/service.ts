import type { Condition } from './condition.ts';

/** What is given up with something (operations, latency, throughput, coupling), and what AWS bills. */
export interface Drawbacks {
  readonly tradeOff?: string;
  readonly cost?: string;
}

/** Something that was read. */
interface Sourced {
  readonly source: string;
  /** ISO day on which the source was last read. */
  readonly checked: string;
}

/** What is known of a service or of a variant, which is told apart by id: the variant's own takes the service's place. */
interface Known extends Drawbacks {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly facts: readonly Fact[];
  /** Absent: each link has its own. */
  readonly sharing?: Sharing;
  /** Absent: there is nothing to count. */
  readonly sizing?: readonly Sizing[];
}

export interface Service extends Known {
  readonly url: string;
  /** What sets it apart from its neighbours, in one sentence. */
  readonly differentiator: string;
  readonly variants: readonly Variant[];
  readonly monitoring: Monitoring;
  /** Which resources of templates and plans it is built as; null or absent: the pack does not say. */
  readonly builtAs?: BuiltAs | null;
  readonly layer: string;
}

export interface Variant extends Known {}

/** How many units of a service the answers need: the largest of `need / each`, rounded up. */
export interface Sizing extends Sourced {
  readonly id: string;
  /** What is counted, such as shards. */
  readonly unit: string;
  /** What one unit carries, by number question or derived quantity; greater than 0. */
  readonly each: Readonly<Record<string, number>>;
  /** The count is rounded up to a multiple of this, such as one unit in each zone. */
  readonly multipleOf?: number;
  /** Counted only where this holds. */
  readonly when?: Condition;
  /** Where one of these holds, nothing is counted: there can only be one unit, or another unit is the right one. */
  readonly unless?: readonly Condition[];
}

/** Links with the same service and variant could share one instance: what speaks for and against that. */
export interface Sharing extends Sourced {
  /** The links that it is worth a thought for: all of them, or only those of one producer. */
  readonly among: 'any' | 'producer';
  /** Questions whose answers must be given and the same, each one of these: without that it is not the same thing. */
  readonly same: Condition;
  /** Why it can be shared. */
  readonly text: string;
  /** What it costs. */
  readonly caution: string;
}

/**
 * One thing that is known of a service or neighbour. With a `question`, which may be a derived quantity, the answer is
 * checked against it; without one it informs. `values` or `min`/`max` (inclusive) say which answers it admits.
 */
export interface Fact extends Sourced {
  readonly id: string;
  /** The criterion that cards and comparisons list it under. */
  readonly topic: string;
  readonly question: string | null;
  readonly values: readonly string[] | null;
  readonly min: number | null;
  readonly max: number | null;
  /** It says something only where this holds; absent: always. A question without an answer never holds. */
  readonly when?: Condition;
  /** A limit rules out; a quota, which AWS can raise, warns and never rules out. */
  readonly kind: 'limit' | 'quota';
  /** Whether and how a quota can be raised, where the pack says so. */
  readonly raise: string | null;
  /** The mitigation that makes up for a contradiction. */
  readonly mitigation: string | null;
  /** The figure or guarantee in a few words, for tables. */
  readonly short: string;
  /** One or two sentences, with the figure. */
  readonly text: string;
  readonly validUntil: string | null;
  /** `aws`: read in AWS's own text. `secondary`: in somebody else's. `unverified`: could not be checked. */
  readonly certainty: 'aws' | 'secondary' | 'unverified';
  readonly layer: string;
}

export interface Monitoring {
  readonly utilization: readonly Metric[];
  readonly saturation: readonly Metric[];
  readonly errors: readonly Metric[];
}

/** One CloudWatch metric, by the USE method. */
export interface Metric extends Sourced {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: readonly string[];
  /** The CloudWatch statistic, e.g. `Sum`, `Maximum`, `p90`. */
  readonly statistic: string;
  readonly meaning: string;
  readonly alarm: Alarm | null;
  /** The variants that emit it; empty: all. */
  readonly variants: readonly string[];
}

/** A starter alarm. `aws`: AWS publishes this threshold. `shape`: AWS publishes all but the number. `starter`: ours. */
export interface Alarm {
  readonly comparison: string;
  readonly threshold: number;
  /** Seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: 'missing' | 'breaching' | 'notBreaching' | 'ignore';
  readonly basis: 'aws' | 'shape' | 'starter';
  /** Why this threshold. */
  readonly why: string;
}

/**
 * A service that the pack does not recommend itself, but that completes a recommendation or is better for certain
 * answers.
 */
export interface Neighbour extends Omit<Known, 'tradeOff' | 'sharing' | 'sizing'> {
  readonly url: string;
  readonly variants: readonly Variant[];
  /** Where it is better than the recommendation; the first that holds counts. */
  readonly better: readonly Better[];
  readonly layer: string;
}

/** Answers for which a neighbour is better than a recommended service. */
export interface Better extends Sourced {
  /** A condition on the answers in force; a question without an answer never holds. */
  readonly when: Condition;
  /**
   * Only where the recommendation does not meet one of these, or meets it by a workaround or beyond a quota; empty:
   * always.
   */
  readonly ifUnmet: readonly string[];
  /** Only where one of these services (or `service/variant`) is recommended; empty: any. */
  readonly services: readonly string[];
  /** Why it is better here. */
  readonly because: string;
  /** What is given up. */
  readonly givesUp: string;
}

/** How a service is known in what is deployed: in CloudFormation templates and in Terraform plans. */
export interface BuiltAs {
  readonly resources: readonly BuiltResourceType[];
  /**
   * A resource that another one refers to below one of these keys only serves that one, such as a dead-letter queue.
   */
  readonly aside: readonly string[];
  readonly needs: readonly BuiltNeed[];
  /** Properties that must go as far as an answer. */
  readonly reaches?: readonly Reach[];
  /** Answers that what is built gives, for `scan`. */
  readonly settles?: readonly Settlement[];
}

/** An answer that a resource of the service, or how it is used, gives. All that it says must hold. */
export interface Settlement {
  readonly question: string;
  /** Null: the value of `property`, in the question's unit. */
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
  /**
   * By property (`BrokerNodeGroupInfo.InstanceType`): a value, in any case of letters; one that ends in `*` is a
   * beginning.
   */
  readonly where: Readonly<Record<string, string>>;
  /** The same of what must not be so. */
  readonly unless: Readonly<Record<string, string>>;
  /** Serves for much else, so that one that nobody decided on says nothing. */
  readonly general: boolean;
  /** The end of its ARN, after account and Region, with the property that names it: `sqs:${QueueName}`. */
  readonly arn?: string;
}

/** What a resource of the service needs beside it. */
export interface BuiltNeed {
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
