import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
  /** It comes inside the package that it stands in, and that one has the hash of it all. */
  readonly inBundle?: boolean;
}

test('every package of the lock file has a hash, and none comes from elsewhere than the registry', () => {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'));
  const packages = Object.entries<Locked>(lock.packages).filter(([path]) => path !== '');
  expect(packages.filter(([, { integrity = '', inBundle }]) => !inBundle && !integrity.startsWith('sha512-'))).toEqual([]);
  expect(packages.filter(([, { resolved = '' }]) => !/^(|https:\/\/registry\.npmjs\.org\/.*)$/.test(resolved))).toEqual([]);
});
