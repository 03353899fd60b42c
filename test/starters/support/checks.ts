import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parseTemplate, type Template } from './parse.ts';

interface Checked {
  readonly text: string;
  readonly template: Template;
  readonly complaints: string[];
}

/**
 * Checks that templates are YAML, then types, formats, allowed values and references against AWS's specification of resources.
 * Templates that pass are checked with cdk-nag's AwsSolutions rules, and their suppressions. Most of the time is start-up,
 * so check templates together.
 *
 * @returns the complaints about each template, by its text
 */
export function complaintsByText(texts: readonly string[]): Map<string, readonly string[]> {
  const all = texts.map(read);
  const folder = mkdtempSync(join(tmpdir(), 'tsunagi-cdk-'));
  try {
    validate(all, folder);
    checkWithNag(
      all.filter(({ complaints }) => complaints.length === 0),
      folder,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return new Map(all.map(({ text, complaints }) => [text, complaints]));
}

function read(text: string): Checked {
  try {
    return { text, template: parseTemplate(text), complaints: [] };
  } catch (error) {
    const template = { Resources: {} } as unknown as Template;
    return { text, template, complaints: [`is not YAML: ${(error as Error).message}`] };
  }
}

/** Adds the complaints of AWS CDK's validation, as `severity rule resource: description`. */
function validate(all: readonly Checked[], folder: string): void {
  const templatePaths = all.map(({ template }, index) => {
    const path = join(folder, `${index}.json`);
    writeFileSync(path, JSON.stringify(template));
    return path;
  });
  const where = { stackConstructPath: 'Stack', accountId: '123456789012', region: 'eu-west-1' };
  const { violations } = new CloudFormationValidatePlugin().validate({
    templatePaths,
    stackTemplates: templatePaths.map((templatePath) => ({ ...where, templatePath })),
    appConstruct: new App({ outdir: join(folder, 'validated') }),
  });
  for (const { ruleName, severity, description, violatingResources } of violations) {
    for (const { templatePath = '', resourceLogicalId = 'template' } of violatingResources) {
      const checked = all[templatePaths.indexOf(templatePath)];
      checked?.complaints.push(`${severity} ${ruleName} ${resourceLogicalId}: ${description}`);
    }
  }
}

/** Includes each template as a stack of one AWS CDK app, and adds the complaints of cdk-nag that it does not suppress. */
function checkWithNag(all: readonly Checked[], folder: string): void {
  const app = new App({ outdir: join(folder, 'out'), analyticsReporting: false });
  for (const [index, { template }] of all.entries()) {
    const templateFile = join(folder, `${index}.json`);
    writeFileSync(templateFile, JSON.stringify(template));
    new CfnInclude(new Stack(app, `Stack${index}`), 'Template', { templateFile });
  }
  const found = findingsOf(app);
  for (const [index, { template, complaints }] of all.entries()) {
    const left = new Set(found.get(`Stack${index}`));
    for (const { resource, id, reason } of suppressionsOf(template)) {
      if (!left.delete(`${resource}: cdk-nag finds ${id}`)) complaints.push(`${resource} ${id}: is suppressed and not found`);
      if (!/\w+ \w+ \w+/.test(reason)) complaints.push(`${resource} ${id}: has no reason`);
    }
    complaints.push(...left);
  }
}

/** The suppressions in a template, in the format of cdk-nag. */
function suppressionsOf({ Resources }: Template) {
  return Object.entries(Resources).flatMap(([resource, { Metadata }]) => {
    const declared = Metadata?.['cdk_nag'] as { rules_to_suppress: { id: string; reason: string }[] } | undefined;
    return (declared?.rules_to_suppress ?? []).map(({ id, reason }) => ({ resource, id, reason }));
  });
}

/** The findings of cdk-nag, by stack name. */
function findingsOf(app: App): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { ruleName, violatingResources } of new AwsSolutionsChecks().validateScope(app).violations) {
    for (const { constructPath = '' } of violatingResources) {
      const [stack = '', ...rest] = constructPath.split('/');
      found.set(stack, [...(found.get(stack) ?? []), `${rest.at(-1)}: cdk-nag finds ${ruleName}`]);
    }
  }
  return found;
}
