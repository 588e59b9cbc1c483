import { InputError } from '../../core/errors.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { ChannelCurves } from '../../media/types.ts';
import type { Column } from '../columns.ts';
import { defaultRetention, geometricAdstock } from '../curves/default.ts';
import { resolveCurves } from '../curves/resolve.ts';
import { exposure } from '../media.ts';
import type { Refused } from '../refusal.ts';
import type { Roles } from './roles.ts';
import type { TwoStageSettings } from './settings.ts';

/** Name of an arrow from one channel to another, as given curves are keyed. */
export const arrowName = (from: string, to: string): string => `${from}->${to}`;

/** Spend carried over by the default adstock, and not saturated: searches grow with the people reached. */
const linear: ChannelCurves = {
  adstock: geometricAdstock(defaultRetention),
  saturation: { curve: 'none', parameters: [] },
  order: 'adstock-first',
};

/** Curves of each upper channel on the mediator, in order.
 *  @param fixed columns of the mediator's equation that no curve touches
 *  @throws InputError when given curves leave an arrow out, or the generating ones were never filled in */
export function arrowCurves(
  dataset: Dataset,
  { mediator, upper }: Roles,
  setting: TwoStageSettings['mediator_media'],
  fixed: readonly Column[],
): readonly ChannelCurves[] | Refused {
  if (setting === 'linear') return upper.map(() => linear);
  if (typeof setting === 'string') {
    const outcome = { name: mediator.name, values: exposure(mediator).window };
    return resolveCurves({ ...dataset, outcome }, upper, setting, fixed);
  }
  const { given } = setting;
  const path = 'mediator_media.given';
  if (given === 'truth') {
    throw new InputError({ path, message: 'received truth; only a study on a scenario can fill it in' });
  }
  const keys = upper.map(({ name }) => arrowName(name, mediator.name));
  const missing = keys.filter((key) => given[key] === undefined);
  if (missing.length > 0) throw new InputError(missing.map((key) => ({ path, message: `no curves for "${key}"` })));
  return keys.map((key) => given[key]!);
}
