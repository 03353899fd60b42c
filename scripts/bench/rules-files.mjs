/**
 * What commands cost that read a generated pack from its files: the built program, each run in a process of its own.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { measured } from './processes.mjs';

const program = join(import.meta.dirname, '../../bin/tsunagi.js');

/**
 * Writes a pack and the next version of it to a folder, and measures what is done with them there.
 * @param {any} modules
 * @param {{ nodes: number, questions: number }} size
 * @param {string} asOf
 */
export function measureFiles(modules, size, asOf) {
  const folder = mkdtempSync(join(tmpdir(), 'tsunagi-bench-rules-'));
  try {
    const pack = modules.correctPack(7, size);
    const bytes = write(modules.packFiles(pack, join(folder, 'old')));
    write(modules.packFiles(modules.changedPack(pack), join(folder, 'new')));
    const nodes = Object.keys(pack.nodes).length;
    return [
      { command: 'rules lint', nodes, bytes, ...run(folder, ['rules', 'lint', '--rules', 'old', '--as-of', asOf]) },
      { command: 'rules diff', nodes, bytes, ...run(folder, ['rules', 'diff', 'old', 'new']) },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Writes files of JSON as the YAML that people write, and gives how long they are all together.
 * @param {Record<string, string>} files
 */
function write(files) {
  let bytes = 0;
  for (const [path, text] of Object.entries(files)) {
    const yaml = stringify(JSON.parse(text), { lineWidth: 0, aliasDuplicateObjects: false });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, yaml);
    bytes += Buffer.byteLength(yaml);
  }
  return bytes;
}

/**
 * Runs the program once, cold.
 * @param {string} folder
 * @param {readonly string[]} args
 */
function run(folder, args) {
  return measured([program, ...args], { cwd: folder, stdout: 'ignore' });
}
