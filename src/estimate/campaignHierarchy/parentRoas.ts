import type { CampaignEquation } from './equation.ts';

/** A parent's ROAS as weights on its campaigns': what they bring together is Σ ρ_c·spend_c.
 *  @returns for each parent one weight a channel, 0 for those of others */
export function parentWeights({
  parents,
  parentOf,
  spend,
}: Pick<CampaignEquation, 'parents' | 'parentOf' | 'spend'>): readonly Float64Array[] {
  return parents.map((_, p) => {
    const own = spend.map((value, c) => (parentOf[c] === p ? value : 0));
    const total = own.reduce((sum, value) => sum + value, 0);
    return own.map((value) => value / total);
  });
}
