import { type Answers, isAnswered, isAsked } from '../answers.ts';
import { align } from './align.ts';
import type { Policy } from './policy.ts';

/** Only replicates where every arm answered: all arms are then compared on the same data, at the price of leaving out the
 *  data that are hard for one of them. An arm that never answers a question though it succeeds does not know it, and
 *  holds nobody back. @see statistics.md §4
 *  @param arms of the cell, the scored one among them: one table an estimand */
export function completeCase(arms: readonly (readonly Answers[])[]): Policy {
  return {
    id: 'complete-case',
    answers: (own, k) => {
      if (!isAsked(own)) return own;
      const ok = own.ok.slice();
      for (const tables of arms) {
        const other = tables[k]!;
        if (!isAsked(other)) continue;
        const places = align(own, other);
        for (let i = 0; i < own.size; i++) if (places[i]! < 0 || !isAnswered(other, places[i]!)) ok[i] = 0;
      }
      return { ...own, ok };
    },
    score: (measure, sample) => measure.compute(sample),
  };
}
