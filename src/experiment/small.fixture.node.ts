import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStudy } from './runStudy.node.ts';
import { parseStudy, type Study } from './study/study.ts';

/** Two cells, three arms, one of them with failures: enough for every path, a second of work. */
export const smallText = `
name: small
scenarios: [unobserved-confounder, { use: clean, set: { dials.noise: { each: [0.5] } } }]
periods: 26
estimators:
  ols: { use: ols }
  noisy: { use: oracle-normal, sd: { each: [1, 2] } }
  failing: { use: oracle-failing, scenarios: [clean] }
replicates: 12
levels: [0.8, 0.95]
seed: 7
`;

export const small: Study = parseStudy(smallText, 'small.yaml');

/** A folder that is gone after the test. */
export async function inFolder<T>(work: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files whose bytes must not depend on how a study was run. */
export function canonicalFiles(folder: string): readonly string[] {
  return ['estimates.csv', 'performance.csv'].map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** What the study gives when nothing happens on the way. */
export function reference(study: Study): Promise<readonly string[]> {
  return inFolder(async (out) => {
    await runStudy({ study, out, workers: 0 });
    return canonicalFiles(out);
  });
}
