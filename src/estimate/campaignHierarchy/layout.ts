import type { Grouped } from './reduced.ts';

/** Where each parameter stands: fixed coefficients, ROAS of every channel, means and spreads of the parents, σ. */
export type CampaignLayout = {
  readonly names: readonly string[];
  /** number of fixed coefficients, which come first */
  readonly fixed: number;
  /** channels that are their own parent */
  readonly own: Int32Array;
  /** first place of each group */
  readonly roas: number;
  readonly means: number;
  readonly spreads: number;
  readonly sigma: number;
};

export function campaignLayout({ fixed, channels, parents, parentOf }: Grouped): CampaignLayout {
  const roas = fixed.length;
  const means = roas + channels.length;
  const spreads = means + parents.length;
  return {
    names: [
      ...fixed.map(({ name }) => name),
      ...channels.map(({ name }) => `roas[${name}]`),
      ...parents.map((parent) => `mean[${parent}]`),
      ...parents.map((parent) => `spread[${parent}]`),
      'sigma',
    ],
    fixed: fixed.length,
    own: Int32Array.from(channels.keys()).filter((c) => parentOf[c] === -1),
    roas,
    means,
    spreads,
    sigma: spreads + parents.length,
  };
}
