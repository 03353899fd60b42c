import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Writes the declarations of the library: those that `index.d.ts` leads to. They may need no other package, since the
 * package comes alone.
 * @param {string} root
 * @param {string} out
 */
export function writeTypes(root, out) {
  const all = mkdtempSync(join(root, 'node_modules/.tsunagi-types-'));
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.types.json'), '--outDir', all], { stdio: 'inherit' });
    copy(join(all, 'index.d.ts'), new Set());
  } finally {
    rmSync(all, { recursive: true, force: true });
  }

  /**
   * @param {string} file
   * @param {Set<string>} seen
   */
  function copy(file, seen) {
    if (seen.has(file)) return;
    seen.add(file);
    const [text, target] = [readFileSync(file, 'utf8'), join(out, relative(all, file))];
    mkdirSync(dirname(target), { recursive: true });
    // Only what `index.d.ts` declares can be called. The compiler indents by four spaces; tabs keep the package small.
    const uncalled = /(?:\/\*\*(?:(?!\*\/).)*\*\/\n)?export declare (?:const|function) [^\n]*;\n/gs;
    const types = seen.size === 1 ? text : text.replaceAll(uncalled, '');
    writeFileSync(target, types.replaceAll('    ', '\t'));
    for (const [, module = ''] of text.matchAll(/(?:from |import\()['"]([^'"]+)['"]/g)) {
      if (!module.startsWith('.')) throw new Error(`the library's types need ${module}, which is not in the package`);
      copy(join(dirname(file), module.replace(/\.ts$/, '.d.ts')), seen);
    }
  }
}
