import { hashJson, sha256Hex } from '../../core/hash.ts';
import { RNG_VERSION } from '../../core/random/stream.ts';
import type { World } from '../../scenario/world.ts';
import type { PlannedArm, PlannedCell } from './types.ts';

/** 128 bits: two of 10¹² units share an id with probability 1e-15. */
export const ID_DIGITS = 32;

/** What a world says about itself is no part of what it is. */
export function cellId(world: World, periods: number): string {
  const { about: _, ...equations } = world;
  return hashJson({ world: equations, periods, rng: RNG_VERSION }).slice(0, ID_DIGITS);
}

/** @param form of the data, where it is not all of them as they are */
export function armId(
  use: string,
  settings: unknown,
  source?: string,
  form: Pick<PlannedArm, 'data' | 'adjust' | 'graph'> = {},
): string {
  return hashJson({ use: source === undefined ? use : 'file', settings, source, ...form }).slice(0, ID_DIGITS);
}

/** Id of one attempt: hash of (resolved world, periods, replicate, resolved arm, rng version). */
export function unitId(cell: Pick<PlannedCell, 'id'>, replicate: number, arm: Pick<PlannedArm, 'id'>): string {
  return sha256Hex(`${cell.id}/${replicate}/${arm.id}`).slice(0, ID_DIGITS);
}
