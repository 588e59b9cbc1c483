import { degreesOfFreedom } from './degreesOfFreedom.ts';
import { type Descent, descend } from './descend.ts';
import { originalCoefficients, type PenalizedDesign, withOutcome } from './design.ts';
import { descentRoom, type Room } from './room.ts';
import { defaultLimits, type Limits, type Penalty } from './types.ts';

/** A penalized fit with its certificate. */
export type ElasticNetFit = Descent & {
  /** k, of the columns as they were given */
  readonly coefficients: Float64Array;
  /** p, of the projected and scaled columns: what a penalized coefficient's 0 is told by */
  readonly scaled: Float64Array;
  /** yᵀy/n after the unpenalized columns are taken out, the unit of the gap */
  readonly outcomeSquare: number;
  /** effective number of parameters, unpenalized ones included */
  readonly df: number;
};

/** Elastic net on a prepared design.
 *  @param y n values
 *  @param penalty alpha above 0
 *  @param start p: scaled coefficients to start from, 0 by default
 *  @see docs/methods/elastic-net.md */
export function elasticNet(
  design: PenalizedDesign,
  y: Float64Array,
  penalty: Penalty,
  limits: Limits = defaultLimits,
  start?: Float64Array,
): ElasticNetFit {
  if (!(penalty.alpha > 0)) throw new RangeError(`elasticNet: alpha = ${penalty.alpha}; a number above 0 is needed`);
  const problem = withOutcome(design, y);
  const room: Room = descentRoom(problem.k);
  if (start !== undefined) room.coefficients.set(start);
  const descent = descend(problem, penalty, room, limits);
  const coefficients = new Float64Array(design.k);
  originalCoefficients(problem, room.coefficients, coefficients);
  const df = design.unpenalized.length + degreesOfFreedom(problem, room);
  return { ...descent, coefficients, scaled: room.coefficients, outcomeSquare: problem.outcomeSquare, df };
}
