import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../experiment/plan/types.ts';
import { loadScenario } from '../../scenario/load.node.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import { answerOf } from './answer.ts';
import { armsOf } from './arms.ts';
import { cellsOf } from './cells.ts';
import { densityGrid, kernelDensity, lognormalDensity } from './density.ts';
import { estimandName, estimandWords } from './estimandName.ts';
import { packRows, unpackRows } from './pack.ts';
import { percent } from './percent.ts';
import { spendGrid, trueCurve } from './trueCurve.ts';
import type { PerformanceRow } from './types.ts';

const row = (part: Partial<PerformanceRow>): PerformanceRow => ({
  ...{
    cell: 'clean@104',
    scenario: 'clean',
    periods: 104,
    arm: 'ols',
    channel: 'tv',
    estimand: 'roas.total[0..103+12]',
  },
  ...{ target: 'on', identified: 'adjustment', policy: 'as-analyzed', measure: 'relative_bias', level: null },
  ...{ value: 0, mcse: 0.01, lower: null, upper: null, n: 50, nFailed: 0, ...part },
});
const hidden = { cell: 'hidden@104', scenario: 'hidden' };
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the answer', () => {
  test('names the worst case with its error, its coverage, and where nothing is off', () => {
    const rows = [
      row({ value: 0.02 }),
      row({ ...hidden, value: 0.4, mcse: 0.05 }),
      row({ ...hidden, value: -0.64, mcse: 0.021, channel: 'search' }),
      row({ ...hidden, measure: 'coverage', level: 0.95, channel: 'search', value: 0.03, lower: 0.01, upper: 0.08 }),
    ];
    expect(plain(answerOf(rows, 'as-analyzed'))).toBe(
      'In hidden, ols understates the total ROAS of search by 64.0 ± 2.1 % (104 periods, 50 datasets, the worst of 3 answers), and its 95 % intervals hold the truth in 3 % (1 to 8 %) of them; in clean no bias is beyond 3 Monte Carlo errors.',
    );
  });
  test('says so where nothing is beyond doubt', () => {
    expect(plain(answerOf([row({ value: 0.9, mcse: 0.4 })], 'as-analyzed'))).toBe(
      'No bias is beyond 3 Monte Carlo errors: of 1 answers the farthest off is ols on tv in clean, by 90 ± 40 % of the truth in 50 datasets.',
    );
  });
  test('holds a fit to what it aims at', () => {
    const rows = [row({ value: 0.1 }), row({ ...hidden, value: 2, target: 'off' })];
    expect(answerOf(rows, 'as-analyzed')).toMatch(/^In clean, ols overstates/);
  });
  test('claims nothing within 3 Monte Carlo errors, nor without one', () => {
    const score = fc.record({
      value: fc.double({ min: -1, max: 1, noNaN: true }),
      mcse: fc.oneof(fc.constant(null), fc.double({ min: 0.001, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(score, { maxLength: 8 }), (scores) => {
        const sure = scores.some(({ value, mcse }) => mcse !== null && Math.abs(value) > 3 * mcse);
        expect(/overstates|understates/.test(answerOf(scores.map(row), 'as-analyzed'))).toBe(sure);
      }),
    );
  });
});

test('what was varied goes by as few last words as tell it apart', () => {
  const namesOf = (...paths: readonly string[]) => {
    const set = Object.fromEntries(paths.map((path, i) => [path, i]));
    const cell = { name: 'clean@104', scenario: 'clean', periods: 104, set } as Plan['cells'][number];
    return Object.keys(cellsOf({ cells: [cell] })[0]!.dials);
  };
  expect(namesOf('dials.noise', 'dials.confounding')).toEqual(['noise', 'confounding']);
  expect(namesOf('nodes.y.responses.tv.effect', 'nodes.y.responses.radio.effect')).toEqual([
    'tv.effect',
    'radio.effect',
  ]);
});

test('names', () => {
  expect(estimandName('roas.total[0..103+12]')).toBe('roas.total');
  expect(estimandName('roas.direct[0..103+12|google,a]')).toBe('roas.direct|google,a');
  expect(estimandName('contribution')).toBe('contribution');
  expect(estimandWords('roas.direct|google')).toBe('direct ROAS (google held)');
  expect(plain(percent(0.6412, 0.021))).toBe('64.1 ± 2.1 %');
  const arm = { id: '', use: 'bayesian-mmm', settings: {}, cost: 1 };
  expect(armsOf({ arms: [{ ...arm, name: 'b[strength=0.25,center=truth×2,lags={newey-west:{lag:4,x:1}}]' }] })).toEqual(
    [
      {
        ...{
          label: 'b[strength=0.25,center=truth×2,lags={newey-west:{lag:4,x:1}}]',
          estimator: 'bayesian-mmm',
          family: 'b',
        },
        swept: { strength: 0.25, center: 'truth×2', lags: '{newey-west:{lag:4,x:1}}' },
      },
    ],
  );
});

test('packed rows come back as they were', () => {
  const cells = fc.oneof(
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(fc.integer()),
  );
  const rows = fc.array(fc.record({ word: fc.string(), mixed: fc.oneof(fc.string(), cells), cell: cells }));
  fc.assert(
    fc.property(rows, (given) => {
      expect(unpackRows(packRows(given))).toEqual(given);
    }),
  );
});

describe('densities', () => {
  test('a lognormal one is that of its formula', () => {
    // R: dlnorm(1.5, log(1.2), 0.5); digits from Python's math module
    expect(lognormalDensity(1.2, 0.5, [1.5, 0, -1])).toEqual([0.481503, 0, 0]);
  });
  test('one of draws is never negative and has nearly all of its mass on its grid', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 30, maxLength: 60 }), (draws) => {
        const grid = densityGrid(draws, [0]);
        const density = kernelDensity(draws, grid);
        if (density === null) return;
        expect(Math.min(...density)).toBeGreaterThanOrEqual(0);
        const step = grid[1]! - grid[0]!;
        const mass = density.reduce((sum, d) => sum + d * step, 0);
        expect(mass).toBeLessThan(1.2);
      }),
    );
  });
  test('a single kernel is the normal density', () => {
    // by hand: sd 1, IQR/1.34 = 2/1.34 above it, so the bandwidth is 0.9·√2·2^(−1/5) for draws at ±1
    const width = 0.9 * Math.SQRT2 * 2 ** -0.2;
    const normal = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    expect(kernelDensity([-1, 1], [0])![0]).toBeCloseTo(normal(1 / width) / width, 5);
  });
});

test('a true curve is the world’s own, in the long run', () => {
  // clean: revenue = … + 150·(1 − exp(−0.008·tv)), carryover of weights that sum to 1
  const world = resolveWorld(loadScenario('clean'));
  const spend = spendGrid(200);
  const curve = trueCurve(world, 'tv', spend)!;
  for (const [i, x] of spend.entries()) expect(curve[i]).toBeCloseTo(150 * (1 - Math.exp(-0.008 * x)), 3);
});
