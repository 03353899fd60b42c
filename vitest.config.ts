import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/clean-env.ts'],
    // A test that hangs is found late; one that a busy machine slows down does not fail.
    testTimeout: 120_000,
    // It imports JSON as bundlers do, which Node.js refuses.
    server: { deps: { inline: [/@actions\/workflow-parser/] } },
  },
});
