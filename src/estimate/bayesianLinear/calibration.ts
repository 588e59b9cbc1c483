import { InputError } from '../../core/errors.ts';
import { multiplyVector } from '../../core/linalg/products.ts';
import { log } from '../../core/math.ts';
import { sum } from '../../core/stats.ts';
import type { Dataset } from '../../dataset/types.ts';
import { drawNoiseSd, drawPosterior } from '../../inference/conjugate/draws.ts';
import { conjugatePosterior } from '../../inference/conjugate/posterior.ts';
import { aimedEstimand } from '../bayesian/roas/aimedEstimand.ts';
import type { Calibration } from '../contract.ts';
import { perHead } from '../perHead.ts';
import { type LinearModel, linearModel } from './model.ts';
import type { CoefficientPrior } from './priors.ts';
import type { BayesianLinearSettings } from './settings.ts';

/** Simulation-based calibration with independent draws: every coefficient, σ, every channel's ROAS, the total contribution,
 *  log p(y|θ). Exact: what is not uniform is a mistake.
 *  @throws InputError where the prior is no law to draw from: a flat coefficient, a noise taken from data
 *  @see statistics.md §6 */
export function calibrationOf(design: Dataset, settings: BayesianLinearSettings): Calibration {
  if (settings.noise.sd === 'residual') {
    throw new InputError({
      path: 'noise.sd',
      message: 'received residual; to draw from the prior it must be a number',
    });
  }
  if (settings.lift_tests !== undefined) {
    const message = 'calibration draws its data from the model; the results of tests are data';
    throw new InputError({ path: 'lift_tests', message });
  }
  const dataset = perHead(design);
  const model = linearModel(dataset, settings, []);
  if (model.status === 'refused') throw new InputError({ message: `${model.reason}: ${model.detail}` });
  const priors = properPriors(model);
  const { columns, noise, x } = model;
  const k = columns.length;
  const { names, valuesOf } = quantities(dataset, model);
  return {
    quantities: names,
    simulate: (count, stream) => {
      const fromPrior = stream('prior');
      const sigma = drawNoiseSd(noise, fromPrior);
      const coefficients = Float64Array.from(priors, ({ mean, sd }) => mean + sigma * sd * fromPrior.normal());
      const errors = stream('outcome');
      const y = new Float64Array(x.length / k);
      multiplyVector(x, y.length, k, coefficients, y);
      for (let i = 0; i < y.length; i++) y[i]! += sigma * errors.normal();
      const posterior = conjugatePosterior({ x, y, k, prior: model.rows, noise });
      if (posterior.status !== 'ok') return { status: 'nonconverged', reason: posterior.status };
      const draws = drawPosterior(posterior, count, stream('posterior'));
      const rows = Array.from({ length: count }, (_, d) =>
        valuesOf(
          Float64Array.from(draws.coefficients, (each) => each[d]!),
          draws.sigma[d]!,
          y,
        ),
      );
      const known = valuesOf(coefficients, sigma, y).map((truth, q) => ({
        truth,
        draws: Float64Array.from(rows, (row) => row[q]!),
      }));
      return { status: 'ok', known };
    },
  };
}

function properPriors({ columns, priors }: LinearModel): readonly NonNullable<CoefficientPrior>[] {
  const flat = columns.filter((_, j) => priors[j] === null).map(({ name }) => name);
  if (flat.length === 0) return priors as readonly NonNullable<CoefficientPrior>[];
  throw new InputError({
    path: 'priors',
    message: `nothing can be drawn from a flat prior; state one for ${flat.join(', ')}`,
  });
}

/** Names, and the values at given parameters and outcome. ROAS and contribution are over the whole window, with as much tail
 *  as the data carry. */
function quantities(dataset: Dataset, { columns, responses, noise, x }: LinearModel) {
  const k = columns.length;
  const aims = responses.map(({ channel, curves }) =>
    aimedEstimand([], channel, undefined, dataset, curves.adstock.maxLag),
  );
  const perUnit = (kind: 'roas.total' | 'contribution') =>
    responses.map(({ effect }, c) => effect({ ...aims[c]!, kind }) ?? Number.NaN);
  const [roas, contribution] = [perUnit('roas.total'), perUnit('contribution')];
  const known = noise.kind === 'known';
  const fitted = new Float64Array(x.length / k);
  const valuesOf = (coefficients: Float64Array, sigma: number, y: Float64Array): readonly number[] => {
    const media = coefficients.slice(k - responses.length);
    multiplyVector(x, fitted.length, k, coefficients, fitted);
    const rss = sum(y.map((value, i) => (value - fitted[i]!) * (value - fitted[i]!)));
    const logLikelihood = -y.length * (0.5 * log(2 * Math.PI) + log(sigma)) - rss / (2 * sigma * sigma);
    return [
      ...coefficients,
      ...(known ? [] : [sigma]),
      ...Array.from(media, (b, c) => roas[c]! * b),
      sum(media.map((b, c) => contribution[c]! * b)),
      logLikelihood,
    ];
  };
  const names = [
    ...columns.map(({ name }) => name),
    ...(known ? [] : ['sigma']),
    ...responses.map(({ channel }) => `roas[${channel}]`),
    ...['total_contribution', 'log_likelihood'],
  ];
  return { names, valuesOf };
}
