import { adstockWeights } from '../../media/adstock.ts';
import { saturate } from '../../media/saturation.ts';
import { exposureOf } from '../../scenario/graph.ts';
import { observedEvery } from '../../scenario/observation.ts';
import type { Term, World } from '../../scenario/world.ts';
import { drawnSeries } from './digits.ts';

/** Points of a curve: smooth at the width of a page. */
const POINTS = 33;

/** Spend from nothing to a fifth above the most that was spent in a period. */
export function spendGrid(most: number): Float64Array {
  return Float64Array.from({ length: POINTS }, (_, i) => (1.2 * most * i) / (POINTS - 1));
}

/** Outcome a period in the long run, at constant spend: adstock then multiplies what it is given, spend or its
 *  saturation, by the sum of its weights.
 *  @param effect of what comes out of the curves on the outcome */
export function longRun(
  spend: Float64Array,
  { adstock, saturation, order }: Pick<Term, 'adstock' | 'saturation' | 'order'>,
  effect: number,
): readonly number[] {
  const total = adstock === null ? 1 : adstockWeights(adstock).reduce((sum, w) => sum + w, 0);
  const [before, after] = order === 'saturation-first' ? [1, total] : [total, 1];
  const carried = spend.map((x) => before * x);
  const bent = saturation === null ? carried : saturate(carried, saturation);
  return drawnSeries(bent.map((x) => effect * after * x));
}

/** The curve by which a channel acts on the outcome itself; null where the world has none that spend alone decides:
 *  several geos, exposure between, products, logarithms, an effect that changes over time, data coarser than the world's
 *  periods (their spend says not how it lay in them), or no direct arrow. */
export function trueCurve(world: World, channel: string, spend: Float64Array): readonly number[] | null {
  const outcome = world.nodes.find(({ name }) => name === world.outcome)!;
  const term = outcome.terms.find(({ from }) => from === channel);
  const odd = world.geos !== undefined || outcome.link === 'log' || exposureOf(world, channel) !== undefined;
  if (odd || term === undefined || term.transform !== undefined || outcome.scale.length > 0) return null;
  if (observedEvery(world) > 1 || (term.varies ?? []).length > 0) return null;
  if (outcome.interactions?.some(({ between }) => between.includes(channel))) return null;
  return longRun(spend, term, term.effect);
}
