import { mean, sd } from '../core/stats.ts';
import { type Answers, isAnswered, isAsked } from './answers.ts';
import type { Measure } from './measures/measure.ts';
import { measures } from './measures/registry.ts';
import { samplesOf } from './sample.ts';

/** A proper score of one arm in one world: the mean over replicates of the mean over channels. */
export type WorldScore = {
  readonly measure: string;
  readonly level: number | null;
  readonly value: number;
  /** null below two replicates */
  readonly mcse: number | null;
  readonly n: number;
};

/** The same over an ensemble of worlds. */
export type EnsembleScore = WorldScore & { readonly worlds: number };

/** Scores whose mean is best where one says what one believes: they reward the truth, but over the truths that were met.
 *  @see Gneiting & Raftery (2007) */
const properScores: readonly Measure[] = [measures.interval_score, measures.crps];

/** Proper scores of one arm in one world, pooled over the channels that it knows; channels of a dataset share its noise, so
 *  the replicate is what is counted. A replicate counts where all of these channels were answered.
 *  @param tables one an estimand of one question */
export function worldScores(tables: readonly Answers[], levels: readonly number[]): WorldScore[] {
  const asked = tables.filter(isAsked);
  const whole = asked[0] === undefined ? [] : [...asked[0].replicate.keys()].filter((i) => asked.every(isWhole(i)));
  const samples = asked.map((own) => samplesOf(only(own, whole), levels));
  return properScores.flatMap((measure) =>
    (measure.perLevel ? [...levels.keys()] : [null]).flatMap((level) => {
      const columns = samples.map((of) => of(measure, level));
      const n = columns[0]?.n ?? 0;
      // a channel without draws or intervals in some replicate: there is no common sample
      if (n === 0 || columns.some((column) => column.n !== n)) return [];
      const losses = columns.map((column) => measure.losses!(column));
      const scores = Array.from({ length: n }, (_, i) => mean(losses.map((loss) => loss[i]!)));
      const mcse = n > 1 ? sd(scores) / Math.sqrt(n) : null;
      return [{ measure: measure.id, level: columns[0]!.level, value: mean(scores), mcse, n }];
    }),
  );
}

const isWhole =
  (i: number) =>
  (own: Answers): boolean =>
    isAnswered(own, i) && !Number.isNaN(own.truth[i]);

function only(own: Answers, rows: readonly number[]): Answers {
  const ok = new Float64Array(own.size);
  for (const i of rows) ok[i] = 1;
  return { ...own, ok };
}

/** The mean over worlds, each of the same weight; their replicates are independent, so the error is √Σmcse²/W.
 *  @param worlds scores of one arm, measure and level, one a world */
export function ensembleScore(worlds: readonly WorldScore[]): EnsembleScore {
  const errors = worlds.map(({ mcse }) => mcse ?? Number.NaN);
  const mcse = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0)) / worlds.length;
  return {
    ...worlds[0]!,
    value: mean(worlds.map(({ value }) => value)),
    mcse: Number.isNaN(mcse) ? null : mcse,
    n: worlds.reduce((sum, { n }) => sum + n, 0),
    worlds: worlds.length,
  };
}
