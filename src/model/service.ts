/** The value of an answer: the id of a choice's or a boolean's value (`yes`, `no`), or a finite decimal number. */
export type Value = string | number;

/** The values that a condition accepts for a question: a list, or a range of numbers. */
export type Test = readonly Value[] | Range;

/** A range of numbers: `from` and `to` are inclusive, `above` and `below` are exclusive; a missing side is open. */
export interface Range {
  readonly from?: number;
  readonly above?: number;
  readonly to?: number;
  readonly below?: number;
}

/** A test for each question; all of them must hold. A test never holds for an unanswered question. */
export type Condition = Readonly<Record<string, Test>>;

/** A value that applies if its condition holds; in a list, the first match wins. */
export interface ConditionalValue {
  readonly when: Condition;
  readonly value: Value;
}

/** The trade-offs of something (operations, latency, throughput, coupling), and what AWS bills for it. */
export interface Drawbacks {
  readonly tradeOff?: string;
  readonly cost?: string;
}

export interface Conditional {
  /** It applies only if this holds; absent: always. */
  readonly when?: Condition;
  /** It does not apply if one of these holds. */
  readonly unless?: readonly Condition[];
}

interface Sourced {
  readonly source: string;
  /** The ISO day on which the source was last read. */
  readonly checked: string;
}

/** What is known about a service, or about a variant, whose statements replace those of its service id by id. */
interface Described extends Drawbacks {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly facts: readonly Fact[];
  /** Absent: each link has its own instance. */
  readonly sharing?: Sharing;
  /** Absent: there are no units to count. */
  readonly sizing?: readonly Sizing[];
}

export interface Service extends Described {
  readonly url: string;
  /** What distinguishes it from its neighbours, in one sentence. */
  readonly differentiator: string;
  readonly variants: readonly Variant[];
  readonly monitoring: Monitoring;
  /** The resources of templates and plans that deploy it; absent if the pack does not say. */
  readonly builtAs?: BuiltAs;
  readonly layer: string;
}

export interface Variant extends Described {}

/** How many units of a service the answers require: the largest of `need / each`, rounded up. */
export interface Sizing extends Sourced, Conditional {
  readonly id: string;
  /** What is counted, such as shards. */
  readonly unit: string;
  /** What one unit carries, by number question or derived quantity; greater than 0. */
  readonly each: Readonly<Record<string, number>>;
  /** The count is rounded up to a multiple of this, for example for one unit in each zone. */
  readonly multipleOf?: number;
}

/** Whether links with the same service and variant could share one instance. */
export interface Sharing extends Sourced {
  /** The links that should consider it: any, or only those with the same producer. */
  readonly among: 'any' | 'producer';
  /** Questions that all of these links must answer alike, with one of these values. */
  readonly same: Condition;
  readonly text: string;
  readonly caution: string;
}

/** The answers that something allows: values, or numbers from `min` to `max`, both inclusive. */
export interface Allowed {
  readonly values: readonly string[] | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** A fact about a service or neighbour. Answers to its `question`, or derived quantity, are checked; without one it informs. */
export interface Fact extends Sourced, Allowed, Conditional {
  readonly id: string;
  /** The criterion by which cards and comparisons list it. */
  readonly topic: string;
  readonly question: string | null;
  /** A limit rules a service out; a quota, which AWS can raise, only warns. */
  readonly kind: 'limit' | 'quota';
  /** Whether and how a quota can be raised, if the pack says so. */
  readonly raise: string | null;
  readonly mitigation: string | null;
  /** The figure or guarantee in a few words, for tables. */
  readonly short: string;
  /** One or two sentences, with the figure. */
  readonly text: string;
  readonly validUntil: string | null;
  /** `aws`: read in the vendor's documentation. `secondary`: read elsewhere. `unverified`: could not be checked. */
  readonly certainty: 'aws' | 'secondary' | 'unverified';
  readonly layer: string;
}

/** The classes of the USE method, in the order in which they are shown. */
export const metricGroups = ['utilization', 'saturation', 'errors'] as const satisfies readonly (keyof Monitoring)[];

/** CloudWatch metrics, classified by the USE method. */
export type Monitoring = Readonly<Record<'utilization' | 'saturation' | 'errors', readonly Metric[]>>;

export interface Metric extends Sourced, Conditional {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: readonly string[];
  /** The CloudWatch statistic, e.g. `Sum`, `Maximum`, `p90`. */
  readonly statistic: string;
  readonly meaning: string;
  readonly alarm: Alarm | null;
  /** The variants that emit it; empty: all. */
  readonly variants: readonly string[];
  /** The companion that emits it; absent: the service itself. */
  readonly with?: string;
}

/** An alarm. `aws`: AWS publishes its threshold. `shape`: AWS publishes all but the number. `starter`: our own. */
export interface Alarm {
  readonly comparison: string;
  readonly threshold: number;
  /** Seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: 'missing' | 'breaching' | 'notBreaching' | 'ignore';
  readonly basis: 'aws' | 'shape' | 'starter';
  readonly why: string;
}

/** A service that the pack does not recommend itself, but that complements a recommendation or suits certain answers better. */
export interface Neighbour extends Omit<Described, 'tradeOff' | 'sharing' | 'sizing'> {
  readonly url: string;
  readonly variants: readonly Variant[];
  /** When it is better than the recommendation; the first entry that holds counts. */
  readonly better: readonly Better[];
  readonly layer: string;
}

/** Answers for which a neighbour is better than a recommended service. */
export interface Better extends Sourced {
  readonly when: Condition;
  /** Only if the recommendation misses one of these, or meets it with a workaround or above a quota; empty: always. */
  readonly ifUnmet: readonly string[];
  /** Only if one of these services (or `service/variant`) is recommended; empty: any. */
  readonly services: readonly string[];
  /** It is added to the recommended service and does not replace it. */
  readonly complements: boolean;
  readonly because: string;
  readonly givesUp: string;
}

/** How to recognize a service in templates and plans. */
export interface BuiltAs {
  readonly resources: readonly BuiltResourceType[];
  /** A resource only serves another one, such as a dead-letter queue, that refers to it under one of these keys. */
  readonly aside: readonly string[];
  readonly needs: readonly BuiltNeed[];
  /** Properties that must be at least as large as an answer. */
  readonly reaches?: readonly Reach[];
  /** Answers that `scan` can derive from resources. */
  readonly settles?: readonly Settlement[];
  readonly sending?: Usage;
  readonly receiving?: Usage;
}

/** How templates show that a program sends to the service, or receives from it. */
export interface Usage {
  /** The beginnings of the IAM actions that allow it. */
  readonly actions?: readonly string[];
  readonly through?: readonly Connector[];
}

/** A type of resource that connects programs with the service; it may be the service's own type. */
export interface Connector {
  /** As in CloudFormation; it also stands for the Terraform type of the same name. */
  readonly type: string;
  /** The key below which it refers to the service; absent: any. */
  readonly refers?: string;
  /** The key below which it refers to the program; absent: it is the program itself. */
  readonly program?: string;
  /** Its property with the kind of consumer, such as a protocol. */
  readonly kind?: string;
}

/** An answer that follows from a resource of the service or from its use. Everything stated here must hold. */
export interface Settlement {
  readonly question: string;
  /** Null: the value of `property`, in the question's unit. */
  readonly value: string | number | null;
  /** Only for resources of this type; absent: any type. */
  readonly type?: string;
  /** Values that properties must have. */
  readonly where?: Readonly<Record<string, string>>;
  /** A literal number, which gives the answer. */
  readonly property?: string;
  /** How many units of the property make one unit of the question. */
  readonly per?: number;
  /** At least this many consumers are known. */
  readonly consumers?: number;
  /** All known consumers, at least one, are of these kinds; `from`: senders. */
  readonly to?: readonly string[];
  readonly from?: readonly string[];
}

/** A property that must not be less than a recorded answer, such as a retention period. */
export interface Reach extends Pick<NeedMet, 'type' | 'where'> {
  readonly question: string;
  readonly property: string;
  /** How many units of the property make one unit of the question. */
  readonly per: number;
  /** The value if the property is not set. */
  readonly absent: number;
}

/** A type of resource that deploys the service if its properties match. */
export interface BuiltResourceType {
  /** `AWS::SQS::Queue` or `aws_sqs_queue`. */
  readonly type: string;
  /** The variants that it may be; empty: any. */
  readonly variants: readonly string[];
  /** Values by property, whatever their case; a trailing `*` matches any ending. */
  readonly where: Readonly<Record<string, string>>;
  /** Values that properties must not have. */
  readonly unless: Readonly<Record<string, string>>;
  /** The type has many other uses: a resource that no record covers is not reported. */
  readonly general: boolean;
  /** It is a separate link, even in front of a service with which the pack recommends it. */
  readonly apart: boolean;
  /** The end of its ARN, with the property that names it: `sqs:${QueueName}`. */
  readonly arn?: string;
}

/** What a resource of the service needs besides itself. */
export interface BuiltNeed {
  readonly id: string;
  /** The variants that need it; empty: all. */
  readonly variants: readonly string[];
  /** Needed only with this companion, which it joins. */
  readonly with?: string;
  /** Not needed where the answers meet one of these. */
  readonly unless?: readonly Condition[];
  readonly name: string;
  readonly text: string;
  readonly source: string;
  readonly metBy: readonly NeedMet[];
}

/** What meets a need: its own property, or another resource that refers to it. */
export interface NeedMet {
  readonly type: string;
  readonly has: string | null;
  readonly refers: string | null;
  /** The key below which it refers to `as`; without `has` and `refers`, the resource itself does. */
  readonly joins?: string;
  /** The service or variant to which `has` or `joins` must refer, such as `sqs/fifo`. */
  readonly as?: string;
  /** Values that properties must have. */
  readonly where?: Readonly<Record<string, string>>;
}
