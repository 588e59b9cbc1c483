import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalCdf, studentTCdf } from '../../../core/distributions.ts';
import { uniformityP } from '../../../core/goodnessOfFit.ts';
import { openStream } from '../../../core/random/stream.ts';
import { sum } from '../../../core/stats.ts';
import { makePrior, priorProblem } from '../../../inference/priors/prior.ts';
import { errorModels } from './registry.ts';
import type { ErrorModel } from './types.ts';

const models = Object.entries<ErrorModel>(errorModels);
const T = 12;

/** Residuals and parameters where a sampler meets them: inside every support, from small to large. */
const points = ({ parameters }: ErrorModel) =>
  fc.record({
    residual: fc
      .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: T, maxLength: T })
      .map((r) => Float64Array.from(r)),
    p: fc
      .tuple(
        ...parameters.map(({ lower, upper }) =>
          upper === Infinity
            ? fc.double({ min: lower + 0.1, max: lower + 40, noNaN: true })
            : fc.double({ min: lower + 0.02, max: upper - 0.02, noNaN: true }),
        ),
      )
      .map((p) => Float64Array.from(p)),
  });

const evaluate = (model: ErrorModel, residual: Float64Array, p: Float64Array) => {
  const byMean = new Float64Array(residual.length);
  const byParameter = new Float64Array(p.length);
  return { value: model.logDensity(residual, p, byMean, byParameter), byMean, byParameter };
};

const difference = (at: (step: number) => number, h: number) => (at(h) - at(-h)) / (2 * h);
const moved = (x: Float64Array, i: number, by: number) => x.map((value, j) => (j === i ? value + by : value));

test.each(models)('%s: the derivatives equal finite differences, in the mean and in each parameter', (_, model) => {
  fc.assert(
    fc.property(points(model), ({ residual, p }) => {
      const { byMean, byParameter } = evaluate(model, residual, p);
      const close = (value: number, expected: number) =>
        expect(Math.abs(value - expected)).toBeLessThan(
          1e-5 * Math.max(1, Math.abs(expected), ...byMean.map(Math.abs)),
        );
      // a higher mean is a lower residual
      byMean.forEach((value, t) => {
        close(
          value,
          difference((h) => evaluate(model, moved(residual, t, -h), p).value, 1e-5),
        );
      });
      byParameter.forEach((value, j) => {
        close(
          value,
          difference((h) => evaluate(model, residual, moved(p, j, h)).value, 1e-6),
        );
      });
    }),
    { numRuns: 50 },
  );
});

test.each(models)(
  '%s: the pointwise log likelihoods sum to the log density, also written over the residuals',
  (_, model) => {
    fc.assert(
      fc.property(points(model), ({ residual, p }) => {
        const { value } = evaluate(model, residual, p);
        const each = residual.slice();
        model.logLikelihood(each, p, each);
        expect(Math.abs(sum(each) - value)).toBeLessThan(1e-12 * (1 + Math.abs(value)) * T);
      }),
    );
  },
);

test.each(models)('%s: sigma is the scale: errors twice as wide have half the density', (_, model) => {
  fc.assert(
    fc.property(points(model), ({ residual, p }) => {
      const { value } = evaluate(model, residual, p);
      const wide = evaluate(
        model,
        residual.map((r) => 2 * r),
        p.map((x, j) => (j === 0 ? 2 * x : x)),
      );
      expect(Math.abs(wide.value + T * Math.LN2 - value)).toBeLessThan(1e-11 * (1 + Math.abs(value)));
    }),
  );
});

test.each(models)('%s: what is out of reach has no finite density, so that a sampler turns it down', (_, model) => {
  const p = Float64Array.from(model.parameters, ({ prior }) => makePrior(prior).draw(openStream(['reach'])));
  for (const bad of [Number.NaN, Infinity, 1e200]) {
    const residual = new Float64Array(T).fill(0.1);
    residual[5] = bad;
    expect(Number.isFinite(evaluate(model, residual, p).value), `${bad}`).toBe(false);
  }
  const unscaled = moved(p, 0, -p[0]!);
  expect(Number.isFinite(evaluate(model, new Float64Array(T).fill(0.1), unscaled).value)).toBe(false);
});

/** Distribution function of each error at its own draw, given the one before. */
const conditional: Record<
  keyof typeof errorModels,
  (p: Float64Array, error: number, before: number | undefined) => number
> = {
  normal: (p, error) => normalCdf(error / p[0]!),
  'student-t': (p, error) => studentTCdf(error / p[0]!, p[1]!),
  ar1: (p, error, before) =>
    before === undefined
      ? normalCdf((error / p[0]!) * Math.sqrt(1 - p[1]! * p[1]!))
      : normalCdf((error - p[1]! * before) / p[0]!),
};

test.each([
  ['normal', [0.3]],
  ['student-t', [0.3, 2.5]],
  ['ar1', [0.3, 0.8]],
  ['ar1', [0.3, -0.5]],
] as const)('%s at %j: errors are drawn from its law, the first one too', (id, p) => {
  const at = Float64Array.from(p);
  const all: number[] = [];
  const first: number[] = [];
  for (let i = 0; i < 2000; i++) {
    const errors = new Float64Array(5);
    errorModels[id].draw(at, openStream(['errors.test', id, i]), errors);
    const u = Array.from(errors, (error, t) => conditional[id](at, error, t === 0 ? undefined : errors[t - 1]));
    all.push(...u);
    first.push(u[0]!);
  }
  expect(uniformityP(all)).toBeGreaterThan(1e-3);
  expect(uniformityP(first)).toBeGreaterThan(1e-3);
});

test('every parameter has a default prior that keeps to its support; names are one for all models', () => {
  const known = new Map<string, unknown>();
  for (const [id, model] of models) {
    expect(model.id).toBe(id);
    expect(model.parameters[0].name).toBe('sigma');
    for (const { name, prior, lower, upper } of model.parameters) {
      expect(priorProblem(prior, name)).toBeNull();
      const [from, to] = makePrior(prior).support;
      expect(from).toBeGreaterThanOrEqual(lower);
      expect(to).toBeLessThanOrEqual(upper);
      expect(known.get(name) ?? prior).toEqual(prior);
      known.set(name, prior);
    }
  }
});

test('docs/methods/bayesian-mmm.md lists every error model and the default prior of each parameter', () => {
  const page = readFileSync(new URL('../../../../docs/methods/bayesian-mmm.md', import.meta.url), 'utf8');
  for (const [id, { parameters }] of models) {
    expect(page).toMatch(
      new RegExp(`^\\| \`${id}\` \\| .* \\| ${parameters.map(({ name }) => `\`${name}\``).join(', ')} \\|$`, 'm'),
    );
    for (const { name, prior } of parameters) expect(page).toContain(`| \`${name}\` | \`[${prior.join(', ')}]\` |`);
  }
});
