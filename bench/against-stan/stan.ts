import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnosis, type Draws, diagnose } from './diagnosis.ts';
import { sampler } from './problem.ts';

/** `model` is written to be fast, `plain` as the formula reads; one posterior. */
export type Program = 'model' | 'plain';

/** What Stan is asked for beside the problem. */
export type StanSettings = {
  readonly program: Program;
  readonly metric: 'diag_e' | 'dense_e';
  readonly adaptDelta: number;
  readonly warmup: number;
  readonly seed: number;
};

/** One run of Stan's NUTS, chains one after the other. */
export type StanRun = StanSettings & {
  /** fewer than asked where the divergences had already passed the limit */
  readonly chains: number;
  readonly divergences: number;
  /** draws at the largest tree depth */
  readonly deepest: number;
  readonly gradients: number;
  /** Stan's own clocks around warm-up and draws: processor time of the process, user and system, s */
  readonly cpu: number;
  /** absent where the run was stopped */
  readonly diagnosis?: Diagnosis;
};

type Answer = Omit<StanRun, keyof StanSettings | 'cpu' | 'diagnosis'> & {
  readonly names: readonly string[];
  readonly draws: number;
  readonly cpu_warmup: number;
  readonly cpu_draws: number;
};

/** The folder of this bench, where setup.sh left R's packages and the compiled program. */
const home = process.env.AGAINST_STAN ?? '.';
const work = join(home, '.tmp');

function job<T>(kind: string, program: Program, problem: string, ...rest: readonly (string | number)[]): T {
  const args = ['stan.R', kind, program, problem, join('.tmp', kind), ...rest].map(String);
  const env = { ...process.env, R_LIBS: join(home, '.tmp/r-library'), LC_ALL: 'C.UTF-8' };
  const { status, stderr } = spawnSync('Rscript', args, { cwd: home, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Rscript ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return JSON.parse(readFileSync(join(work, `${kind}.json`), 'utf8')) as T;
}

function readDraws({ names, chains, draws }: Answer): Draws {
  const bytes = readFileSync(join(work, 'sample.bin'));
  const values = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  return new Map(
    names.map((name, i) => [
      name,
      Array.from({ length: chains }, (_, c) => values.slice((i * chains + c) * draws, (i * chains + c + 1) * draws)),
    ]),
  );
}

/** As many chains and draws as Plumbline's defaults.
 *  @param allowed divergences beyond which a run is stopped */
export function runStan(problem: string, settings: StanSettings, allowed: number): StanRun {
  const { program, metric, adaptDelta, warmup, seed } = settings;
  const { chains: asked, draws } = sampler;
  const answer = job<Answer>('sample', program, problem, metric, adaptDelta, seed, asked, warmup, draws, allowed);
  const { chains, divergences, deepest, gradients } = answer;
  const run = { ...settings, chains, divergences, deepest, gradients, cpu: answer.cpu_warmup + answer.cpu_draws };
  return chains < asked ? run : { ...run, diagnosis: diagnose(readDraws(answer)) };
}

/** Stan's log posterior on the unconstrained scale at given parameters, constants dropped. */
export function stanLogDensity(
  problem: string,
  program: Program,
  points: readonly Readonly<Record<string, number>>[],
): number[] {
  writeFileSync(join(work, 'points.json'), JSON.stringify(points));
  return job<{ log_density: number[] }>('density', program, problem, join('.tmp', 'points.json')).log_density;
}
