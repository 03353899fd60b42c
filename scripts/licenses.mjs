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
  /** @type {Map<string, Set<string>>} */
  const packages = new Map();
  for (const folder of [...folders].sort()) {
    const { name, text } = notice(folder);
    packages.set(text, (packages.get(text) ?? new Set()).add(name));
  }
  const head = 'tsunagi contains code of the following packages.\n';
  const notices = [...packages].map(([text, names]) => [...names, '', text, ''].join('\n'));
  writeFileSync(file, [head, ...notices].join('\n---\n\n'));
}

/**
 * The folder of the package that a module belongs to. A package may have further package.json files in its folders.
 * @param {string} module
 */
function packageFolder(module) {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0] ?? null;
}

/**
 * A package with its version and licence, and the notices that go with it.
 * @param {string} folder
 */
function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder)
    .filter((entry) => /^(licen[cs]e|copying|notice)/i.test(entry))
    .sort();
  if (files.length === 0) throw new Error(`${name} has no licence file to go with its bundled code`);
  // Without their line breaks, licences that are the same compress as one.
  const lineBreak = /(?<=\S)[ \t\r]*\n[ \t]*(?=\S)/g;
  // It says to authors how to apply the licence, and names nobody.
  const appendix = /\s*APPENDIX: How to apply the Apache License.*\[yyyy\].*/s;
  const texts = files.map((entry) => {
    return readFileSync(join(folder, entry), 'utf8').trim().replaceAll(lineBreak, ' ').replace(appendix, '');
  });
  return { name: `${name} ${version} (${license})`, text: texts.join('\n\n') };
}
