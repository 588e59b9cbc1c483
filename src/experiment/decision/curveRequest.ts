import type { CurveRequest } from '../../estimate/contract.ts';
import type { DecisionRequest } from '../../simulate/decision/request.ts';
import type { PlannedCell } from '../plan/types.ts';
import { decisionHorizon } from './plan.ts';

/** Places between the bounds at which fits are asked for their curves. Up to bounds of 2, tables this fine miss the best split of a
 *  Hill curve by less than a thousandth of its spend; docs/methods/decisions.md has what wider ones cost. */
const PLACES = 25;

/** Draws whose best splits show how sure a fit is of its own: the sd of so many is known to 11 %. */
const DECISION_DRAWS = 40;

/** What a fit is asked so that a budget can be split on it: 0, what was, and places between the bounds. */
export function curveRequest(cell: PlannedCell, request: DecisionRequest, channels: readonly string[]): CurveRequest {
  const [low, high] = request.bounds;
  const { window, tail } = decisionHorizon(cell, request);
  const places = Array.from({ length: PLACES }, (_, k) =>
    k === PLACES - 1 ? high : low + ((high - low) * k) / (PLACES - 1),
  );
  return {
    window,
    // counted alike, so that what is late in one channel is not lost in it alone
    tails: Object.fromEntries(channels.map((channel) => [channel, tail])),
    scales: [...new Set([0, 1, ...places])].sort((a, b) => a - b),
    draws: DECISION_DRAWS,
  };
}
