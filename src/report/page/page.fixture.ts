import type { PerformanceRow, ReportData } from '../data/types.ts';

export const HOSTILE = '<img src=x onerror=alert(1)>';

const place = (scenario: string, periods: number) => ({ cell: `${scenario}@${periods}`, scenario, periods });

const base = {
  estimand: 'roas.total[0..51+12]',
  target: 'on',
  identified: 'adjustment',
  policy: 'as-analyzed',
  n: 50,
  nFailed: 1,
};

/** Two worlds, two sample sizes, three arms of two families, two channels: one of each bears a name that is none. */
const performance: readonly PerformanceRow[] = [HOSTILE, 'clean'].flatMap((scenario) =>
  [104, 52].flatMap((periods) =>
    ['ols', 'b[strength=1]', 'b[strength=4]'].flatMap((arm, a) =>
      [HOSTILE, 'tv'].flatMap((channel, c) => [
        {
          ...place(scenario, periods),
          ...base,
          arm,
          channel,
          measure: 'bias',
          level: null,
          value: a - c,
          mcse: 0.125,
          lower: null,
          upper: null,
        },
        {
          ...place(scenario, periods),
          ...base,
          arm,
          channel,
          measure: 'coverage',
          level: 0.95,
          value: 0.9,
          mcse: 0.02,
          lower: 0.85,
          upper: 0.94,
        },
      ]),
    ),
  ),
);

export const madeUp: ReportData = {
  study: {
    ...{
      name: 'made-up',
      question: HOSTILE,
      answer: 'Nothing.',
      selfCheck: null,
      seed: 1,
      levels: [0.8, 0.95],
      complete: true,
    },
    ...{
      attempts: 600,
      done: 600,
      byStatus: { ok: 588, error: 12 },
      policy: 'as-analyzed',
      versions: {},
      results: 'my results',
      notes: [],
    },
  },
  cells: [HOSTILE, 'clean'].flatMap((scenario) =>
    [104, 52].map((periods) => ({ key: `${scenario}@${periods}`, scenario, periods, dials: {} })),
  ),
  arms: [
    { label: 'ols', estimator: 'ols', family: 'ols', swept: {} },
    { label: 'b[strength=1]', estimator: 'bayesian-mmm', family: 'b', swept: { strength: 1 } },
    { label: 'b[strength=4]', estimator: 'bayesian-mmm', family: 'b', swept: { strength: 4 } },
  ],
  worlds: [
    {
      ...{ scenario: HOSTILE, cell: `${HOSTILE}@104`, about: HOSTILE },
      nodes: [
        { name: HOSTILE, role: 'spend', observed: true },
        { name: 'demand', role: 'process', observed: false },
        { name: 'sales', role: 'outcome', observed: true },
      ],
      edges: [
        { from: HOSTILE, to: 'sales', lagged: false },
        { from: 'demand', to: HOSTILE, lagged: false },
        { from: 'demand', to: 'sales', lagged: false },
        { from: 'sales', to: HOSTILE, lagged: true },
      ],
      truths: [{ channel: HOSTILE, estimand: 'roas.total', kind: 'roas.total', value: 1.25 }],
      curves: [
        { channel: HOSTILE, curve: { spend: [0, 1, 2], truth: [0, 2, 3], estimate: null, lower: null, upper: null } },
      ],
      series: {
        periods: 3,
        outcome: [5, 6, 7],
        spend: [{ channel: HOSTILE, values: [1, 2, 1] }],
        contributions: [{ channel: HOSTILE, values: [1, 2, 1] }],
      },
    },
  ],
  performance,
  estimates: [],
  differences: [],
  failures: [],
  fits: [],
  posteriors: [],
  ranks: [],
  units: performance.map(({ cell, arm, channel, estimand }) => ({
    cell,
    arm,
    channel,
    estimand,
    unit: '0123456789abcdef',
    replicate: 7,
    why: 'farthest' as const,
  })),
};
