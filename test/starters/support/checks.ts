import { type Suppression, type Synthesised, suppressionsOf, synthesise, validate } from './cdk.ts';
import { parseTemplate, type Resource, type Template } from './parse.ts';
import { problemsOf } from './specification.ts';

/**
 * All that is wrong with templates, for each of them in order: with its YAML, by AWS's resource specification, with its
 * alarms, by AWS CDK and the validation that it brings along, by cdk-nag's AwsSolutions rules, and with the suppressions.
 */
export function complaintsOf(texts: readonly string[]): string[][] {
  const templates = texts.map(read);
  const whole = templates.map((template) => (typeof template === 'string' ? empty : template));
  const said = validate(whole);
  const suppressions = whole.map(suppressionsOf);
  const synthesised = synthesise(
    texts.map((text, index) => ({
      text: templates[index] === whole[index] ? text : 'Resources: {}',
      suppressions: suppressions[index] ?? [],
    })),
  );
  return texts.map((text, index) => {
    const template = templates[index];
    const made = synthesised[index];
    if (template === undefined || made === undefined) throw new Error(`no template ${index}`);
    if (typeof template === 'string') return [template];
    return [
      ...sameInBoth(text, template),
      ...problemsOf(template),
      ...alarmProblems(template),
      ...nagProblems(template, made, suppressions[index] ?? []),
      ...(said[index] ?? []),
    ];
  });
}

const empty = { Resources: {} } as unknown as Template;

function read(text: string): Template | string {
  try {
    return parseTemplate(text);
  } catch (error) {
    return `is no YAML: ${(error as Error).message}`;
  }
}

/** CloudFormation reads YAML 1.1, most other tools 1.2. */
function sameInBoth(text: string, template: Template): string[] {
  return JSON.stringify(parseTemplate(text, '1.2')) === JSON.stringify(template) ? [] : ['reads otherwise as YAML 1.2'];
}

function alarmProblems({ Resources }: Template): string[] {
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
    .flatMap(([id, { Properties }]) =>
      ['Namespace', 'MetricName', 'ComparisonOperator', 'Threshold', 'Period', 'EvaluationPeriods', 'AlarmDescription']
        .filter((name) => Properties?.[name] === undefined)
        .map((name) => `${id}.${name}: an alarm has to say it`),
    );
}

function nagProblems(
  template: Template,
  { refused, findings, left, template: made }: Synthesised,
  suppressions: readonly Suppression[],
): string[] {
  if (made === null) return [`AWS CDK refuses it: ${refused}`];
  const found = findings.map(({ resource, rule }) => `${resource} ${rule}`);
  const declared = suppressions.map(({ resource, rule }) => `${resource} ${rule}`);
  return [
    ...left.map(({ resource, rule }) => `${resource}: cdk-nag finds ${rule}`),
    ...declared.filter((one) => !found.includes(one)).map((one) => `${one}: is suppressed and not found`),
    ...suppressions
      .filter(({ reason }) => !/\w+ \w+ \w+/.test(reason ?? ''))
      .map(({ resource, rule }) => `${resource} ${rule}: has no reason`),
    ...Object.keys(template.Resources)
      .filter((id) => !sameResource(made.Resources[id], template.Resources[id]))
      .map((id) => `${id}: is not the same once AWS CDK has made it`),
  ];
}

/** AWS CDK keeps the properties; it may write functions in another form. */
function sameResource(one: Resource | undefined, other: Resource | undefined): boolean {
  return (
    one?.Type === other?.Type &&
    Object.keys(one?.Properties ?? {})
      .sort()
      .join() ===
      Object.keys(other?.Properties ?? {})
        .sort()
        .join()
  );
}
