import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Exit } from '../../src/cli/exit.ts';
import { blockUnder } from '../support/docs.ts';
import { bad, type Ended, good, UserProject } from '../support/user-project.ts';
import { workflowErrors } from '../support/workflow.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

let project: UserProject;

beforeAll(async () => {
  project = await UserProject.create();
}, 60_000);

beforeEach(() => project.write('links/orders.yaml', good));

afterAll(() => project.remove());

/** Runs a script as GitLab does: it ends at the first command that fails. */
function bash(script: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return project.run('bash', ['-eo', 'pipefail', '-c', script], { CI: 'true', ...env });
}

test('docs/ci.md names only the current version, and no package of a registry', () => {
  const named = [...page.matchAll(/tsunagi@v(\d+\.\d+\.\d+)/g), ...page.matchAll(/(?:rev:|--branch) v(\S+)/g)].map(
    ([, given]) => given,
  );
  expect(named.length).toBeGreaterThan(2);
  expect(new Set(named)).toEqual(new Set([version]));
  expect(page).not.toMatch(/npx|npm install (?!--save-dev \.\/)/);
  expect(page).toContain('Until the first release, any package named `tsunagi` in a registry is a different program');
});

test('docs/ci.md lists every exit code that `check` itself can return', () => {
  const codes = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  // `check` never lacks answers, and exit codes of signals need no explanation in docs/ci.md.
  const { open, hungUp, interrupted, terminated, ...others } = Exit;
  expect(codes).toEqual(Object.values(others));
});

describe('the job for GitLab', { timeout: 120_000 }, () => {
  const job = parse(blockUnder('ci.md', 'GitLab')).links;
  const queue = 'Resources: {Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {maxReceiveCount: 3}}}}\n';

  // The program, which `before_script` would clone and build.
  beforeAll(() => {
    symlinkSync(root, join(project.home, 'tsunagi'));
    project.write('template.yaml', queue);
  });

  test('clones the program next to the project, and builds it there', () => {
    expect(job.before_script[0]).toMatch(/^git clone .* \.\.\/tsunagi$/);
    expect(job.before_script[1]).toBe('npm ci --prefix ../tsunagi');
  });

  test.each([
    ['passes', good, 0, false],
    ['fails', bad, 1, true],
  ])('%s with the records, and keeps a report', async (_, record, status, fails) => {
    project.write('links/orders.yaml', record);
    expect(await bash(job.script.join('\n'))).toMatchObject({ status });
    const report = project.read(job.artifacts.reports.junit);
    expect(report).toContain('<testsuites');
    expect(report.includes('<failure')).toBe(fails);
    expect(job.artifacts.when).toBe('always');
  });
});

describe('the workflow for GitHub', () => {
  const workflow = blockUnder('ci.md', 'GitHub');
  const steps = blockUnder('ci.md', 'What a change of the rules does');

  test('has the structure of a workflow, with and without the step for rules', () => {
    expect(workflowErrors(workflow)).toEqual([]);
    expect(workflowErrors(workflow + steps)).toEqual([]);
    expect(workflowErrors(workflow.replace('runs-on', 'run-on'))).not.toEqual([]);
  });

  test('requests only the permissions to read the code and to comment', () => {
    expect(parse(workflow).permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
  });

  test('passes only inputs that the action has, and pins third-party actions to a commit', () => {
    const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
    const [foreign, own] = parse(workflow).jobs.check.steps;
    expect(foreign.uses).toMatch(/^actions\/checkout@[0-9a-f]{40}$/);
    expect(Object.keys(own.with).filter((name) => !(name in inputs))).toEqual([]);
  });
});

describe('the step for changed rules', { timeout: 120_000 }, () => {
  test('reports the effect of the change in the job summary', async () => {
    // Cloning and building would only test GitHub and npm.
    const [step] = parse(blockUnder('ci.md', 'What a change of the rules does'));
    const script = step.run
      .split('\n')
      .filter((line: string) => !/^(git clone|npm ci)/.test(line))
      .join('\n');
    const head = 'pack: {format: 1, id: ours, version: 0.1.0, extends: aws-messaging}\n';
    const git = async (...args: readonly string[]): Promise<void> => {
      expect(await project.run('git', args)).toMatchObject({ status: 0 });
    };
    project.write('rules/pack.yaml', head);
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', 'rules', 'links');
    await git('commit', '--quiet', '-m', 'rules');
    await git('remote', 'add', 'origin', '.');
    project.write(
      'rules/pack.yaml',
      `${head}nodes: {queue: {services: [{service: mq, variant: activemq, pattern: queue, because: [x], summary: x}]}}\n`,
    );
    const temp = join(project.home, 'runner');
    mkdirSync(temp);
    symlinkSync(root, join(temp, 'tsunagi'));
    const env = { RUNNER_TEMP: temp, GITHUB_BASE_REF: 'main', GITHUB_STEP_SUMMARY: join(temp, 'summary') };
    expect(await bash(script, env)).toMatchObject({ status: 0 });
    expect(readFileSync(join(temp, 'summary'), 'utf8')).toContain('orders to billing');
    rmSync(join(project.dir, '.git'), { recursive: true });
    rmSync(join(project.dir, 'rules'), { recursive: true });
  });
});

describe('the hook for git', { timeout: 120_000 }, () => {
  const git = (...args: readonly string[]): Promise<Ended> => project.run('git', args);

  test('checks the staged files, not the working tree, and only if YAML changes', async () => {
    expect(await project.run('npm', ['install', '--no-save', '--prefix', '.', project.tarball])).toMatchObject({
      status: 0,
    });
    project.write('.gitignore', 'node_modules\npackage*.json\n');
    await git('init', '--quiet');
    project.write('.git/hooks/pre-commit', blockUnder('ci.md', 'With git alone'));
    chmodSync(join(project.dir, '.git/hooks/pre-commit'), 0o755);

    project.write('links/orders.yaml', bad);
    await git('add', 'links', '.gitignore');
    project.write('links/orders.yaml', good);
    const refused = await git('commit', '-m', 'bad');
    expect(refused.status).toBe(1);
    expect(refused.stdout + refused.stderr).toContain('links/orders.yaml:3:');

    await git('add', 'links');
    project.write('links/orders.yaml', bad);
    expect(await git('commit', '-m', 'good')).toMatchObject({ status: 0 });
    // It ignores a commit without YAML, even if a committed file is wrong.
    await git('add', 'links');
    expect(await git('commit', '--no-verify', '-m', 'bad')).toMatchObject({ status: 0 });
    project.write('notes.txt', 'x');
    await git('add', 'notes.txt');
    expect(await git('commit', '-m', 'notes')).toMatchObject({ status: 0 });
  });
});
