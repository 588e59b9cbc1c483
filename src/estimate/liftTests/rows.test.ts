import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import { roasData } from '../bayesian/roas/data.fixture.ts';
import { bayesianLinear } from '../bayesianLinear/bayesianLinear.ts';
import { bayesianLinearSettingsSchema } from '../bayesianLinear/settings.ts';
import type { FitRequest } from '../contract.ts';
import { afterTest } from './theory.ts';

const data = roasData();
const estimand = (channel: string): Estimand => ({ channel, kind: 'contribution', window: [4, 11], tail: 3 });
const request: FitRequest = {
  estimands: [estimand('tv'), estimand('search')],
  levels: [0.95],
  stream: (role) => openStream(['rows.test', role]),
};
const lift = { channel: 'tv', window: [4, 11], tail: 3, effect: 300, se: 90 };
const answers = (lift_tests?: object[]) => {
  const settings = bayesianLinearSettingsSchema.parse({
    ...{ noise: { sd: 40, df: 'known' }, prior_sd: 1e4 },
    ...(lift_tests === undefined ? {} : { lift_tests }),
  });
  const fit = bayesianLinear.fit(data, settings, request);
  if (!('status' in fit) || fit.status !== 'ok') throw new Error(JSON.stringify(fit));
  return fit.effects.map((effect) => effect!);
};

test('a test of what is asked is weighed against the fit by precision', () => {
  const [before] = answers();
  const [after] = answers([lift]);
  const { bias, covariance } = afterTest(
    { bias: Float64Array.of(before!.point), covariance: Float64Array.of(before!.se! * before!.se!) },
    { weights: [1], bias: lift.effect, se: lift.se },
  );
  expect(after!.point).toBeCloseTo(bias[0]!, 6);
  expect(after!.se).toBeCloseTo(Math.sqrt(covariance[0]!), 6);
});

test('two tests are one of their mean', () => {
  const twice = answers([
    { ...lift, effect: 250 },
    { ...lift, effect: 350 },
  ]);
  const once = answers([{ ...lift, se: lift.se / Math.SQRT2 }]);
  twice.forEach(({ point, se }, i) => {
    expect(point).toBeCloseTo(once[i]!.point, 8);
    expect(se).toBeCloseTo(once[i]!.se!, 8);
  });
});

test('a prior is refused in one line, as is calibration with tests', () => {
  const settings = { lift_tests: [{ ...lift, use: 'prior' }] };
  expect(() => bayesianLinearSettingsSchema.parse(settings)).toThrow(
    'a test is an observation here, allowed is likelihood',
  );
  const tested = bayesianLinearSettingsSchema.parse({ noise: { sd: 40 }, lift_tests: [lift] });
  expect(() => bayesianLinear.calibration!(data, tested)).toThrow('the results of tests are data');
});
