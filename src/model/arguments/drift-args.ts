/** What `check --against` finds. Services and variants by their ids, as `sqs/fifo`; resources as their stack names them. */
export interface BuiltArgs {
  /** `because` are the decision's own reasons, in the language of the pack; `instead`: what nobody decided on, `Id (kind)`. */
  readonly 'check-built-missing': { readonly wanted: string; readonly because: string; readonly instead: readonly string[] };
  /** A companion that the decision names. */
  readonly 'check-built-with': { readonly wanted: string; readonly companion: string };
  /** `against`: why it is not what the record wants; empty where no fact says so. */
  readonly 'check-built-variant': Built & { readonly wanted: string; readonly because: string; readonly against: string };
  /** A resource that the record names, and that is of another service. */
  readonly 'check-built-other': Built & { readonly wanted: string; readonly because: string; readonly against: string };
  /** `records`: what some in force decided on instead, and why not this. */
  readonly 'check-built-undecided': Built & {
    readonly records: readonly {
      readonly record: string;
      readonly wanted: string;
      readonly ruledOut: boolean;
      readonly text: string;
    }[];
  };
  readonly 'check-built-needs': Built & { readonly need: string; readonly text: string };
  /** The record asks for more than the property gives: both in the unit of the question, `property: question`. */
  readonly 'check-built-less': Built & {
    readonly question: string;
    readonly wanted: number;
    readonly property: string;
    readonly least: number;
  };
  readonly 'check-built-needs-unknown': Built & { readonly need: string };
  /** `what` decides, and cannot be told before it is deployed. */
  readonly 'check-built-unknown': Built & { readonly wanted: string; readonly what: readonly string[] };
  readonly 'check-built-unseen': {
    readonly resource: string;
    readonly kind: 'nested' | 'macro' | 'tag' | 'deferred' | 'errored';
  };
  /** The record names a resource that there is not. */
  readonly 'check-built-name': { readonly name: string; readonly suggestion?: string };
  /** The pack does not say what the service is built as. */
  readonly 'check-built-unmapped': { readonly service: string };
  readonly 'not-a-template': { readonly path: string };
  readonly 'no-templates': { readonly path: string };
  /** Of AWS CDK: it is no JSON, lists nothing, or does not say where the artifact `name` is. */
  readonly 'broken-manifest': { readonly lacks: 'syntax' | 'artifacts' | 'file'; readonly name: string };
  /** The output of `terraform show -json` with lines of the GitHub action hashicorp/setup-terraform around it. */
  readonly 'plan-wrapped': { readonly [key: string]: never };
  readonly 'plan-newer': { readonly version: string };
}

interface Built {
  readonly resource: string;
  readonly type: string;
  /** What it is. */
  readonly built: string;
}
