import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

/**
 * Rolls the types of all that the library exports into one file, which may need no other: the package comes alone.
 * @param {string} root
 * @param {string} file
 */
export async function bundleTypes(root, file) {
  const build = await rollup({
    input: join(root, 'src/index.ts'),
    plugins: [dts({ tsconfig: join(root, 'tsconfig.json') })],
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  try {
    const { output } = await build.write({ file, format: 'es' });
    const [{ imports }] = output;
    if (imports.length > 0) throw new Error(`the library's types need ${imports.join(', ')}, which are not in the package`);
  } finally {
    await build.close();
  }
}
