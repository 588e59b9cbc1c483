import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { normalQuantile } from '../../core/distributions.ts';
import { effectiveSampleSize } from './effectiveSampleSize.ts';
import { essBulk, essMean, essTail } from './ess.ts';
import { mcseMean, mcseQuantile, mcseSd } from './mcse.ts';
import { rhat } from './rhat.ts';
import { summarise } from './summarise.ts';

/** Equal to a relative difference: toBeCloseTo is absolute. */
const equal = (received: number | null, expected: number, relative: number) =>
  expect(Math.abs(received! / expected - 1), `${received} against ${expected}`).toBeLessThan(relative);

/** The golden vector of statistics.md §5: Lehmer's generator, normal quantiles, four AR(1) chains of 500 with φ = .6 from 0. */
function golden(): Float64Array[] {
  let s = 12345;
  const normal = () => {
    s = (16807 * s) % 2147483647;
    return normalQuantile(s / 2147483647);
  };
  return Array.from({ length: 4 }, () => {
    let x = 0;
    return Float64Array.from({ length: 500 }, () => (x = 0.6 * x + normal()));
  });
}
const replaced = (chain: number, f: (draw: number) => number) =>
  golden().map((draws, c) => (c === chain ? draws.map(f) : draws));

test('golden vector of statistics.md §5, as R posterior 1.4.0 has it', () => {
  const chains = golden();
  equal(rhat(chains), 1.00882081317, 1e-11);
  equal(essBulk(chains), 521.865186174, 1e-10);
  equal(essTail(chains), 995.854756367, 1e-10);
  equal(essMean(chains), 522.968086238, 1e-10);
  equal(mcseMean(chains), 0.0551348936759, 1e-10);
  equal(mcseSd(chains), 0.0291098772987, 1e-10);
  equal(mcseQuantile(chains, 0.05), 0.0735703004655, 1e-10);
});

test('golden vector with chain 4 shifted by .7: seen by R̂ and ESS', () => {
  const shifted = replaced(3, (draw) => draw + 0.7);
  // §5 says 1.04554513; SciPy 1.17.1's ranks and normal quantiles, taken through the definition, say this
  equal(rhat(shifted), 1.045545145274191, 1e-12);
  equal(rhat(shifted), 1.04554513, 2e-8);
  equal(essBulk(shifted), 89.1372684, 1e-8);
});

test('golden vector with chain 3 doubled: seen by the folded R̂ and the tail ESS', () => {
  const doubled = replaced(2, (draw) => draw * 2);
  equal(rhat(doubled), 1.08838601, 1e-8);
  equal(essTail(doubled), 85.4446698, 1e-8);
});

test('independent draws: ESS near their number; AR(1): near S(1 − φ)/(1 + φ)', () => {
  const draws = golden().map((chain) => chain.map((x, t) => (t === 0 ? x : x - 0.6 * chain[t - 1]!)));
  equal(effectiveSampleSize(draws), 2000, 0.1);
  equal(effectiveSampleSize(golden()), (2000 * 0.4) / 1.6, 0.1);
});

const file = new URL('../../../../shared/reference/draw-diagnostics.json', import.meta.url);
type Case = { readonly draws_by_chain: number[][]; readonly expected: Readonly<Record<string, number>> };

test('every value of shared/reference/draw-diagnostics.json (R posterior 1.4.0) to 1e-6', (context) => {
  if (!existsSync(file)) return context.skip(`${file.pathname} is not here`);
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Record<string, Case> };
  expect(Object.keys(cases)).toEqual(['sticky', 'shifted', 'heavy', 'antithetic']);
  for (const { draws_by_chain: draws, expected } of Object.values(cases)) {
    const s = summarise(draws.map((chain) => Float64Array.from(chain)));
    const received: Readonly<Record<string, number | null>> = {
      mean: s.mean,
      sd: s.sd,
      rhat: s.rhat,
      rhat_basic: s.rhatBasic,
      ess_bulk: s.essBulk,
      ess_tail: s.essTail,
      ess_mean: s.essMean,
      ess_sd: s.essSd,
      ess_median: s.essMedian,
      mcse_mean: s.mcseMean,
      mcse_sd: s.mcseSd,
      mcse_q05: s.mcseQ5,
      mcse_q95: s.mcseQ95,
    };
    expect(Object.keys(received).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, value] of Object.entries(expected)) equal(received[name]!, value, 1e-6);
  }
});
