import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pathOf, textOf } from '../support/repository.ts';
import { workflowErrors } from '../support/workflow.ts';

const files = readdirSync(pathOf('.github/workflows'));
const read = (file: string): string => textOf(`.github/workflows/${file}`);

describe.each(files)('%s', (file) => {
  const text = read(file);
  const workflow = parse(text);

  test('is a workflow, and the validator refuses other structures', () => {
    expect(workflowErrors(text)).toEqual([]);
    expect(workflowErrors(text.replace('runs-on:', 'run-on:'))).not.toEqual([]);
    expect(workflowErrors(text.replace('    steps:', '    step:'))).not.toEqual([]);
    expect(workflowErrors(text.replace('contents: read', 'contents: some'))).not.toEqual([]);
  });

  test('pins third-party actions to a commit with its version, and inserts no input into a script', () => {
    for (const [, uses = ''] of text.matchAll(/uses: (.*)/g)) {
      expect(uses).toMatch(/^(\.\/|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/);
    }
    for (const job of Object.values<{ steps: { run?: string }[] }>(workflow.jobs)) {
      for (const { run } of job.steps) expect(run ?? '').not.toContain('${{');
    }
  });

  test('may only read unless a job declares more, and has a time limit for each job', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs)) expect(job).toHaveProperty('timeout-minutes');
  });
});

test('tests run on every supported version of Node.js, on Linux, macOS and Windows', () => {
  const { matrix } = parse(read('ci.yml')).jobs.test.strategy;
  expect(matrix).toEqual({ os: ['ubuntu-latest', 'macos-latest', 'windows-latest'], node: [20, 22, 24] });
});

test('a release is published by npm’s trusted publishing, with provenance and without a token', () => {
  const { publish } = parse(read('release.yml')).jobs;
  expect(publish.permissions).toEqual({ contents: 'write', 'id-token': 'write' });
  expect(publish).toMatchObject({ needs: 'pack', environment: 'npm' });
  const commands = publish.steps.flatMap(({ run }: { run?: string }) => run ?? []);
  expect(commands[0]).toBe('npm publish ./*.tgz --provenance --access public');
  expect(read('release.yml')).not.toContain('NODE_AUTH_TOKEN');
});

/** Its hash is that of the package in which it is bundled. */
type Locked = { readonly integrity?: string; readonly resolved?: string; readonly inBundle?: boolean };

test('every package of the lock file has a hash, and comes from the registry', () => {
  const lock = JSON.parse(textOf('package-lock.json'));
  const packages = Object.entries<Locked>(lock.packages).filter(([path]) => path !== '');
  expect(packages.filter(([, { integrity = '', inBundle }]) => !inBundle && !integrity.startsWith('sha512-'))).toEqual([]);
  expect(packages.filter(([, { resolved = '' }]) => !/^(|https:\/\/registry\.npmjs\.org\/.*)$/.test(resolved))).toEqual([]);
});
