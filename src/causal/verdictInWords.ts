import type { AdjustmentSet, Control } from './controls.ts';
import type { Identification } from './identify.ts';

/** A verdict as one line for people.
 *  @example verdictInWords({ by: 'front-door', mediators: ['visits'] }) // 'front door, through visits' */
export function verdictInWords(found: Identification): string {
  switch (found.by) {
    case 'no-path':
      return 'no effect: no path leads to the outcome';
    case 'adjustment':
      return `adjustment ${anyOf(found.sets, found.complete)}`;
    case 'direct':
      return `${found.rule} criterion, adjustment ${anyOf(found.sets, found.complete)}`;
    case 'front-door':
      return `front door, through ${found.mediators.join(' and ')}`;
    case 'instrument':
      return `instrument ${found.instrument}${found.given.length === 0 ? '' : `, given ${setInWords(found.given)}`}`;
    case 'none':
      return `none of adjustment, front door, instrument: ${found.why}`;
  }
}

function anyOf(sets: readonly AdjustmentSet[], complete: boolean): string {
  return `for ${sets.map(setInWords).join(', or for ')}${complete ? '' : ', among others'}`;
}

/** `nothing`, `demand and price (lags 0–3)` */
export function setInWords(set: AdjustmentSet): string {
  return set.length === 0 ? 'nothing' : set.map(controlInWords).join(' and ');
}

/** `demand`, `demand (lags 0–12)`, `b (lag 4 and all before)`: lag 0 alone goes without saying. */
function controlInWords({ name, lags, wholePast }: Control): string {
  if (wholePast) return `${name} (lag ${lags[0]} and all before)`;
  if (lags.length === 1) return lags[0] === 0 ? name : `${name} (lag ${lags[0]})`;
  const [first, last] = [lags[0]!, lags.at(-1)!];
  return `${name} (lags ${last - first === lags.length - 1 ? `${first}–${last}` : lags.join(', ')})`;
}
