import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Exit } from '../../src/cli/exit.ts';
import { blockUnder } from '../support/docs.ts';
import { pathOf, textOf } from '../support/repository.ts';
import { bad, type Ended, good, program, Sandbox } from '../support/sandbox.ts';
import { workflowErrors } from '../support/workflow.ts';

const page = textOf('docs/ci.md');
const { version } = JSON.parse(textOf('package.json'));

let project: Sandbox;

beforeEach(() => {
  project = new Sandbox();
  project.write('links/orders.yaml', good);
  return () => project.remove();
});

/** Runs a script as GitLab does: it ends at the first command that fails. */
function bash(script: string, env: Readonly<Record<string, string>> = {}): Ended {
  return project.run('bash', ['-eo', 'pipefail', '-c', script], { env: { CI: 'true', ...env } });
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

describe('the job for GitLab', () => {
  const job = parse(blockUnder('ci.md', 'GitLab')).links;
  const queue = 'Resources: {Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {maxReceiveCount: 3}}}}\n';

  test.each([
    ['passes', good, 0, false],
    ['fails', bad, 1, true],
  ])('%s with the records, and keeps a report', (_, record, status, fails) => {
    // The program, which `before_script` would clone and build.
    symlinkSync(pathOf(), join(project.home, 'tsunagi'));
    project.write('template.yaml', queue);
    project.write('links/orders.yaml', record);
    expect(bash(job.script.join('\n'))).toMatchObject({ status });
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
    const { inputs } = parse(textOf('action.yml'));
    const [foreign, own] = parse(workflow).jobs.check.steps;
    expect(foreign.uses).toMatch(/^actions\/checkout@[0-9a-f]{40}$/);
    expect(Object.keys(own.with).filter((name) => !(name in inputs))).toEqual([]);
  });
});

describe('the step for changed rules', () => {
  const rules = (service: string): string => `
pack: {format: 1, id: ours, version: 0.1.0, title: Ours, languages: [en]}
questions: {wait: {type: boolean, group: core, ask: Does it wait?, values: {"yes": {text: it does}, "no": {text: it does not}}}}
tree:
  ask: wait
  branches:
    - {when: "yes", because: It waits., then: {leaf: call, services: [{service: call, summary: A call.}]}}
    - {when: "no", because: It goes on., then: {leaf: later, services: [{service: ${service}, summary: Later.}]}}
services: {call: {name: Call, summary: A call.}, queue: {name: Queue, summary: A queue.}, log: {name: Log, summary: A log.}}
`;

  test('reports the effect of the change in the job summary', () => {
    // Cloning and building would only test GitHub and npm.
    const [step] = parse(blockUnder('ci.md', 'What a change of the rules does'));
    const script = step.run.replace(/^(git clone|npm ci) .*$/gm, '');
    project.write('rules/pack.yaml', rules('queue'));
    project.write('links/orders.yaml', 'title: orders to billing\nanswers: {wait: "no"}\n');
    project.git('init', '--quiet', '--initial-branch=main');
    project.git('add', 'rules', 'links');
    project.git('commit', '--quiet', '-m', 'rules');
    project.git('remote', 'add', 'origin', '.');
    project.write('rules/pack.yaml', rules('log'));
    symlinkSync(pathOf(), join(project.home, 'tsunagi'));
    const env = { RUNNER_TEMP: project.home, GITHUB_BASE_REF: 'main', GITHUB_STEP_SUMMARY: join(project.home, 'summary') };
    expect(bash(script, env)).toMatchObject({ status: 0 });
    expect(project.read('../summary')).toContain('orders to billing');
  });
});

test('the hook for git checks the staged files, not the working tree, and only if a record may change', () => {
  mkdirSync(project.path('node_modules/.bin'), { recursive: true });
  symlinkSync(program, project.path('node_modules/.bin/tsunagi'));
  project.write('.gitignore', 'node_modules\n');
  project.git('init', '--quiet');
  project.write('.git/hooks/pre-commit', blockUnder('ci.md', 'With git alone'));
  chmodSync(project.path('.git/hooks/pre-commit'), 0o755);

  project.write('links/orders.yaml', bad);
  project.git('add', 'links', '.gitignore');
  project.write('links/orders.yaml', good);
  const refused = project.run('git', ['commit', '-m', 'bad']);
  expect(refused.status).toBe(1);
  expect(refused.stdout + refused.stderr).toContain('links/orders.yaml:3:');

  project.git('add', 'links');
  project.write('links/orders.yaml', bad);
  project.git('commit', '-m', 'good');
  // It ignores a commit without records, even if a committed file is wrong.
  project.git('add', 'links');
  project.git('commit', '--no-verify', '-m', 'bad');
  project.write('notes.txt', 'x');
  project.git('add', 'notes.txt');
  project.git('commit', '-m', 'notes');
  project.write('links/b.json', '{"schema": "tsunagi/answers@1", "answers": {"data": "nope"}}');
  project.git('add', 'links/b.json');
  expect(project.run('git', ['commit', '-m', 'bad']).stderr).toContain('links/b.json:1:');
  project.git('rm', '-rfq', 'links');
  project.git('commit', '-m', 'none');
});
