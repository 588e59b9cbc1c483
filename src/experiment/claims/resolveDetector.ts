import type { PlannedCell } from '../plan/types.ts';
import { type ClaimScene, estimandsOf, type Say } from './find.ts';
import { armsNamed, cellsOf } from './findCells.ts';
import type { DetectorPlace, Operand } from './operand.ts';
import type { Claim } from './types.ts';

/** Every arm that is meant in every cell that is meant: a scenario or a length that is left out stands for all. Null where
 *  something names nothing, of which `say` has heard. */
export function detectorOperand(scene: ClaimScene, side: Claim, say: Say): Operand | null {
  const { measure, diagnostic, wrong } = side;
  const cells = cellsOf(scene, side, say);
  if (cells === null) return null;
  const places = cells.flatMap((cell): DetectorPlace[] => {
    const estimands = estimandsOf(
      scene.cells[cell] as PlannedCell,
      { ...side, channel: side.channel ?? '*' },
      'channels',
      say,
    );
    return estimands === null ? [] : armsNamed(scene, side, cell, say).map((arm) => ({ cell, arm, estimands }));
  });
  const [first] = places;
  if (first === undefined) return null;
  const arms = [...new Set(places.map(({ arm }) => arm))];
  return {
    ...{ kind: 'detector', measure, cell: first.cell, arms, estimands: first.estimands, level: null },
    ...{ policy: 'as-analyzed', places, diagnostic: diagnostic!, wrong: wrong! },
  };
}
