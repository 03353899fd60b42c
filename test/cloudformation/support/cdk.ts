import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin, Stack, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Template } from './parse.ts';

export interface Finding {
  readonly resource: string;
  readonly rule: string;
}

export interface Suppression extends Finding {
  readonly reason: string;
}

export interface Synthesised {
  /** What AWS CDK makes of the template. */
  readonly template: Template;
  /** What cdk-nag's AwsSolutions rules find, suppressions not looked at. */
  readonly findings: readonly Finding[];
  /** What is left of it once the suppressions in the template's metadata are acknowledged. */
  readonly left: readonly Finding[];
}

// Here it is called for all templates at once: it takes seconds to start, and writes to standard error by itself.
process.env['CDK_VALIDATION'] = 'false';

const validation = new CloudFormationValidatePlugin();

/** Includes a template in an AWS CDK app, checks it with cdk-nag and synthesises it. Throws what AWS CDK throws. */
export function synthesise(text: string, suppressions: readonly Suppression[]): Synthesised {
  return inFolder((folder) => {
    const templateFile = join(folder, 'template.yaml');
    writeFileSync(templateFile, text);
    const app = new App({ outdir: join(folder, 'out'), analyticsReporting: false });
    const stack = new Stack(app, 'Stack');
    const include = new CfnInclude(stack, 'Template', { templateFile });
    const findings = findingsOf(app);
    for (const { resource, rule, reason } of suppressions) {
      Validations.of(include.getResource(resource)).acknowledge({ id: rule, reason });
    }
    return { findings, left: findingsOf(app), template: app.synth().getStackByName('Stack').template };
  });
}

/**
 * What the validation that AWS CDK brings along says of templates: types, formats, patterns and allowed values of
 * properties, and much more. For each template, in order, `severity rule resource: what`.
 */
export function validate(templates: readonly Template[]): string[][] {
  return inFolder((folder) => {
    const paths = templates.map((template, index) => {
      const path = join(folder, `${index}.json`);
      writeFileSync(path, JSON.stringify(template));
      return path;
    });
    const { violations } = validation.validate({
      templatePaths: paths,
      stackTemplates: paths.map((templatePath) => ({
        stackConstructPath: 'Stack',
        templatePath,
        accountId: '123456789012',
        region: 'eu-west-1',
      })),
      appConstruct: new App({ outdir: join(folder, 'out') }),
    });
    return paths.map((path) =>
      violations.flatMap(({ ruleName, severity, description, violatingResources }) =>
        violatingResources
          .filter(({ templatePath }) => templatePath === path)
          .map(({ resourceLogicalId }) => `${severity} ${ruleName} ${resourceLogicalId ?? 'template'}: ${description}`),
      ),
    );
  });
}

/** The suppressions that a template declares, in the form that cdk-nag writes them. */
export function suppressionsOf(template: Template): Suppression[] {
  return Object.entries(template.Resources).flatMap(([resource, { Metadata }]) => {
    const declared = Metadata?.['cdk_nag'] as { rules_to_suppress: { id: string; reason: string }[] } | undefined;
    return (declared?.rules_to_suppress ?? []).map(({ id, reason }) => ({ resource, rule: id, reason }));
  });
}

function findingsOf(app: App): Finding[] {
  const { violations } = new AwsSolutionsChecks().validateScope(app);
  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({ resource: constructPath?.split('/').at(-1) ?? '', rule: ruleName })),
  );
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tsunagi-cdk-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
