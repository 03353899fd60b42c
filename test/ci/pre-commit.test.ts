import { cpSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { blockUnder } from '../support/docs.ts';
import { pathOf, textOf } from '../support/repository.ts';
import { run } from '../support/run.ts';
import { bad, type Ended, good, Sandbox } from '../support/sandbox.ts';
import { hasTool } from '../support/tools.ts';

type Hook = { readonly id: string };

const hooks: readonly Hook[] = parse(textOf('.pre-commit-hooks.yaml'));

describe.skipIf(!hasTool('pre-commit'))('pre-commit', () => {
  const project = new Sandbox();

  function runHook(id: string): Ended {
    project.git('add', '--all');
    return project.run('pre-commit', ['run', id, '--all-files']);
  }

  beforeAll(() => {
    project.git('init', '--quiet');
  });

  beforeEach(() => {
    project.write('links/orders.yaml', good);
    project.write('other.yaml', 'replicas: 3\n');
  });

  afterAll(() => project.remove());

  describe('with the hooks of the repository', () => {
    const published = new Sandbox();

    afterAll(() => published.remove());

    beforeAll(async () => {
      // What is built replaces the repository and a dummy `prepack` the build, so that nothing is fetched.
      const { scripts: _, devDependencies: __, ...manifest } = JSON.parse(textOf('package.json'));
      published.write('package.json', JSON.stringify({ ...manifest, scripts: { prepack: 'echo built' } }));
      const copied = ['bin', 'dist', '.pre-commit-hooks.yaml', '.npmrc'];
      for (const file of copied) cpSync(pathOf(file), published.path(file), { recursive: true });
      published.git('init', '--quiet');
      published.git('add', '--all', '--force');
      published.git('commit', '--quiet', '-m', 'published');
      published.git('tag', 'v0');
      const documented = blockUnder('ci.md', 'With pre-commit');
      expect(parse(documented).repos[0].hooks.map(({ id }: Hook) => id)).toEqual(hooks.map(({ id }) => id));
      const config = documented.replace(/repo: .*/, `repo: file://${published.dir}`).replace(/rev: .*/, 'rev: v0');
      project.write('.pre-commit-config.yaml', config);
      const { files } = await run(['rules', 'init', 'rules']);
      for (const [file, text] of Object.entries(files)) project.write(file, text);
    });

    test('all hooks pass if nothing is wrong', () => {
      for (const { id } of hooks) expect(runHook(id)).toMatchObject({ status: 0, stdout: expect.stringContaining('Passed') });
    });

    test('each hook refuses what it should find', () => {
      project.write('links/orders.yaml', bad);
      expect(runHook('tsunagi-check')).toMatchObject({ status: 1, stdout: expect.stringContaining('[check-service]') });
      const rules = project.read('rules/pack.yaml');
      project.write('rules/pack.yaml', `${rules}\nnonsense: 1\n`);
      expect(runHook('tsunagi-rules-lint')).toMatchObject({ status: 1, stdout: expect.stringContaining('[unknown-key]') });
      project.write('rules/pack.yaml', rules);
    });
  });
});
