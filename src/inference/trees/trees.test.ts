import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestSeries } from '../../core/hash.ts';
import { openStream } from '../../core/random/stream.ts';
import { mean } from '../../core/stats.ts';
import { boostTrees } from './boost.ts';
import { randomForest } from './forest.ts';
import { treeGrower } from './grow.ts';
import { predictEnsemble } from './predict.ts';
import type { Growth, Tree } from './types.ts';

const whole: Growth = { depth: Number.POSITIVE_INFINITY, minLeaf: 1, features: 99 };
const ties = () => openStream(['trees', 'test', 'ties']);
const ones = (n: number) => new Float64Array(n).fill(1);
const growOne = (x: Float64Array, y: Float64Array, growth: Growth, weights = ones(y.length)): Tree =>
  treeGrower(x, y.length, growth, ties()).grow(y, weights);
const predictOne = (tree: Tree, x: Float64Array, n: number) =>
  predictEnsemble({ base: 0, scale: 1, trees: [tree], importance: new Float64Array(0) }, x, n);
const squares = (y: readonly number[]) => y.reduce((sum, value) => sum + (value - mean(y)) * (value - mean(y)), 0);
const streams = () => ({ rows: openStream(['trees', 'test', 'rows']), features: ties() });

/** n rows of k features; few values, so that there are equal ones and ties */
const table = fc
  .tuple(fc.integer({ min: 2, max: 14 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 3, max: 40 }))
  .chain(([n, k, values]) =>
    fc.record({
      x: fc
        .array(fc.integer({ min: 0, max: values }), { minLength: n * k, maxLength: n * k })
        .map((x) => Float64Array.from(x)),
      y: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n }).map((y) => Float64Array.from(y)),
    }),
  );

test('a tree of one split leaves the least squared error that any split of any feature can', () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 3 }), ({ x, y }, minLeaf) => {
      const n = y.length;
      let least = squares([...y]);
      for (let j = 0; j < x.length / n; j++) {
        for (const cut of x.subarray(j * n, (j + 1) * n)) {
          const left = [...y].filter((_, i) => x[j * n + i]! <= cut);
          const right = [...y].filter((_, i) => x[j * n + i]! > cut);
          if (left.length >= minLeaf && right.length >= minLeaf)
            least = Math.min(least, squares(left) + squares(right));
        }
      }
      const fitted = predictOne(growOne(x, y, { ...whole, depth: 1, minLeaf }), x, n);
      expect(y.reduce((sum, value, i) => sum + (value - fitted[i]!) * (value - fitted[i]!), 0)).toBeCloseTo(least, 8);
    }),
  );
});

test('grown to the end on one feature, a tree predicts the mean of the rows with the same value', () => {
  // were no cut of a node a gain, all means up to a value would be equal, and so all values' means
  fc.assert(
    fc.property(table, ({ x: several, y }) => {
      const n = y.length;
      const x = several.subarray(0, n);
      const fitted = predictOne(growOne(x, y, whole), x, n);
      fitted.forEach((value, i) => {
        expect(value).toBeCloseTo(mean([...y].filter((_, other) => x[other] === x[i])), 8);
      });
    }),
  );
});

test('a row of weight 2 is two rows, one of weight 0 none', () => {
  fc.assert(
    fc.property(table, ({ x, y }) => {
      const n = y.length;
      const weights = y.map((_, i) => i % 3);
      const kept = [...y.keys()].flatMap((i) => Array<number>(weights[i]!).fill(i));
      const repeated = Float64Array.from({ length: (x.length / n) * kept.length }, (_, at) => {
        const j = Math.floor(at / kept.length);
        return x[j * n + kept[at % kept.length]!]!;
      });
      const one = growOne(x, y, whole, weights);
      const two = growOne(
        repeated,
        Float64Array.from(kept, (i) => y[i]!),
        whole,
      );
      const expected = predictOne(two, x, n);
      predictOne(one, x, n).forEach((value, i) => {
        if (weights[i]! > 0) expect(value).toBeCloseTo(expected[i]!, 8);
      });
    }),
  );
});

test('leaves and depth keep to their limits; predictions stay within the outcomes, and flat beyond the features', () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), ({ x, y }, depth, minLeaf) => {
      const n = y.length;
      const tree = growOne(x, y, { depth, minLeaf, features: 1 });
      const leafOf = (i: number): [leaf: number, depth: number] => {
        let [node, steps] = [0, 0];
        for (; tree.feature[node]! >= 0; steps++) {
          node = x[tree.feature[node]! * n + i]! <= tree.threshold[node]! ? node + 1 : tree.right[node]!;
        }
        return [node, steps];
      };
      const reached = [...y.keys()].map(leafOf);
      for (const [leaf, steps] of reached) {
        expect(steps).toBeLessThanOrEqual(depth);
        const size = reached.filter(([other]) => other === leaf).length;
        expect(size).toBeGreaterThanOrEqual(Math.min(minLeaf, n));
      }
      const far = predictOne(
        tree,
        x.map((value) => 1e6 * value + 1e6),
        n,
      );
      const edge = predictOne(
        tree,
        x.map((_, at) => Math.max(...x.subarray(at - (at % n), at - (at % n) + n))),
        n,
      );
      expect(far).toEqual(edge);
      for (const value of far) {
        expect(value).toBeGreaterThanOrEqual(Math.min(...y) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...y) + 1e-9);
      }
    }),
  );
});

test('a monotone change of the features changes no fitted value: a tree cannot tell saturated spend from spend', () => {
  fc.assert(
    fc.property(table, ({ x, y }) => {
      // as all rows are in the sample: one left out lies on either side of a threshold by the scale
      const settings = { ...whole, depth: 3, trees: 5, rate: 0.5 };
      const bent = x.map((value) => value / (value + 7));
      const before = predictEnsemble(boostTrees(x, y, settings, ties()), x, y.length);
      expect(predictEnsemble(boostTrees(bent, y, settings, ties()), bent, y.length)).toEqual(before);
    }),
  );
});

test('what splits gain is what they take off the squared error', () => {
  fc.assert(
    fc.property(table, ({ x, y }) => {
      const n = y.length;
      const { grow, importance } = treeGrower(x, n, { ...whole, depth: 3 }, ties());
      const fitted = predictOne(grow(y, ones(n)), x, n);
      const left = y.reduce((sum, value, i) => sum + (value - fitted[i]!) * (value - fitted[i]!), 0);
      expect(squares([...y]) - left).toBeCloseTo(
        importance.reduce((a, b) => a + b, 0),
        7,
      );
    }),
  );
});

test('each step of boosting fits no worse than the one before, and a full step is a tree', () => {
  fc.assert(
    fc.property(table, fc.double({ min: 0.01, max: 1, noNaN: true }), ({ x, y }, rate) => {
      const n = y.length;
      const ensemble = boostTrees(x, y, { ...whole, depth: 2, trees: 6, rate }, ties());
      let last = Number.POSITIVE_INFINITY;
      for (let count = 0; count <= 6; count++) {
        const fitted = predictEnsemble({ ...ensemble, trees: ensemble.trees.slice(0, count) }, x, n);
        const left = y.reduce((sum, value, i) => sum + (value - fitted[i]!) * (value - fitted[i]!), 0);
        expect(left).toBeLessThanOrEqual(last + 1e-9);
        last = left;
      }
    }),
  );
});

const [n, k] = [60, 4];
const stream = openStream(['trees', 'test', 'data']);
const x = Float64Array.from({ length: n * k }, () => stream.normal());
const y = Float64Array.from({ length: n }, (_, i) => 3 * x[i]! + x[n + i]! + 0.5 * stream.normal());

test('equal features share the splits: none is favored for its place', () => {
  const twins = new Float64Array(2 * n);
  twins.set(x.subarray(0, n), 0);
  twins.set(x.subarray(0, n), n);
  const { importance } = randomForest(twins, y, { ...whole, trees: 400 }, streams()).ensemble;
  const share = importance[0]! / (importance[0]! + importance[1]!);
  // each tree's first split holds some .6 of the gain and falls to either by a toss: sd of the share below .6/(2·√400)
  expect(Math.abs(share - 0.5)).toBeLessThan(0.06);
});

test('rows out of the bag are predicted by the trees that have not seen them', () => {
  const settings = { ...whole, trees: 300 };
  const { ensemble, outOfBag } = randomForest(x, y, settings, streams());
  const error = (fitted: Float64Array) => mean(y.map((value, i) => (value - fitted[i]!) * (value - fitted[i]!)));
  const seen = error(predictEnsemble(ensemble, x, n));
  // new rows of the same law
  const fresh = openStream(['trees', 'test', 'fresh']);
  const many = 2000;
  const others = Float64Array.from({ length: many * k }, () => fresh.normal());
  const predicted = predictEnsemble(ensemble, others, many);
  const truth = predicted.map((_, i) => 3 * others[i]! + others[many + i]! + 0.5 * fresh.normal());
  const unseen = mean(truth.map((value, i) => (value - predicted[i]!) * (value - predicted[i]!)));
  expect(seen).toBeLessThan(0.4 * unseen);
  // squared errors have a coefficient of variation of about 2 here; of the mean of 60, a quarter; three of these
  expect(Math.abs(error(outOfBag) / unseen - 1)).toBeLessThan(0.75);
  // one tree has seen 1 − 1/e of them, so a third is predicted, and the others are not
  const { outOfBag: few } = randomForest(x, y, { ...settings, trees: 1 }, streams());
  const unpredicted = few.filter((value) => Number.isNaN(value)).length / n;
  expect(Math.abs(unpredicted - 0.632)).toBeLessThan(0.19);
});

test('an outcome that never moves is predicted as it is, by leaves alone', () => {
  const { ensemble } = randomForest(x, new Float64Array(n).fill(7.3), { ...whole, trees: 3 }, streams());
  expect(ensemble.trees.every(({ feature }) => feature.length === 1)).toBe(true);
  expect([...predictEnsemble(ensemble, x, n)]).toEqual(Array(n).fill(7.3));
});

test('the same bits everywhere', () => {
  const forest = randomForest(x, y, { ...whole, trees: 20, features: 2 }, streams()).ensemble;
  const boosted = boostTrees(x, y, { ...whole, depth: 3, trees: 20, rate: 0.1 }, ties());
  const hash = digestSeries([forest, boosted].map((ensemble) => predictEnsemble(ensemble, x, n)));
  expect(hash).toBe('7474a0a60fad614dc509b4780244971c1c4705b1773e4237b915eb4e389fdbaa');
});
