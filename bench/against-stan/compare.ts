import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from '../../src/core/stats.ts';
import { distance } from './diagnosis.ts';
import type { Fit } from './fit.ts';
import { type Limits, limitsFor, meets } from './limits.ts';
import { readProblem, sampler } from './problem.ts';
import { samePosterior } from './samePosterior.ts';
import { type Program, runStan, type StanRun } from './stan.ts';

/** A run that came to its end. */
export type Complete = StanRun & { readonly diagnosis: NonNullable<StanRun['diagnosis']> };

/** What was measured of Stan at the setting that counts. */
export type Best = {
  /** the better metric and warm-up at its smallest adapt_delta that keeps to the limits */
  readonly run: Complete;
  /** the same with other seeds, whether or not these keep to the limits */
  readonly repeats: readonly Complete[];
  /** the same with the program that nobody tuned */
  readonly plain: Complete;
};

/** Everything measured on one problem. Speeds are the lowest bulk ESS over all parameters a CPU second. */
export type Comparison = {
  readonly problem: string;
  readonly saturation: string;
  readonly limits: Limits;
  /** spread of the difference of the log densities, relative, by program */
  readonly densitySpread: Readonly<Record<Program, number>>;
  /** every setting tried, in order */
  readonly stan: readonly StanRun[];
  /** absent where no setting keeps to the limits */
  readonly best?: Best;
  /** Plumbline before and after Stan: a fit a seed */
  readonly before: readonly Fit[];
  readonly after: readonly Fit[];
  /** whether every one of those fits keeps to the limits */
  readonly met: boolean;
  /** largest distance of posterior means between the engines, in standard errors */
  readonly distance?: number;
  /** Plumbline's speed over Stan's, and over that of the plain program; absent where one of them is past the limits */
  readonly ratio?: number;
  readonly plainRatio?: number;
};

const metrics = ['diag_e', 'dense_e'] as const;
/** Stan's own default, and Plumbline's: Stan gets the better. */
const warmups = [1000, sampler.warmup];
type Say = (line: string) => void;

const ladder = [0.8, 0.95, 0.99, 0.999];

/** Lowest bulk ESS over all parameters a CPU second. */
export const speed = ({ diagnosis, cpu }: Pick<Fit, 'diagnosis' | 'cpu'>): number => diagnosis.ess / cpu;

function fit(path: string, seed: number): Fit {
  const script = fileURLToPath(new URL('./fit.js', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, path, `${seed}`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script} ${path} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout) as Fit;
}

/** Up the ladder to the first adapt_delta that keeps to the limits. */
function climb(
  path: string,
  metric: StanRun['metric'],
  warmup: number,
  seed: number,
  limits: Limits,
  say: Say,
): StanRun[] {
  const runs: StanRun[] = [];
  for (const adaptDelta of ladder) {
    const run = runStan(path, { program: 'model', metric, adaptDelta, warmup, seed }, limits.divergences);
    runs.push(run);
    say(
      `stan ${metric} ${adaptDelta}, warm-up ${warmup}: ${run.divergences} divergences in ${run.chains} chains, ${run.cpu.toFixed(1)} s`,
    );
    if (run.diagnosis !== undefined && meets(limits, run.diagnosis, run.divergences)) break;
  }
  return runs;
}

/** The better of the settings that keep to the limits, measured again. */
function bestOf(path: string, runs: readonly StanRun[], seeds: readonly number[], limits: Limits): Best | undefined {
  const good = runs.filter((run): run is Complete => run.diagnosis !== undefined);
  const kept = good.filter((run) => meets(limits, run.diagnosis, run.divergences));
  if (kept.length === 0) return undefined;
  const run = kept.reduce((one, other) => (speed(other) > speed(one) ? other : one));
  const { program, metric, adaptDelta, warmup, seed } = run;
  // no allowance to run out of: these come to their end
  const again = (of: Program, with_: number): Complete =>
    runStan(path, { program: of, metric, adaptDelta, warmup, seed: with_ }, Number.MAX_SAFE_INTEGER) as Complete;
  return {
    run,
    repeats: seeds.filter((other) => other !== seed).map((other) => again(program, other)),
    plain: again('plain', seed),
  };
}

/** Plumbline, Stan, Plumbline: the machine's mood is then in both, and the slower of Plumbline's two passes counts.
 *  @param fits seeds of either engine; the median speed counts */
export function compare(path: string, fits: number, firstSeed: number, say: Say): Comparison {
  const { id, input } = readProblem(path);
  const saturation = String(input.saturation);
  const limits = limitsFor(saturation, sampler.chains * sampler.draws);
  const densitySpread = { model: samePosterior(path, 'model'), plain: samePosterior(path, 'plain') };
  const seeds = Array.from({ length: fits }, (_, i) => firstSeed + i);
  const before = seeds.map((seed) => fit(path, seed));
  const report = (line: string): void => say(`${id}: ${line}`);
  const stan = metrics.flatMap((metric) =>
    warmups.flatMap((warmup) => climb(path, metric, warmup, firstSeed, limits, report)),
  );
  const best = bestOf(path, stan, seeds, limits);
  const after = seeds.map((seed) => fit(path, seed));
  const met = [...before, ...after].every(({ diagnosis, divergences }) => meets(limits, diagnosis, divergences));
  const measured = { problem: id, saturation, limits, densitySpread, stan, before, after, met };
  if (best === undefined) return measured;
  const answer = { ...measured, best, distance: distance(before[0]!.diagnosis, best.run.diagnosis) };
  if (!met) return answer;
  const ours = Math.min(median(before.map(speed)), median(after.map(speed)));
  const theirs = median([best.run, ...best.repeats].map(speed));
  return { ...answer, ratio: ours / theirs, plainRatio: ours / speed(best.plain) };
}
