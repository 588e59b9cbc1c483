import { z } from 'zod';
import { psisLoo } from '../../inference/loo/psis.ts';
import { waic } from '../../inference/loo/waic.ts';
import { type Agreement, agreeRow } from './agreement.ts';
import { readPart } from './read.ts';
import type { AuditKind, AuditRow } from './types.ts';

const agreement: Agreement = { relative: 0, absolute: 1e-3 };

const numbers = z.array(z.number());
const input = z.object({ log_lik_by_draw: z.array(numbers.min(1)).min(2) });
const expected = z
  .object({
    elpd_loo: z.number(),
    se_elpd_loo: z.number(),
    p_loo: z.number(),
    elpd_waic: z.number(),
    se_elpd_waic: z.number(),
    p_waic: z.number(),
    pareto_k: numbers,
    elpd_loo_pointwise: numbers,
  })
  .partial();

/** WAIC and PSIS-LOO of a given log likelihood, as R's loo. */
export const looAudit: AuditKind = {
  id: 'loo',
  about: "WAIC, PSIS-LOO and Pareto k̂ of given log likelihoods, as R's loo",
  check: (problem) => {
    const { log_lik_by_draw: rows } = readPart(problem, 'input', input);
    const answers = readPart(problem, 'expected', expected);
    const pointwise = rows[0]!.map((_, i) => Float64Array.from(rows, (row) => row[i]!));
    const loo = psisLoo(pointwise);
    const information = waic(pointwise);
    const scalars: Readonly<Record<string, number>> = {
      elpd_loo: loo.elpd.value,
      se_elpd_loo: loo.elpd.se,
      p_loo: loo.parameters.value,
      elpd_waic: information.elpd.value,
      se_elpd_waic: information.elpd.se,
      p_waic: information.parameters.value,
    };
    const vectors: Readonly<Record<string, Float64Array>> = {
      pareto_k: loo.paretoK,
      elpd_loo_pointwise: loo.pointwise,
    };
    return Object.entries(answers).flatMap(([name, answer]): AuditRow[] =>
      answer === undefined
        ? []
        : typeof answer === 'number'
          ? [agreeRow(problem.id, name, scalars[name]!, answer, agreement)]
          : answer.map((value, i) => agreeRow(problem.id, `${name}[${i}]`, vectors[name]![i]!, value, agreement)),
    );
  },
};
