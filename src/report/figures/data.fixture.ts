import fc from 'fast-check';
import { estimandName } from '../data/estimandName.ts';
import type {
  Arm,
  Cell,
  EstimateRow,
  FailureRow,
  FitRow,
  PerformanceRow,
  PosteriorFacts,
  RankRow,
  ReportData,
} from '../data/types.ts';
import type { Surroundings, View } from './figure.ts';

/** Six decimals: no study gives an error of 1e-200, which formatScore cannot print. */
const decimal = (min: number, max: number) => fc.integer({ min: min * 1e6, max: max * 1e6 }).map((x) => x / 1e6);

/** Values as a study may give them: mostly ordinary, sometimes missing, 0, huge, tiny. */
const value = fc.oneof(
  { weight: 6, arbitrary: decimal(-3, 3) },
  { weight: 1, arbitrary: fc.constantFrom(null, 0, -0, 1e12, -1e12, 1e-12, 1) },
);
const size = fc.oneof(decimal(0, 2), fc.constantFrom(null, 0, 1e9));
const share = fc.oneof(decimal(0, 1), fc.constantFrom(null, 0, 1));
const word = fc.constantFrom(
  'tv',
  'search',
  '<img src=x onerror=alert(1)>',
  'a name that is longer than any panel is wide',
);
const estimand = fc.constantFrom(
  'roas.total[0..51+12]',
  'roas.total[0..103+12]',
  'roas.direct[0..51+12|tv]',
  'contribution',
);

const dials = fc.constantFrom(
  {},
  { confounding: 0, share_mediated: 0 },
  { confounding: 1, share_mediated: 0 },
  { confounding: 0, share_mediated: 'high' },
  { confounding: 0.5 },
);
const cell: fc.Arbitrary<Cell> = fc
  .record({ scenario: word, periods: fc.constantFrom(1, 52, 104, 208), dials })
  .map((own) => ({ ...own, key: `${own.scenario}${JSON.stringify(own.dials)}@${own.periods}` }));
const swept = fc.constantFrom({}, { strength: 1 }, { strength: 4, center: 'truth×1' }, { strength: 16 });
const arm: fc.Arbitrary<Arm> = fc
  .record({ family: word, estimator: fc.constant('ols'), swept })
  .map((own) => ({ ...own, label: `${own.family}${JSON.stringify(own.swept)}` }));

/** A decision is one of all channels together. */
const decision = {
  measure: fc.constantFrom('regret', 'regret_keep', 'regret_proportional', 'regret_equal'),
  channel: fc.constant('*'),
  estimand: fc.constant('decision.total[0..51+12]'),
};

const performanceRow = (cells: readonly Cell[], arms: readonly Arm[]): fc.Arbitrary<PerformanceRow> =>
  fc
    .record({
      cell: fc.constantFrom(...cells),
      arm: fc.constantFrom(...arms.map(({ label }) => label)),
      channel: fc.oneof(word, fc.constant('*')),
      estimand,
      target: fc.constantFrom('on', 'off', 'unknown'),
      identified: fc.constantFrom('adjustment', 'none'),
      policy: fc.constantFrom('as-analyzed', 'strict'),
      score: fc.oneof(
        fc.record({ measure: fc.constantFrom('relative_bias', 'bias'), level: fc.constant(null), value }),
        fc.record({ measure: fc.constant('rmse'), level: fc.constant(null), value: size }),
        fc.record({ measure: fc.constant('coverage'), level: fc.constantFrom(0.8, 0.95), value: share }),
        fc.record({ ...decision, level: fc.constant(null), value }),
      ),
      mcse: size,
      width: fc.option(share),
      n: fc.nat(1000),
      nFailed: fc.nat(10),
    })
    .map(({ cell: { key, scenario, periods }, score, width, ...row }) => ({
      ...{ ...row, ...score, cell: key, scenario, periods },
      lower: width === null || score.value === null ? null : score.value - width,
      upper: width === null || score.value === null ? null : score.value + width,
    }));

const estimateRow = (cells: readonly Cell[], arms: readonly Arm[]): fc.Arbitrary<EstimateRow> =>
  fc
    .record({
      cell: fc.constantFrom(...cells),
      arm: fc.constantFrom(...arms.map(({ label }) => label)),
      replicate: fc.nat(5),
      unit: fc.constant('0'),
      status: fc.constantFrom('ok', 'nonconverged'),
      channel: word,
      estimand,
      target: fc.constantFrom('on', 'off'),
      truth: value,
      point: value,
      se: size,
      lower: fc.tuple(value, value),
      upper: fc.tuple(value, value),
    })
    .map(({ cell: { key, scenario, periods }, ...row }) => ({ ...row, cell: key, scenario, periods }));

const series = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { maxLength: 6 });
const optional = fc.option(series);
const finite = fc.double({ min: -5, max: 5, noNaN: true });
const posterior = (cells: readonly Cell[], arms: readonly Arm[]): fc.Arbitrary<PosteriorFacts> =>
  fc.record({
    cell: fc.constantFrom(...cells.map(({ key }) => key)),
    arm: fc.constantFrom(...arms.map(({ label }) => label)),
    replicate: fc.constant(0),
    channels: fc.array(
      fc.record({
        ...{
          channel: word,
          estimand,
          truth: finite,
          grid: series,
          prior: optional,
          posterior: optional,
          point: finite,
        },
        interval: fc.option(fc.record({ level: fc.constant(0.95), lower: finite, upper: finite })),
        curve: fc.option(
          fc.record({ spend: series, truth: series, estimate: optional, lower: optional, upper: optional }),
        ),
      }),
      { maxLength: 3 },
    ),
  });

const failureRow = (cells: readonly Cell[], arms: readonly Arm[]): fc.Arbitrary<FailureRow> =>
  fc
    .record({
      cell: fc.constantFrom(...cells.map(({ key }) => key)),
      arm: fc.constantFrom(...arms.map(({ label }) => label)),
      byStatus: fc.record({ ok: fc.nat(50), nonconverged: fc.nat(2), error: fc.nat(1) }),
      reason: word,
    })
    .map((row) => ({ ...row, n: Object.values(row.byStatus).reduce((sum, count) => sum + count, 0) }));

const fitRow = (cells: readonly Cell[], arms: readonly Arm[]): fc.Arbitrary<FitRow> =>
  fc.record({
    cell: fc.constantFrom(...cells.map(({ key }) => key)),
    arm: fc.constantFrom(...arms.map(({ label }) => label)),
    ...{ n: fc.nat(100), seconds: fc.oneof(decimal(0, 1000), fc.constant(0)), secondsMcse: size },
    ...{ ess: fc.option(decimal(1, 4000)), essMcse: size },
  });

/** Of the first arm, every quantity with as many ranks. */
const rankRows = (arms: readonly Arm[]): fc.Arbitrary<readonly RankRow[]> =>
  fc
    .array(fc.array(fc.nat(19), { minLength: 12, maxLength: 12 }), { maxLength: 4 })
    .map((lists) =>
      lists.map((ranks, i) => ({ arm: arms[0]!.label, parameter: `quantity ${i}`, ranks, max: 19, bins: 20 })),
    );

/** Any data of a report that figures draw from, from nothing at all to a few of everything. */
export const reportData: fc.Arbitrary<ReportData> = fc
  .record({
    cells: fc.uniqueArray(cell, { minLength: 1, maxLength: 4, selector: ({ key }) => key }),
    arms: fc.uniqueArray(arm, { minLength: 1, maxLength: 4, selector: ({ label }) => label }),
  })
  .chain(({ cells, arms }) =>
    fc.record({
      study: fc.constantFrom('as-analyzed', 'strict').map(studyFacts),
      cells: fc.constant(cells),
      arms: fc.constant(arms),
      performance: fc.array(performanceRow(cells, arms), { maxLength: 30 }),
      estimates: fc.array(estimateRow(cells, arms), { maxLength: 30 }),
      posteriors: fc.array(posterior(cells, arms), { maxLength: 4 }),
      failures: fc.array(failureRow(cells, arms), { maxLength: 6 }),
      fits: fc.array(fitRow(cells, arms), { maxLength: 6 }),
      ranks: rankRows(arms),
    }),
  )
  .map((own) => ({ ...own, worlds: [], differences: [], units: [] }));

function studyFacts(policy: string): ReportData['study'] {
  return {
    ...{ name: 'any', question: null, answer: '', selfCheck: null, seed: 1, levels: [0.8, 0.95], complete: true },
    ...{ attempts: 0, done: 0, byStatus: {}, policy, versions: {}, results: 'results', notes: [] },
  };
}

/** All of it, at a level. */
export function viewOf(data: ReportData, level = 0.95): View {
  const channels = [...data.performance, ...data.estimates, ...data.posteriors.flatMap((fit) => fit.channels)];
  return {
    ...{ data, level, performance: data.performance, estimates: data.estimates },
    cells: new Set(data.cells.map(({ key }) => key)),
    arms: new Set(data.arms.map(({ label }) => label)),
    channels: new Set(channels.map(({ channel }) => channel)),
    estimands: new Set(channels.map((row) => estimandName(row.estimand))),
  };
}

export function surroundings(document: Document, width: number): Surroundings {
  const ink = { text: '#111', muted: '#666', grid: '#ddd', surface: '#fff', accent: '#06c' };
  return { document, width, color: () => '#0072b2', symbol: () => 'circle', ink };
}

/** Data with nothing but what is named. */
export function dataOf(own: Partial<ReportData>, policy = 'as-analyzed'): ReportData {
  const rows = { performance: [], estimates: [], differences: [], failures: [], fits: [], posteriors: [], ranks: [] };
  return { study: studyFacts(policy), cells: [], arms: [], worlds: [], units: [], ...rows, ...own };
}

export function scoredRow(own: Partial<PerformanceRow>): PerformanceRow {
  return {
    ...{ cell: 'w@52', scenario: 'w', periods: 52, arm: 'ols', channel: 'tv', estimand: 'roas.total[0..51+12]' },
    ...{ target: 'on', identified: 'adjustment', policy: 'as-analyzed', measure: 'relative_bias', level: null },
    ...{ value: 0.1, mcse: 0.02, lower: null, upper: null, n: 100, nFailed: 0 },
    ...own,
  };
}

export function estimateOf(own: Partial<EstimateRow>): EstimateRow {
  return {
    ...{ cell: 'w@52', scenario: 'w', periods: 52, arm: 'ols', replicate: 0, unit: '0', status: 'ok', channel: 'tv' },
    ...{ estimand: 'roas.total[0..51+12]', target: 'on', truth: 1, point: 1, se: null, lower: [], upper: [] },
    ...own,
  };
}
