import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Diagnostics } from '../contract.ts';
import { coefficientsAt, type Places } from './answers.ts';
import type { PathEffect } from './effects.ts';
import type { Arrow } from './replay.ts';

/** Share of each upper channel's total effect that goes through the mediator, `share_mediated.facebook`: the whole window
 *  with as much of the longest path's tail as the data reach. Left out where it is not defined.
 *  @param effectOf of the fitted funnel
 *  @param all coefficients of both stages */
export function sharesMediated(
  dataset: Dataset,
  arrows: readonly Arrow[],
  mediator: Arrow,
  effectOf: (estimand: Estimand) => PathEffect | null,
  placesOf: (channel: string) => Places,
  all: Float64Array,
): Diagnostics {
  const shares = arrows.flatMap(({ channel: { name }, curves }): [string, number][] => {
    const path = curves.adstock.maxLag + mediator.curves.adstock.maxLag - 2;
    const whole = { channel: name, window: [0, dataset.periods - 1] as const, tail: Math.min(path, dataset.future) };
    const value = (kind: Estimand['kind']) => effectOf({ ...whole, kind })?.(coefficientsAt(placesOf(name), all));
    const [mediated, total] = [value('roas.mediated'), value('roas.total')];
    if (mediated === undefined || total === undefined) return [];
    return [[`share_mediated.${name}`, mediated / total]];
  });
  return Object.fromEntries(shares.filter(([, share]) => Number.isFinite(share)));
}
