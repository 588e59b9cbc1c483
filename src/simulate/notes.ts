import type { CompiledWorld } from './compile.ts';
import type { Replays, Scaling, Setting } from './scaled.ts';
import { sumOver } from './series.ts';

/** Where the world feeds back on itself downstream of the channel, effects never quite end: how much comes after the
 *  tail, in the periods that were simulated beyond it. */
export function feedbackNote(
  model: CompiledWorld,
  { channel, held }: Scaling,
  change: Float64Array,
  to: number,
): string | null {
  if (!model.route(channel, held).steps.some(({ feedback }) => feedback)) return null;
  const share = sumOver(change, to, change.length) / sumOver(change, 0, change.length);
  if (!Number.isFinite(share)) return null;
  return `feedback: ${(100 * share).toPrecision(2)} % of the effect comes in the ${change.length - to} periods after the tail`;
}

/** Two orders of switching can give two splits: says how large the mediated part is in each.
 *  @param replays one a geo
 *  @param off the channel at 0, with its held set
 *  @param settings one a geo, factual */
export function orderNote(
  replays: readonly Replays[],
  off: Scaling,
  settings: readonly Setting[],
  geos: readonly { readonly population: number }[],
  from: number,
  to: number,
): string | null {
  let [pure, other, size] = [0, 0, 0];
  for (const [g, { scaled, reversed: reverse }] of replays.entries()) {
    const reversed = reverse(off);
    if (reversed === null) return null;
    const direct = scaled(off).outcome;
    const total = scaled({ ...off, held: [] }).outcome;
    const { factual, model } = settings[g]!;
    const outcome = factual.values[model.outcome]!;
    const { population } = geos[g]!;
    for (let t = from; t < to; t++) {
      pure += population * (direct[t]! - total[t]!);
      other += population * (outcome[t]! - reversed[t]!);
      size += population * Math.abs(outcome[t]!);
    }
  }
  // sums of outcomes carry rounding of this order; what is above it is interaction
  if (Math.abs(pure - other) <= 1e-12 * size) return null;
  return `order matters: the mediated contribution is ${short(pure)} with the channel off, ${short(other)} with it on`;
}

/** Four figures. */
export function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Where the outcome's noise does more than add, differences depend on it, and no closed form averages over it:
 *  a floor that binds in one of the compared outcomes, or multiplicative noise that feeds back. */
export function givenNoiseNote(
  model: CompiledWorld,
  compared: readonly Float64Array[],
  from: number,
  to: number,
): string | null {
  const { floor } = model.nodes[model.outcome]!;
  if (floor > -Infinity && compared.some((outcome) => outcome.subarray(from, to).includes(floor)))
    return 'given this draw of the outcome’s noise, as its floor binds';
  return model.scaledByNoise && model.outcomeFeedsBack
    ? 'given this draw of the outcome’s multiplicative noise, as it feeds back'
    : null;
}
