import type { CompiledWorld } from './compile.ts';
import { short } from './notes.ts';
import type { Replays, Scaling, Setting } from './scaled.ts';

/** Why what a channel brings depends on what others do at the time: then contributions of channels do not add up to
 *  that of all media. Null where the outcome adds up its causes.
 *  @param held as in `Scaling` */
export function whyNotAdditive(model: CompiledWorld, channel: number, held: readonly string[]): string | null {
  if (model.additive) return null;
  const { responding } = model.route(channel, held);
  if (!responding.has(model.outcome)) return null;
  if (model.nodes[model.outcome]!.exponential) return 'the outcome multiplies its causes';
  const moves = (node: number) => node === channel || responding.has(node);
  const partners = [...responding].flatMap((node) => {
    const { products, terms } = model.nodes[node]!;
    return products
      .filter(({ effect }) => effect !== 0)
      .map(({ factors }) => factors.map((k) => terms[k]!.from))
      .filter((sources) => sources.some(moves))
      .flatMap((sources) => sources.filter((source) => source !== channel && source !== model.exposures.get(channel)))
      .map((source) => model.nodes[source]!.name);
  });
  return partners.length === 0 ? null : `interaction with ${[...new Set(partners)].join(', ')}`;
}

/** The same channel's contribution in both orders: switched off while the others run, and while they are off.
 *  @param off the channel at 0, nothing held
 *  @param replays one a geo
 *  @param settings one a geo, factual
 *  @returns null where it is the same but for rounding */
export function bothOrders(
  replays: readonly Replays[],
  { channel, window }: Scaling,
  settings: readonly Setting[],
  geos: readonly { readonly population: number }[],
  from: number,
  to: number,
): string | null {
  let [first, last, size] = [0, 0, 0];
  for (const [g, { without }] of replays.entries()) {
    const { factual, model } = settings[g]!;
    const others = model.channels.filter((other) => other !== channel);
    if (others.length === 0) return null;
    const outcome = factual.values[model.outcome]!;
    const [off, alone, none] = [without([channel], window), without(others, window), without(model.channels, window)];
    const { population } = geos[g]!;
    for (let t = from; t < to; t++) {
      first += population * (outcome[t]! - off[t]!);
      last += population * (alone[t]! - none[t]!);
      size += population * Math.abs(outcome[t]!);
    }
  }
  // as in orderNote: sums of outcomes carry rounding of this order
  if (Math.abs(first - last) <= 1e-12 * size) return null;
  return `it contributes ${short(first)} beside the other channels, ${short(last)} without them`;
}
