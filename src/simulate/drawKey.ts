/** Which draw: the scenario, swept values and lengths are left out, so that cells share their noise. */
export type DrawKey = { readonly seed: string | number; readonly replicate: number };
