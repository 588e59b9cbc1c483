import { saturations } from '../../media/registry.ts';
import { saturationSpec } from '../../media/resolve.ts';
import type { Saturation } from '../../media/types.ts';
import type { Claim, ClaimCurve } from './types.ts';

/** Points of a range that are looked at first. A curve that bends within a thousandth of it is none of a medium's. */
const POINTS = 1000;

/** The largest distance of two response curves over a range, or its share of the larger of their own ranges of values.
 *  Exact to rounding: the best of a grid, looked at again between its neighbors. */
export function curveDifference({ curves, over, measure }: Pick<Claim, 'curves' | 'over' | 'measure'>): number {
  const [f, g] = curves!.map(responseOf) as [Response, Response];
  const [from, to] = over!;
  const distance = (x: number): number => Math.abs(f(x) - g(x));
  const step = (to - from) / POINTS;
  const coarse = farthest(distance, from, to);
  const found = distance(farthest(distance, Math.max(from, coarse - step), Math.min(to, coarse + step)));
  if (measure === 'max_difference') return found;
  return found / Math.max(rise(f, from, to), rise(g, from, to));
}

type Response = (x: number) => number;

function responseOf({ effect = 1, ...yaml }: ClaimCurve): Response {
  const { curve, parameters } = saturationSpec(yaml, 'curves');
  const { value }: Saturation = saturations[curve as keyof typeof saturations];
  return (x) => (effect as number) * value(x, parameters);
}

function farthest(distance: Response, from: number, to: number): number {
  let best = from;
  for (let i = 1; i <= POINTS; i++) {
    const x = from + ((to - from) * i) / POINTS;
    if (distance(x) > distance(best)) best = x;
  }
  return best;
}

/** Response curves never fall, so their values range from the first to the last. */
const rise = (f: Response, from: number, to: number): number => Math.abs(f(to) - f(from));
