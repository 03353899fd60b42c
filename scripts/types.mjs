import { join } from 'node:path';
import { rollup } from 'rollup';
import dts from 'rollup-plugin-dts';

/**
 * Rolls the types of all that the library exports into one file.
 * @param {string} root
 * @param {string} file
 */
export async function bundleTypes(root, file) {
  const build = await rollup({
    input: join(root, 'src/index.ts'),
    plugins: [dts({ tsconfig: join(root, 'tsconfig.json') })],
    onwarn: (warning) => {
      throw new Error(`rollup: ${warning.message}`);
    },
  });
  await build.write({ file, format: 'es' });
  await build.close();
}
