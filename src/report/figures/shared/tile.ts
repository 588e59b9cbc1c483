import type { Scored } from './rows.ts';

/** One square: a row at its place on both axes, and how far its value lies from the nominal one. */
export type Tile = {
  readonly row: Scored;
  readonly x: number | string;
  readonly y: number | string;
  readonly off: number;
};
