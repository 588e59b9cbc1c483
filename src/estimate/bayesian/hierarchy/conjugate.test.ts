import fc from 'fast-check';
import { CholeskyDecomposition, LuDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { normalCdf } from '../../../core/distributions.ts';
import { openStream } from '../../../core/random/stream.ts';
import { mean, variance } from '../../../core/stats.ts';
import { dense, symmetric } from './dense.fixture.ts';
import { drawnModel, otherPriors, pointOf } from './panel.fixture.ts';
import { pooledDensity } from './pooledDensity.ts';

test.each([
  ['truncated-normal', 'auto', {}],
  ['truncated-normal', 'centered', {}],
  ['truncated-normal', 'non-centered', {}],
  ['truncated-normal', 'auto', otherPriors],
  ['normal', 'auto', {}],
  ['normal', 'auto', otherPriors],
] as const)(
  '%s, %s: the density is the joint one with the Gaussian part integrated out, constants included',
  (effects, centering, priors) => {
    const model = drawnModel({ hierarchy: { effects }, priors });
    const { geos, parameters, names, layout, y } = model;
    const { dimension, logDensity, complete, nameOf } = pooledDensity(model, centering);
    const all = (u: Float64Array): Float64Array => {
      const out = new Float64Array(names.length);
      complete(u, openStream(['any']), out);
      return out;
    };
    const places = Array.from({ length: dimension }, (_, axis) => names.indexOf(nameOf(axis)));
    fc.assert(
      fc.property(fc.integer(), (key) => {
        const u = pointOf(dimension, `joint ${key}`);
        const at = all(u);
        const { x, offset, center, covariance } = dense(model, at);
        // log N(y; offset + X·center, σ² + X·covariance·Xᵀ)
        const spread = x.mmul(covariance).mmul(x.transpose());
        for (let i = 0; i < y.length; i++) spread.set(i, i, spread.get(i, i) + at[layout.sigma]! ** 2);
        const residual = Matrix.columnVector(y.map((value, i) => value - offset[i]!)).sub(
          x.mmul(Matrix.columnVector(center)),
        );
        const cholesky = new CholeskyDecomposition(symmetric(spread));
        const quadratic = residual.transpose().mmul(cholesky.solve(residual)).get(0, 0);
        let expected = -0.5 * (quadratic + y.length * Math.log(2 * Math.PI));
        for (let i = 0; i < y.length; i++) expected -= Math.log(cholesky.lowerTriangularMatrix.get(i, i));
        for (const i of places) {
          if (i < parameters.length) expected += parameters[i]!.prior.logDensity(at[i]!);
        }
        if (effects === 'truncated-normal') {
          for (const { mean: i, scale, geos: first } of layout.effects) {
            const [mu, eta] = [at[i]!, at[scale]!];
            for (let g = 0; g < geos.length; g++) {
              expected -=
                0.5 * ((at[first + g]! - mu) / eta) ** 2 + Math.log(eta * Math.sqrt(2 * Math.PI) * normalCdf(mu / eta));
            }
          }
        }
        // the Jacobian of the sampler's coordinates, by differences
        const jacobian = new Matrix(dimension, dimension);
        const h = 1e-5;
        for (let axis = 0; axis < dimension; axis++) {
          const [up, down] = [h, -h].map((step) => all(u.map((value, j) => (j === axis ? value + step : value))));
          places.forEach((i, row) => {
            jacobian.set(row, axis, (up![i]! - down![i]!) / (2 * h));
          });
        }
        expected += Math.log(Math.abs(new LuDecomposition(jacobian).determinant));
        expect(Math.abs(logDensity(u, new Float64Array(dimension)) - expected)).toBeLessThan(
          1e-6 * Math.max(1, Math.abs(expected)),
        );
      }),
      { numRuns: 4 },
    );
  },
);

// scales, curves and σ known, all else linear and normal: the textbook's conjugate posterior (Gelman et al., BDA3, §14.8)
test.each([{}, otherPriors])(
  'what was integrated out is drawn from the conjugate posterior, population means included',
  (priors) => {
    const model = drawnModel({ hierarchy: { effects: 'normal' }, priors });
    const { dimension, complete } = pooledDensity(model, 'auto');
    const u = pointOf(dimension, 'law');
    const n = 2000;
    const draws = Array.from({ length: n }, (_, i) => {
      const out = new Float64Array(model.names.length);
      complete(u, openStream(['law', i]), out);
      return out;
    });
    const { x, center, covariance, names } = dense(model, draws[0]!);
    const noise = Matrix.eye(model.y.length).mul(draws[0]![model.layout.sigma]! ** 2);
    const gain = covariance
      .mmul(x.transpose())
      .mmul(
        new CholeskyDecomposition(symmetric(x.mmul(covariance).mmul(x.transpose()).add(noise))).solve(
          Matrix.eye(model.y.length),
        ),
      );
    const residual = Matrix.columnVector(model.y).sub(x.mmul(Matrix.columnVector(center)));
    const posteriorMean = Matrix.columnVector(center).add(gain.mmul(residual));
    const posteriorCovariance = Matrix.sub(covariance, gain.mmul(x).mmul(covariance));
    // each coefficient and each sum with the next one, so that covariances count too
    names.forEach((place, c) => {
      const next = (c + 1) % names.length;
      const own = draws.map((draw) => draw[place]! + draw[names[next]!]!);
      const exact = posteriorMean.get(c, 0) + posteriorMean.get(next, 0);
      const sd = Math.sqrt(
        posteriorCovariance.get(c, c) + posteriorCovariance.get(next, next) + 2 * posteriorCovariance.get(c, next),
      );
      expect(Math.abs(mean(own) - exact) / sd, model.names[place]).toBeLessThan(4.5 / Math.sqrt(n));
      expect(Math.abs(variance(own) / sd ** 2 - 1), model.names[place]).toBeLessThan(4.5 * Math.sqrt(2 / n));
    });
  },
);
