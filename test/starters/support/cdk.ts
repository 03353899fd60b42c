import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin, Stack, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Template } from './parse.ts';

interface Finding {
  readonly resource: string;
  readonly rule: string;
}

export interface Suppression extends Finding {
  readonly reason: string;
}

export interface Synthesised {
  /** What AWS CDK makes of the template; null where it refuses it. */
  readonly template: Template | null;
  readonly refused: string | null;
  /** What cdk-nag's AwsSolutions rules find, without regard to suppressions. */
  readonly findings: readonly Finding[];
  /** What is left of it once the suppressions in the template's metadata are acknowledged. */
  readonly left: readonly Finding[];
}

// Here it is called for all templates at once: it takes seconds to start, and writes to standard error by itself.
process.env['CDK_VALIDATION'] = 'false';

const validation = new CloudFormationValidatePlugin();

interface Suppressed {
  readonly text: string;
  readonly suppressions: readonly Suppression[];
}

/**
 * Includes templates in one AWS CDK app, a stack each, checks them with cdk-nag and synthesises them: most of the time goes
 * into starting. Where the app cannot be made, the halves are tried, down to the template that is refused.
 */
export function synthesise(templates: readonly Suppressed[]): Synthesised[] {
  try {
    return inFolder((folder) => synthesiseTogether(templates, folder));
  } catch (error) {
    if (templates.length < 2) return [{ template: null, refused: String(error), findings: [], left: [] }];
    const half = Math.ceil(templates.length / 2);
    return [...synthesise(templates.slice(0, half)), ...synthesise(templates.slice(half))];
  }
}

function synthesiseTogether(templates: readonly Suppressed[], folder: string): Synthesised[] {
  const app = new App({ outdir: join(folder, 'out'), analyticsReporting: false });
  const includes = templates.map(({ text }, index) => {
    const templateFile = join(folder, `${index}.yaml`);
    writeFileSync(templateFile, text);
    return new CfnInclude(new Stack(app, `Stack${index}`), 'Template', { templateFile });
  });
  const findings = findingsOf(app);
  includes.forEach((include, index) => {
    for (const { resource, rule, reason } of templates[index]?.suppressions ?? [])
      Validations.of(include.getResource(resource)).acknowledge({ id: rule, reason });
  });
  const left = findingsOf(app);
  const assembly = app.synth();
  return includes.map((_, index) => ({
    refused: null,
    template: assembly.getStackByName(`Stack${index}`).template,
    findings: findings.get(`Stack${index}`) ?? [],
    left: left.get(`Stack${index}`) ?? [],
  }));
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

/** By the name of the stack. */
function findingsOf(app: App): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const { ruleName, violatingResources } of new AwsSolutionsChecks().validateScope(app).violations) {
    for (const { constructPath = '' } of violatingResources) {
      const [stack = '', ...rest] = constructPath.split('/');
      found.set(stack, [...(found.get(stack) ?? []), { resource: rest.at(-1) ?? '', rule: ruleName }]);
    }
  }
  return found;
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tsunagi-cdk-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
