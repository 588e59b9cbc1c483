import { judgeCalibration } from '../../../inference/sbc/verdict.ts';
import type { RankRow } from '../../data/types.ts';
import type { View } from '../figure.ts';
import type { Panel } from './grid.ts';
import { groupBy } from './group.ts';

/** One quantity's ranks, judged as the study judges them. */
export type Ecdf = {
  readonly arm: string;
  readonly parameter: string;
  /** simulations */
  readonly n: number;
  readonly inside: boolean;
  readonly p: number;
};

/** At a height: share of ranks below it, less the height, with the ends of the band there. */
export type Point = {
  readonly of: Ecdf;
  readonly x: number;
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
};

/** By arm, with the level of each quantity's band.
 *  @see Säilynoja, Bürkner & Vehtari (2022) */
export function ecdfs({ data, arms }: View) {
  const rows = data.ranks.filter(({ arm, ranks }) => arms.has(arm) && ranks.length > 0);
  return [...groupBy(rows, ({ arm }) => arm)].map(([arm, own]) => judged(arm, own));
}

function judged(arm: string, rows: readonly RankRow[]) {
  const { max, bins, ranks } = rows[0]!;
  const n = ranks.length;
  const verdict = judgeCalibration(new Map(rows.map((row) => [row.parameter, row.ranks])), max, bins);
  const { lower, upper } = verdict.band;
  const panels = verdict.quantities.map(({ name, inside, p, difference }): Panel<Point> => {
    const of: Ecdf = { arm, parameter: name, n, inside, p };
    const start: Point = { of, x: 0, difference: 0, lower: 0, upper: 0 };
    const rest = Array.from(difference, (off, i): Point => {
      const x = (i + 1) / bins;
      return { of, x, difference: off, lower: lower[i]! / n - x, upper: upper[i]! / n - x };
    });
    return { title: name, rows: [start, ...rest] };
  });
  return { arm, level: verdict.level, panels };
}
