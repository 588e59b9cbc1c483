import { rhat } from '../../inference/diagnostics/rhat.ts';
import type { Chain } from '../../inference/hmc/types.ts';
import type { Posterior } from '../bayesian/posterior.ts';
import type { AuditRow } from './types.ts';

/** What a posterior is asked of whatever its reference: R̂ of at most 1.01 for every parameter, no divergences with a
 *  logistic curve, at most one in 1,000 draws with Hill's, whose posterior is the harder one. */
export function samplerRows(
  problem: string,
  saturation: string,
  chains: readonly Chain[],
  draws: Posterior,
  parameters: number,
): AuditRow[] {
  const worst = Array.from({ length: parameters }, (_, i) => rhat(draws.parameter(i)) ?? Infinity);
  const total = draws.chains * draws.draws;
  const allowed = saturation === 'hill' ? Math.floor(total / 1000) : 0;
  const at = `${draws.chains} × ${draws.draws} draws at default settings`;
  const row = (quantity: string, got: number, expected: number): AuditRow => ({
    problem,
    quantity,
    got,
    expected,
    ok: got <= expected,
    rule: `at most, in ${at}`,
  });
  return [
    row('rhat_max', Math.max(...worst), 1.01),
    row(
      'divergences',
      chains.reduce((sum, chain) => sum + chain.divergences, 0),
      allowed,
    ),
  ];
}
