import { InputError, type Problem } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { Dataset } from '../../dataset/types.ts';
import { exposure } from '../media.ts';
import { type Refused, refuse } from '../refusal.ts';
import { awaitsSimulation, type LiftTest, type MeasuredTest } from './settings.ts';

type Design = Pick<Dataset, 'channels' | 'periods'>;

/** @param kept names of the channels in the fit
 *  @throws InputError for tests of channels that the fit has not, and for windows outside of the data */
export function checkLiftTests(tests: readonly LiftTest[] | undefined, kept: readonly string[], data: Design): void {
  const problems = (tests ?? []).flatMap(({ channel, window: [first, last] }, i): Problem[] => {
    if (!kept.includes(channel)) {
      const guess = closest(channel, kept);
      const message = `the fit has no channel "${channel}"; allowed: ${kept.join(', ')}`;
      return [{ path: `lift_tests.${i}.channel`, message, ...(guess === undefined ? {} : { guess }) }];
    }
    if (last < data.periods) return [];
    const message = `[${first}, ${last}] is not in the data; allowed is 0 to ${data.periods - 1}`;
    return [{ path: `lift_tests.${i}.window`, message }];
  });
  if (problems.length > 0) throw new InputError(problems);
}

/** Tests by how their results are used, all numbers known.
 *  @throws InputError as `checkLiftTests`, and for tests that are still to be simulated */
export function measuredTests(
  tests: readonly LiftTest[] | undefined,
  kept: readonly string[],
  data: Design,
): { readonly likelihood: readonly MeasuredTest[]; readonly prior: readonly MeasuredTest[] } {
  checkLiftTests(tests, kept, data);
  const measured = (tests ?? []).map((test, i): MeasuredTest => {
    const { effect, se } = test;
    if (!awaitsSimulation(test) && effect !== undefined && se !== undefined) return { ...test, effect, se };
    throw new InputError({
      path: `lift_tests.${i}.design`,
      message: `received ${test.design}; only a study on a scenario can simulate a test`,
    });
  });
  return {
    likelihood: measured.filter(({ use }) => use === 'likelihood'),
    prior: measured.filter(({ use }) => use === 'prior'),
  };
}

/** Tests that change nothing: a result beside no spend is evidence of no coefficient, and would be taken for noise.
 *  @param tests of channels of the data, windows inside of them */
export function refuseIdleTests(tests: readonly LiftTest[] | undefined, data: Design): Refused | undefined {
  const idle = (tests ?? []).filter(({ channel, window: [first, last] }) => {
    const { window } = exposure(data.channels.find(({ name }) => name === channel)!);
    return window.every((x, i) => x === 0 || i % data.periods < first || i % data.periods > last);
  });
  if (idle.length === 0) return undefined;
  const where = idle.map(({ channel, window: [first, last] }) => `${channel} in [${first}, ${last}]`).join(', ');
  return refuse(
    'all-zero-channel',
    `no spend that a test could have changed: ${where}; data are those of business as usual`,
  );
}
