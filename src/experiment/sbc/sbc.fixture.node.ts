import type { Estimator } from '../../estimate/contract.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { openLaboratory } from '../run/laboratory.ts';
import type { AttemptRecord } from '../run/record.ts';
import { parseStudy } from '../study/study.ts';
import { judgeStudy, type StudyCalibration } from './verdict.ts';

/** The model of the full studies at its smallest: one channel, 16 weeks, 19 draws to rank among; some 20 ms a simulation.
 *  The budget of gradients is three times what such a fit takes. */
export const smallSbc = (simulations: number, priors = '{ sigma: [half-normal, 0.5] }') => `
kind: sbc
name: small-sbc
question: Is it right?
model:
  use: bayesian-mmm
  channels: [tv]
  adstock: { geometric: { max_lag: 3 } }
  priors: ${priors}
  sampler: { chains: 2, warmup: 120, draws: 200, max_gradients: 15000 }
  convergence: { rhat: 1.1, ess_per_chain: 15 }
data: { scenario: clean, periods: 16 }
simulations: ${simulations}
draws: 19
seed: 3
`;

/** Plans, runs and judges a study in memory, with another estimator in place of the one it names. */
export async function judged(text: string, estimator: Estimator): Promise<StudyCalibration> {
  const estimatorOf = async () => ({ estimator });
  const plan = await planStudy(parseStudy(text, 'sbc.yaml'), { ...nodeSurroundings('.'), estimatorOf });
  const laboratory = await openLaboratory(plan, estimatorOf, () => 0);
  const attempts: AttemptRecord[] = [];
  for (let simulation = 0; simulation < plan.replicates; simulation++) {
    for await (const record of laboratory.run(0, simulation, [0])) if (record.kind === 'attempt') attempts.push(record);
  }
  return judgeStudy(plan.calibration!, attempts);
}
