import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Exit } from '../../src/cli/exit.ts';
import { blockUnder } from '../support/docs.ts';
import { hasTool } from '../support/tools.ts';
import { bad, type Ended, good, UserProject } from '../support/user-project.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

let project: UserProject;

beforeAll(async () => {
  project = await UserProject.create();
}, 60_000);

beforeEach(() => project.write('links/orders.yaml', good));

afterAll(() => project.remove());

/** Lines of a script as GitLab runs them: as one script that ends at the first that fails. */
function bash(script: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return project.run('bash', ['-eo', 'pipefail', '-c', script], { CI: 'true', ...env });
}

test('it names the version that it belongs to, wherever it names one', () => {
  const named = [...page.matchAll(/tsunagi@v?(\d+\.\d+\.\d+)/g), ...page.matchAll(/rev: v(\S+)/g)].map(([, given]) => given);
  expect(named.length).toBeGreaterThan(4);
  expect(new Set(named)).toEqual(new Set([version]));
});

test('its table has every exit code that `check` may end with by itself', () => {
  const codes = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  // `check` is never short of answers, and what ends it from outside needs no explanation here.
  const { open, hungUp, interrupted, terminated, ...others } = Exit;
  expect(codes).toEqual(Object.values(others));
});

describe('the job for GitLab', { timeout: 120_000 }, () => {
  const job = parse(blockUnder('ci.md', 'GitLab')).links;
  const report: string = job.artifacts.reports.junit;

  test('passes, with a report, where all records hold', async () => {
    const { status, stdout } = await bash(job.script.join('\n'));
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('1') });
    expect(project.read(report)).toContain('<testsuites');
    expect(project.read(report)).not.toContain('<failure');
  });

  test('fails, with a report that is kept, where one does not', async () => {
    project.write('links/orders.yaml', bad);
    const { status, stdout } = await bash(job.script.join('\n'));
    expect({ status, stdout }).toMatchObject({ status: 1, stdout: expect.stringContaining('[check-service]') });
    expect(project.read(report)).toContain('<failure');
    expect(job.artifacts.when).toBe('always');
  });
});

describe('the workflow for GitHub', () => {
  const workflow = blockUnder('ci.md', 'GitHub');
  const steps = blockUnder('ci.md', 'A comment on the pull request');
  const errorsOf = async (content: string): Promise<string[]> => {
    const { context } = parseWorkflow({ name: 'links.yml', content }, new NoOperationTraceWriter());
    return context.errors.getErrors().map(({ message }) => message);
  };

  test("is one by GitHub's own schema, with and without the comment", async () => {
    expect(await errorsOf(workflow)).toEqual([]);
    expect(await errorsOf(workflow + steps)).toEqual([]);
    expect(await errorsOf(workflow.replace('runs-on', 'run-on'))).not.toEqual([]);
  });

  test('asks for the rights that the comment needs besides its own, and leaves it out where there are none', () => {
    const [, rights = ''] = /`permissions: (\{.*?\})`/.exec(page) ?? [];
    expect(parse(rights)).toEqual({ ...parse(workflow).permissions, 'pull-requests': 'write' });
    expect(parse(steps)[0].if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
  });

  test('gives the action only inputs that it has, and pins what is not ours to a commit', () => {
    const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
    const [foreign, own] = parse(workflow).jobs.check.steps;
    expect(foreign.uses).toMatch(/^actions\/checkout@[0-9a-f]{40}$/);
    expect(Object.keys(own.with).filter((name) => !(name in inputs))).toEqual([]);
  });
});

/** What `gh api` does of what the recipe asks of it: lists comments through `--jq`, makes one, changes one. */
const gh = `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require('node:fs');
const { execFileSync } = require('node:child_process');
const args = process.argv.slice(2);
const option = (name) => args.includes(name) ? args[args.indexOf(name) + 1] : null;
const comments = JSON.parse(readFileSync('../comments.json', 'utf8'));
const path = args.find((arg) => arg.startsWith('repos/'));
const body = () => readFileSync(option('--field').replace(/^body=@/, ''), 'utf8');
if (option('--method') === 'POST' && path === 'repos/o/r/issues/7/comments') comments.push({ id: 900 + comments.length, user: { type: 'Bot' }, body: body() });
else if (option('--method') === 'PATCH') comments.find(({ id }) => path === 'repos/o/r/issues/comments/' + id).body = body();
else if (path === 'repos/o/r/issues/7/comments') process.stdout.write(execFileSync('jq', ['-r', option('--jq')], { input: JSON.stringify(comments) }));
else process.exit(1);
writeFileSync('../comments.json', JSON.stringify(comments));
`;

describe.skipIf(!hasTool('jq'))('the comment on a pull request', { timeout: 120_000 }, () => {
  const [step] = parse(blockUnder('ci.md', 'A comment on the pull request'));
  const marker = '<!-- tsunagi check -->\n';

  const bin = () => join(project.home, 'bin');
  const env = () => ({
    PATH: `${bin()}:${process.env['PATH']}`,
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_BASE_REF: 'main',
    PULL_REQUEST: '7',
    GH_TOKEN: 'x',
  });

  beforeAll(() => {
    mkdirSync(bin());
    writeFileSync(join(bin(), 'gh'), gh);
    chmodSync(join(bin(), 'gh'), 0o755);
  });

  test('is made once, and then changed', async () => {
    const others = [
      { id: 1, user: { type: 'User' }, body: `${marker}quoted by a person` },
      { id: 2, user: { type: 'Bot' }, body: 'of another bot' },
    ];
    project.write('../comments.json', JSON.stringify(others));

    project.write('links/orders.yaml', bad);
    expect(await bash(step.run, env())).toMatchObject({ status: 0 });
    const first = JSON.parse(project.read('../comments.json'));
    expect(first).toEqual([...others, { id: 902, user: { type: 'Bot' }, body: expect.stringContaining('check-service') }]);
    expect(first[2].body.startsWith(`${marker}### tsunagi check`)).toBe(true);

    project.write('links/orders.yaml', good);
    expect(await bash(step.run, env())).toMatchObject({ status: 0 });
    const second = JSON.parse(project.read('../comments.json'));
    expect(second).toEqual([...others, { id: 902, user: { type: 'Bot' }, body: expect.not.stringContaining('check-service') }]);
  });

  test('says what a change of the rules does', async () => {
    const lines = step.run.split('\n');
    const script = [blockUnder('ci.md', 'What a change of the rules does'), ...lines.slice(2)].join('\n');
    const head = 'pack: {format: 1, id: ours, version: 0.1.0, extends: aws-messaging}\n';
    const git = async (...args: readonly string[]): Promise<void> => {
      expect(await project.run('git', args)).toMatchObject({ status: 0 });
    };
    project.write('../comments.json', '[]');
    project.write('rules/pack.yaml', head);
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', 'rules', 'links');
    await git('commit', '--quiet', '-m', 'rules');
    await git('remote', 'add', 'origin', '.');
    project.write(
      'rules/pack.yaml',
      `${head}nodes: {queue: {services: [{service: mq, variant: activemq, pattern: queue, because: [x], summary: x}]}}\n`,
    );
    for (const _ of ['made', 'changed']) {
      // A runner empties its folder for what is passing, and may keep the repository.
      const passing = join(project.home, 'runner');
      mkdirSync(passing);
      expect(await bash(script, { ...env(), RUNNER_TEMP: passing })).toMatchObject({ status: 0 });
      rmSync(passing, { recursive: true });
    }
    const [comment, ...more] = JSON.parse(project.read('../comments.json'));
    expect(more).toEqual([]);
    expect(comment.body).toMatch(/^<!-- tsunagi rules diff -->\n#/);
    expect(comment.body).toContain('orders to billing');
    rmSync(join(project.dir, '.git'), { recursive: true });
    rmSync(join(project.dir, 'rules'), { recursive: true });
  });
});

describe('the hook for git', { timeout: 120_000 }, () => {
  const git = (...args: readonly string[]): Promise<Ended> => project.run('git', args);

  test('refuses what is staged, not what lies in the working tree, and looks only where YAML changes', async () => {
    expect(await project.run('npm', ['install', '--no-save', '--prefix', '.', `tsunagi@${version}`])).toMatchObject({
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
    // A commit without YAML is none of its business, whatever there is already.
    await git('add', 'links');
    expect(await git('commit', '--no-verify', '-m', 'bad')).toMatchObject({ status: 0 });
    project.write('notes.txt', 'x');
    await git('add', 'notes.txt');
    expect(await git('commit', '-m', 'notes')).toMatchObject({ status: 0 });
  });
});
