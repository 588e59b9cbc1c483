import { exp } from '../core/math.ts';
import type { Setting } from './scaled.ts';

/** Σ_W β·f(adstocked spend), times the outcome's scale: carry-in counted, carry-out not. What the channel brings
 *  together with others counts in full. Of a logarithmic outcome it is what is sold less what would be without these
 *  terms in its equation, Σ_W y·(1 − exp(−terms)). */
export function attributed({ model, exogenous, factual }: Setting, channel: number, from: number, to: number): number {
  const scale = exogenous.scale[model.outcome]!;
  const { added, exponential, products, terms } = model.nodes[model.outcome]!;
  const series = factual.terms[model.outcome]!;
  const own = [channel, model.exposures.get(channel)];
  const parts = [
    ...series.slice(0, added).filter((_, k) => own.includes(terms[k]!.from)),
    ...products
      .filter(({ factors }) => factors.some((k) => own.includes(terms[k]!.from)))
      .map(({ factors: [one, other], effect }) => series[one]!.map((value, t) => effect * value * series[other]![t]!)),
  ];
  const scaled = (part: Float64Array, t: number) => part[t]! * (scale === null ? 1 : scale[t]!);
  let total = 0;
  if (exponential) {
    const outcome = factual.values[model.outcome]!;
    for (let t = from; t < to; t++)
      total += outcome[t]! * (1 - exp(-parts.reduce((sum, part) => sum + scaled(part, t), 0)));
    return total;
  }
  for (const part of parts) for (let t = from; t < to; t++) total += scaled(part, t);
  return total;
}
