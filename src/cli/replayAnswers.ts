import { estimandKey } from '../dataset/estimand.ts';
import type { Replay } from '../experiment/replay/replay.node.ts';
import { decimalsFor, fixed } from './digits.ts';
import { percent } from './effectTable.ts';
import { table } from './table.ts';

const right = 'right' as const;

/** What an attempt answered: in a study of calibration its ranks, else each estimand beside its truth. */
export function replayAnswers(replay: Replay): readonly string[] {
  const { plan, replayed } = replay;
  if (plan.calibration === undefined) return replayed.effects.length === 0 ? [] : [effects(replay)];
  const { quantities, draws } = plan.calibration;
  if (replayed.ranks === undefined) return [];
  return [
    table(
      [{ title: 'quantity' }, { title: `rank of the truth among ${draws} draws`, align: right }],
      replayed.ranks.map((rank, i) => [quantities[i] ?? String(i), String(rank)]),
    ),
  ];
}

/** One line an estimand: truth, answer, error, and whether each interval covers. */
function effects({ plan, cell, replayed, truth }: Replay): string {
  const decimals = decimalsFor([...truth.values, ...replayed.effects.map((effect) => effect?.point)]);
  const show = (x: number | null | undefined) => fixed(x, decimals);
  return table(
    [
      ...['channel', 'estimand'].map((title) => ({ title })),
      ...['truth', 'point', 'error'].map((title) => ({ title, align: right })),
      ...plan.levels.map((level) => ({ title: `${percent(level)} interval`, align: right })),
    ],
    cell.estimands.map((estimand, i) => {
      const [value, effect] = [truth.values[i] ?? null, replayed.effects[i] ?? null];
      const intervals = plan.levels.map((_, l) => {
        const [lower, upper] = effect?.intervals[l] ?? [null, null];
        if (lower === null || upper === null) return '–';
        const covers = value === null ? '' : lower <= value && value <= upper ? ' covers' : ' misses';
        return `[${show(lower)}, ${show(upper)}]${covers}`;
      });
      const error = effect === null || value === null ? null : effect.point - value;
      return [estimand.channel, estimandKey(estimand), show(value), show(effect?.point), show(error), ...intervals];
    }),
  );
}
