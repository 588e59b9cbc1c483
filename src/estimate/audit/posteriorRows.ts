import { z } from 'zod';
import { splitChains } from '../../inference/diagnostics/chains.ts';
import { effectiveSampleSize } from '../../inference/diagnostics/effectiveSampleSize.ts';
import { type Summary, summarise } from '../../inference/diagnostics/summarise.ts';
import type { AuditRow } from './types.ts';

/** One quantity's summaries in a reference file. */
export const summarySchema = z
  .object({
    name: z.string(),
    mean: z.number(),
    sd: z.number(),
    mcse_mean: z.number(),
    mcse_sd: z.number(),
    ess_bulk: z.number(),
    ess_tail: z.number(),
  })
  .catchall(z.number());

type Reference = z.output<typeof summarySchema>;

/** Means and sds within this many standard errors, quantiles within that many of their binomial error. */
const MEAN_Z = 4;
const QUANTILE_Z = 4.5;

/** `q2_5` → 0.025 */
function probabilityOf(key: string): number | null {
  const match = /^q(\d+)(?:_(\d+))?$/.exec(key);
  return match === null ? null : Number(`${match[1]}.${match[2] ?? 0}`) / 100;
}

/** One quantity of a posterior against a reference's summaries of it. */
export function posteriorRows(
  problem: string,
  reference: Reference,
  chains: readonly Float64Array[] | undefined,
): AuditRow[] {
  if (chains === undefined) {
    const rule = 'the model has no quantity of this name';
    return [{ problem, quantity: reference.name, got: null, expected: reference.mean, ok: false, rule }];
  }
  const summary = summarise(chains);
  const quantiles = Object.entries(reference).flatMap(([key, value]) => {
    const p = probabilityOf(key);
    return p === null ? [] : [quantileRow(problem, reference, chains, key, p, value as number)];
  });
  return [...moments(problem, reference, summary), ...quantiles];
}

function moments(problem: string, reference: Reference, summary: Summary): AuditRow[] {
  const row = (what: 'mean' | 'sd', mcse: number | null, mcseReference: number): AuditRow => {
    const bound = MEAN_Z * Math.sqrt((mcse ?? Number.NaN) * (mcse ?? Number.NaN) + mcseReference * mcseReference);
    return {
      problem,
      quantity: `${what}(${reference.name})`,
      got: summary[what],
      expected: reference[what],
      ok: Math.abs(summary[what] - reference[what]) < bound,
      rule: `within ${MEAN_Z}·√(mcse² + mcse_ref²) = ${bound.toPrecision(3)}`,
    };
  };
  return [row('mean', summary.mcseMean, reference.mcse_mean), row('sd', summary.mcseSd, reference.mcse_sd)];
}

/** F, the share of our draws at or below the reference's quantile, against p. */
function quantileRow(
  problem: string,
  reference: Reference,
  chains: readonly Float64Array[],
  key: string,
  p: number,
  value: number,
): AuditRow {
  const below = chains.map((chain) => chain.map((x) => (x <= value ? 1 : 0)));
  const share = below.flatMap((chain) => [...chain]).reduce((sum, x) => sum + x, 0) / (below.length * below[0]!.length);
  // without a draw on either side there is no such size, and no agreement
  const ess = effectiveSampleSize(splitChains(below)) ?? Number.NaN;
  const essReference = p <= 0.05 || p >= 0.95 ? reference.ess_tail : reference.ess_bulk;
  const bound = QUANTILE_Z * Math.sqrt(p * (1 - p) * (1 / ess + 1 / essReference));
  return {
    problem,
    quantity: `F(${key} of ${reference.name})`,
    got: share,
    expected: p,
    ok: Math.abs(share - p) < bound,
    rule: `within ${QUANTILE_Z}·√[p(1−p)(1/ESS + 1/ESS_ref)] = ${bound.toPrecision(3)}`,
  };
}
