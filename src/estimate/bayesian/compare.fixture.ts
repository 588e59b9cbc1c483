import { psisLoo } from '../../inference/loo/psis.ts';
import { waic } from '../../inference/loo/waic.ts';
import type { Effect, Estimate } from '../contract.ts';
import type { CandidateFit } from './compare.ts';

const answers = { effects: [], fitted: new Float64Array(0), parameters: [], diagnostics: {} };

/** A fit that nobody made, with these elpd by observation.
 *  @param k k̂ by observation, .1 where there is none
 *  @param reason why it did not converge, if it did not */
export function madeFit(
  name: string,
  pointwise: readonly number[],
  options: {
    readonly k?: readonly number[];
    readonly reason?: string;
    readonly effects?: readonly Effect[];
    readonly diagnostics?: Readonly<Record<string, number>>;
  } = {},
): CandidateFit {
  const { k = [], reason, effects = [], diagnostics = {} } = options;
  const draws = pointwise.map((value) => Float64Array.from({ length: 100 }, (_, s) => value + (s % 7) / 100));
  const plain = psisLoo(draws);
  const loo = {
    ...plain,
    elpd: { ...plain.elpd, value: pointwise.reduce((sum, value) => sum + value, 0) },
    pointwise: Float64Array.from(pointwise),
    paretoK: Float64Array.from(pointwise, (_, i) => k[i] ?? 0.1),
  };
  const answered = { ...answers, effects, diagnostics };
  const estimate: Estimate =
    reason === undefined ? { status: 'ok', ...answered } : { status: 'nonconverged', reason, ...answered };
  return { name, estimate, accuracy: { loo, waic: waic(draws), integrated: [], refits: [] } };
}
