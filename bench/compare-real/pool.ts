import { join } from 'node:path';
import { openCompared } from '../../src/compare/results.node.ts';
import type { Version } from '../../src/compare/types.ts';
import { loadStudy } from '../../src/experiment/load/study.node.ts';
import type { Study } from '../../src/experiment/study/study.ts';

/** The build, as it is run: it finds its version and its child processes beside it. `npm run build` first. */
const { runStudy } = (await import(
  new URL('../../../dist/experiment/runStudy.node.js', import.meta.url).href
)) as typeof import('../../src/experiment/runStudy.node.ts');

export const study: Study = loadStudy('experiments/regression/study.yaml');

/** Results of a study, made or gone on with in a folder. */
export async function fitted(wanted: Study, out: string, replicates: number): Promise<Version> {
  const { complete, halted } = await runStudy({ study: wanted, out, replicates });
  if (!complete) throw new Error(halted ?? `${out}: stopped`);
  return openCompared(out).version;
}

/** The regression study over so many datasets a world, fitted twice with other random streams of the estimators' own. A fit's
 *  streams are keyed by what its arm is: the same national data, asked for by name, make another arm of it. */
export async function fitTwice(folder: string, replicates: number): Promise<readonly [Version, Version]> {
  const arms = study.arms.map((arm) => ({ ...arm, settings: { ...arm.settings, data: 'national' } }));
  return [
    await fitted(study, join(folder, 'a'), replicates),
    await fitted({ ...study, arms }, join(folder, 'b'), replicates),
  ];
}
