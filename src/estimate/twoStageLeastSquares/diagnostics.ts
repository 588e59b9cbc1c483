import { durbinWatson } from '../../inference/leastSquares/summary.ts';
import type { TwoStageFit } from '../../inference/leastSquares/twoStage.ts';
import { craggDonald, effectiveF, firstStageF } from '../../inference/leastSquares/twoStageStrength.ts';
import { sargan, wuHausman } from '../../inference/leastSquares/twoStageTests.ts';
import type { Diagnostics } from '../contract.ts';

/** What a fit by instruments says about itself. What is not defined is left out.
 *  @param channels endogenous ones, in the order of the first stages
 *  @param lag of the effective F
 *  @param periods T, rows of one geo */
export function instrumentDiagnostics(
  fit: TwoStageFit,
  channels: readonly string[],
  lag: number,
  periods: number,
): Diagnostics {
  const { structural, first, instruments } = fit;
  const { df, rss, residuals } = structural;
  const overidentified = sargan(fit);
  const exogenous = wuHausman(fit);
  const all: [string, number | undefined][] = [
    ['df', df],
    ['sigma', Math.sqrt(rss / df)],
    ['durbin_watson', durbinWatson(residuals, periods)],
    ...first.flatMap((stage, i): [string, number][] => [
      [`first_stage_f.${channels[i]}`, firstStageF(stage, instruments)],
      [`effective_f.${channels[i]}`, effectiveF(stage, instruments, lag, periods)],
    ]),
    ['cragg_donald', craggDonald(fit)],
    ['sargan', overidentified?.statistic],
    ['sargan_p', overidentified?.p],
    ['wu_hausman', exogenous?.statistic],
    ['wu_hausman_p', exogenous?.p],
  ];
  return Object.fromEntries(
    all.filter((entry): entry is [string, number] => entry[1] !== undefined && Number.isFinite(entry[1])),
  );
}
