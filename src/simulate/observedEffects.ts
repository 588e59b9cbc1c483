import type { Estimand } from '../dataset/estimand.ts';
import { observedEvery } from '../scenario/observation.ts';
import { trueEffects } from './effects.ts';
import type { Panel } from './panel.ts';
import { sumOver } from './series.ts';
import type { TrueEffect } from './truth.ts';

/** True effects of windows and tails that count periods of the data: computed in periods of the world over the same
 *  stretch of time. */
export function observedEffects(panel: Panel, estimands: readonly Estimand[]): readonly TrueEffect[] {
  const every = observedEvery(panel.model.world);
  if (every === 1) return trueEffects(panel, estimands);
  const fine = estimands.map((estimand): Estimand => {
    const [first, last] = estimand.window;
    return { ...estimand, window: [every * first, every * (last + 1) - 1], tail: every * estimand.tail };
  });
  return trueEffects(panel, fine).map((effect, i) => {
    const { perPeriod } = effect;
    const estimand = estimands[i]!;
    return perPeriod === undefined
      ? { ...effect, estimand }
      : { ...effect, estimand, perPeriod: summed(perPeriod, every) };
  });
}

function summed(series: Float64Array, every: number): Float64Array {
  return Float64Array.from({ length: series.length / every }, (_, t) => sumOver(series, every * t, every * (t + 1)));
}
