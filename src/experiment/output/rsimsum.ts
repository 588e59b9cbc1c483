import { estimandKey } from '../../dataset/estimand.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import { judged } from './convergence.ts';
import { openTable, type Sink } from './csv.ts';
import { pairsOf, type RecordSource } from './rows.ts';

/** Columns of the long form that R's rsimsum reads: one row a replicate, method, data-generating mechanism and question. */
const columns = [
  'replicate',
  'dgm',
  'periods',
  'channel',
  'estimand',
  'method',
  'theta',
  'se',
  'true',
  'lower',
  'upper',
];

/** Passes the rows of a study on in that form. A fit that failed, or did not converge, has a row without numbers, which R reads
 *  as missing and counts; interval ends are of the highest level.
 *  @see https://ellessenne.github.io/rsimsum: simsum(data, estvarname = "theta", se = "se", true = "true", methodvar =
 *    "method", by = c("dgm", "channel", "estimand"), ci.limits = c("lower", "upper")) */
export function rsimsumTable(plan: Plan, source: RecordSource, sink: Sink): void {
  const level = plan.levels.indexOf(Math.max(...plan.levels));
  const table = openTable(columns, sink);
  for (const [c, cell] of plan.cells.entries()) {
    for (const [a, arm] of plan.arms.entries()) {
      if (!runsIn(plan, c, a)) continue;
      for (const { attempt: raw, truth } of pairsOf(plan, source, c, a)) {
        const attempt = judged(raw, plan.convergence);
        const answered = attempt.status === 'ok';
        table.add(
          cell.estimands.map((estimand, k) => {
            const effect = answered ? (attempt.effects[k] ?? null) : null;
            const [lower, upper] = effect?.intervals[level] ?? [null, null];
            return [
              ...[attempt.replicate, cell.name, cell.periods, estimand.channel, estimandKey(estimand), arm.name],
              ...[effect?.point ?? null, effect?.se ?? null, truth?.values[k] ?? null, lower, upper],
            ];
          }),
        );
      }
    }
  }
  table.end();
}
