import { mean } from '../core/stats.ts';
import { type Answers, isAnswered, isAsked } from './answers.ts';
import type { Measure } from './measures/measure.ts';
import { measures } from './measures/registry.ts';
import { samplesOf } from './sample.ts';

/** A proper score of one arm in one cell, replicate by replicate: the mean over channels. */
export type ReplicateScores = {
  readonly measure: string;
  readonly level: number | null;
  /** which replicates, and the score of each */
  readonly replicates: readonly number[];
  readonly scores: readonly number[];
};

/** A proper score over an ensemble of worlds. */
export type EnsembleScore = {
  readonly value: number;
  /** null where some cell has fewer than two replicates */
  readonly mcse: number | null;
  readonly n: number;
  /** parameter sets that it is a mean over: one a cell, or one a replicate where each draws its own */
  readonly worlds: number;
};

/** Scores whose mean is best where one says what one believes: they reward the truth, but over the truths that were met.
 *  @see Gneiting & Raftery (2007) */
const properScores: readonly Measure[] = [measures.interval_score, measures.crps];

/** Proper scores of one arm in one cell, pooled over the channels that it knows; channels of a dataset share its noise, so
 *  the replicate is what is counted. A replicate counts where all of these channels have what the score needs.
 *  @param tables one an estimand of one question */
export function replicateScores(tables: readonly Answers[], levels: readonly number[]): ReplicateScores[] {
  const asked = tables.filter(isAsked);
  if (asked[0] === undefined) return [];
  const rows = [...asked[0].replicate.keys()];
  return properScores.flatMap((measure) =>
    (measure.perLevel ? [...levels.keys()] : [null]).flatMap((level): ReplicateScores[] => {
      const whole = rows.filter((i) => asked.every((own) => isWhole(own, i) && !Number.isNaN(needed(own, level)[i])));
      if (whole.length === 0) return [];
      const losses = asked.map((own) => measure.losses!(samplesOf(only(own, whole), levels)(measure, level)));
      return [
        {
          ...{ measure: measure.id, level: level === null ? null : levels[level]! },
          replicates: whole.map((i) => asked[0]!.replicate[i]!),
          scores: whole.map((_, at) => mean(losses.map((loss) => loss[at]!))),
        },
      ];
    }),
  );
}

/** An interval's end where there is a level, draws elsewhere. */
const needed = (own: Answers, level: number | null): Float64Array => (level === null ? own.crps : own.lower[level]!);

const isWhole = (own: Answers, i: number): boolean => isAnswered(own, i) && !Number.isNaN(own.truth[i]);

function only(own: Answers, rows: readonly number[]): Answers {
  const ok = new Float64Array(own.size);
  for (const i of rows) ok[i] = 1;
  return { ...own, ok };
}

/** The mean over cells, each of the same weight, taken cell by cell; one number a replicate is kept.
 *
 *  Cells of a study share their exogenous noise replicate by replicate, so their errors do not fall as those of independent
 *  cells: each replicate r pulls the mean over C cells by d_r = Σ_c (score − mean_c)/(n_c·C), and the MCSE is
 *  √[R/(R − 1)·Σ d_r²], with R replicates. Where all cells have all of them it is s/√R of the means over cells.
 *  @see statistics.md §3 */
export function openEnsemble(): {
  readonly add: (cell: ReplicateScores, drawn: boolean) => void;
  /** undefined before the first cell */
  readonly end: () => EnsembleScore | undefined;
} {
  const pulls = new Map<number, number>();
  let [cells, total, n, worlds] = [0, 0, 0, 0];
  let alone = false;
  return {
    add: ({ replicates, scores }, drawn) => {
      const center = mean(scores);
      for (const [at, replicate] of replicates.entries()) {
        pulls.set(replicate, (pulls.get(replicate) ?? 0) + (scores[at]! - center) / scores.length);
      }
      cells += 1;
      total += center;
      n += scores.length;
      worlds += drawn ? scores.length : 1;
      alone ||= scores.length < 2;
    },
    end: () => {
      if (cells === 0) return undefined;
      const squares = [...pulls.values()].reduce((sum, pull) => sum + pull * pull, 0);
      const mcse = Math.sqrt((squares * pulls.size) / (pulls.size - 1)) / cells;
      return { value: total / cells, mcse: alone ? null : mcse, n, worlds };
    },
  };
}
