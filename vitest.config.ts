import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/clean-env.ts'],
    testTimeout: 20_000,
    // It imports JSON as bundlers do, which Node.js refuses.
    server: { deps: { inline: [/@actions\/workflow-parser/] } },
  },
});
