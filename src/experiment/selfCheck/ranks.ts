import { normalQuantile } from '../../core/distributions.ts';
import { estimandKey } from '../../dataset/estimand.ts';
import { uniformityP } from '../../inference/sbc/pValue.ts';
import { countsBelow } from '../../inference/sbc/verdict.ts';
import type { KnownAnswer } from '../../score/selfCheck.ts';
import type { Performance } from '../../score/types.ts';
import { pairsOf, type RecordSource } from '../output/rows.ts';
import type { Plan, PlannedArm } from '../plan/types.ts';

/** Points at which the ranks' distribution function is compared. @see statistics.md §6 */
const BINS = 20;

const measure = 'rank_uniformity';

/** Oracles that draw from the exact posterior. */
const posteriors = ({ arms }: Plan): readonly (readonly [number, PlannedArm])[] =>
  [...arms.entries()].filter(([, { use }]) => use === 'oracle-conjugate');

/** Ranks of the truth among the draws of the exact posterior, as rows: how far they stray from uniform, as the |z| that is as
 *  rare as their p.
 *  @see statistics.md §6 */
export function rankUniformity(plan: Plan, source: RecordSource): readonly Performance[] {
  return plan.cells.flatMap(({ name: cell, estimands }, c) =>
    posteriors(plan).flatMap(([a, { name: arm, settings }]) => {
      const { draws } = settings as { readonly draws: number };
      const attempts = [...pairsOf(plan, source, c, a)].map(({ attempt }) => attempt);
      return estimands.flatMap((estimand, k): readonly Performance[] => {
        const ranks = attempts.flatMap(({ effects }) => effects[k]?.rank?.[0] ?? []);
        if (ranks.length === 0) return [];
        const value = -normalQuantile(Math.max(Number.MIN_VALUE, uniformityP(countsBelow(ranks, draws, BINS)) / 2));
        return [
          {
            ...{ cell, arm, channel: estimand.channel, estimand: estimandKey(estimand), measure },
            ...{ target: 'on', policy: 'as-analyzed', level: null, value, mcse: 1, lower: null, upper: null },
            ...{ n: ranks.length, nFailed: attempts.length - ranks.length },
          },
        ];
      });
    }),
  );
}

/** No row is a check that fails. */
export function knownRanks(plan: Plan): readonly KnownAnswer[] {
  return plan.cells.flatMap(({ name: cell, estimands }) =>
    posteriors(plan).flatMap(([, { name: arm }]) =>
      estimands.map(({ channel }): KnownAnswer => ({ cell, arm, channel, measure, level: null, expected: 0 })),
    ),
  );
}
