import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // AWS CDK's validation takes seconds to start, and writes to standard error: we run it once for all templates.
    env: { TZ: 'UTC', CDK_VALIDATION: 'false' },
    setupFiles: ['test/support/clean-env.ts'],
    // A test that hangs is found late; one that a busy machine slows down does not fail.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each file alone would read the source anew, a second a file; and vitest leaves one processor idle by itself.
    isolate: false,
    maxWorkers: '100%',
  },
});
