import { median } from '../../src/core/stats.ts';
import { type Comparison, type Complete, speed } from './compare.ts';
import type { Fit } from './fit.ts';
import { sampler } from './problem.ts';
import type { StanRun } from './stan.ts';

const heads = ['problem', 'engine, settings', 'divergences', 'R̂', 'min ESS (of)', 'CPU s', 'µs/gradient', 'ESS/s'];

const round = (x: number): string => (x >= 100 ? x.toFixed(0) : x.toPrecision(3));

type Measured = Pick<Fit, 'diagnosis' | 'divergences' | 'gradients' | 'cpu'>;

/** Several fits of one engine: the worst R̂ and count of divergences, medians of the rest. */
function cells(engine: string, fits: readonly Measured[]): string[] {
  const most = fits.length > 1 ? '≤ ' : '';
  return [
    engine,
    `${most}${Math.max(...fits.map(({ divergences }) => divergences))}`,
    `${most}${Math.max(...fits.map(({ diagnosis }) => diagnosis.rhat)).toFixed(4)}`,
    `${median(fits.map(({ diagnosis }) => diagnosis.ess)).toFixed(0)} (${fits[0]!.diagnosis.slowest})`,
    round(median(fits.map(({ cpu }) => cpu))),
    round(median(fits.map(({ cpu, gradients }) => (1e6 * cpu) / gradients))),
    round(median(fits.map(speed))),
  ];
}

const isComplete = (run: StanRun): run is Complete => run.diagnosis !== undefined;

const nameOf = ({ metric, adaptDelta, warmup }: StanRun): string => `Stan ${metric} ${adaptDelta}, warm-up ${warmup}`;

function stanCells(run: StanRun): string[] {
  const engine = nameOf(run);
  if (isComplete(run)) return cells(engine, [run]);
  const { divergences, chains, cpu, gradients } = run;
  const count = `${divergences} in ${chains} of ${sampler.chains} chains`;
  return [engine, count, '', 'stopped', round(cpu), round((1e6 * cpu) / gradients), ''];
}

function rowsOf({ problem, stan, best, before, after }: Comparison): string[][] {
  const plumbline = `Plumbline ${sampler.metric} ${sampler.target_acceptance}`;
  const chosen =
    best === undefined
      ? []
      : [
          cells(`**${nameOf(best.run)}**, all seeds`, [best.run, ...best.repeats]),
          cells(`${nameOf(best.run)}, plain.stan`, [best.plain]),
        ];
  return [
    [problem, ...cells(`${plumbline}, before`, before)],
    ...[...stan.map(stanCells), ...chosen, cells(`${plumbline}, after`, after)].map((row) => ['', ...row]),
  ];
}

const table = (rows: readonly (readonly string[])[]): string => rows.map((row) => `| ${row.join(' | ')} |`).join('\n');

/** A row for each pass of Plumbline and each setting of Stan. */
export function measurements(comparisons: readonly Comparison[]): string {
  return table([heads, heads.map(() => '---'), ...comparisons.flatMap(rowsOf)]);
}

/** How many times as fast, problem by problem, or why nothing can be said. */
export function ratios(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ problem, best, met, ratio, plainRatio, distance }) => {
    if (best === undefined) return [problem, 'none: no setting of Stan keeps to the limits', '', ''];
    if (!met) return [problem, 'none: Plumbline is past the limits', '', ''];
    return [problem, `${ratio!.toFixed(1)}×`, `${plainRatio!.toFixed(1)}×`, distance!.toFixed(1)];
  });
  const names = ['problem', 'ratio', 'to plain.stan', 'largest difference of means, SE'];
  return table([names, names.map(() => '---'), ...rows]);
}
