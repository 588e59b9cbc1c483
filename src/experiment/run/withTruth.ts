import { InputError } from '../../core/errors.ts';
import { estimandKey } from '../../dataset/estimand.ts';
import type { Estimator } from '../../estimate/contract.ts';
import type { DrawKey } from '../../simulate/drawKey.ts';
import { drawnWorld } from '../../simulate/drawParameters.ts';
import { trueCurves } from '../plan/trueCurves.ts';
import type { PlannedCell } from '../plan/types.ts';

/** Settings with numbers where the study asks for the truth, as the estimator itself cannot reach it: `given: truth`
 *  becomes the world's generating curves, and an oracle gets the true effects of the replicate.
 *  @param values in the order of the cell's estimands; null where an effect is not defined
 *  @param replicate which numbers a world that draws some has; left out: its laws' centers, to see what settings fit */
export function withTruth(
  settings: unknown,
  estimator: Pick<Estimator, 'needsTruth'>,
  cell: Pick<PlannedCell, 'world' | 'recording' | 'estimands'>,
  values: readonly (number | null)[],
  replicate?: DrawKey,
): unknown {
  if (asksForCurves(settings) && cell.recording !== undefined) {
    throw new InputError({
      message: 'given: truth needs a simulated world; nobody knows the curves of a recorded one',
    });
  }
  const world = () => (replicate === undefined ? cell.world : drawnWorld(cell.world, replicate));
  const known = asksForCurves(settings) ? fillCurves(settings, trueCurves(world())) : settings;
  if (estimator.needsTruth !== true) return known;
  const effects = Object.fromEntries(
    cell.estimands.map((estimand, i) => [`${estimand.channel}|${estimandKey(estimand)}`, values[i] ?? null]),
  );
  return { ...(known as object), effects };
}

/** Does any part of the settings say `given: truth`? */
export function asksForCurves(settings: unknown): boolean {
  if (typeof settings !== 'object' || settings === null) return false;
  return Object.entries(settings).some(
    ([key, value]) => (key === 'given' && value === 'truth') || asksForCurves(value),
  );
}

function fillCurves(settings: unknown, curves: unknown): unknown {
  if (Array.isArray(settings)) return settings.map((item) => fillCurves(item, curves));
  if (typeof settings !== 'object' || settings === null) return settings;
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      key === 'given' && value === 'truth' ? curves : fillCurves(value, curves),
    ]),
  );
}
