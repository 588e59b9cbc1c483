import type { FitRequest, FittedCurve } from '../contract.ts';
import type { PerHead } from '../perHead.ts';
import { thinnedPlaces } from '../thinned.ts';
import { coefficientsAt, type Places } from '../twoStage/answers.ts';
import type { PathEffect } from '../twoStage/effects.ts';
import type { JointErrors } from '../twoStage/errors.ts';
import { carriedThrough } from './carriedThrough.ts';
import type { Equations } from './equations.ts';
import type { FrontDoorSettings } from './settings.ts';

/** Response curves of total effects, scale by scale; nothing where none were asked for.
 *  @param all coefficients of both stages */
export function doorCurves(
  { curves: request }: Pick<FitRequest, 'curves'>,
  dataset: PerHead,
  { arrows, responses }: Equations,
  { channel: asked, mediator_adstock: memory }: FrontDoorSettings,
  placesOf: (channel: string) => Places,
  all: Float64Array,
  { draws }: JointErrors,
): { readonly curves?: readonly FittedCurve[] } {
  if (request === undefined) return {};
  const { window, tails, scales } = request;
  const kept = dataset.channels.filter(({ name }) => name === asked || responses.some((one) => one.channel === name));
  const curves = kept.map(({ name }): FittedCurve => {
    const tail = tails[name] ?? 0;
    const arrow = arrows.find(({ channel }) => channel.name === name);
    const alone = name === asked ? undefined : responses.find(({ channel }) => channel === name);
    const parts = scales.map((scale): PathEffect => {
      const own = alone?.gain(window, tail, scale) ?? 0;
      const lost = (at: number) =>
        arrow === undefined ? 0 : carriedThrough(dataset, arrow, memory, { window, tail }, at);
      const through = scale === 0 ? 0 : lost(0) - lost(scale);
      return (c) => c.own * own + c.feed * c.mediator * through;
    });
    const places = placesOf(name);
    const at = (coefficients: ArrayLike<number>) =>
      Float64Array.from(parts, (part) => part(coefficientsAt(places, coefficients)));
    const contribution = at(all);
    if (draws === null) return { channel: name, contribution };
    const replicate = (r: number) => at(Float64Array.from(draws, (values) => values[r]!));
    const thinned = thinnedPlaces(draws[0]!.length, request.draws).map(replicate);
    return { channel: name, contribution, draws: thinned };
  });
  return { curves };
}
