/** Some replicates of one cell with the arms each still lacks; indices into the plan. Data are simulated once for all
 *  arms of an item; an item without arms gives the truth alone. */
export type Block = {
  readonly cell: number;
  readonly items: readonly BlockItem[];
};

export type BlockItem = { readonly replicate: number; readonly arms: readonly number[] };
