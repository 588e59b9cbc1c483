import { type ClaimScene, cellsNamed, type Say, stem, unknownArms } from './find.ts';
import type { Claim } from './types.ts';

/** All cells that a scenario and a length leave, of claims on many. */
export function cellsOf(scene: ClaimScene, side: Claim, say: Say): readonly number[] | null {
  const { periods } = side;
  const named = cellsNamed(scene, side, say);
  if (named.length === 0) return null;
  const sized = named.filter((c) => periods === undefined || scene.cells[c]!.periods === periods);
  if (sized.length > 0) return sized;
  say('periods', { message: `no cell has ${periods} periods here` });
  return null;
}

/** Arms that run in a cell, of those that a claim names; all where it names none. A word that is no arm of the study is
 *  complained of; one that does not run here is not. */
export function armsNamed(scene: ClaimScene, side: Claim, cell: number, say: Say): readonly number[] {
  const running = [...scene.arms.keys()].filter((a) => scene.runs(cell, a));
  if (side.arms === undefined) return running;
  unknownArms(scene, side, say);
  return running.filter((a) =>
    side.arms!.some((word) => [scene.arms[a]!.name, stem(scene.arms[a]!.name)].includes(word)),
  );
}
