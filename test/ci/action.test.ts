import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NoOperationTraceWriter } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { bad, type Ended, good, UserProject } from '../support/user-project.ts';

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
  readonly env: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'action.yml'), 'utf8');
const action: Action = parse(text);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

let project: UserProject;

beforeAll(async () => {
  project = await UserProject.create();
}, 60_000);

beforeEach(() => {
  project.write('good.yaml', good);
  project.write('bad.yaml', bad);
});

afterAll(() => project.remove());

interface Outcome extends Ended {
  readonly summary: string;
  readonly outputs: string;
}

/** Runs the steps as a runner does: inputs put into `env` and `working-directory`, each step by the shell that it names. */
async function runAction(inputs: Readonly<Record<string, string>>): Promise<Outcome> {
  const values = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([id, input]) => [id, String(input.default)])),
    ...inputs,
  };
  const evaluated = (template: string): string =>
    template.replace(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_, id: string) => values[id] as string);
  const temp = mkdtempSync(join(project.home, 'runner-'));
  const files = { GITHUB_OUTPUT: join(temp, 'output'), GITHUB_STEP_SUMMARY: join(temp, 'summary') };
  for (const file of Object.values(files)) writeFileSync(file, '');
  let ended: Ended = { status: 0, stdout: '', stderr: '' };
  for (const step of action.runs.steps) {
    const script = join(temp, 'step.sh');
    writeFileSync(script, step.run);
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, evaluated(value)]));
    const common = { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: root, RUNNER_TEMP: temp, ...files };
    ended = await project.run(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', script],
      { ...common, ...env },
      evaluated(step['working-directory'] ?? '.'),
    );
    if (ended.status !== 0) break;
  }
  return {
    ...ended,
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    outputs: readFileSync(files.GITHUB_OUTPUT, 'utf8'),
  };
}

describe('action.yml', () => {
  const errorsOf = (content: string): string[] =>
    parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter())
      .context.errors.getErrors()
      .map(({ message }) => message);

  test("is an action by GitHub's own schema, which finds what is none", () => {
    expect(errorsOf(text)).toEqual([]);
    expect(errorsOf(text.replace('working-directory: ${{', 'workin-directory: ${{'))).not.toEqual([]);
    expect(errorsOf(text.replaceAll('shell: bash', ''))).not.toEqual([]);
  });

  test('lets no input become part of a script, and runs no action of others', () => {
    for (const step of action.runs.steps) {
      expect(step.run).not.toContain('${{');
      expect(step).toMatchObject({ shell: 'bash' });
      expect(step).not.toHaveProperty('uses');
    }
  });

  test('uses every input, and gives the outputs of a step that there is', () => {
    for (const id of Object.keys(action.inputs)) expect(text).toContain(`\${{ inputs.${id} }}`);
    const ids = action.runs.steps.map(({ id }) => id);
    for (const { value } of Object.values(action.outputs)) expect(ids).toContain(/steps\.([a-z]+)\.outputs/.exec(value)?.[1]);
  });

  test('installs the version that it belongs to', () => {
    expect(action.inputs['version']?.default).toBe(version);
  });
});

// Each run installs the program, which takes a slow machine a while.
describe('its steps', { timeout: 120_000 }, () => {
  test('pass where all records hold', async () => {
    const { status, stdout, stderr, summary, outputs } = await runAction({ files: 'good.yaml' });
    expect({ status, stderr, outputs }).toEqual({ status: 0, stderr: '', outputs: 'exit-code=0\n' });
    expect(stdout).not.toContain('::');
    expect(summary).toMatch(/^### tsunagi check: aws-messaging@.*\n(.*\n)*\*\*.+\*\*\n$/);
  });

  test('fail where one does not, with an annotation at its line and a summary', async () => {
    const { status, stdout, summary, outputs } = await runAction({});
    expect({ status, outputs }).toEqual({ status: 1, outputs: 'exit-code=1\n' });
    expect(stdout).toMatch(/^::error file=(\.\/)?bad\.yaml,line=3,col=\d+,endColumn=\d+,title=check-service::/m);
    expect(summary).toContain('❌');
    expect(summary).toContain('check-service');
  });

  test('say what is wrong with an input, and pass its exit code on', async () => {
    const { status, stderr, summary, outputs } = await runAction({ files: 'missing.yaml' });
    expect({ status, summary, outputs }).toEqual({ status: 2, summary: '', outputs: 'exit-code=2\n' });
    expect(stderr).toContain('[file-missing]');
  });

  test('take paths from the working directory, and annotate from the root of the repository', async () => {
    project.write('team, a/links/bad.yaml', bad);
    project.write('team, a/known.yaml', 'schema: tsunagi/baseline@1\nfindings: []\n');
    const { status, stdout } = await runAction({ 'working-directory': 'team, a', files: 'links', baseline: 'known.yaml' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=team%2C a\/links\/bad\.yaml,line=3,/m);
    expect(stdout.match(/file=/g)).toHaveLength(1);
  });

  test('write another format to a file, with options and several files, one a line', async () => {
    const inputs = {
      files: 'good.yaml\nbad.yaml\n',
      args: '--as-of=2026-11-24\n--no-assume\n',
      format: 'sarif',
      output: 'out.sarif',
    };
    const { status, stdout, summary } = await runAction(inputs);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(JSON.parse(project.read('out.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(summary).toContain('bad.yaml');
  });

  test('use rules of the repository, and a tarball as the version', async () => {
    const { status, stderr } = await runAction({ files: 'good.yaml', rules: 'no-rules', version: `file:${project.tarball}` });
    expect(status).toBe(2);
    expect(stderr).toContain('no-rules');
  });

  test('evaluate nothing of an input', async () => {
    const hostile = "$(touch pwned) `touch pwned`\";touch pwned;';touch pwned;'";
    const inputs = ['files', 'rules', 'baseline', 'args', 'format', 'output'];
    for (const given of [Object.fromEntries(inputs.map((input) => [input, hostile])), { version: hostile }]) {
      expect((await runAction(given)).status).not.toBe(0);
      expect((await project.run('ls', ['-R', project.home])).stdout).not.toMatch(/^pwned$/m);
    }
  });
});
