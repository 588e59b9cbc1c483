import { isBiased, isUndercovered, type MissReason, missReason } from '../../score/miss.ts';
import type { Performance } from '../../score/types.ts';
import type { Verdicts } from '../identification/verdicts.ts';
import type { Plan } from '../plan/types.ts';
import { type Cell, csvLines } from './csv.ts';

/** A question that an arm got wrong in a cell: biased, or covered too rarely. */
export type Miss = {
  readonly bias: Performance;
  readonly relative: Performance | undefined;
  /** the coverage that is furthest below its level among those that are too low; undefined where none is */
  readonly coverage: Performance | undefined;
  readonly reason: MissReason;
};

/** Questions scored, and those missed, in the order of the rows.
 *  @see statistics.md §1 */
export type Misses = { readonly asked: number; readonly missed: readonly Miss[] };

export function missesOf(plan: Pick<Plan, 'arms'>, rows: readonly Performance[], verdicts: Verdicts): Misses {
  const questions = new Map<string, Performance[]>();
  for (const row of rows) {
    if (row.policy !== 'as-analyzed' || row.channel === '*') continue;
    const key = JSON.stringify([row.cell, row.arm, row.channel, row.estimand]);
    const known = questions.get(key);
    if (known === undefined) questions.set(key, [row]);
    else known.push(row);
  }
  const knowing = new Set(plan.arms.filter(({ told }) => told?.includes('effects')).map(({ name }) => name));
  const scored = [...questions.values()].flatMap((own) => {
    const bias = own.find(({ measure, value }) => measure === 'bias' && value !== null);
    return bias === undefined ? [] : [{ own, bias }];
  });
  const missed = scored.flatMap(({ own, bias }): readonly Miss[] => {
    const low = own.filter((row) => row.measure === 'coverage' && isUndercovered(row));
    if (!isBiased(bias) && low.length === 0) return [];
    const { cell, arm, channel, estimand, target } = bias;
    const verdict = verdicts.named(cell, arm, channel, estimand) ?? { identified: 'unknown', adjusts: null };
    const coverage = low.reduce<Performance | undefined>(
      (worst, row) => (worst === undefined || gap(row) > gap(worst) ? row : worst),
      undefined,
    );
    const relative = own.find(({ measure }) => measure === 'relative_bias');
    return [{ bias, relative, coverage, reason: missReason(target, verdict, knowing.has(arm)) }];
  });
  return { asked: scored.length, missed };
}

const gap = ({ level, value }: Performance): number => level! - value!;

const columns = [
  ...[
    'study',
    'cell',
    'scenario',
    'periods',
    'arm',
    'channel',
    'estimand',
    'target',
    'identified',
    'adjusts',
    'reason',
  ],
  ...['bias', 'mcse', 'relative_bias', 'level', 'coverage', 'n', 'n_failed'],
];

export function missesCsv(plan: Plan, { missed }: Misses, verdicts: Verdicts): string {
  const cells = new Map(plan.cells.map((cell) => [cell.name, cell]));
  const rows = missed.map(({ bias, relative, coverage, reason }): readonly Cell[] => {
    const { scenario, periods } = cells.get(bias.cell)!;
    const { identified = 'unknown', adjusts = null } =
      verdicts.named(bias.cell, bias.arm, bias.channel, bias.estimand) ?? {};
    return [
      ...[plan.name, bias.cell, scenario, periods, bias.arm, bias.channel, bias.estimand, bias.target],
      ...[identified, adjusts, reason, bias.value, bias.mcse, relative?.value ?? null],
      ...[coverage?.level ?? null, coverage?.value ?? null, bias.n, bias.nFailed],
    ];
  });
  return csvLines([columns, ...rows]);
}
