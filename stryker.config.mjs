/** Mutation tests of the rooms that judge. `tools/mutation.mjs` runs this a room at a time: docs/mutation.md. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'tools/mutation-vitest.mjs', related: false },
  coverageAnalysis: 'perTest',
  incremental: true,
  concurrency: 2,
  tempDirName: '.tmp/stryker',
  cleanTempDir: 'always',
  // what the sandbox holds: the sources, and the pages that tests hold against them; node_modules is a link
  ignorePatterns: [
    '/*',
    '!/src',
    '!/docs',
    '!/bench',
    '/bench/*',
    '!/bench/*.ts',
    '!/tools',
    '/tools/*',
    '!/tools/mutation-*.mjs',
    '!/package.json',
  ],
  // a mutant whose loops run a hundred times as often as they should is stopped by count; the clock is for a busy machine
  timeoutMS: 30_000,
  timeoutFactor: 4,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: '.tmp/mutation/report.json' },
  thresholds: { high: 95, low: 85, break: 85 },
  warnings: { slow: false },
};
