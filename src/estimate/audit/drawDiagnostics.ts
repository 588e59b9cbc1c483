import { z } from 'zod';
import { type Summary, summarise } from '../../inference/diagnostics/summarise.ts';
import { type Agreement, agreeRow } from './agreement.ts';
import { readPart } from './read.ts';
import type { AuditKind } from './types.ts';

const agreement: Agreement = { relative: 1e-6, absolute: 1e-10 };

const casesSchema = z.record(
  z.string(),
  z.object({ draws_by_chain: z.array(z.array(z.number()).min(4)).min(1), expected: z.record(z.string(), z.number()) }),
);

/** Our names for those of R's posterior. */
const quantities: Readonly<Record<string, (summary: Summary) => number | null>> = {
  mean: (s) => s.mean,
  sd: (s) => s.sd,
  rhat: (s) => s.rhat,
  rhat_basic: (s) => s.rhatBasic,
  ess_bulk: (s) => s.essBulk,
  ess_tail: (s) => s.essTail,
  ess_mean: (s) => s.essMean,
  ess_sd: (s) => s.essSd,
  ess_median: (s) => s.essMedian,
  mcse_mean: (s) => s.mcseMean,
  mcse_sd: (s) => s.mcseSd,
  mcse_q05: (s) => s.mcseQ5,
  mcse_median: (s) => s.mcseMedian,
  mcse_q95: (s) => s.mcseQ95,
};

/** R̂, ESS and MCSE of given draws, as R's posterior computes them. */
export const drawDiagnosticsAudit: AuditKind = {
  id: 'draw-diagnostics',
  about: "R̂, effective sample sizes and Monte Carlo errors of given draws, as R's posterior",
  check: (problem) => {
    const cases = readPart(problem, 'cases', casesSchema);
    return Object.entries(cases).flatMap(([name, { draws_by_chain, expected: answers }]) => {
      const summary = summarise(draws_by_chain.map((chain) => Float64Array.from(chain)));
      return Object.entries(answers).map(([quantity, answer]) => {
        const got = quantities[quantity]?.(summary) ?? null;
        if (got !== null) return agreeRow(problem.id, `${name}.${quantity}`, got, answer, agreement);
        return {
          problem: problem.id,
          quantity: `${name}.${quantity}`,
          got,
          expected: answer,
          ok: false,
          rule: 'a number is needed',
        };
      });
    });
  },
};
