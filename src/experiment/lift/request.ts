import { InputError, type Problem } from '../../core/errors.ts';
import { awaitsSimulation, type LiftTest } from '../../estimate/liftTests/settings.ts';
import type { PlannedCell } from '../plan/types.ts';

/** The tests in an arm's settings, where any is to be simulated; null for all other arms. */
export function liftRequest(settings: unknown): readonly LiftTest[] | null {
  if (typeof settings !== 'object' || settings === null || !('lift_tests' in settings)) return null;
  const tests = settings.lift_tests as readonly LiftTest[] | undefined;
  return tests?.some(awaitsSimulation) ? tests : null;
}

/** Regions of a geo test on either side, so that there is a spread between them. */
const FEWEST_REGIONS = 4;

/** What an arm's settings may ask of a world, known before the first fit; channels and windows the estimator has checked.
 *  @throws InputError for tests that cannot be simulated there */
export function checkLiftRequest(settings: unknown, cell: Pick<PlannedCell, 'world' | 'recording'>): void {
  const problems = (liftRequest(settings) ?? []).flatMap((test, i): Problem[] => {
    const message = awaitsSimulation(test) ? whyNoTest(test, cell) : undefined;
    return message === undefined ? [] : [{ path: `lift_tests.${i}.design`, message }];
  });
  if (problems.length > 0) throw new InputError(problems);
}

function whyNoTest(
  { channel, design, window: [first, last], before = last - first + 1 }: LiftTest,
  { world, recording }: Pick<PlannedCell, 'world' | 'recording'>,
): string | undefined {
  if (recording !== undefined) {
    return `${design} needs a simulated world; in a recorded one, state the effect and se of a test that was run`;
  }
  if (design !== 'geo-lift') return undefined;
  const regions = world.geos?.names.length ?? 1;
  if (world.geos === undefined || regions < FEWEST_REGIONS) {
    return `geo-lift needs a world with ${FEWEST_REGIONS} geos or more; ${world.name} has ${regions}; allowed here: known-noise`;
  }
  if (world.nodes.some(({ name, shared }) => name === channel && shared === true)) {
    return `${channel} is bought for all geos at once; geo-lift needs spend that differs between them`;
  }
  return before <= first
    ? undefined
    : `geo-lift compares with ${before} periods before the window; there are ${first}; set before: or a later window`;
}
