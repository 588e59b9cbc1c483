import { type Summary, summarise } from '../../src/inference/diagnostics/summarise.ts';

/** Draws of every parameter, whoever made them: by name, then by chain. */
export type Draws = ReadonlyMap<string, readonly Float64Array[]>;

/** What both engines are judged by, from their draws by the same code (equal to R's posterior: `plumbline audit`). */
export type Diagnosis = {
  /** the largest over all parameters */
  readonly rhat: number;
  /** the lowest bulk ESS over all parameters, and whose it is */
  readonly ess: number;
  readonly slowest: string;
  readonly means: Readonly<Record<string, { readonly mean: number; readonly mcse: number }>>;
};

/** Constant or non-finite draws count as the worst. */
export function diagnose(draws: Draws): Diagnosis {
  const summaries: [string, Summary][] = [...draws].map(([name, chains]) => [name, summarise(chains)]);
  const essOf = ([, summary]: [string, Summary]): number => summary.essBulk ?? 0;
  const slowest = summaries.reduce((worst, next) => (essOf(next) < essOf(worst) ? next : worst));
  return {
    rhat: Math.max(...summaries.map(([, { rhat }]) => rhat ?? Number.MAX_VALUE)),
    ess: essOf(slowest),
    slowest: slowest[0],
    means: Object.fromEntries(summaries.map(([name, s]) => [name, { mean: s.mean, mcse: s.mcseMean ?? Infinity }])),
  };
}

/** Largest distance between two runs' posterior means, in standard errors of the difference. */
export function distance(one: Diagnosis, other: Diagnosis): number {
  const steps = Object.entries(one.means).map(([name, { mean, mcse }]) => {
    const second = other.means[name];
    if (second === undefined) throw new Error(`only one of the engines has a parameter ${name}`);
    return Math.abs(mean - second.mean) / Math.sqrt(mcse * mcse + second.mcse * second.mcse);
  });
  return Math.max(...steps);
}
