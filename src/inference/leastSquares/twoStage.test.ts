import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { classicalCovariance } from './classical.ts';
import { leastSquares } from './fit.ts';
import { neweyWestCovariance } from './neweyWest.ts';
import { standardErrors } from './sandwich.ts';
import { type TwoStageFit, twoStageLeastSquares } from './twoStage.ts';
import { craggDonald, effectiveF, firstStageF } from './twoStageStrength.ts';
import { sargan, wuHausman } from './twoStageTests.ts';

// Kmenta (1986), Elements of Econometrics, p. 687: consumption, price, income, farm price, trend, 20 years. Coefficients and
// classical errors are the 2SLS results of his p. 686, as R's systemfit prints them; F, Wu–Hausman and Sargan of the demand
// equation are those of R's ivreg (88.025, 11.422, 2.983). All other numbers: the textbook matrix formulas in numpy, with
// (X'PX)⁻¹ formed and instruments made orthonormal by an eigendecomposition.
const kmenta = `98.485 100.323 87.4 98.0|99.187 104.264 97.6 99.1|102.163 103.435 96.7 99.1|101.504 104.506 98.2 98.1
104.240 98.001 99.8 110.8|103.243 99.456 100.5 108.2|103.993 101.066 103.2 105.6|99.900 104.763 107.8 109.8
100.350 96.446 96.6 108.7|102.820 91.228 88.9 100.6|95.435 93.085 75.1 81.0|92.424 98.801 76.9 68.6
94.535 102.908 84.6 70.9|98.757 98.756 90.6 81.4|105.797 95.119 103.1 102.3|100.225 98.451 105.1 105.0
103.522 86.498 96.4 110.5|99.929 104.016 104.4 92.5|105.223 105.769 110.7 89.3|106.232 113.490 127.1 93.0`
  .split(/[|\n]/)
  .map((row) => row.split(' ').map(Number));
const [consumption, price, income, farm] = [0, 1, 2, 3].map((j) => Float64Array.from(kmenta, (row) => row[j]!));
const trend = Float64Array.from({ length: 20 }, (_, t) => t + 1);
const one = new Float64Array(20).fill(1);
const wave = trend.map((year) => 3 * Math.cos(year - 1) + 0.2 * year);

const join = (...columns: readonly (Float64Array | undefined)[]) =>
  Float64Array.from(columns.flatMap((column) => [...column!]));
function fitted(x: Float64Array, y: Float64Array, endogenous: readonly number[], z: Float64Array): TwoStageFit {
  const fit = twoStageLeastSquares(x, y, endogenous, z);
  if (fit.status !== 'ok') throw new Error(JSON.stringify(fit));
  return fit;
}
const demand = fitted(join(one, price, income), consumption!, [1], join(farm, trend));
const supply = fitted(join(one, price, farm, trend), consumption!, [1], income!);
const both = fitted(join(one, price, income), consumption!, [1, 2], join(farm, trend, wave));

function expectEach(found: Float64Array, expected: readonly number[]) {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(found[i]! / value - 1)).toBeLessThan(1e-9);
  });
}
const classical = ({ structural }: TwoStageFit) => standardErrors(classicalCovariance(structural), structural.k);
const newey = ({ structural }: TwoStageFit, lag: number) =>
  standardErrors(neweyWestCovariance(structural, lag), structural.k);

test("Kmenta's demand equation: coefficients, classical, HC1 and Newey–West errors", () => {
  expectEach(demand.structural.coefficients, [94.633303867903, -0.243556537776, 0.313991794348]);
  expectEach(classical(demand), [7.920838311421, 0.096484291222, 0.046943657458]);
  expectEach(newey(demand, 0), [5.583196919152, 0.082324038509, 0.046559073742]);
  expectEach(newey(demand, 2), [4.548232289214, 0.084589359502, 0.051881906856]);
});

test("Kmenta's supply equation, just identified", () => {
  expectEach(supply.structural.coefficients, [49.532441699326, 0.240075779416, 0.255605724007, 0.2529241746]);
  expectEach(classical(supply), [12.010526406997, 0.09993385157, 0.047250070703, 0.099655086509]);
  expectEach(newey(supply, 2), [7.903103139167, 0.056518695622, 0.039413891826, 0.066659101732]);
});

test('two endogenous columns, three instruments', () => {
  expectEach(both.structural.coefficients, [102.213126325289, -0.311020126093, 0.305459693621]);
  expectEach(classical(both), [13.367522184309, 0.136149288299, 0.048278811844]);
  expectEach(newey(both, 2), [14.948333716047, 0.161699470695, 0.060215546151]);
});

test('strength of the instruments', () => {
  expect(firstStageF(demand.first[0]!, 2)).toBeCloseTo(88.02512827917, 8);
  expect(craggDonald(demand)).toBeCloseTo(88.02512827917, 8);
  expect(effectiveF(demand.first[0]!, 2, 0, 20)).toBeCloseTo(115.651883144542, 8);
  expect(effectiveF(demand.first[0]!, 2, 2, 20)).toBeCloseTo(190.015582870593, 8);
  expect(effectiveF(supply.first[0]!, 1, 0, 20)).toBeCloseTo(427.6890917175398, 8);
  expect(both.first.map((first) => firstStageF(first, 3))[1]).toBeCloseTo(10.089806055379855, 9);
  expect(craggDonald(both)).toBeCloseTo(2.4260202206575268, 9);
});

test('over-identification and exogeneity', () => {
  expect(sargan(demand)!.statistic).toBeCloseTo(2.9831191903990932, 9);
  expect(sargan(demand)!.p).toBeCloseTo(0.0841, 4);
  expect(sargan(both)!.statistic).toBeCloseTo(2.7382402948206277, 9);
  expect(sargan(supply)).toBeUndefined();
  expect(wuHausman(demand)!.statistic).toBeCloseTo(11.422009178254282, 8);
  expect(wuHausman(supply)!.statistic).toBeCloseTo(36.13616076013582, 8);
  expect(wuHausman(both)!.statistic).toBeCloseTo(6.278749279656638, 8);
});

test('the refusals say in which stage, and too few instruments leave the second without an answer', () => {
  const twice = twoStageLeastSquares(join(one, price, income), consumption!, [1], join(farm, farm));
  expect(twice).toMatchObject({ stage: 'first', status: 'rank-deficient', dependent: [{ column: 3, on: [2] }] });
  const few = twoStageLeastSquares(join(one, price, income), consumption!, [1, 2], farm!);
  expect(few).toMatchObject({ stage: 'second', status: 'rank-deficient' });
  const many = join(...Array.from({ length: 20 }, (_, j) => trend.map((t) => Math.sin(t * (j + 1)))));
  expect(twoStageLeastSquares(join(one, price), consumption!, [1], many)).toMatchObject({
    stage: 'first',
    status: 'more-columns-than-rows',
  });
});

test('a column that is its own instrument is as good as exogenous: least squares', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const stream = openStream(['twoStage.test', seed]);
      const column = () => Float64Array.from({ length: 15 }, () => stream.normal());
      const [x, w, y] = [column(), column(), column()];
      const ones = new Float64Array(15).fill(1);
      const plain = leastSquares(join(ones, w, x), y, 3);
      const own = fitted(
        join(ones, w, x),
        y,
        [2],
        x.map((value) => 3 * value),
      );
      if (plain.status !== 'ok') throw new Error(plain.status);
      own.structural.coefficients.forEach((b, j) => {
        expect(b).toBeCloseTo(plain.coefficients[j]!, 10);
      });
      expect(own.structural.rss).toBeCloseTo(plain.rss, 10);
    }),
  );
});

test('one instrument: the ratio of covariances, whatever the units of the instrument', () => {
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: 0.01, max: 1000, noNaN: true }), (seed, scale) => {
      const stream = openStream(['twoStage.test', 'ratio', seed]);
      const column = () => Float64Array.from({ length: 30 }, () => stream.normal());
      const [z, u, e] = [column(), column(), column()];
      const x = z.map((value, i) => value + u[i]! + 3);
      const y = x.map((value, i) => 2 * value - u[i]! + e[i]!);
      const ones = new Float64Array(30).fill(1);
      const center = z.reduce((sum, value) => sum + value, 0) / 30;
      const along = (v: Float64Array) => v.reduce((sum, value, i) => sum + value * (z[i]! - center), 0);
      const { structural } = fitted(
        join(ones, x),
        y,
        [1],
        z.map((value) => scale * value),
      );
      expect(structural.coefficients[1]).toBeCloseTo(along(y) / along(x), 6);
    }),
  );
});
