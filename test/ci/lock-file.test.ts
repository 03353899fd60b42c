import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
  /** It is bundled in another package, whose hash covers it. */
  readonly inBundle?: boolean;
}

test('every package of the lock file has a hash, and comes from the registry', () => {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'));
  const packages = Object.entries<Locked>(lock.packages).filter(([path]) => path !== '');
  expect(packages.filter(([, { integrity = '', inBundle }]) => !inBundle && !integrity.startsWith('sha512-'))).toEqual([]);
  expect(packages.filter(([, { resolved = '' }]) => !/^(|https:\/\/registry\.npmjs\.org\/.*)$/.test(resolved))).toEqual([]);
});
