import type { AdstockSpec } from '../../media/types.ts';
import { carriedControl } from '../carriedControl.ts';
import type { Column } from '../columns.ts';
import type { PerHead } from '../perHead.ts';
import type { Roles } from './roles.ts';
import type { TwoStageLeastSquaresSettings } from './settings.ts';

/** The columns of the excluded instruments: each, as the spend that it moves, through the adstock of its channel, and each
 *  once where two channels share both. A saturation is left out: any function of an instrument is one, and the linear one needs
 *  no units.
 *  @param adstockOf of the channels in the equation */
export function instrumentColumns(
  dataset: PerHead,
  { endogenous }: Roles,
  as: TwoStageLeastSquaresSettings['instruments_as'],
  adstockOf: (channel: string) => AdstockSpec,
): readonly Column[] {
  const columns: Column[] = [];
  for (const { channel, instruments } of endogenous) {
    for (const instrument of instruments) {
      const carried = as === 'carried';
      const values = carried ? carriedControl(dataset, instrument, adstockOf(channel)) : instrument.values;
      if (columns.some((column) => same(column.values, values))) continue;
      columns.push({ name: carried ? `${instrument.name} for ${channel}` : instrument.name, role: 'control', values });
    }
  }
  return columns;
}

const same = (a: Float64Array, b: Float64Array): boolean => a.every((value, i) => value === b[i]);
