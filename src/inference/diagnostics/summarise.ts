import { mean, quantileSorted, sd } from '../../core/stats.ts';
import { type Chains, isDegenerate, pooled, sortedDraws, splitChains } from './chains.ts';
import { effectiveSampleSize } from './effectiveSampleSize.ts';
import { essMean, essQuantile, essSd } from './ess.ts';
import { mcseMean, mcseQuantile, mcseSd } from './mcse.ts';
import { rankNormalize } from './rankNormalize.ts';
import { potentialScaleReduction, rhatBasic, rhatFolded } from './rhat.ts';

/** One scalar quantity of a posterior and how far its draws can be trusted; null where a diagnostic is not defined
 *  (constant or non-finite draws). */
export type Summary = {
  readonly mean: number;
  readonly sd: number;
  readonly q5: number;
  readonly median: number;
  readonly q95: number;
  readonly rhat: number | null;
  readonly rhatBasic: number | null;
  readonly essBulk: number | null;
  readonly essTail: number | null;
  readonly essMean: number | null;
  readonly essSd: number | null;
  readonly essMedian: number | null;
  readonly mcseMean: number | null;
  readonly mcseSd: number | null;
  readonly mcseQ5: number | null;
  readonly mcseMedian: number | null;
  readonly mcseQ95: number | null;
};

/** All of statistics.md §5 for one quantity. Shares the sorted draws and the ranks among the diagnostics, which takes
 *  half of the time; otherwise each is the function of its name.
 *  @param chains draws after warm-up, one array a chain, equal lengths */
export function summarise(chains: Chains): Summary {
  const sorted = sortedDraws(chains);
  const halves = splitChains(chains);
  const evenLength = chains[0]!.length % 2 === 0; // else a draw is left out, and the halves have ranks of their own
  const scores = isDegenerate(chains) ? undefined : rankNormalize(halves, evenLength ? sorted : sortedDraws(halves));
  const bulk = scores === undefined ? null : potentialScaleReduction(scores);
  const folded = rhatFolded(chains, sorted);
  const ess = essMean(chains);
  const [ess5, ess50, ess95] = [
    essQuantile(chains, 0.05, sorted),
    essQuantile(chains, 0.5, sorted),
    essQuantile(chains, 0.95, sorted),
  ];
  return {
    mean: mean(pooled(chains)),
    sd: sd(pooled(chains)),
    q5: quantileSorted(sorted, 0.05),
    median: quantileSorted(sorted, 0.5),
    q95: quantileSorted(sorted, 0.95),
    rhat: bulk === null || folded === null ? null : Math.max(bulk, folded),
    rhatBasic: rhatBasic(chains),
    essBulk: scores === undefined ? null : effectiveSampleSize(scores),
    essTail: ess5 === null || ess95 === null ? null : Math.min(ess5, ess95),
    essMean: ess,
    essSd: essSd(chains),
    essMedian: ess50,
    mcseMean: mcseMean(chains, ess),
    mcseSd: mcseSd(chains),
    mcseQ5: mcseQuantile(chains, 0.05, sorted, ess5),
    mcseMedian: mcseQuantile(chains, 0.5, sorted, ess50),
    mcseQ95: mcseQuantile(chains, 0.95, sorted, ess95),
  };
}
