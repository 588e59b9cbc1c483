import type { Piece } from '../plan/shard.ts';
import type { Ledger } from './ledger.ts';

export type ShardView = {
  /** the ledger of the whole plan, in which only units of the shard can be missing */
  readonly ledger: Ledger;
  readonly counts: () => { readonly units: number; readonly done: number };
};

/** What a shard sees of a ledger; one byte a unit of the plan. */
export function viewOf(ledger: Ledger, pieces: readonly Piece[]): ShardView {
  const mine = new Uint8Array(ledger.slots);
  const units = pieces.reduce((sum, { arms, from, to }) => sum + arms.length * (to - from), 0);
  for (const piece of pieces) {
    for (let replicate = piece.from; replicate < piece.to; replicate++) {
      mine[ledger.truthSlot(piece.cell, replicate)] = 1;
      for (const slot of slotsOf(ledger, piece, replicate)) mine[slot] = 1;
    }
  }
  const counts = () => {
    let done = 0;
    for (const piece of pieces)
      for (let replicate = piece.from; replicate < piece.to; replicate++)
        for (const slot of slotsOf(ledger, piece, replicate)) if (ledger.has(slot)) done += 1;
    return { units, done };
  };
  return { ledger: { ...ledger, isMissing: (slot) => mine[slot] === 1 && ledger.isMissing(slot) }, counts };
}

const slotsOf = (ledger: Ledger, { cell, arms }: Piece, replicate: number): readonly number[] =>
  arms.map((arm) => ledger.attemptSlot(cell, replicate, arm));
