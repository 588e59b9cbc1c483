import { expect, test } from 'vitest';
import { openStream } from '../core/random/stream.ts';
import { type Answers, packAnswers } from './answers.ts';
import { ensembleScore, worldScores } from './ensemble.ts';

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

test('channels of a dataset are one replicate: their mean is what varies', () => {
  // interval score at 0.5: width 2 + 4·(|x| − 1)₊: 2, 6 and 2, 2; means over channels 2, 4
  const scores = worldScores(
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
  const [interval, crps] = scores;
  expect(interval).toMatchObject({ measure: 'interval_score', level: 0.5, n: 2 });
  expect(interval!.value).toBeCloseTo(3, 14);
  expect(interval!.mcse).toBeCloseTo(1, 14);
  expect(crps).toMatchObject({ measure: 'crps', level: null, n: 2, value: 3 });
});

test('worlds weigh the same, and their errors add up as independent ones', () => {
  const score = (value: number, mcse: number | null, n: number) => ({ measure: 'crps', level: null, value, mcse, n });
  expect(ensembleScore([score(1, 0.3, 10), score(2, 0.4, 30)])).toEqual({
    ...score(1.5, 0.25, 40),
    worlds: 2,
  });
  expect(ensembleScore([score(1, 0.3, 10), score(2, null, 1)]).mcse).toBeNull();
});

/** A prior N(1, .1²) and data of sd 1: at the fixed truth 1 it beats the flat prior by construction; over truths N(0, 2²) it
 *  loses. Scores of a point mass are absolute errors, E|N(0, s²)| = s√(2/π). */
test('at one fixed truth a prior centered on it wins; over an ensemble it does not', () => {
  const worlds = 40;
  const stream = openStream(['ensemble.test']);
  const shrink = 0.01 / 1.01;
  const average = (truthOf: () => number) => {
    const scores = [0, 1].map(() => [] as ReturnType<typeof worldScores>[number][]);
    for (let world = 0; world < worlds; world++) {
      const truth = truthOf();
      const points = Array.from({ length: 25 }, () => truth + stream.normal());
      const centered = points.map((x) => shrink * x + (1 - shrink) * 1);
      for (const [i, own] of [points, centered].entries()) {
        const rows = own.map((x) => [[x - truth, Math.abs(x - truth)] as const]);
        scores[i]!.push(worldScores(tables(rows), [0.5]).find(({ measure }) => measure === 'crps')!);
      }
    }
    return scores.map(ensembleScore);
  };
  const [flat, centered] = average(() => 1);
  expect(Math.abs(flat!.value - Math.sqrt(2 / Math.PI)) / flat!.mcse!).toBeLessThan(4.5);
  expect(centered!.value).toBeLessThan(0.02);
  const [spread, wrong] = average(() => 2 * stream.normal());
  expect(wrong!.value).toBeGreaterThan(spread!.value + 3 * spread!.mcse!);
});
