import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pathOf, textOf } from '../support/repository.ts';
import { bad, type Ended, good, Sandbox } from '../support/sandbox.ts';
import { hasTool } from '../support/tools.ts';
import { workflowErrors } from '../support/workflow.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: unknown }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run: string;
  readonly shell: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

const text = textOf('action.yml');
const action: Action = parse(text);

const project = new Sandbox();

beforeEach(() => {
  project.write('good.yaml', good);
  project.write('bad.yaml', bad);
});

afterAll(() => project.remove());

interface Outcome extends Ended {
  readonly summary: string;
  readonly outputs: string;
}

/** Runs the steps as a runner does: inserts inputs into `env` and `working-directory`, and runs each step in bash. */
function runAction(inputs: Readonly<Record<string, string>>, github: Readonly<Record<string, string>> = {}): Outcome {
  const values = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([id, input]) => [id, String(input.default)])),
    ...inputs,
  };
  const evaluated = (template: string): string =>
    template
      .replace(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_, id: string) => values[id] ?? '')
      .replace(/\$\{\{ github\.([a-z_.]+) \}\}/g, (_, name: string) => github[name] ?? '');
  const temp = mkdtempSync(join(project.home, 'runner-'));
  const files = { GITHUB_OUTPUT: join(temp, 'output'), GITHUB_STEP_SUMMARY: join(temp, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  let ended: Ended = { status: 0, stdout: '', stderr: '' };
  let failed: Ended | null = null;
  for (const step of action.runs.steps) {
    // Only the last step has a condition; it runs even if an earlier one failed.
    if (step.if ? values['comment'] !== 'true' || !('event.pull_request.number' in github) : failed) continue;
    const script = join(temp, 'step.sh');
    writeFileSync(script, step.run);
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluated(value)]));
    const common = { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: pathOf(), RUNNER_TEMP: temp, ...files };
    const own = { GITHUB_REPOSITORY: 'o/r', PATH: `${join(project.home, 'bin')}:${process.env['PATH']}` };
    ended = project.run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      env: { ...common, ...own, ...env },
      below: evaluated(step['working-directory'] ?? '.'),
    });
    if (ended.status !== 0) failed ??= ended;
  }
  return {
    ...(failed ?? ended),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    outputs: readFileSync(files.GITHUB_OUTPUT, 'utf8'),
  };
}

describe('action.yml', () => {
  test('has the structure of an action, and the validator refuses other structures', () => {
    expect(workflowErrors(text, 'action')).toEqual([]);
    expect(workflowErrors(text.replace('working-directory: ${{', 'workin-directory: ${{'), 'action')).not.toEqual([]);
    expect(workflowErrors(text.replaceAll('shell: bash', ''), 'action')).not.toEqual([]);
  });

  test('inserts no input into a script, and uses no third-party action', () => {
    for (const step of action.runs.steps) {
      expect(step.run).not.toContain('${{');
      expect(step).toMatchObject({ shell: 'bash' });
      expect(step).not.toHaveProperty('uses');
    }
  });

  test('uses every input, and takes its outputs from existing steps', () => {
    for (const id of Object.keys(action.inputs)) expect(text).toMatch(new RegExp(`inputs\\.${id}\\b`));
    const ids = action.runs.steps.map(({ id }) => id);
    for (const { value } of Object.values(action.outputs)) expect(ids).toContain(/steps\.([a-z]+)\.outputs/.exec(value)?.[1]);
  });

  test('runs the code of its own checkout, and installs nothing from a registry', () => {
    expect(text).toContain('"$GITHUB_ACTION_PATH/bin/tsunagi.js"');
    expect(text).not.toMatch(/npx|npm install|tsunagi@/);
  });

  test('comments only on request, and only on pull requests of the same repository', () => {
    const step = action.runs.steps.at(-1);
    expect(step?.if).toContain("always() && inputs.comment == 'true' && github.event_name == 'pull_request'");
    expect(step?.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
  });
});

describe('the steps of the action', () => {
  test('pass if all records are correct', () => {
    const { status, stdout, stderr, summary, outputs } = runAction({ files: 'good.yaml' });
    expect({ status, stderr, outputs }).toEqual({ status: 0, stderr: '', outputs: 'exit-code=0\n' });
    expect(stdout).not.toContain('::');
    expect(summary).toMatch(/^### tsunagi check: aws-messaging@.*\n(.*\n)*\*\*.+\*\*\n$/);
  });

  test('fail if a record is wrong, with an annotation at its line and a summary', () => {
    const { status, stdout, summary, outputs } = runAction({});
    expect({ status, outputs }).toEqual({ status: 1, outputs: 'exit-code=1\n' });
    expect(stdout).toMatch(/^::error file=(\.\/)?bad\.yaml,line=3,col=\d+,endColumn=\d+,title=check-service::/m);
    expect(summary).toContain('❌');
    expect(summary).toContain('check-service');
  });

  test('report a missing folder of rules, and pass the exit code on', () => {
    const { status, stderr, summary, outputs } = runAction({ files: 'good.yaml', rules: 'no-rules' });
    expect({ status, outputs }).toEqual({ status: 2, outputs: 'exit-code=2\n' });
    for (const text of [stderr, summary]) expect(text).toContain('no-rules');
  });

  test('resolve paths from the working directory, and annotate paths from the root of the repository', () => {
    project.write('team, a/links/bad.yaml', bad);
    project.write('team, a/known.yaml', 'schema: tsunagi/baseline@1\nfindings: []\n');
    const { status, stdout } = runAction({ 'working-directory': 'team, a', files: '../team, a/links', baseline: 'known.yaml' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=team%2C a\/links\/bad\.yaml,line=3,/m);
    expect(stdout.match(/file=/g)).toHaveLength(1);
  });

  test('accept one file and one option a line, and write another format to a file', () => {
    const args = '--as-of=2026-11-24\n--no-assume\n';
    const inputs = { files: 'good.yaml\nbad.yaml\n', args, format: 'sarif', output: 'out.sarif' };
    const { status, stdout, summary } = runAction(inputs);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(JSON.parse(project.read('out.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(summary).toContain('bad.yaml');
  });

  test('compare with templates, one a line', () => {
    const queue = 'Resources: {Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {maxReceiveCount: 3}}}}\n';
    project.write('stacks/orders.yaml', queue);
    project.write('stacks/other.yaml', 'Resources: {}\n');
    const inputs = { files: 'good.yaml', against: './stacks/orders.yaml\nstacks/other.yaml\n' };
    expect(runAction(inputs)).toMatchObject({ status: 0, stdout: expect.stringContaining('Against 2 templates') });
  });

  test('evaluate no code in an input', () => {
    const hostile = "$(touch pwned) `touch pwned`\";touch pwned;';touch pwned;'";
    const inputs = ['files', 'against', 'rules', 'baseline', 'args', 'format', 'output'];
    expect(runAction(Object.fromEntries(inputs.map((input) => [input, hostile]))).status).not.toBe(0);
    expect(project.run('ls', ['-R', project.home]).stdout).not.toMatch(/^pwned$/m);
  });
});

/** A stand-in for `gh api` that lists comments through `--jq`, creates one and updates one. */
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

describe.skipIf(!hasTool('jq'))('the comment on a pull request', () => {
  const github = { 'event.pull_request.number': '7', token: 'x' };

  beforeAll(() => {
    project.write('../bin/gh', gh);
    chmodSync(project.path('../bin/gh'), 0o755);
  });

  test('is created once for what is checked, and then updated', () => {
    const others = [
      { id: 1, user: { type: 'User' }, body: '<!-- tsunagi check 1 -->\nquoted by a person' },
      { id: 2, user: { type: 'Bot' }, body: 'of another bot' },
    ];
    project.write('../comments.json', JSON.stringify(others));
    project.write('bad.yaml', `---\n${bad.replace('billing', 'billing'.repeat(120))}`.repeat(80));
    expect(runAction({ files: 'bad.yaml', comment: 'true' }, github)).toMatchObject({ status: 1 });
    const first = JSON.parse(project.read('../comments.json'));
    expect(first).toEqual([...others, { id: 902, user: { type: 'Bot' }, body: expect.stringContaining('check-service') }]);
    expect(first[2].body).toMatch(/^<!-- tsunagi check \d+ -->\nThis comment is cut; [\s\S]*`check --fix`\. \|\n$/);
    expect(first[2].body.length).toBeLessThan(65_536);

    project.write('bad.yaml', project.read('good.yaml'));
    for (const files of ['bad.yaml', 'good.yaml'])
      expect(runAction({ files, comment: 'true' }, github)).toMatchObject({ status: 0 });
    const passed = { user: { type: 'Bot' }, body: expect.not.stringContaining('check-service') };
    expect(JSON.parse(project.read('../comments.json'))).toEqual([...others, { id: 902, ...passed }, { id: 903, ...passed }]);
  });
});
