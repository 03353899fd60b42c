import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin, Stack, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parseTemplate, type Template } from './parse.ts';

// Here it is called for all templates at once: it takes seconds to start, and writes to standard error by itself.
process.env['CDK_VALIDATION'] = 'false';

interface Checked {
  readonly text: string;
  readonly template: Template;
  readonly complaints: string[];
}

/**
 * All that is wrong with templates, for each of them in order: with its YAML; by AWS's specification of resources, with
 * types, formats, allowed values and what is referred to; and where there is nothing of that, by cdk-nag's AwsSolutions rules
 * and with the suppressions of these. Most of the time goes into starting: templates are best checked together.
 */
export function complaintsOf(texts: readonly string[]): string[][] {
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
  return all.map(({ complaints }) => complaints);
}

function read(text: string): Checked {
  try {
    const template = parseTemplate(text);
    // CloudFormation reads YAML 1.1, most other tools 1.2.
    const same = JSON.stringify(parseTemplate(text, '1.2')) === JSON.stringify(template);
    return { text, template, complaints: same ? [] : ['reads otherwise as YAML 1.2'] };
  } catch (error) {
    const template = { Resources: {} } as unknown as Template;
    return { text, template, complaints: [`is no YAML: ${(error as Error).message}`] };
  }
}

/** Adds what the validation that AWS CDK brings along says of templates, as `severity rule resource: what`. */
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

/** Includes templates in one AWS CDK app, a stack each, and adds what cdk-nag says of them. */
function checkWithNag(all: readonly Checked[], folder: string): void {
  const app = new App({ outdir: join(folder, 'out'), analyticsReporting: false });
  const stacks = all.map((checked, index) => {
    const templateFile = join(folder, `${index}.yaml`);
    writeFileSync(templateFile, checked.text);
    const include = new CfnInclude(new Stack(app, `Stack${index}`), 'Template', { templateFile });
    return { ...checked, name: `Stack${index}`, include, suppressions: suppressionsOf(checked.template) };
  });
  const before = findingsOf(app);
  for (const { include, suppressions } of stacks) {
    for (const { resource, id, reason } of suppressions)
      Validations.of(include.getResource(resource)).acknowledge({ id, reason });
  }
  const left = findingsOf(app);
  app.synth();
  for (const { name, complaints, suppressions } of stacks) {
    complaints.push(...(left.get(name) ?? []));
    for (const { resource, id, reason } of suppressions) {
      const found = `${resource}: cdk-nag finds ${id}`;
      if (!before.get(name)?.includes(found)) complaints.push(`${resource} ${id}: is suppressed and not found`);
      if (!/\w+ \w+ \w+/.test(reason)) complaints.push(`${resource} ${id}: has no reason`);
    }
  }
}

/** The suppressions that a template declares, in the form that cdk-nag writes them. */
function suppressionsOf({ Resources }: Template) {
  return Object.entries(Resources).flatMap(([resource, { Metadata }]) => {
    const declared = Metadata?.['cdk_nag'] as { rules_to_suppress: { id: string; reason: string }[] } | undefined;
    return (declared?.rules_to_suppress ?? []).map(({ id, reason }) => ({ resource, id, reason }));
  });
}

/** What cdk-nag finds, by the name of the stack. */
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
