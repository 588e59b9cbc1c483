import { z } from 'zod';
import { shuffle } from '../../core/random/draws.ts';
import type { Stream } from '../../core/random/stream.ts';
import { mean } from '../../core/stats.ts';
import type { Diagnostics } from '../contract.ts';

/** `heldout: { share: 0.25, splits: 20 }`: how well rows are predicted that the coefficients have not seen. A quarter is
 *  scikit-learn's default share; twenty splits keep the error of the mean below a quarter of that of one. */
export const heldOutSettings = {
  heldout: z
    .strictObject({ share: z.number().gt(0).lt(1).default(0.25), splits: z.int().gte(1).default(20) })
    .optional(),
};

export type HeldOutSettings = z.infer<z.ZodObject<typeof heldOutSettings>>;

/** Coefficients from some rows; null where those have none. */
export type Refit = (x: Float64Array, y: Float64Array) => Float64Array | null;

/** Accuracy on rows held out at random, mean over the splits: `heldout_r2` = 1 − Σe²/Σ(y − ȳ)² of the rows held out, `heldout_mape` =
 *  mean |e|/|y|, `heldout_rmse`. The columns stay what the whole data made them. A split whose other rows have no answer leaves
 *  all three undefined, and so left out; a MAPE is not defined where an outcome is 0.
 *  @param x n × k column-major
 *  @param stream shuffles the rows, split after split */
export function heldOutDiagnostics(
  x: Float64Array,
  y: Float64Array,
  k: number,
  settings: HeldOutSettings['heldout'],
  refit: Refit,
  stream: () => Stream,
): Diagnostics {
  const fit: FitRows = (rows, outcome) => {
    const coefficients = refit(rows, outcome);
    return coefficients === null ? null : (test) => linearPrediction(test, test.length / k, coefficients);
  };
  const { heldout_mae: _, ...others } = heldOutAccuracy(x, y, k, settings, fit, stream);
  return others;
}

/** A model fitted to some rows, as what it predicts for others (their columns, column-major); null where there is none. */
export type FitRows = (x: Float64Array, y: Float64Array) => ((x: Float64Array) => Float64Array) | null;

/** The same of any model, on the scale of y, with `heldout_mae`, mean |e|, beside.
 *  @param x n × k column-major
 *  @param stream shuffles the rows, split after split */
export function heldOutAccuracy(
  x: Float64Array,
  y: Float64Array,
  k: number,
  settings: HeldOutSettings['heldout'],
  fit: FitRows,
  stream: () => Stream,
): Diagnostics {
  if (settings === undefined) return {};
  const { share, splits } = settings;
  const n = y.length;
  const held = Math.max(1, Math.round(share * n));
  const random = stream();
  const rows = Array.from({ length: n }, (_, i) => i);
  const scores: Accuracy[] = [];
  for (let split = 0; split < splits; split++) {
    const order = shuffle(random, rows);
    const [test, train] = [order.slice(0, held), order.slice(held).sort((a, b) => a - b)];
    const predict = train.length === 0 ? null : fit(takeRows(x, n, k, train), pick(y, train));
    if (predict === null) return {};
    scores.push(accuracy(pick(y, test), predict(takeRows(x, n, k, test))));
  }
  const all: [string, number][] = [
    ['heldout_r2', mean(scores.map(({ r2 }) => r2))],
    ['heldout_mape', mean(scores.map(({ mape }) => mape))],
    ['heldout_rmse', mean(scores.map(({ rmse }) => rmse))],
    ['heldout_mae', mean(scores.map(({ mae }) => mae))],
  ];
  return Object.fromEntries(all.filter(([, value]) => Number.isFinite(value)));
}

type Accuracy = Readonly<Record<'r2' | 'mape' | 'rmse' | 'mae', number>>;

function accuracy(y: Float64Array, predicted: Float64Array): Accuracy {
  const center = mean(y);
  const errors = y.map((value, i) => value - predicted[i]!);
  const square = mean(errors.map((e) => e * e));
  return {
    r2: 1 - square / mean(y.map((value) => (value - center) * (value - center))),
    mape: mean(errors.map((e, i) => Math.abs(e / y[i]!))),
    rmse: Math.sqrt(square),
    mae: mean(errors.map(Math.abs)),
  };
}

const pick = (values: Float64Array, rows: readonly number[]): Float64Array =>
  Float64Array.from(rows, (row) => values[row]!);

function takeRows(x: Float64Array, n: number, k: number, rows: readonly number[]): Float64Array {
  const out = new Float64Array(rows.length * k);
  for (let j = 0; j < k; j++) for (let i = 0; i < rows.length; i++) out[j * rows.length + i] = x[j * n + rows[i]!]!;
  return out;
}

/** Xb. @param x n × k column-major */
export function linearPrediction(x: Float64Array, n: number, coefficients: Float64Array): Float64Array {
  const out = new Float64Array(n);
  coefficients.forEach((b, j) => {
    for (let i = 0; i < n; i++) out[i]! += b * x[j * n + i]!;
  });
  return out;
}
