import type { driftDiagnostics } from '../messages/en/drift.ts';
import type { recordDiagnostics } from '../messages/en/record-diagnostics.ts';
import type { Code } from '../model/diagnostic.ts';

type DriftCode = keyof typeof driftDiagnostics;

/** The meaning of each code of `check` for a record. */
export const recordCodes: { readonly [C in Extract<keyof typeof recordDiagnostics, `check-${string}`>]: string } = {
  'check-service': 'The rules now recommend another service than the one that was decided on.',
  'check-reason': 'The service is the same, but its variant, its companions or the leaf that it comes from is not.',
  'check-undecided': 'The rules do not decide on these answers: they ask something new, or never did.',
  'check-gap': 'The rules have no branch for these answers.',
  'check-edited': 'The answers were changed by hand after the decision was recorded.',
  'check-facts-old': 'The decision relies on facts that were checked longer ago than the rules allow.',
  'check-facts-expired': 'The decision relies on facts that are past their `valid-until`.',
  'check-review': 'The decision is past its `review-by`.',
  'check-duplicate-id': 'Two records have the same id.',
  'check-not-superseded': 'A record supersedes another one that is still in force.',
  'check-not-human': 'No person gave an answer that the decision relies on (`--require human`).',
};

/** The meaning of each code of `check --against`. */
export const driftCodes: { readonly [C in Extract<DriftCode, `check-${string}`>]: string } = {
  'check-built-missing': 'No resource matches the decision of the record.',
  'check-built-with': 'No resource matches a companion of the decision.',
  'check-built-variant': 'A resource is of the right service, but another variant.',
  'check-built-other': 'A record names a resource of another service.',
  'check-built-undecided': 'No record accounts for a resource of one of the services.',
  'check-built-needs': 'A resource lacks what it needs, such as a dead-letter queue.',
  'check-built-less': 'A resource keeps messages for less time than the record asks for.',
  'check-built-needs-unknown': 'Whether a resource has what it needs is not known before it is deployed.',
  'check-built-unknown': 'What a resource becomes is not known before it is deployed.',
  'check-built-unseen': 'A part of the template was not checked: a nested stack, a macro, a plan that is not complete.',
  'check-built-name': 'A record names a resource that does not exist.',
  'check-built-unmapped': 'The rules do not say which resources a service is built as.',
};

/** Codes for templates and plans, in addition to those for any YAML. */
export const templateCodes: { readonly [C in Exclude<DriftCode, `check-${string}`>]: string } = {
  'not-a-template': 'A file is neither a CloudFormation template nor a Terraform plan.',
  'no-templates': 'A folder has no templates in it.',
  'broken-manifest': 'The manifest of a cdk.out folder cannot be read.',
  'plan-wrapped': 'A plan has lines of the GitHub action hashicorp/setup-terraform around it.',
  'plan-newer': 'A plan is of a newer format than is known.',
};

/** Codes for answers files, in addition to those for any YAML. */
export const answersFileCodes = {
  'not-one-value': 'A question is answered with a list or a mapping.',
  'answer-outside': 'A question is beside `answers:` instead of under it.',
  'not-answers': '`answers` is not a mapping.',
} as const satisfies { readonly [C in Code]?: string };
