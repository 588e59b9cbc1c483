import { defineConfig } from 'vitest/config';

/** The tests a mutant has to pass: those beside the rooms, without the build that child processes of other rooms need.
 *  PLUMBLINE_MUTATION_TESTS: the folders, comma-separated. */
const rooms = (process.env.PLUMBLINE_MUTATION_TESTS ?? 'src').split(',');

/** Simulations that would run for every mutant, seconds each. The first two compute while their file loads, so that what they
 *  touch would count as touched by every test. The tests beside them do the work. */
const slow = [
  'src/score/oracles.test.ts',
  'src/score/measures/mcse.test.ts',
  'src/compare/planted.test.ts',
  'src/compare/manyCells.test.ts',
];

export default defineConfig({
  test: {
    include: rooms.map((room) => `${room}/**/*.test.ts`),
    exclude: slow,
    setupFiles: ['tools/mutation-setup.mjs'],
    // one worker for all files of a mutant, so that libraries load once; Stryker's runner starts another for the next mutant
    isolate: false,
    testTimeout: 60_000,
  },
});
