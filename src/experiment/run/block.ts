/** Some replicates of one cell with the arms each still lacks; indices into the plan. Data are simulated once for all
 *  arms of an item; an item without arms gives the truth alone. */
export type Block = {
  readonly cell: number;
  readonly items: readonly BlockItem[];
};

export type BlockItem = { readonly replicate: number; readonly arms: readonly number[] };

/** Every attempt of a block as a block of its own: after a crash, the attempt that crashes takes no other with it. */
export function singleAttempts(block: Block): readonly Block[] {
  return block.items.flatMap(({ replicate, arms }) =>
    arms.map((arm) => ({ cell: block.cell, items: [{ replicate, arms: [arm] }] })),
  );
}

/** What is left of a block once these attempts have been reported.
 *  @param reported arms by replicate */
export function unreported(block: Block, reported: ReadonlyMap<number, ReadonlySet<number>>): Block {
  return {
    cell: block.cell,
    items: block.items
      .map(({ replicate, arms }) => ({ replicate, arms: arms.filter((arm) => !reported.get(replicate)?.has(arm)) }))
      .filter(({ arms }) => arms.length > 0),
  };
}
