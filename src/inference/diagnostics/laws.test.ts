import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ebfmi } from './ebfmi.ts';
import { effectiveSampleSize } from './effectiveSampleSize.ts';
import { essBulk, essMean, essMedian, essSd, essTail } from './ess.ts';
import { mcseMean, mcseQuantile, mcseSd } from './mcse.ts';
import { rankNormalize } from './rankNormalize.ts';
import { rhat, rhatBasic } from './rhat.ts';
import { summarise } from './summarise.ts';

const draws = fc
  .array(fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 13, maxLength: 13 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((chains) => chains.map((chain) => Float64Array.from(chain)))
  .filter((chains) => new Set(chains.flatMap((chain) => [...chain])).size > 20 - 10 * Number(chains.length === 1));
const moved = (chains: readonly Float64Array[], f: (x: number) => number) => chains.map((chain) => chain.map(f));

test('normal scores: in the order of the draws, equal for ties, odd about the median rank', () => {
  const [z] = rankNormalize([Float64Array.from([30, 10, 20, 20])]);
  expect(z![2]).toBe(z![3]);
  expect(z![2]).toBe(0);
  expect(z![0]).toBeCloseTo(1.0491313979639707, 14); // Φ⁻¹(3.625/4.25), SciPy 1.17.1
  expect(z![1]).toBeCloseTo(-1.0491313979639707, 14);
});

test('R̂ and bulk ESS see only the order of the draws; ESS of the mean sees neither place nor scale', () => {
  fc.assert(
    fc.property(draws, (chains) => {
      const cubed = moved(chains, (x) => x * x * x);
      expect(essBulk(cubed)).toBe(essBulk(chains));
      const lifted = moved(chains, (x) => 4 * x + 8);
      expect(rhat(lifted)).toBe(rhat(chains));
      expect(essMean(lifted)! / essMean(chains)!).toBeCloseTo(1, 9);
      expect(mcseMean(lifted)! / mcseMean(chains)!).toBeCloseTo(4, 8);
      expect(mcseSd(lifted)! / mcseSd(chains)!).toBeCloseTo(4, 8);
    }),
  );
});

test('the order of the chains does not matter', () => {
  fc.assert(
    fc.property(draws, (chains) => {
      const [there, back] = [summarise(chains), summarise(chains.toReversed())];
      for (const name of ['rhat', 'essBulk', 'essTail', 'mcseSd'] as const) {
        // null where the 95 % indicator is constant once the middle draw is left out
        if (there[name] === null) expect(back[name]).toBeNull();
        else expect(back[name]! / there[name]).toBeCloseTo(1, 8);
      }
    }),
  );
});

test('a summary is the functions of its names', () => {
  fc.assert(
    fc.property(draws, (chains) => {
      expect(summarise(chains)).toMatchObject({
        rhat: rhat(chains),
        rhatBasic: rhatBasic(chains),
        essBulk: essBulk(chains),
        essTail: essTail(chains),
        essMean: essMean(chains),
        essSd: essSd(chains),
        essMedian: essMedian(chains),
        mcseMean: mcseMean(chains),
        mcseSd: mcseSd(chains),
        mcseQ5: mcseQuantile(chains, 0.05),
        mcseMedian: mcseQuantile(chains, 0.5),
        mcseQ95: mcseQuantile(chains, 0.95),
      });
    }),
  );
});

test('draws without diagnostics get null, never NaN: constant, infinite, NaN, too few', () => {
  for (const chain of [
    [3, 3, 3, 3, 3, 3, 3, 3],
    [1, 2, 3, 4, Infinity, 6, 7, 8],
    [1, 2, 3, 4, Number.NaN, 6, 7, 8],
  ]) {
    const chains = [Float64Array.from(chain), Float64Array.from(chain)];
    const { mean: _m, sd: _s, q5: _5, median: _50, q95: _95, ...diagnostics } = summarise(chains);
    expect(new Set(Object.values(diagnostics))).toEqual(new Set([null]));
    for (const f of [rhat, rhatBasic, essBulk, essTail, essMean, essSd, essMedian, mcseMean, mcseSd])
      expect(f(chains)).toBeNull();
    expect(mcseQuantile(chains, 0.5)).toBeNull();
  }
  expect(effectiveSampleSize([Float64Array.from([1, 2])])).toBeNull();
  expect(rhatBasic([Float64Array.from([1, 2])])).toBeNull();
});

test('chains that each stand still in a place of their own have R̂ = ∞', () => {
  expect(rhatBasic([new Float64Array(10).fill(1), new Float64Array(10).fill(2)])).toBe(Infinity);
});

test('antithetic chains have more than S effective draws, at most S·log10 S', () => {
  const chain = Float64Array.from({ length: 400 }, (_, t) => (t % 2 === 0 ? 1 : -1) * (1 + ((t * 7919) % 101) / 101));
  expect(essMean([chain, chain.map((x) => -x)])).toBeGreaterThan(800);
  fc.assert(
    fc.property(draws, (chains) => {
      const total = 12 * chains.length; // the middle one of 13 is left out
      expect(essMean(chains)).toBeLessThanOrEqual(total * Math.log10(total) * (1 + 1e-12));
    }),
  );
});

test('chains of different lengths are refused', () => {
  expect(() => rhat([Float64Array.from([1, 2, 3, 4]), Float64Array.from([1, 2])])).toThrow('chains of lengths [4, 2]');
});

test('E-BFMI in closed form', () => {
  // alternating a, b over n draws: (n − 1)·(a − b)² over n·(a − b)²/4
  expect(ebfmi(Float64Array.from({ length: 10 }, (_, t) => t % 2))).toBeCloseTo((4 * 9) / 10, 12);
  // a line 0..n − 1: n − 1 over n(n² − 1)/12
  expect(ebfmi(Float64Array.from({ length: 10 }, (_, t) => t))).toBeCloseTo((12 * 9) / (10 * 99), 12);
  expect(ebfmi(new Float64Array(10))).toBeNull();
  expect(ebfmi(Float64Array.from([1, Number.NaN, 2]))).toBeNull();
  expect(ebfmi(new Float64Array(1))).toBeNull();
});
