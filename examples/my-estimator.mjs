// An estimator of your own, in one file without imports. Name it in a study or a fit file by its path: see my-study.yaml.
//
// This one regresses the outcome on what was spent in the same period: no carryover, no saturation, no controls. That is
// how many a first attempt looks, and the study shows what it costs.

export default {
  id: 'raw-spend',
  about: 'outcome on raw spend, by least squares; percentile intervals from resampled periods',

  // What stands in your equation. With the graph of a world it decides which ROAS you aim at, so that an answer to
  // another question is told apart from a wrong answer. Leave it out if you use all channels and all controls.
  conditionsOn: (_settings, dataset) => ({ variables: dataset.channels.map((channel) => channel.name), models: [] }),

  // dataset: what an estimator may see. settings: what stands beside `use` in the YAML. request: what is asked.
  fit(dataset, settings, request) {
    const samples = settings.samples ?? 200;
    const y = dataset.outcome.values;
    // one row a period: 1 for the level of sales, then the spend of each channel
    const rows = Array.from(y, (_, t) => [1, ...dataset.channels.map((channel) => channel.spend.window[t])]);

    const coefficients = leastSquares(rows, y);
    if (coefficients === null) {
      // a fit that cannot be done is an answer too: it is counted, and the study goes on
      return { status: 'refused', reason: 'rank-deficient', detail: 'the spends are not independent of each other' };
    }

    // Random numbers come from the request, never from Math.random: so the same study gives the same bytes everywhere.
    const stream = request.stream('bootstrap');
    const resampled = [];
    for (let s = 0; s < samples; s++) {
      const picked = rows.map(() => Math.floor(stream.uniform() * rows.length));
      const refit = leastSquares(
        picked.map((t) => rows[t]),
        picked.map((t) => y[t]),
      );
      if (refit !== null) resampled.push(refit);
    }

    return {
      status: 'ok',
      // one answer for each question, in the same order; null where you have none
      effects: request.estimands.map((estimand) => {
        const channel = dataset.channels.findIndex((one) => one.name === estimand.channel);
        const unit = unitOf(estimand, dataset.channels[channel]);
        if (unit === null) return null;
        const values = resampled.map((refit) => refit[1 + channel] * unit).sort((a, b) => a - b);
        return {
          estimand,
          point: coefficients[1 + channel] * unit,
          se: spread(values),
          intervals: request.levels.map((level) => ({
            level,
            lower: quantile(values, (1 - level) / 2),
            upper: quantile(values, (1 + level) / 2),
          })),
        };
      }),
      fitted: Float64Array.from(rows, (row) => dot(row, coefficients)),
      parameters: coefficients.map((value, j) => ({ name: j === 0 ? 'level' : dataset.channels[j - 1].name, value })),
      diagnostics: { resampled: resampled.length },
    };
  },
};

/** What a coefficient has to be multiplied with to answer a question: 1 for a return per unit of spend (on a straight line
 *  the marginal and the average return are one), all that was spent for a contribution; null for other questions. */
function unitOf({ kind, window }, channel) {
  if (['roas.total', 'roas.direct', 'mroas.total', 'mroas.direct'].includes(kind)) return 1;
  if (!['contribution', 'contribution.direct'].includes(kind)) return null;
  return channel.spend.window.slice(window[0], window[1] + 1).reduce((sum, spend) => sum + spend, 0);
}

/** Solves the normal equations X'X b = X'y by Gauss–Jordan elimination; null where a column depends on others. */
function leastSquares(rows, y) {
  const k = rows[0].length;
  const a = Array.from({ length: k }, (_, i) => [
    ...Array.from({ length: k }, (_, j) => rows.reduce((sum, row) => sum + row[i] * row[j], 0)),
    rows.reduce((sum, row, t) => sum + row[i] * y[t], 0),
  ]);
  const scale = a.map((row, i) => row[i]);
  for (let i = 0; i < k; i++) {
    // what is left of a column once the columns before it are taken out
    if (!(a[i][i] > 1e-10 * scale[i])) return null;
    for (let r = 0; r < k; r++) {
      if (r === i) continue;
      const factor = a[r][i] / a[i][i];
      for (let c = i; c <= k; c++) a[r][c] -= factor * a[i][c];
    }
  }
  return a.map((row, i) => row[k] / row[i]);
}

const dot = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

function spread(values) {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (values.length - 1));
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
