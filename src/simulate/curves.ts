import { makeReplays, type Setting } from './scaled.ts';
import type { ResponseCurve } from './truth.ts';

/** Each channel's contribution over the window and its default tail at multiples of its factual path, everything else
 *  that costs money or mediates held at its factual values: at 1 it is `contribution.direct`. */
export function responseCurves(setting: Setting, scale: readonly number[]): readonly ResponseCurve[] {
  const { model, axis } = setting;
  const { scaled } = makeReplays(setting);
  return model.channels.map((channel) => {
    const { name } = model.nodes[channel]!;
    const held = model.others[name]!;
    const to = axis.start + axis.periods + model.tails[name]!;
    const at = (factor: number) => scaled({ channel, factor, window: [0, axis.periods - 1], held }).outcome;
    const off = at(0);
    const contribution = scale.map((factor) => {
      const outcome = at(factor);
      let total = 0;
      for (let t = axis.start; t < to; t++) total += outcome[t]! - off[t]!;
      return total;
    });
    return { channel: name, scale, contribution };
  });
}
