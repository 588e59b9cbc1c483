import type { Arbitrary } from 'fast-check';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Effect, Estimate, FitRequest, RefusalReason } from '../../estimate/contract.ts';
import { fc } from '../fastCheck.ts';

export type EstimateOptions = Partial<Pick<FitRequest, 'estimands' | 'levels'>> & {
  /** G·T, how many fitted values there are; default 10 */
  readonly rows?: number;
};

const one: Estimand = { channel: 'tv', kind: 'roas.total', window: [0, 9], tail: 0 };
const reasons: readonly RefusalReason[] = [
  'rank-deficient',
  'more-columns-than-rows',
  'constant-channel',
  'all-zero-channel',
  'too-few-periods',
  'unsupported',
];

/** What an estimator may answer to a question, in every status. Shrinks towards `ok` with points of 0, no standard error and
 *  intervals of no width. */
export function estimates({
  estimands = [one],
  levels = [0.8, 0.95],
  rows = 10,
}: EstimateOptions = {}): Arbitrary<Estimate> {
  const answers = fc.record({
    effects: fc.tuple(...estimands.map((estimand) => fc.option(effect(estimand, levels), { nil: null, freq: 9 }))),
    fitted: fc.array(number, { minLength: rows, maxLength: rows }).map((values) => Float64Array.from(values)),
    parameters: fc.array(fc.record({ name: fc.constantFrom('intercept', 'tv', 'alpha'), value: number }), {
      maxLength: 3,
    }),
    diagnostics: fc.dictionary(fc.constantFrom('r2', 'rhat_max'), number, { noNullPrototype: true }),
  });
  const detail = fc.constantFrom('no unique solution', 'a longer reason: with a colon, “quotes” and\ttabs');
  return fc.oneof(
    { withCrossShrink: true },
    answers.map((given): Estimate => ({ status: 'ok', ...given })),
    answers.map((given): Estimate => ({ status: 'nonconverged', reason: 'rhat 1.2', ...given })),
    fc.record({ status: fc.constant('refused' as const), reason: fc.constantFrom(...reasons), detail }),
    fc.record({ status: fc.constantFrom('error' as const, 'invalid-output' as const, 'timeout' as const), detail }),
  );
}

const number = fc.integer({ min: -10_000, max: 10_000 }).map((k) => k / 100);
const size = fc.nat({ max: 10_000 }).map((k) => k / 100);

/** Intervals nested, with the point inside. */
function effect(estimand: Estimand, levels: readonly number[]): Arbitrary<Effect> {
  const steps = fc.tuple(...levels.map(() => fc.tuple(size, size)));
  return fc
    .record({
      point: number,
      se: fc.option(size, { nil: null }),
      mcse: fc.option(size, { nil: undefined }),
      steps,
      draws: draws(),
    })
    .map(({ point, se, mcse, steps: widths, draws: own }): Effect => {
      // the higher the level, the more steps out
      const reach = (level: number, side: 0 | 1) =>
        levels.reduce((sum, other, j) => sum + (other <= level ? widths[j]![side] : 0), 0);
      return {
        estimand,
        point,
        se,
        intervals: levels.map((level) => ({ level, lower: point - reach(level, 0), upper: point + reach(level, 1) })),
        ...(mcse === undefined ? {} : { mcse }),
        ...(own === undefined ? {} : { draws: own }),
      };
    });
}

function draws(): Arbitrary<Float64Array | undefined> {
  return fc.option(
    fc.array(number, { minLength: 1, maxLength: 20 }).map((values) => Float64Array.from(values)),
    { nil: undefined },
  );
}
