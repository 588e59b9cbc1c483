/** Comparisons of two versions that no study made: every outcome, names that are no names, and thousands of endpoints.
 *  @typedef {import('../../src/report/comparison/types.ts').ComparisonData} Data
 *  @typedef {import('../../src/compare/types.ts').Endpoint} Endpoint */

export const HOSTILE = '<img src=x onerror=alert(1)>';

/** @param {Partial<Endpoint>} own @returns {Endpoint} */
export const endpoint = (own) => ({
  ...{ measure: 'bias', arm: 'ols', cell: '*', channel: '*', estimand: '*', level: null },
  ...{ baseline: 0.01, candidate: 0.02, change: 0.01, lower: 0, upper: 0.02, margin: 0.05 },
  ...{ p: 0.2, n: 400, verdict: 'pass', needs: null },
  ...own,
});

const coverage = /** @type {const} */ ({ measure: 'coverage', level: 0.95, margin: 0.02 });
const worse = endpoint({
  verdict: 'regression',
  baseline: 0.043,
  candidate: 0.124,
  change: 0.081,
  lower: 0.0721,
  upper: 0.0899,
  p: 1e-9,
});

/** @type {Data['baseline']} */
const side = {
  ...{ folder: 'results/main', study: 'guard', seed: 2026, replicates: 400, cells: 2, arms: 3 },
  versions: { plumbline: '0.1.0', lockfile: null, code: 'a'.repeat(64) },
};

/** A regression, what is open, what is better and what is neither, one name hostile.
 *  @type {Data} */
export const comparison = {
  comparison: {
    ...{ paired: true, verdict: 'regression', policy: 'as-analyzed' },
    sameness: [
      { cell: 'clean@104', arm: 'ols', tier: 'T2', n: 400 },
      { cell: 'hidden-demand@104', arm: 'ols', tier: 'T2', n: 400 },
      { cell: 'clean@104', arm: HOSTILE, tier: 'T2', n: 400 },
      { cell: 'hidden-demand@104', arm: HOSTILE, tier: 'T1', n: 400 },
      { cell: 'clean@104', arm: 'steady', tier: 'identical', n: 400 },
      { cell: 'hidden-demand@104', arm: 'steady', tier: 'T0', n: 400 },
    ],
    gates: [
      endpoint({
        ...coverage,
        baseline: 0.95,
        candidate: 0.945,
        change: -0.005,
        lower: -0.024,
        upper: 0.014,
        verdict: 'inconclusive',
        needs: 900,
      }),
      worse,
      endpoint({
        measure: 'rmse_ratio',
        baseline: 0.3,
        candidate: 0.27,
        change: 0.9,
        lower: 0.87,
        upper: 0.93,
        margin: 1.05,
      }),
      endpoint({
        arm: HOSTILE,
        measure: 'failures',
        baseline: 0,
        candidate: 0,
        change: 0,
        lower: -0.004,
        upper: 0.004,
        margin: 0.02,
      }),
    ],
    details: [
      endpoint({ cell: 'clean@104', channel: 'search', estimand: 'roas.total[0..103+12]' }),
      {
        ...worse,
        ...{ cell: 'hidden-demand@104', channel: HOSTILE, estimand: 'roas.total[0..103+12]' },
        candidate: 0.131,
        change: 0.088,
      },
    ],
    ...{ asAnalyzed: [], remarks: [] },
  },
  baseline: side,
  candidate: { ...side, folder: 'results/my-change', versions: { ...side.versions, code: 'b'.repeat(64) } },
  fresh: [],
  margins: { bias: 0.05, rmse_ratio: 1.05, coverage: 0.02, failures: 0.02, alpha: 0.05, multiplicity: 'holm' },
  ...{
    marginsFrom: 'defaults',
    stopped: { by: 'regression', replicates: 400, max: 2000, looks: [100, 200, 300, 400] },
  },
  remarks: [`the study of ${HOSTILE} declares other margins`],
};

/** @type {Data} */
export const nothingChanged = {
  ...comparison,
  comparison: {
    ...{ paired: true, verdict: 'pass', policy: 'as-analyzed', gates: [], details: [], asAnalyzed: [], remarks: [] },
    sameness: comparison.comparison.sameness.map((one) => ({ ...one, tier: 'identical' })),
  },
  ...{ stopped: null, remarks: [] },
};

/** @param {number} endpoints @returns {Data} */
export const many = (endpoints) => ({
  ...comparison,
  comparison: {
    ...comparison.comparison,
    details: Array.from({ length: endpoints }, (_, i) =>
      endpoint({
        ...{
          arm: `arm ${i % 30}`,
          cell: `cell ${i % 40}@104`,
          channel: `channel ${i % 7}`,
          estimand: 'roas.total[0..103+12]',
        },
        ...{
          candidate: 0.01 + (i % 100) / 1000,
          change: (i % 100) / 1000,
          lower: (i % 100) / 1000 - 0.03,
          upper: (i % 100) / 1000 + 0.03,
        },
        ...(i % 100 < 20 ? {} : { verdict: /** @type {const} */ ('inconclusive'), needs: 900 }),
      }),
    ),
  },
});
