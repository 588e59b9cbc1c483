import { log } from '../../../core/math.ts';
import type { PooledModel } from './model.ts';

/** φ = f_m(mean spend): the data inform the level β·φ of an effect whatever the curve, while β and the curve's rate trade off
 *  along a bent ridge. Each geo's effect is sampled in units of φ at its own mean spend, the population's in units of φ at that
 *  of all geos. 1 for saturations with several parameters or none, whose levels bend themselves. */
export type EffectLevels = {
  /** brings all arrays up to the curves' parameters */
  readonly update: (theta: Float64Array) => void;
  /** by channel: log φ, and its derivative in the saturation's parameter */
  readonly shared: Levels;
  /** M·G, channel by channel */
  readonly byGeo: Levels;
  /** by channel: the place of that parameter, or −1 */
  readonly parameter: readonly number[];
};

type Levels = { readonly logLevel: Float64Array; readonly slope: Float64Array };

export function effectLevels({ channels, geos, layout, history }: PooledModel): EffectLevels {
  const [M, G] = [channels.length, geos.length];
  const levels = (length: number): Levels => ({
    logLevel: new Float64Array(length),
    slope: new Float64Array(length),
  });
  const [shared, byGeo] = [levels(M), levels(M * G)];
  const parameter = layout.saturation.map((own) => (own.length === 1 ? own[0]! : -1));
  const centers = channels.map(({ spends }) => meanWeightedBySpend(spends, history)!);
  const geoCenters = channels.flatMap(({ spends }, m) =>
    spends.map((spend) => meanWeightedBySpend([spend], history) ?? centers[m]!),
  );
  const p = new Float64Array(1);
  const out = new Float64Array(3);
  const evaluate = (m: number, center: number, into: Levels, at: number): void => {
    channels[m]!.saturation.gradient(center, p, out);
    into.logLevel[at] = log(out[0]!);
    into.slope[at] = out[2]! / out[0]!;
  };
  const update = (theta: Float64Array): void => {
    for (let m = 0; m < M; m++) {
      if (parameter[m]! < 0) continue;
      p[0] = theta[parameter[m]!]!;
      evaluate(m, centers[m]!, shared, m);
      for (let i = m * G; i < (m + 1) * G; i++) evaluate(m, geoCenters[i]!, byGeo, i);
    }
  };
  return { update, shared, byGeo, parameter };
}

/** Σx²/Σx over the windows: of a channel in short bursts the bursts count, not the zeros between them. Undefined without spend. */
function meanWeightedBySpend(spends: readonly Float64Array[], history: number): number | undefined {
  let [total, squares] = [0, 0];
  for (const spend of spends) {
    for (let t = history; t < spend.length; t++) {
      total += spend[t]!;
      squares += spend[t]! * spend[t]!;
    }
  }
  return total > 0 ? squares / total : undefined;
}
