/** What `bench/rules.mjs` measures, and what it measures it on, as one bundle. */
export { summarize } from '../../src/engine/summary.ts';
export { diffPacks } from '../../src/pack-diff/index.ts';
export { lint } from '../../src/proof/index.ts';
export { changedPack } from '../../test/support/changed-pack.ts';
export { correctPack } from '../../test/support/correct-pack.ts';
export { packFiles } from '../../test/support/pack-files.ts';
export { rewrittenPack } from '../../test/support/rewritten-pack.ts';
