import type { Dataset, Series } from '../dataset/types.ts';
import { applyAdstock } from '../media/adstock.ts';
import type { AdstockSpec } from '../media/types.ts';

/** A control under an adstock, G·T. Controls are known in the window only: what came before counts as its first value. */
export function carriedControl(
  { geos, periods }: Pick<Dataset, 'geos' | 'periods'>,
  { values }: Pick<Series, 'values'>,
  adstock: AdstockSpec,
): Float64Array {
  const before = adstock.maxLag - 1;
  const out = new Float64Array(values.length);
  for (let g = 0; g < geos.length; g++) {
    const path = new Float64Array(before + periods).fill(values[g * periods]!, 0, before);
    path.set(values.subarray(g * periods, (g + 1) * periods), before);
    out.set(applyAdstock(path, adstock).subarray(before), g * periods);
  }
  return out;
}
