import { type Answers, isAnswered, isAsked } from '../answers.ts';
import { align } from './align.ts';
import type { Policy } from './policy.ts';

/** A failed fit is replaced by the first arm of its chain that answered on the same data: what an analyst with a plan B
 *  would report. Without a chain it is as analyzed. A question that the arm does not know is not answered for it.
 *  @see statistics.md §4
 *  @param chain answers of the arms to fall back to, in order: one table an estimand */
export function withFallback(chain: readonly (readonly Answers[])[]): Policy {
  return {
    id: 'fallback',
    answers: (own, k) => (isAsked(own) ? chain.reduce((seen, tables) => filled(seen, tables[k]!), own) : own),
    score: (measure, sample) => measure.compute(sample),
  };
}

/** Rows without an answer taken from another arm where that has one. */
function filled(own: Answers, other: Answers): Answers {
  const places = align(own, other);
  const takes = (i: number) => !isAnswered(own, i) && places[i]! >= 0 && isAnswered(other, places[i]!);
  const taken = Array.from(own.replicate.keys()).filter(takes);
  const column = (mine: Float64Array, theirs: Float64Array): Float64Array => {
    const out = mine.slice();
    for (const i of taken) out[i] = theirs[places[i]!]!;
    return out;
  };
  return {
    ...own,
    ok: column(own.ok, other.ok),
    point: column(own.point, other.point),
    se: column(own.se, other.se),
    crps: column(own.crps, other.crps),
    mcse: column(own.mcse, other.mcse),
    lower: own.lower.map((one, l) => column(one, other.lower[l]!)),
    upper: own.upper.map((one, l) => column(one, other.upper[l]!)),
  };
}
