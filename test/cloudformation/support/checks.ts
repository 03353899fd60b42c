import { suppressionsOf, synthesise, validate } from './cdk.ts';
import { parseTemplate, type Resource, type Template } from './parse.ts';
import { problemsOf } from './specification.ts';

/**
 * All that is wrong with templates, for each of them in order: with its YAML, by AWS's resource specification, with its
 * alarms, by AWS CDK and the validation that it brings along, by cdk-nag's AwsSolutions rules, and with the suppressions.
 */
export function complaintsOf(texts: readonly string[]): string[][] {
  const templates = texts.map(read);
  const said = validate(templates.map((template) => (typeof template === 'string' ? empty : template)));
  return texts.map((text, index) => {
    const template = templates[index] as Template | string;
    return typeof template === 'string' ? [template] : [...complaintsOfOne(text, template), ...(said[index] ?? [])];
  });
}

function complaintsOfOne(text: string, template: Template): string[] {
  return [...sameInBoth(text, template), ...problemsOf(template), ...alarmProblems(template), ...nagProblems(text, template)];
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

function nagProblems(text: string, template: Template): string[] {
  const suppressions = suppressionsOf(template);
  try {
    const { findings, left, template: made } = synthesise(text, suppressions);
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
  } catch (error) {
    return [`AWS CDK refuses it: ${(error as Error).message}`];
  }
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
