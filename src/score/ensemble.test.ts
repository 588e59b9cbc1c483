import { expect, test } from 'vitest';
import { openStream } from '../core/random/stream.ts';
import { type Answers, packAnswers } from './answers.ts';
import { openEnsemble, type ReplicateScores, replicateScores } from './ensemble.ts';

/** Point, half width and CRPS by replicate and channel; truths are 0. */
function tables(rows: readonly (readonly (readonly [point: number, crps: number] | null)[])[]): Answers[] {
  const packed = rows.map((channels, replicate) => {
    const digest = `d${replicate}`;
    const effects = channels.map((one) =>
      one === null ? null : { point: one[0], se: null, crps: one[1], intervals: [[one[0] - 1, one[0] + 1] as const] },
    );
    const status = effects.includes(null) ? ('error' as const) : ('ok' as const);
    return {
      replicate,
      attempt: { digest, status, effects: status === 'ok' ? effects : effects.map(() => null) },
      truth: { digest, values: channels.map(() => 0) },
    };
  });
  return packAnswers(packed, rows[0]!.length, 1);
}

const crpsOf = (rows: Parameters<typeof tables>[0]) =>
  replicateScores(tables(rows), [0.5]).find(({ measure }) => measure === 'crps')!;

test('channels of a dataset are one replicate: their mean is what varies', () => {
  // interval score at 0.5: width 2 + 4·(|x| − 1)₊: 2, 6 and 2, 2; means over channels 2, 4
  const scores = replicateScores(
    tables([
      [
        [0, 1],
        [1, 3],
      ],
      [
        [2, 2],
        [0, 6],
      ],
      [[5, 9], null],
    ]),
    [0.5],
  );
  expect(scores).toEqual([
    { measure: 'interval_score', level: 0.5, replicates: [0, 1], scores: [2, 4] },
    { measure: 'crps', level: null, replicates: [0, 1], scores: [2, 4] },
  ]);
});

test('where one channel has no draws in a replicate, the CRPS leaves it out for all channels', () => {
  const rows = tables([
    [
      [0, 1],
      [0, Number.NaN],
    ],
    [
      [0, Number.NaN],
      [0, 2],
    ],
    [
      [0, 3],
      [0, 5],
    ],
  ]);
  const [interval, crps] = replicateScores(rows, [0.5]);
  expect(interval!.replicates).toEqual([0, 1, 2]);
  expect(crps).toMatchObject({ replicates: [2], scores: [4] });
});

const average = (cells: readonly ReplicateScores[], drawn = false) => {
  const ensemble = openEnsemble();
  for (const cell of cells) ensemble.add(cell, drawn);
  return ensemble.end();
};
const cell = (replicates: readonly number[], scores: readonly number[]): ReplicateScores => ({
  ...{ measure: 'crps', level: null },
  ...{ replicates, scores },
});

test('cells weigh the same; with common replicates the error is that of the means over cells', () => {
  // means by replicate 2, 4, 9: mean 5, sd √13
  const common = average([cell([0, 1, 2], [1, 2, 3]), cell([0, 1, 2], [3, 6, 15])])!;
  expect(common).toMatchObject({ value: 5, n: 6, worlds: 2 });
  expect(common.mcse).toBeCloseTo(Math.sqrt(13 / 3), 14);
  // the same noise twice is known no better
  const twice = average([cell([0, 1, 2], [3, 6, 15]), cell([0, 1, 2], [3, 6, 15])])!;
  expect(twice.mcse).toBeCloseTo(Math.sqrt(39 / 3), 14);
  // replicates apart: √(Σ variance/n)/C but for the divisor, here pulls −½, ½ and −2, 2 of four replicates
  const apart = average([cell([0, 1], [1, 2]), cell([2, 3], [3, 7])])!;
  expect(apart.mcse).toBeCloseTo(Math.sqrt((4 / 3) * (2 / 16 + 2)) / 2, 14);
  expect(average([cell([0], [1]), cell([0, 1], [3, 7])])!.mcse).toBeNull();
  expect(average([])).toBeUndefined();
});

test('where each replicate draws its world, one cell is an ensemble', () => {
  const scores = [cell([0, 1, 2], [1, 2, 6])];
  expect(average(scores, true)).toEqual({ value: 3, mcse: expect.closeTo(Math.sqrt(7 / 3), 14), n: 3, worlds: 3 });
  expect(average(scores)).toMatchObject({ worlds: 1 });
});

/** A prior N(1, .1²) and data of sd 1: at the fixed truth 1 it beats the flat prior by construction; over truths N(0, 2²) it
 *  loses. Scores of a point mass are absolute errors, E|N(0, s²)| = s√(2/π). */
test('at one fixed truth a prior centered on it wins; over an ensemble it does not', () => {
  const worlds = 40;
  const stream = openStream(['ensemble.test']);
  const shrink = 0.01 / 1.01;
  const scoresOver = (truthOf: () => number) => {
    const cells = [0, 1].map(() => [] as ReplicateScores[]);
    for (let world = 0; world < worlds; world++) {
      const truth = truthOf();
      const points = Array.from({ length: 25 }, () => truth + stream.normal());
      const centered = points.map((x) => shrink * x + (1 - shrink) * 1);
      for (const [i, own] of [points, centered].entries()) {
        cells[i]!.push(crpsOf(own.map((x) => [[x - truth, Math.abs(x - truth)]])));
      }
    }
    return cells.map((own) => average(own)!);
  };
  const [flat, centered] = scoresOver(() => 1);
  expect(Math.abs(flat!.value - Math.sqrt(2 / Math.PI)) / flat!.mcse!).toBeLessThan(4.5);
  expect(centered!.value).toBeLessThan(0.02);
  const [spread, wrong] = scoresOver(() => 2 * stream.normal());
  expect(wrong!.value).toBeGreaterThan(spread!.value + 3 * spread!.mcse!);
});
