import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // the default leaves a core to the reporter, which on two cores is half of the machine
    maxWorkers: '100%',
    globalSetup: ['tools/build-before-tests.mjs'],
    // .ci/run counts tests in this file
    reporters: process.env.CI ? ['default', ['json', { outputFile: '.tmp/vitest.json' }]] : ['default'],
    // two cores shared with others: property tests take what they take, a hung one is still found
    testTimeout: 60_000,
    coverage: { include: ['src/**/*.ts'], reportsDirectory: 'coverage' },
  },
});
