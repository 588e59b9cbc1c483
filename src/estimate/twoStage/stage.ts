import type { Dataset } from '../../dataset/types.ts';
import type { Column } from '../columns.ts';
import { type Refused, refuse, refuseFlatColumns } from '../refusal.ts';
import { leastSquaresStage } from './leastSquaresStage.ts';
import { penalizedStage } from './penalizedStage.ts';
import type { Method } from './settings.ts';
import type { Stage } from './types.ts';

/** One equation by the method that its setting names.
 *  @param name of the equation, for refusals
 *  @param response G·T */
export function fitStage(
  method: Method,
  name: string,
  { periods }: Dataset,
  columns: readonly Column[],
  response: Float64Array,
): Stage | Refused {
  const stage =
    refuseFlatColumns(columns, periods) ??
    (method === 'ols'
      ? leastSquaresStage(columns, response, periods)
      : penalizedStage(method['elastic-net'], columns, response, periods));
  return stage.status === 'ok' ? stage : refuse(stage.reason, `equation of ${name}: ${stage.detail}`);
}
