// An estimator of your own, in one file without imports: an arm of a study by its path (see STARTER-study.yaml).
// It runs as it is: least squares on adstocked spend. Put your model in the place of `fit`.

export default {
  id: 'STARTER',
  about: 'least squares on geometrically adstocked spend and the controls',

  // What stands in your equation. With the graph of a world it decides which ROAS you aim at, so that an answer to another
  // question is told apart from a wrong answer. Leave it out if you use all channels and all controls, as here.
  // conditionsOn: (settings, dataset) => ({ variables: ['tv', 'search'], models: [] }),

  // dataset: what an estimator may see, never the truth. settings: what stands beside `use` in the YAML.
  // request: the questions (estimands), the levels of the intervals, and random numbers (request.stream('name').uniform()).
  fit(dataset, settings, request) {
    const retention = settings.retention ?? 0.5;
    const y = dataset.outcome.values;
    // history is spend before the window: without it carryover starts at zero, which biases ROAS
    const media = dataset.channels.map(({ spend }) =>
      adstock([...spend.history, ...spend.window], retention).slice(spend.history.length),
    );
    const rows = Array.from(y, (_, t) => [1, ...media.map((x) => x[t]), ...dataset.controls.map((c) => c.values[t])]);
    const fitted = leastSquares(rows, y);
    // a fit that cannot be done is an answer too: it is counted, and the study goes on
    if (fitted === null) return { status: 'refused', reason: 'rank-deficient', detail: 'a column depends on others' };

    return {
      status: 'ok',
      // one answer for each question, in their order; null where you have none. This equation is linear and its weights
      // sum to 1, so the coefficient is what a dollar brings in the long run, and only that is answered
      effects: request.estimands.map((estimand) => {
        const { kind, channel } = estimand;
        if (kind !== 'roas.total' && kind !== 'roas.direct') return null;
        const j = 1 + dataset.channels.findIndex(({ name }) => name === channel);
        const [point, se] = [fitted.coefficients[j], fitted.errors[j]];
        const half = (level) => normalQuantile((1 + level) / 2) * se;
        const intervals = request.levels.map((level) => ({
          level,
          lower: point - half(level),
          upper: point + half(level),
        }));
        return { estimand, point, se, intervals };
      }),
      fitted: Float64Array.from(rows, (row) => dot(row, fitted.coefficients)),
      parameters: [],
      diagnostics: {},
    };
  },
};

/** What is felt of spend in each period: a share `retention` of the last period's, weights that sum to 1. */
function adstock(spend, retention) {
  let felt = 0;
  return spend.map((x) => (felt = retention * felt + (1 - retention) * x));
}

/** Coefficients and standard errors by the normal equations and Gauss–Jordan elimination; null without full rank. */
function leastSquares(rows, y) {
  const k = rows[0].length;
  const a = Array.from({ length: k }, (_, i) => [
    ...Array.from({ length: k }, (_, j) => rows.reduce((sum, row) => sum + row[i] * row[j], 0)),
    ...Array.from({ length: k }, (_, j) => (i === j ? 1 : 0)),
    rows.reduce((sum, row, t) => sum + row[i] * y[t], 0),
  ]);
  const scale = a.map((row, i) => row[i]);
  for (let i = 0; i < k; i++) {
    if (!(a[i][i] > 1e-10 * scale[i])) return null;
    const pivot = a[i][i];
    a[i] = a[i].map((x) => x / pivot);
    for (let r = 0; r < k; r++) {
      const factor = a[r][i];
      if (r !== i) a[r] = a[r].map((x, c) => x - factor * a[i][c]);
    }
  }
  const coefficients = a.map((row) => row[2 * k]);
  const residuals = rows.map((row, t) => y[t] - dot(row, coefficients));
  const variance = dot(residuals, residuals) / (rows.length - k);
  return { coefficients, errors: a.map((row, i) => Math.sqrt(variance * row[k + i])) };
}

const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

/** Quantile of the standard normal, to 4.5e-4 (Abramowitz & Stegun 26.2.23): enough for intervals of a starter. */
function normalQuantile(p) {
  if (p < 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(1 - p));
  return t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
}
