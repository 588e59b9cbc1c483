import type { KnownAnswer } from '../../score/selfCheck.ts';
import type { Performance } from '../../score/types.ts';
import type { EnsembleRow } from '../output/ensemble.ts';
import type { Plan } from '../plan/types.ts';

/** Stands for a cell in rows over all worlds. */
const OVER_WORLDS = 'all worlds';

/** Averages over worlds as rows that the self-check can hold against what is known. */
export function rowsOverWorlds(ensemble: readonly EnsembleRow[]): readonly Performance[] {
  const plain = { cell: OVER_WORLDS, channel: '*', target: 'on', policy: 'as-analyzed' } as const;
  return ensemble.map(({ periods: _, worlds: __, told: ___, ...row }) => ({
    ...plain,
    ...row,
    lower: null,
    upper: null,
  }));
}

/** An oracle's noise is the same in every world and channel, so the average over both is what it is in each. Of one world
 *  that draws nothing there is no average.
 *  @param alone what is known of each arm by itself */
export function knownOverWorlds(
  { cells, arms, estimands }: Plan,
  alone: readonly KnownAnswer[],
): readonly KnownAnswer[] {
  const lengths = new Set(cells.map(({ periods }) => periods));
  const worlds = cells.some(({ world }) => world.draws !== undefined) || cells.length > 1;
  if (lengths.size > 1 || estimands.length > 1 || !worlds) return [];
  return arms.flatMap(({ name: arm }) => {
    const own = alone.filter(
      (known) => known.arm === arm && known.channel === alone[0]!.channel && known.cell === alone[0]!.cell,
    );
    return own.flatMap(({ measure, level, expected }): readonly KnownAnswer[] => {
      if (measure !== 'interval_score' && measure !== 'crps') return [];
      return [{ cell: OVER_WORLDS, arm, channel: '*', measure, level, expected }];
    });
  });
}
