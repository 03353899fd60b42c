import { spawnSync } from 'node:child_process';

/**
 * Whether a shell or tool is installed. If `TEST_TOOLS` is `required`, as in `.ci/run`, a missing one is an error; otherwise
 * its tests are skipped.
 */
export function hasTool(name: string): boolean {
  if (spawnSync('sh', ['-c', `command -v ${name}`]).status === 0) return true;
  if (process.env['TEST_TOOLS'] === 'required') throw new Error(`${name} is needed for these tests: apt-get install ${name}`);
  return false;
}
