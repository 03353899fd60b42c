import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the licence notices of the packages that the bundled modules come from.
 * A package without a licence file stops the build: its terms could not be kept.
 * @param {readonly string[]} modules
 * @param {string} file
 */
export function writeLicenses(modules, file) {
  const folders = new Set(modules.flatMap((module) => packageFolder(module) ?? []));
  const notices = [...folders].map((folder) => notice(folder)).sort();
  const head = 'tsunagi contains code of the following packages.\n';
  writeFileSync(file, [head, ...new Set(notices)].join(`\n${'-'.repeat(80)}\n\n`));
}

/**
 * The folder of the package that a module belongs to. A package may have further package.json files in its folders.
 * @param {string} module
 */
function packageFolder(module) {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0] ?? null;
}

/** @param {string} folder */
function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder)
    .filter((entry) => /^(licen[cs]e|copying|notice)/i.test(entry))
    .sort();
  if (files.length === 0) throw new Error(`${name} has no licence file to go with its bundled code`);
  const texts = files.map((entry) => readFileSync(join(folder, entry), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n').concat('\n');
}
