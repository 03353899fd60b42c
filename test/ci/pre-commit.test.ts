import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../src/cli/main.ts';
import { blockUnder } from '../support/docs.ts';
import { memoryIo } from '../support/memory-io.ts';
import { hasTool } from '../support/tools.ts';
import { bad, type Ended, good, UserProject } from '../support/user-project.ts';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly args: readonly string[];
}

const root = join(import.meta.dirname, '../..');
const hooks: readonly Hook[] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));

describe.skipIf(!hasTool('pre-commit'))('pre-commit', { timeout: 120_000 }, () => {
  let project: UserProject;

  const git = (...args: readonly string[]): Promise<Ended> => project.run('git', args);

  async function runHook(id: string): Promise<Ended> {
    await git('add', '--all');
    return project.run('pre-commit', ['run', id, '--all-files'], { PRE_COMMIT_HOME: join(project.home, 'pre-commit') });
  }

  beforeAll(async () => {
    project = await UserProject.create();
    await git('init', '--quiet');
  }, 60_000);

  beforeEach(() => {
    project.write('links/orders.yaml', good);
    project.write('other.yaml', 'replicas: 3\n');
  });

  afterAll(() => project.remove());

  test('accepts the manifest of the hooks', async () => {
    expect(await project.run('pre-commit', ['validate-manifest', join(root, '.pre-commit-hooks.yaml')])).toMatchObject({
      status: 0,
    });
  });

  describe('with the hooks of the repository', () => {
    beforeAll(async () => {
      // The published files replace the repository and a dummy `prepare` the build, so that nothing is fetched.
      const place = join(project.home, 'tsunagi');
      mkdirSync(place);
      await project.run('tar', ['xzf', project.tarball, '--strip-components=1', '-C', place]);
      const { scripts: _, devDependencies: __, ...manifest } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
      writeFileSync(join(place, 'package.json'), JSON.stringify({ ...manifest, scripts: { prepare: 'echo built' } }));
      for (const file of ['.pre-commit-hooks.yaml', '.npmrc']) cpSync(join(root, file), join(place, file));
      for (const args of [
        ['init', '--quiet'],
        ['add', '--all', '--force'],
        ['commit', '--quiet', '-m', 'published'],
        ['tag', 'v0'],
      ]) {
        expect(await project.run('git', ['-C', place, ...args])).toMatchObject({ status: 0 });
      }
      const documented = blockUnder('ci.md', 'With pre-commit');
      expect(parse(documented).repos[0].hooks.map(({ id }: Hook) => id)).toEqual(hooks.map(({ id }) => id));
      const config = documented.replace(/repo: .*/, `repo: file://${place}`).replace(/rev: .*/, 'rev: v0');
      project.write('.pre-commit-config.yaml', config);
      const io = memoryIo();
      expect(await main(['rules', 'init', 'rules'], io)).toBe(0);
      for (const [file, text] of Object.entries(io.written())) project.write(file, text);
    }, 120_000);

    test('all hooks pass if nothing is wrong', async () => {
      for (const { id } of hooks)
        expect(await runHook(id)).toMatchObject({ status: 0, stdout: expect.stringContaining('Passed') });
    });

    test('each hook refuses what it should find', async () => {
      project.write('links/orders.yaml', bad);
      expect(await runHook('tsunagi-check')).toMatchObject({ status: 1, stdout: expect.stringContaining('[check-service]') });
      const rules = project.read('rules/pack.yaml');
      project.write('rules/pack.yaml', `${rules}\nnonsense: 1\n`);
      expect(await runHook('tsunagi-rules-lint')).toMatchObject({ status: 1, stdout: expect.stringContaining('[unknown-key]') });
      project.write('rules/pack.yaml', rules);
    });
  });
});
