import { observedEvery } from '../scenario/observation.ts';
import type { Panel } from './panel.ts';
import { makeReplays, type Setting } from './scaled.ts';
import type { ResponseCurve } from './truth.ts';

/** Each channel's contribution over the window and its default tail at multiples of its factual path, everything else
 *  that costs money or mediates held at its factual values: at 1 it is `contribution.direct`. Sums are over geos. */
export function responseCurves({ model, geos, settings }: Panel, scale: readonly number[]): readonly ResponseCurve[] {
  const curves = settings.map(curvesPerHead);
  return model.channels.map((channel) => ({
    channel: model.nodes[channel]!.name,
    scale,
    contribution: scale.map((factor) =>
      curves.reduce((total, at, g) => total + geos[g]!.population * at(channel, factor), 0),
    ),
  }));
}

/** Contribution per head of one geo, at a multiple of a channel's path. */
function curvesPerHead(setting: Setting): (channel: number, factor: number) => number {
  const { model, axis } = setting;
  const { scaled } = makeReplays(setting);
  return (channel, factor) => {
    const { name } = model.nodes[channel]!;
    const at = (by: number) =>
      scaled({ channel, factor: by, window: [0, axis.periods - 1], held: model.others[name]! }).outcome;
    const [outcome, off] = [at(factor), at(0)];
    const to = axis.start + axis.periods + observedEvery(model.world) * model.tails[name]!;
    let total = 0;
    for (let t = axis.start; t < to; t++) total += outcome[t]! - off[t]!;
    return total;
  };
}
