import { build, stale } from './build.mjs';

/** Vitest's global set-up: child processes run the compiled files. A type error is for `npm run check` to report,
 *  and does not keep the tests of other rooms from running. */
export default async function buildBeforeTests() {
  if (!stale()) return;
  const status = await build({ clean: false });
  if (status !== 0 && status !== 2) throw new Error(`tsc could not write dist/ (exit code ${status})`);
}
